"""Briefings taken, ground rules accepted and outcomes, as lines state them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rmentor.errors import Refused
from rmentor.records.book import Book, Stated, booked
from rmentor.records.lines import NOT_ASKED, Reader, Scene, read_lines
from rmentor.records.model import Acceptance, BriefingDone, Outcome
from rmentor.records.places import no_pair, pairs_on
from rmentor.sheets import Row


def book_briefings(scene: Scene, rows: Iterable[Row], known: Sequence[BriefingDone]) -> Book[BriefingDone]:
    """Return the briefings that lines record; a line without a day keeps the day that is known."""
    kept = {(one.person, one.briefing): one for one in known}
    briefings = [briefing.id for briefing in scene.programme.preparation.briefings]

    def read(reader: Reader) -> Iterator[Stated[BriefingDone]]:
        person, briefing, day = reader.person(), reader.name("briefing", briefings, "briefing"), reader.given_day()
        if person and briefing:
            before = kept.get((person, briefing))
            on = day or (before.on if before else scene.today)
            yield Stated((person, briefing), BriefingDone(person, briefing, on), reader.row.line)

    return booked(read_lines(scene, rows, read), kept)


def book_acceptances(scene: Scene, rows: Iterable[Row], known: Sequence[Acceptance]) -> Book[Acceptance]:
    """Return the acceptances that lines record: of the current ground rules, for all pairs a person was in."""
    kept = {(one.pair, one.person, one.version): one for one in known}
    agreement = scene.programme.preparation.agreement

    def read(reader: Reader) -> Iterator[Stated[Acceptance]]:
        person, day = reader.person(), reader.given_day()
        if agreement is None:
            reader.fault(NOT_ASKED, Refused(f"the programme {scene.programme.id} has no agreement to accept"))
        elif person:
            pairs = pairs_on(reader, person, day or scene.today)
            for pair in pairs:
                key = (pair.number, person, agreement.version)
                before = kept.get(key)
                on = day or (before.on if before else scene.today)
                yield Stated(key, Acceptance(*key, on), reader.row.line)
            if not pairs:
                no_pair(reader, person, day or scene.today)

    return booked(read_lines(scene, rows, read), kept)


def book_outcomes(scene: Scene, rows: Iterable[Row], known: Sequence[Outcome]) -> Book[Outcome]:
    """Return the outcomes that lines record; without a day, one of that kind that is known is meant."""
    kept = {(one.person, one.kind, one.on): one for one in known}
    outcomes = scene.programme.outcomes
    latest = {(one.person, one.kind): one.on for one in sorted(known)}

    def read(reader: Reader) -> Iterator[Stated[Outcome]]:
        person, kind, day = reader.person(), reader.name("kind", outcomes, "outcome"), reader.given_day()
        if person and kind:
            on = day or latest.get((person, kind), scene.today)
            yield Stated((person, kind, on), Outcome(person, kind, on), reader.row.line)

    return booked(read_lines(scene, rows, read), kept)
