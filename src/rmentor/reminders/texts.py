"""What the mails say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rmentor.meetings.model import Meeting
from rmentor.pairing.model import Pair
from rmentor.programme.meetings import LeadRule
from rmentor.programme.words import Occasion
from rmentor.reminders.due import Wanted
from rmentor.reminders.facts import Facts
from rmentor.reminders.model import NoticeKey
from rmentor.sentences import together
from rmentor.text import clean

_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class _Text:
    """A subject, what the notice is about in a few words, and the body."""

    subject: str
    what: str
    body: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What a mail says on one notice; `greets` where the text addresses the reader itself."""

    subject: str
    text: str
    greets: bool


_TEXTS: Mapping[Occasion, _Text] = {
    Occasion.BRIEFING_DUE: _Text(
        "{what}: please take it by {day}",
        "the briefing",
        "Please take the briefing “{what}”. It is due by {day}, and it will make the first meetings easier for "
        "both of you.",
    ),
    Occasion.AGREEMENT_DUE: _Text(
        "Ground rules with {partner}: please accept by {day}",
        "the ground rules",
        "Please read the ground rules for your meetings with {partner} and say that you accept them, by {day}. "
        "They protect what you will tell each other.",
    ),
    Occasion.GOALS_MISSING: _Text(
        "Your goals are still missing",
        "your goals",
        "You have not written down all your goals for the time with {partner} yet: {what}. One sentence each "
        "will do, with a word on how you will know that you got there.",
    ),
    Occasion.MEETING_AHEAD: _Text(
        "Your meeting with {partner} on {day}",
        "your meeting",
        "You and {partner} meet on {day} at {time}.{place}{lead} Should the date no longer suit you, please find a "
        "new one together rather than letting it drop.",
    ),
    Occasion.MEETING_UNRECORDED: _Text(
        "Did you meet {partner} on {day}?",
        "your meeting",
        "We have no note yet of your meeting with {partner} on {day}. Please tell us whether it took place and how "
        "long it was. What you talked about stays between the two of you.",
    ),
    Occasion.SILENT_PAIR: _Text(
        "Time to meet {partner} again?",
        "your next meeting",
        "We know of no meeting between you and {partner} since {day}. Diaries fill up; half an hour is a good way "
        "back in. If something stands in the way, tell us and we will help.",
    ),
    Occasion.MIDPOINT: _Text(
        "Half-way on {day}",
        "the mid-point",
        "On {day} half of the way lies behind you. Please take ten minutes with {partner} and ask each other: what "
        "has helped so far, and what should be different in the second half?",
    ),
    Occasion.SURVEY_DUE: _Text(
        "Your answers by {day}, please",
        "the survey",
        "Your answers to the survey “{what}” have not reached us yet; please send them by {day}. Figures are only "
        "shown for groups of at least {group} people.",
    ),
    Occasion.CLOSURE: _Text(
        "Ending well: {day}",
        "the end of the programme",
        "The programme ends on {day}. Please plan a last meeting with {partner}: look back at what each of you has "
        "learned, say thank you, and agree whether and how you stay in touch.",
    ),
    Occasion.FOLLOW_UP: _Text(
        "How are you getting on?",
        "the follow-up",
        "The programme ended a while ago, and on {day} we look at what has lasted. How are you, what progress did "
        "you make, and what is hard? A short line to {partner}, and to us, is enough.",
    ),
}


def paragraph(wanted: Wanted, facts: Facts) -> Paragraph:
    """Return what a mail says on a notice: the programme's own words where its rule has some, else the built-in."""
    text = _TEXTS[wanted.rule.on]
    values = _values(wanted, facts, text)
    own = wanted.rule.text
    return Paragraph(
        subject=filled(text.subject, values), text=filled(own or text.body, values), greets="{name}" in (own or "")
    )


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with `{name}` and the like replaced, once; an unknown placeholder stays as it is."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def spoken(day: date) -> str:
    """Return a day as people say it: Monday 11 January 2027."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def _values(wanted: Wanted, facts: Facts, text: _Text) -> dict[str, str]:
    key, programme = wanted.notice.key, facts.programme
    meeting = _meeting(key, facts)
    return {
        "name": clean(facts.participants[key.person].name),
        "partner": _partners(key, facts),
        "day": spoken(wanted.day),
        "time": f"{meeting.at:%H:%M} ({meeting.zone})" if meeting else f"{programme.meetings.at:%H:%M}",
        "programme": programme.title,
        "what": _what(key, facts) or text.what,
        "place": f" Place: {meeting.place}." if meeting and meeting.place else "",
        "lead": " This time you lead." if meeting and _leads(meeting, key.person, facts) else "",
        "group": str(programme.evaluation.smallest_group),
    }


def _what(key: NoticeKey, facts: Facts) -> str:
    name = key.about.split()[1] if " " in key.about else ""
    if key.occasion is Occasion.GOALS_MISSING:
        pair = next(pair for pair in facts.pairs_of(key.person) if pair.number == key.pair)
        missing = facts.goals_missing(pair, key.person)
        return " and ".join(f"{number} {kind}" for kind, number in missing.items())
    if key.occasion is Occasion.BRIEFING_DUE:
        titles = {one.id: one.title for one in facts.programme.preparation.briefings}
        return titles.get(name, name)
    return name if key.occasion is Occasion.SURVEY_DUE else ""


def _meeting(key: NoticeKey, facts: Facts) -> Meeting | None:
    if key.pair is None or not key.about.startswith("meeting "):
        return None
    number = int(key.about.split()[1].split(".")[1])
    return next((one for one in facts.meetings.get(key.pair, ()) if one.number == number), None)


def _leads(meeting: Meeting, person: str, facts: Facts) -> bool:
    return meeting.lead == person and facts.programme.meetings.lead is LeadRule.ALTERNATE


def _partners(key: NoticeKey, facts: Facts) -> str:
    own = [pair for pair in facts.pairs_of(key.person) if _concerns(pair, key)]
    others = [facts.participants.get(other) for pair in own for other in pair.others(key.person)]
    names = dict.fromkeys(clean(other.name) for other in others if other)
    return together(names) if names else "your partner"


def _concerns(pair: Pair, key: NoticeKey) -> bool:
    return pair.number == key.pair if key.pair else pair.open and key.person in pair.people
