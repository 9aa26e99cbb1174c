"""What happened: who took part, who prepared, which meetings were held, how pairs ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rmentor.evaluation.disclosure import hidden_cells
from rmentor.evaluation.facts import Facts, members
from rmentor.evaluation.recorded import is_due, people_of
from rmentor.meetings.model import Meeting, MeetingStatus
from rmentor.pairing.model import EndReason, Pair
from rmentor.people.model import Participant, Standing
from rmentor.programme.words import Role
from rmentor.records.model import Commitment, Goal, Progress

_ENDINGS = {
    EndReason.COMPLETED: "completed",
    EndReason.LEFT: "somebody left",
    EndReason.TIME: "no time",
    EndReason.FIT: "no fit",
    EndReason.CHANGED_ROLE: "somebody changed role",
    EndReason.MOVED: "paired anew",
    EndReason.CONVERTED: "carried on in another mode",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of n; both are None where n is about too few people, the count where it or the rest is."""

    what: str
    count: int | None
    n: int | None


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """The meetings that were due in a month, as `2027-01`; all None where they are about too few people."""

    month: str
    held: int | None
    missed: int | None
    unrecorded: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """The size of the programme, how much of what was to happen did, and the meetings by month."""

    mentors: int
    mentees: int
    both: int
    pairs: int
    tallies: tuple[Tally, ...]
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class _Counted:
    what: str
    count: int
    n: int
    people: int

    def shown(self, smallest: int) -> Tally:
        """Return the tally, without its numbers where they are about too few people."""
        if min(self.n, self.people) < smallest:
            return Tally(self.what, None, None)
        return Tally(self.what, self.count, self.n)


class _People(_Counted):
    """So many of n people, each of whom the count puts on one side or the other."""

    def shown(self, smallest: int) -> Tally:
        """Return the tally, without a count that sets few people apart."""
        apart = any(0 < some < smallest for some in (self.count, self.n - self.count))
        told = super().shown(smallest)
        return Tally(self.what, None, told.n) if apart else told


def activity(facts: Facts) -> Activity:
    """Return what happened, without what is about too few people."""
    roles = [one.role for one in facts.participants]
    smallest = facts.programme.evaluation.smallest_group
    counted = [*_taking_part(facts), *_preparation(facts), *_meetings(facts), *_progress(facts)]
    return Activity(
        mentors=roles.count(Role.MENTOR),
        mentees=roles.count(Role.MENTEE),
        both=roles.count(Role.BOTH),
        pairs=len(facts.relations),
        tallies=(*(one.shown(smallest) for one in counted if one.n), *_endings(facts)),
        months=tuple(_months(facts)),
    )


def hidden_activity(happened: Activity, smallest: int) -> Iterator[str]:
    """Yield what of the activity is hidden, and why."""
    for tally in happened.tallies:
        if tally.n is not None and tally.count is None:
            yield f"how many {tally.what}: they, or all but they, are fewer than {smallest}"
        elif tally.n is None:
            yield f"{tally.what}: about fewer than {smallest}, or with the total it would tell so"
    for month in happened.months:
        if month.held is None:
            yield f"meetings of {month.month}: about fewer than {smallest}, or with the total they would tell so"


def _taking_part(facts: Facts) -> Iterator[_Counted]:
    people = len(facts.participants)
    left = sum(_left_early(one, facts.programme.plan.end) for one in facts.participants)
    paired = len(people_of(facts.pairs))
    yield _People("people who were in a pair", paired, people, people)
    yield _People("people who left early", left, people, people)


def _left_early(one: Participant, end: date) -> bool:
    """True where somebody withdrew before the end; who goes, or is forgotten, after it has not left early."""
    return one.standing is Standing.WITHDRAWN and (one.left_on is None or one.left_on < end)


