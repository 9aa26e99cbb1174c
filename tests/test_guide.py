"""`rmentor guide`: agendas, role cards and conversation cards."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from pilot import DAYS, PAIRS, planned, set_up, stored
from rmentor.meetings.cards import cards
from rmentor.meetings.model import MeetingKind, MeetingStatus
from rmentor.meetings.roles import role_card
from rmentor.meetings.running_order import Shape, running_order, shape_of, shares
from rmentor.programme.model import Topic
from rmentor.programme.words import Mode, Role
from rmentor.store import connection, meetings

FIRST, REGULAR, MIDPOINT, _ = planned(PAIRS[0])


@pytest.fixture
def _pilot() -> None:
    set_up()


@pytest.mark.usefixtures("_pilot")
def test_a_pair_sees_its_next_meeting_and_whose_turn_it_is(run: Run) -> None:
    ended = run("guide", "2", "--today", "2027-01-12")
    assert ended.code == 0
    assert "Pair 2: Juno C and Sage C" in ended.out
    assert "Meeting 1, the first: Wednesday 2027-01-20 at 10:00, 60 minutes, The café." in ended.out
    assert "Juno C leads." in ended.out
    assert "Rests on: Reverse mentoring ground rules (S5)" in ended.out
    run("record", "meeting", "2", "--today", "2027-01-20")
    later = run("guide", "2", "--today", "2027-01-21").out
    assert "Meeting 2, a regular one" in later
    assert "Sage C leads." in later


@pytest.mark.usefixtures("_pilot")
def test_only_the_pair_sees_what_is_open_between_the_two(run: Run) -> None:
    today = ("--today", "2027-01-12")
    run("record", "goal", "s1", "Make a podcast", "--kind", "personal", "--measure", "one", *today)
    run("record", "commitment", "s1", "Ask before I answer", "--due", "2027-02-01", *today)
    run("record", "goal", "s1", "Swim", "--kind", "personal", *today)
    run("record", "goal", "s1", "--close", "2", "--as", "dropped", *today)
    mine, other, role = (run("guide", *words, *today).out for words in (("1",), ("2",), ("--role", "mentor")))
    assert "Make a podcast" in mine
    assert "by 2027-02-01" in mine
    assert "Swim" not in mine
    assert not any("Make a podcast" in text for text in (other, role))


@pytest.mark.usefixtures("_pilot")
def test_topics_that_are_agreed_give_the_cards_and_others_are_suggested(run: Run) -> None:
    suggested = run("guide", "1", "--today", "2027-01-12").out
    assert "No topics are agreed. Suggested: What the young value." in suggested
    with connection.writing(Path("rmentor.db")) as db:
        meetings.save(db, "pilot", [replace(FIRST, topics=("gardening", "podcasts"))])
    agreed = run("guide", "1", "--today", "2027-01-12").out
    assert "Topics: Gardening, Podcasts." in agreed
    assert "To open with. Technology: Podcasts" in agreed
    assert "What about this matters to you" in agreed


@pytest.mark.usefixtures("_pilot")
def test_a_meeting_without_a_record_is_named_with_the_command_for_it(run: Run) -> None:
    ended = run("guide", "j1", "--today", "2027-02-18")
    assert "nothing recorded yet: meeting 1 (2027-01-20), 2 (2027-02-17)." in ended.out
    assert ended.err == "Next: rmentor record meeting 1 --on 2027-01-20\n"


@pytest.mark.usefixtures("_pilot")
def test_without_a_plan_the_agenda_is_that_of_the_next_number(run: Run) -> None:
    with connection.writing(Path("rmentor.db")) as db:
        meetings.cancel_from(db, "pilot", 1, DAYS[0])
    ended = run("guide", "1", "--today", "2027-01-12", "--json")
    data = json.loads(ended.out)["guide"]
    assert (data["planned"], data["meeting"], data["shape"], data["lead"]) == (False, None, "first", "j1")


@pytest.mark.usefixtures("_pilot")
def test_a_role_sees_its_card_its_briefings_and_what_to_open_with(run: Run) -> None:
    ended = run("guide", "--role", "mentee")
    assert ended.out.startswith("The mentee, in reverse mentoring the senior of the two\n")
    for told in ("What customers see", "Listen twice as long as you speak.", "Keep your mentor safe", "Podcasts"):
        assert told in ended.out
    assert "Speaking up" not in ended.out
    data = json.loads(run("guide", "--role", "mentor", "--json").out)["role"]
    assert [one["id"] for one in data["briefings"]] == ["voice"]
    assert data["learning"] == "How decisions are made"


@pytest.mark.usefixtures("_pilot")
def test_a_guide_changes_nothing_and_fits_a_terminal(run: Run) -> None:
    for words in (("1",), ("2",), ("--role", "mentor"), ("--role", "mentee")):
        assert max(map(len, run("guide", *words, "--today", "2027-01-12").out.splitlines())) <= 80
    assert stored("journal", "entry") == []


@pytest.mark.usefixtures("_pilot")
@pytest.mark.parametrize(
    ("words", "code"),
    [((), 2), (("1", "--role", "mentor"), 2), (("--role", "both"), 2), (("9",), 4), (("s2",), 2), (("4",), 5)],
)
def test_what_has_no_guide_is_refused(run: Run, words: tuple[str, ...], code: int) -> None:
    ended = run("guide", *words, "--today", "2027-02-18")
    assert (ended.code, ended.out) == (code, "")


@given(minutes=st.integers(1, 600), shape=st.sampled_from(Shape))
def test_the_parts_of_an_agenda_add_up_to_the_meeting(minutes: int, shape: Shape) -> None:
    order = running_order(shape, minutes, lead="Ada {x}", other="Bo")
    assert sum(part.minutes for part in order.parts) == minutes
    assert all(part.minutes > 0 for part in order.parts)
    assert "{lead}" not in str(order.parts)


def test_an_hour_is_shared_out_as_planned_and_other_lengths_in_fives() -> None:
    assert shares(60, [10, 30, 10, 5, 5]) == [10, 30, 10, 5, 5]
    assert shares(45, [10, 30, 10, 5, 5]) == [10, 20, 5, 5, 5]
    assert shares(7, [10, 30, 10, 5, 5]) == [1, 3, 1, 1, 1]


def test_a_meeting_is_the_first_until_one_before_it_was_held_or_may_have_been() -> None:
    missed = replace(FIRST, status=MeetingStatus.MISSED)
    assert shape_of(FIRST, [FIRST, REGULAR]) is Shape.FIRST
    assert shape_of(REGULAR, [missed, REGULAR]) is Shape.FIRST
    assert shape_of(REGULAR, [FIRST, REGULAR]) is Shape.REGULAR
    assert shape_of(MIDPOINT, [missed]) is Shape.MIDPOINT
    assert {kind.value for kind in MeetingKind} <= {shape.value for shape in Shape}


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("role", [Role.MENTOR, Role.MENTEE])
def test_every_role_in_every_mode_has_a_whole_card(mode: Mode, role: Role) -> None:
    card = role_card(mode, role)
    lines = (*card.before, *card.during, *card.after, *card.power)
    assert all((card.before, card.during, card.after, card.power, card.rests_on))
    assert all(line.endswith((".", "?")) for line in lines)
    assert any("Keep what was said to yourself" in line for line in lines)


def test_each_area_has_its_card_and_an_unknown_one_questions_for_everything() -> None:
    areas = ("Technology", "social values", "falconry", None)
    found = list(cards(Topic(id=f"t{index}", title="T", focus=area) for index, area in enumerate(areas)))
    assert [card.title for card in found] == ["Technology", "Social values", "Falconry", "Whatever else you talk about"]
    assert found[2].questions == found[3].questions
    assert len({card.questions for card in found}) == 3
    assert all(question.endswith("?") or "Tell me" in question for card in found for question in card.questions)
