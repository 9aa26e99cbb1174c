"""The reporting tree: managers by id or by name, and what is odd about them is named."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from rmentor.people.tree import Doubts, Spot, Tree, bosses, doubts, links_above, passing_over, tree_of

_IDS = st.sampled_from([f"E{number}" for number in range(8)])
_LINKS = st.dictionaries(_IDS, _IDS, max_size=8)


def tree(*spots: tuple[str, str, str]) -> Tree:
    return tree_of(Spot(name, called, manager or None) for name, called, manager in spots)


def walked(managers: Mapping[str, str], person: str) -> list[str]:
    """Return everybody above a person, step by step, until the line ends or comes back."""
    found: list[str] = []
    while (person_above := managers.get(found[-1] if found else person)) and person_above not in (person, *found):
        found.append(person_above)
    return found


def test_a_manager_is_found_by_id_then_by_name_then_by_the_name_loosely_written() -> None:
    found = tree(("1", "Ann Berg", "2"), ("2", "3", "Ann Berg"), ("3", "Cai Eng", "ANN  berg"), ("4", "2", "3"))
    assert found.managers == {"1": "2", "2": "1", "3": "1", "4": "3"}
    assert (found.unknown, found.ambiguous, found.own) == ({}, {}, frozenset())


def test_an_exact_name_wins_over_one_loosely_written() -> None:
    assert tree(("1", "Ann Berg", ""), ("2", "ann berg", ""), ("3", "Cai", "ann berg")).managers == {"3": "2"}


def test_a_name_that_two_people_have_is_nobody_s_until_the_id_is_given() -> None:
    found = tree(("1", "Ann Berg", ""), ("2", "Ann Berg", ""), ("3", "Cai", "Ann Berg"), ("4", "Dag", "Ann Berg"))
    assert doubts(found, ["3", "4"]) == Doubts(ambiguous=(("Ann Berg", ("1", "2"), ("3", "4")),))
    assert found.managers == {}
    assert found.kept("3") == "Ann Berg"


def test_one_manager_unknown_to_many_is_one_doubt_with_all_who_name_him() -> None:
    found = tree(("1", "Ann", "Zoe"), ("2", "Ben", "Zoe"), ("3", "Cai", "9"), ("4", "Dag", ""))
    assert doubts(found, "1234").unknown == (("9", ("3",)), ("Zoe", ("1", "2")))
    assert [found.kept(person) for person in "1234"] == ["Zoe", "Zoe", "9", None]


def test_nobody_is_his_own_manager() -> None:
    found = tree(("1", "Ann", "1"), ("2", "Ben", "BEN"))
    assert (found.managers, found.kept("1"), doubts(found, "12").own) == ({}, None, ("1", "2"))


def test_a_circle_is_named_once_from_its_smallest_id() -> None:
    found = tree(("3", "C", "1"), ("2", "B", "3"), ("1", "A", "2"), ("4", "D", "3"), ("5", "E", "6"), ("6", "F", "5"))
    assert doubts(found, "123456").circles == (("1", "2", "3"), ("5", "6"))
    assert doubts(found, "4").circles == (("1", "2", "3"),)
    assert bosses(found.managers, "1") == ("2", "3")


def test_doubts_are_told_of_the_lines_of_those_asked_for_alone() -> None:
    found = tree(("1", "Ann", "2"), ("2", "Ben", "Zoe"), ("3", "Cai", "Yan"))
    assert doubts(found, "1") == Doubts(unknown=(("Zoe", ("2",)),))


def test_the_first_place_of_an_id_counts_and_every_name_stands_for_it() -> None:
    found = tree(("1", "Ann", "2"), ("2", "Ben", ""), ("1", "Ann Berg", "3"), ("3", "Cai", "Ann Berg"))
    assert found.managers == {"1": "2", "3": "1"}


@given(managers=_LINKS, depth=st.one_of(st.none(), st.integers(0, 9)))
def test_bosses_are_those_that_walking_up_meets(managers: dict[str, str], depth: int | None) -> None:
    for person in managers:
        assert list(bosses(managers, person, depth)) == walked(managers, person)[:depth]


@given(managers=_LINKS, people=st.frozensets(_IDS))
def test_the_links_above_people_fill_every_hole_and_are_all_needed(
    managers: dict[str, str], people: frozenset[str]
) -> None:
    own = {person: managers[person] for person in people if person in managers}
    kept = links_above(managers, people)
    assert all(bosses(own | kept, person) == bosses(managers, person) for person in people)
    assert kept.keys() <= {boss for person in people for boss in bosses(managers, person)} - people


@given(managers=_LINKS, hidden=st.frozensets(_IDS))
def test_whoever_is_passed_over_leaves_no_hole_and_is_not_named(
    managers: dict[str, str], hidden: frozenset[str]
) -> None:
    kept = passing_over(managers, hidden)
    assert hidden.isdisjoint({*kept, *kept.values()})
    for person in managers.keys() - hidden:
        assert bosses(kept, person) == tuple(boss for boss in walked(managers, person) if boss not in hidden)


@given(places=st.permutations([("1", "A", "2"), ("2", "B", "C"), ("3", "C", "a"), ("4", "D", "Z"), ("5", "E", "e")]))
def test_the_order_of_people_does_not_matter(places: list[tuple[str, str, str]]) -> None:
    found = tree(*places)
    assert doubts(found, "12345") == Doubts(unknown=(("Z", ("4",)),), own=("5",), circles=(("1", "2", "3"),))
