"""Conversation cards: questions to open a topic with, by the area of focus it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rmentor.programme.model import Topic


@dataclass(frozen=True, slots=True)
class Card:
    """Opening questions for the topics of one area; either of the two may ask them."""

    title: str
    topics: tuple[str, ...]
    questions: tuple[str, ...]


_TECHNOLOGY = (
    "Which tool did you last give up on, and what stood in the way?",
    "Show me one thing on your screen that saves you time. May I try it now?",
    "Where do our customers meet us on a screen, and when did you last go that way yourself?",
    "What would you try out this month if nobody saw it fail?",
)
_VALUES = (
    "What do you expect of an employer today that would once have been too much to ask?",
    "Which of our rules seem to be made for somebody unlike you?",
    "Which word in our own announcements makes you wince, and why?",
    "What would make you leave, and what keeps you?",
)
_CUSTOMERS = (
    "What did you last buy, and what nearly kept you from it?",
    "Whose opinion do you look for before you decide?",
    "If you were our customer for a day, what would you tell your friends?",
    "Who does not buy from us at all, and what do we not know about them?",
)
_PEOPLE = (
    "How did you find out what it is really like to work here?",
    "What do the people you would hire want to know that we never tell them?",
    "When did somebody here last see a talent that its owner had not noticed?",
    "What would we lose if the youngest ten people left tomorrow?",
)
_LEADERSHIP = (
    "Which leader would you follow without being asked, and what do they do differently?",
    "When did you last change your mind because of somebody junior to you?",
    "What do people stop saying when a senior enters the room?",
    "Which decision would you make otherwise if you started today?",
)
_CULTURE = (
    "How do you like to be told that something went wrong: in person, in writing, at once, later?",
    "What do you read, watch or play that nobody at the top has heard of?",
    "What is a joke here that a newcomer does not understand?",
    "Which habit of ours would you be sorry to lose, and which would nobody miss?",
)
_BUSINESS = (
    "What do you believe will be gone from our business in ten years?",
    "Which competitor do we not take seriously, and what if we are wrong?",
    "What does money have to do for you: safety, freedom, a share in something?",
    "If a tenth of the budget were yours, where would it go?",
)
_CAREER = (
    "Which step in your working life did you not plan, and what came of it?",
    "What was your most useful mistake?",
    "What do you want to have learned by this time next year?",
    "What do you do outside work that people here would be surprised by?",
)
_SOCIETY = (
    "What should we stop doing, even if it pays?",
    "Which of our promises to the world outside do you believe, and which not?",
    "What do you do at home that we do not do at work?",
    "Who bears a cost of our business and has no seat at the table?",
)
_ANY = (
    "What about this matters to you, and when did it begin to?",
    "What do you take for granted about it that I may see otherwise?",
    "Tell me of a time when it went well, and of one when it did not.",
    "What could each of us try before we meet again?",
)
_BY_FOCUS = {
    "technology": _TECHNOLOGY, "digital": _TECHNOLOGY, "social media": _TECHNOLOGY, "tools": _TECHNOLOGY,
    "social values": _VALUES, "values": _VALUES, "inclusion": _VALUES, "diversity": _VALUES,
    "customers": _CUSTOMERS, "customer": _CUSTOMERS, "market": _CUSTOMERS, "marketing": _CUSTOMERS,
    "consumer behaviour": _CUSTOMERS, "people": _PEOPLE, "talent": _PEOPLE, "recruitment": _PEOPLE,
    "leadership": _LEADERSHIP, "management": _LEADERSHIP, "culture": _CULTURE, "communication": _CULTURE,
    "business": _BUSINESS, "strategy": _BUSINESS, "money": _BUSINESS, "ownership": _BUSINESS,
    "career": _CAREER, "skills": _CAREER, "experience": _CAREER, "life": _CAREER,
    "society": _SOCIETY, "esg": _SOCIETY, "environment": _SOCIETY, "sustainability": _SOCIETY,
}  # fmt: skip


def cards(topics: Iterable[Topic]) -> Iterator[Card]:
    """Yield one card for each area of focus, in the order of the topics; one without an area comes last."""
    by_focus: dict[str | None, list[str]] = {}
    for topic in topics:
        by_focus.setdefault(topic.focus, []).append(topic.title)
    for focus in sorted(by_focus, key=lambda focus: focus is None):
        questions = _BY_FOCUS.get((focus or "").casefold(), _ANY)
        yield Card(_title(focus), tuple(by_focus[focus]), questions)


def _title(focus: str | None) -> str:
    return f"{focus[0].upper()}{focus[1:]}" if focus else "Whatever else you talk about"
