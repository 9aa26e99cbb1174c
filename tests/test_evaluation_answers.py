"""A survey export is taken whole, or every problem in it is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Run
from evaluated import facts, people_of, stored
from rmentor.store import answers, connection, journal

IMPORT = ("survey", "import", "answers.csv", "--wave", "closing", "--today", "2027-07-05")


def write(*lines: str) -> None:
    Path("answers.csv").write_text("\n".join(lines), "utf-8")


def test_answers_are_stored_by_item_id_or_text_and_unknown_columns_are_noted(run: Run) -> None:
    path = stored(facts(people_of(2, 2)))
    write("person,Timestamp,trust,How much of a strain was it?,said", "M1,1,5,2,More time", "e1,2,4,,")
    ended = run(*IMPORT)
    assert ended.code == 0
    assert "2 new responses" in ended.out
    assert "'Timestamp' is no item of the wave" in ended.err
    with connection.reading(path) as db:
        first, second = answers.responses(db, "pilot")
        assert [one.what for one in journal.entries(db)] == ["wave closing: 2 new, 0 replaced"]
    assert (first.person, dict(first.numbers), first.texts) == ("E1", {"trust": 4}, {})
    assert (second.person, dict(second.numbers), second.texts) == (
        "M1",
        {"trust": 5, "strain": 2},
        {"said": "More time"},
    )


def test_a_second_file_replaces_given_answers_and_leaves_the_others(run: Run) -> None:
    path = stored(facts(people_of(2, 2)))
    write("person,trust,strain,said", "M1,5,2,More time", "M2,3,3,")
    run(*IMPORT)
    write("person,trust,said", "M1,1,")
    data = json.loads(run(*IMPORT, "--json").out)["survey_import"]
    assert (data["new"], data["replaced"], data["answered"], data["asked"]) == (0, 1, 2, 4)
    with connection.reading(path) as db:
        first = answers.responses(db, "pilot")[0]
        assert (dict(first.numbers), dict(first.texts)) == ({"trust": 1, "strain": 2}, {"said": "More time"})


def test_the_same_file_again_changes_nothing_and_is_not_in_the_journal(run: Run) -> None:
    path = stored(facts(people_of(2, 2)))
    write("person,trust,strain", "M1,5,2", "M2,3,")
    run(*IMPORT)
    with connection.reading(path) as db:
        before = (answers.responses(db, "pilot"), list(journal.entries(db)))
    data = json.loads(run(*IMPORT[:-1], "2027-07-09", "--json").out)["survey_import"]
    assert (data["new"], data["replaced"], data["unchanged"]) == (0, 0, 2)
    with connection.reading(path) as db:
        assert (answers.responses(db, "pilot"), list(journal.entries(db))) == before


def test_every_problem_is_told_with_its_place_and_nothing_is_kept(run: Run) -> None:
    path = stored(facts(people_of(2, 2)))
    write("person,trust,strain", "M1,6,2", "X9,3,3", "M2,good,", ",1,1", "M1,1,1", "E1,4.5,-1")
    ended = run(*IMPORT)
    assert ended.code == 3
    assert [line.split(" ", 1)[0] for line in ended.err.splitlines()] == [
        "answers.csv:2:2:", "answers.csv:3:1:", "answers.csv:4:2:", "answers.csv:5:1:", "answers.csv:6:1:",
        "answers.csv:7:2:", "answers.csv:7:3:",
    ]  # fmt: skip
    assert not ended.out
    with connection.reading(path) as db:
        assert not answers.responses(db, "pilot")
        assert not list(journal.entries(db))


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("persn,trust", "no column 'person'; did you mean 'persn'?"),
        ("person,colour", "no column is named by an item of the wave 'closing'"),
        ("person,trust,How far do you trust the other?", "both hold the item 'trust'"),
    ],
)
def test_headings_that_cannot_be_read_are_told(run: Run, heading: str, told: str) -> None:
    stored(facts(people_of(2, 2)))
    write(heading, ",".join("M1" for _ in heading.split(",")))
    ended = run(*IMPORT)
    assert ended.code == 3
    assert told in ended.err


def test_people_whom_the_wave_does_not_ask_are_a_problem(run: Run) -> None:
    from evaluated import TEXT

    stored(facts(people_of(2, 2)), TEXT.replace("at: end,", "at: end, asks: mentee,"))
    write("person,trust", "M1,1")
    ended = run(*IMPORT)
    assert ended.code == 3
    assert "'M1' is a mentor; the wave 'closing' asks mentees" in ended.err


def test_a_dry_run_keeps_nothing_and_an_unknown_wave_is_not_found(run: Run) -> None:
    path = stored(facts(people_of(2, 2)))
    write("person,trust", "M1,1", "M2,")
    ended = run(*IMPORT, "--dry-run")
    assert "would bring 1 new" in ended.out
    assert "without any answer, passed over: 1" in ended.err
    with connection.reading(path) as db:
        assert not answers.responses(db, "pilot")
    assert run("survey", "import", "answers.csv", "--wave", "closed").code == 4


def test_status_counts_who_answered_and_names_nobody(run: Run) -> None:
    stored(facts(people_of(2, 2)))
    write("person,trust", "M1,1")
    run(*IMPORT)
    ended = run("survey", "status", "--today", "2027-07-06")
    assert ended.out.splitlines()[-1].split() == ["closing", "2027-07-04", "both", "4", "1", "25", "%"]
    assert "Quillfeather" not in ended.out


@settings(deadline=None)
@given(st.lists(st.text(max_size=6), min_size=1, max_size=4))
def test_no_cell_crashes_the_reader(cells: list[str]) -> None:
    from evaluated import START, programme
    from rmentor.evaluation.answers import Asking, read_answers
    from rmentor.people.export import Export
    from rmentor.sheets import Row, Sheet

    wave = programme().surveys.wave("closing")
    assert wave is not None
    lines = tuple(Row(row + 2, {"person": "M1", "trust": cell, "said": cell}) for row, cell in enumerate(cells))
    export = Export(Sheet("f", ("person", "trust", "said"), lines), START)
    read = read_answers(Asking(programme(), wave, people_of(1, 1)), export)
    assert read.problems or len(read.responses) <= len(cells)
