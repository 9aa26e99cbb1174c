"""The reporting tree: who reports to whom, where a manager is named by id or by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Protocol

from rmentor.values import Value

# How many steps up somebody's manager and that manager's own are.
DIRECT_AND_NEXT = 2


class Place(Protocol):
    """Somebody's place in the organisation; the manager is an id, a name or not known."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def manager(self) -> str | None:
        """The manager as named."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of which nothing else is known."""

    id: str
    name: str
    manager: str | None


class Names:
    """Whom a name may mean; the names are gone through when the first one is asked for."""

    def __init__(self, everyone: Iterable[Place] = ()) -> None:
        self._everyone = everyone
        self._known: tuple[Mapping[str, AbstractSet[str]], Mapping[str, AbstractSet[str]]] | None = None

    def meant(self, name: str) -> tuple[str, ...]:
        """Return the ids of everybody of that name, written loosely only where nobody has it exactly; sorted."""
        self._known = self._known or self._gathered()
        exact, loose = self._known
        return tuple(sorted(exact.get(name) or loose.get(folded(name)) or frozenset()))

    def _gathered(self) -> tuple[Mapping[str, AbstractSet[str]], Mapping[str, AbstractSet[str]]]:
        exact, loose = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for one in self._everyone:
            exact[one.name].add(one.id)
            loose[folded(one.name)].add(one.id)
        return exact, loose


def folded(name: str) -> str:
    """Return a name as a manager's is compared: without capitals and with single spaces."""
    return " ".join(name.split()).casefold()


@dataclass(frozen=True, slots=True)
class Tree:
    """Who reports to whom.

    `managers` holds ids by ids, nobody under himself. Of those whose manager could not be found out `unknown` holds
    the manager as named, `ambiguous` the name and everybody it may mean; `own` are those named as their own manager.
    """

    managers: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    ambiguous: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    names: Names = field(default_factory=Names, repr=False, compare=False)

    def meant(self, name: str) -> tuple[str, ...]:
        """Return everybody whom a name may mean."""
        return self.names.meant(name)

    def kept(self, person: str) -> str | None:
        """Return what is kept as a person's manager: the id, else the manager as named; a later file may know it."""
        if person in self.ambiguous:
            return self.ambiguous[person][0]
        return self.managers.get(person, self.unknown.get(person))


EMPTY = Tree()


def tree_of(places: Iterable[Place]) -> Tree:
    """Return the tree of people, in which the first place of an id counts and every name stands for its id.

    A manager is looked for among the ids, then the names, then the names with capitals and white space aside.
    """
    everyone = list(places)
    first = {one.id: one for one in reversed(everyone)}
    names = Names(everyone)
    managers, unknown, ambiguous, own = dict[str, str](), dict[str, str](), dict[str, tuple[str, tuple[str, ...]]](), []
    for person, place in first.items():
        named = place.manager
        if not named:
            continue
        meant = (named,) if named in first else names.meant(named)
        if len(meant) > 1:
            ambiguous[person] = named, meant
        elif not meant:
            unknown[person] = named
        elif meant[0] == person:
            own.append(person)
        else:
            managers[person] = meant[0]
    return Tree(managers, unknown, ambiguous, frozenset(own), names)


def bosses(managers: Mapping[str, str], person: str, depth: int | None = None) -> tuple[str, ...]:
    """Return everybody that a person reports to, the nearest first, at any depth or so many steps up.

    In a circle each is named once, the person not.
    """
    found: dict[str, None] = {}
    boss = managers.get(person)
    while boss and boss != person and boss not in found and len(found) != depth:
        found[boss] = None
        boss = managers.get(boss)
    return tuple(found)


def links_above(managers: Mapping[str, str], people: Collection[str]) -> dict[str, str]:
    """Return the links of those above these people, without which their reporting lines would have holes."""
    seen: dict[str, str] = {}
    for person in people:
        boss = managers.get(person)
        while boss is not None and boss in managers and boss not in seen:
            seen[boss] = managers[boss]
            boss = seen[boss]
    return {person: seen[person] for person in sorted(seen) if person not in people}


def passing_over(managers: Mapping[str, str], hidden: AbstractSet[str]) -> dict[str, str]:
    """Return the links without those who are hidden: who reports to one of them reports to the next above."""
    return {
        person: boss
        for person in managers
        if person not in hidden
        and (boss := next((one for one in bosses(managers, person) if one not in hidden), None)) is not None
    }


class Doubts(Value):
    """What is odd in a tree, all of it sorted.

    `unknown` says who names a manager that is not known, `ambiguous` whom a name may mean and who uses it.
    """

    unknown: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ambiguous: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    own: tuple[str, ...] = ()
    circles: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.unknown or self.ambiguous or self.own or self.circles)


def doubts(tree: Tree, people: Iterable[str]) -> Doubts:
    """Return what is odd in the reporting lines of these people."""
    asked = set(people)
    asked |= links_above(tree.managers, asked).keys()
    asked |= {boss for person in asked if (boss := tree.managers.get(person))}
    unknown, ambiguous = defaultdict[str, list[str]](list), defaultdict[tuple[str, tuple[str, ...]], list[str]](list)
    for person in sorted(asked):
        if person in tree.unknown:
            unknown[tree.unknown[person]].append(person)
        elif person in tree.ambiguous:
            ambiguous[tree.ambiguous[person]].append(person)
    return Doubts(
        unknown=tuple(sorted((named, tuple(who)) for named, who in unknown.items())),
        ambiguous=tuple(sorted((name, ids, tuple(who)) for (name, ids), who in ambiguous.items())),
        own=tuple(sorted(asked & tree.own)),
        circles=tuple(sorted(circle for circle in _circles(tree.managers) if not asked.isdisjoint(circle))),
    )


def _circles(managers: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield each circle once, from its smallest id upwards."""
    done: set[str] = set()
    for start in managers:
        path: dict[str, int] = {}
        person: str | None = start
        while person is not None and person not in done and person not in path:
            path[person] = len(path)
            person = managers.get(person)
        if person in path:
            circle = list(path)[path[person] :]
            first = circle.index(min(circle))
            yield (*circle[first:], *circle[:first])
        done.update(path)
