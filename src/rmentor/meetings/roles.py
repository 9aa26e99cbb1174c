"""Role cards: what a mentor and a mentee do, in each mode."""

from __future__ import annotations

from dataclasses import dataclass

from rmentor.meetings.sources import named
from rmentor.programme.words import Mode, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCard:
    """What somebody in a role does before, in and after a meeting, and about the distance of power between the two."""

    title: str
    before: tuple[str, ...]
    during: tuple[str, ...]
    after: tuple[str, ...]
    power: tuple[str, ...]
    rests_on: tuple[str, ...]


_SILENCE = "Keep what was said to yourself. Date, length and topics are recorded, and what you both choose to share."
_JUNIOR_MENTOR = RoleCard(
    title="The mentor, in reverse mentoring the junior of the two",
    before=(
        "Look at the topics that were agreed, and bring an example from your own days for each.",
        "Have a success and a mistake of yours ready to tell.",
        "Think of one question that nobody else would put to this person.",
    ),
    during=(
        "Encourage reflection: ask what they make of it before you say what you make of it.",
        "Explore scenarios: what if we did, what if we did not?",
        "Be a sounding board. Help them to their own decision, and leave it with them.",
        "Show rather than tell, and let them do it with their own hands.",
    ),
    after=(
        "Ask next time what became of what they meant to change.",
        _SILENCE,
        "Tell the facilitator as soon as you do not feel safe. You need not give a reason.",
    ),
    power=(
        "You were asked because you see what they cannot. Say it, also when it is about power.",
        "Challenge with respect: speak of what you saw and what it did, not of what they are.",
        "Honest words may not cost you anything. That is a condition of the programme, not a favour.",
    ),
    rests_on=named(("S5", "S3", "S2")),
)
_SENIOR_MENTEE = RoleCard(
    title="The mentee, in reverse mentoring the senior of the two",
    before=(
        "Set it up: book the meetings, off site if you can, and keep them. Two cancelled ones end most pairs.",
        "Agree the topics ahead, and say what you want to learn about each.",
        "Look at what you said you would change, so that you can tell what came of it.",
    ),
    during=(
        "Listen. Do not lecture, do not defend, and do not explain why it cannot be done.",
        "Say what you do not know, and try it out in front of your mentor.",
        "Tell of your own mistakes as readily as of what went well.",
        "End with one thing that you will do differently.",
    ),
    after=(
        "Apply what you learned, and tell your mentor that you did.",
        "Keep your mentor safe: nothing they said may reach their manager, their appraisal or a corridor.",
        _SILENCE,
    ),
    power=(
        "Dial your rank down: not your office, not your desk, not your timetable.",
        "Ask before you answer, and wait longer for the reply than feels natural.",
        "Thank your mentor for the sentence that was hardest to say.",
    ),
    rests_on=named(("S5", "S3", "S2", "E4")),
)
_LEADING = RoleCard(
    title="The one who mentors this time, in reciprocal mentoring",
    before=(
        "It is your turn to lead. Ask what the other wants from it, and agree the topics.",
        "Look at the other's goals: you hold them to account, as they do you.",
    ),
    during=(
        "Ask how each goal is coming on, and what stands in the way.",
        "Share what went well for you and what did not, and leave the conclusion to the other.",
        "Stay the mentor until the end. Your own questions have their turn next time.",
    ),
    after=("Note what the other means to change, and ask about it when you meet again.", _SILENCE),
    power=(
        "Whoever leads today is not the higher of the two. Years and rank do not decide who is right.",
        "If one of you always ends up giving advice, say so and change the turns.",
    ),
    rests_on=named(("S1", "E6", "E3")),
)
_LED = RoleCard(
    title="The one who is mentored this time, in reciprocal mentoring",
    before=(
        "Bring your goals, two at work and two of your own, or as many as you agreed, each with its measure.",
        "Say ahead which topic would help you most now.",
    ),
    during=(
        "Speak plainly about what you did not do, and why.",
        "Listen to the end before you say what you think of it.",
        "Say what you will change until you meet again.",
    ),
    after=("Do it, and report back. A short line in between is enough to keep in touch.", _SILENCE),
    power=(
        "If you are the senior, dial it down. If you are the junior, speak up.",
        "You may say no to a topic without giving a reason.",
    ),
    rests_on=named(("S1", "S3")),
)
_SENIOR_MENTOR = RoleCard(
    title="The mentor, in traditional mentoring the senior of the two",
    before=(
        "Ask what your mentee wants to talk about, and leave the choice to them.",
        "Look at their goals, and at what was to be done since the last time.",
    ),
    during=(
        "Ask first. Give advice when you are asked for it, and as one way among others.",
        "Share triumphs and mistakes, the mistakes in more detail.",
        "Help your mentee to their own decision, and leave it with them.",
    ),
    after=("Open a door where you promised to.", _SILENCE),
    power=(
        "Your words weigh more than you think. Say which are a thought and which are advice.",
        "Never speak about your mentee to those who decide on their pay or place.",
    ),
    rests_on=named(("S2", "E3")),
)
_JUNIOR_MENTEE = RoleCard(
    title="The mentee, in traditional mentoring the junior of the two",
    before=(
        "Choose the topics, and send them ahead.",
        "Bring your goals, each with its measure, and where you are with them.",
    ),
    during=(
        "Say what you tried, what came of it and what you want to try next.",
        "Ask for the mistakes as well as for the success.",
        "Disagree when you do; that is what the meeting is for.",
    ),
    after=("Do what you said you would, and tell your mentor.", _SILENCE),
    power=(
        "Your mentor is not your manager. Say what you could not say there.",
        "You may end it without giving a reason; the facilitator finds another way.",
    ),
    rests_on=named(("S2", "E6", "E3")),
)
_CARDS = {
    (Mode.REVERSE, Role.MENTOR): _JUNIOR_MENTOR,
    (Mode.REVERSE, Role.MENTEE): _SENIOR_MENTEE,
    (Mode.RECIPROCAL, Role.MENTOR): _LEADING,
    (Mode.RECIPROCAL, Role.MENTEE): _LED,
    (Mode.TRADITIONAL, Role.MENTOR): _SENIOR_MENTOR,
    (Mode.TRADITIONAL, Role.MENTEE): _JUNIOR_MENTEE,
}


def role_card(mode: Mode, role: Role) -> RoleCard:
    """Return the card of a mentor or a mentee in a mode."""
    return _CARDS[mode, role]