def _preparation(facts: Facts) -> Iterator[_Counted]:
    for briefing in facts.programme.preparation.briefings:
        asked = members(facts, briefing.role)
        done = {one.person for one in facts.briefings if one.briefing == briefing.id}
        yield _People(f"briefing taken: {briefing.title}", len(asked & done), len(asked), len(asked))
    if facts.programme.preparation.agreement:
        accepted = {(one.pair, one.person) for one in facts.acceptances}
        both = [pair for pair in facts.relations if all((pair.number, one) in accepted for one in pair.people)]
        yield _by_pairs("pairs that agreed on the ground rules", both, facts.relations)


def _meetings(facts: Facts) -> Iterator[_Counted]:
    due = [one for one in facts.meetings if is_due(one, facts)]
    people = len(_people_at(due, facts))
    states = [one.status for one in due]
    yield _Counted("meetings held, of those due", states.count(MeetingStatus.HELD), len(due), people)
    yield _Counted("meetings missed", states.count(MeetingStatus.MISSED), len(due), people)
    yield _Counted("meetings nobody recorded", states.count(MeetingStatus.PLANNED), len(due), people)
    cancelled = sum(one.status is MeetingStatus.CANCELLED for one in facts.meetings)
    everyone = len(_people_at(facts.meetings, facts))
    yield _Counted("meetings cancelled, of all planned", cancelled, len(facts.meetings), everyone)


def _progress(facts: Facts) -> Iterator[_Counted]:
    yield _reached("goals met, of those set", facts.goals)
    yield _reached("commitments kept, of those made", facts.commitments)


def _reached(what: str, aims: Collection[Goal] | Collection[Commitment]) -> _Counted:
    met = sum(one.progress is Progress.MET for one in aims)
    return _Counted(what, met, len(aims), len({one.person for one in aims}))


def _endings(facts: Facts) -> Iterator[Tally]:
    smallest = facts.programme.evaluation.smallest_group
    ended = [pair for pair in facts.relations if pair.end_reason]
    yield _by_pairs("pairs that ended", ended, facts.relations).shown(smallest)
    told = _told_reasons(ended, smallest) if len(ended) >= smallest else {}
    yield from (Tally(f"pairs ended: {_ENDINGS[reason]}", count, len(ended)) for reason, count in told.items())
    if sum(told.values()) < len(ended):
        yield Tally("pairs ended for other reasons", None, None)


def _told_reasons(ended: Collection[Pair], smallest: int) -> dict[EndReason, int]:
    """Return how many pairs ended for each reason that may be told."""
    by_reason = {reason: [pair for pair in ended if pair.end_reason is reason] for reason in EndReason}
    hidden = hidden_cells({reason: people_of(pairs) for reason, pairs in by_reason.items()}, smallest)
    return {reason: len(pairs) for reason, pairs in by_reason.items() if pairs and reason not in hidden}


def _by_pairs(what: str, some: Collection[Pair], pairs: Collection[Pair]) -> _Counted:
    return _Counted(what, len(some), len(pairs), len(people_of(pairs)))


def _months(facts: Facts) -> Iterator[Month]:
    by_month: Mapping[str, list[Meeting]] = defaultdict(list)
    for meeting in facts.meetings:
        if is_due(meeting, facts):
            by_month[f"{meeting.on:%Y-%m}"].append(meeting)
    cells = {month: _people_at(due, facts) for month, due in by_month.items()}
    hidden = hidden_cells(cells, facts.programme.evaluation.smallest_group)
    states = (MeetingStatus.HELD, MeetingStatus.MISSED, MeetingStatus.PLANNED)
    for month, due in sorted(by_month.items()):
        counts = (sum(one.status is state for one in due) for state in states)
        yield Month(month, None, None, None) if month in hidden else Month(month, *counts)


def _people_at(meetings: Collection[Meeting], facts: Facts) -> frozenset[str]:
    pairs = {pair.number: pair for pair in facts.pairs}
    return people_of([pairs[number] for number in sorted({one.pair for one in meetings})])
