"""How senior somebody is, fact by fact, and who has somebody senior or junior enough beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rmentor.people.model import Person
from rmentor.programme.model import Programme
from rmentor.programme.pairing import Requirements

# How senior somebody is on a programme's first day, by each fact: a larger number is more senior. Who joins or enters
# the industry later than that is as new as can be.
SENIORITY: Mapping[str, Callable[[Person, date], int | None]] = {
    "grade": lambda person, _: person.grade,
    "age": lambda person, start: None if person.birth_year is None else start.year - person.birth_year,
    "industry": lambda person, start: (
        None if person.industry_since is None else max(0, start.year - person.industry_since)
    ),
    "tenure": lambda person, start: None if person.joined is None else max(0, (start - person.joined).days),
}
WAYS = ("age", "tenure", "industry")

_Level = tuple[int | None, int | None, int | None, int | None]
_Steps = Mapping[str, int]
_TABLED = ("grade", "age", "industry")
_NOBODY, _UNKNOWN = -(10**9), -(10**8)


@dataclass(frozen=True, slots=True)
class Placed:
    """The ids of those who have somebody senior enough, and of those who have somebody junior enough."""

    below: frozenset[str]
    above: frozenset[str]


def placed(programme: Programme, people: Iterable[Person]) -> Placed:
    """Return who of these people stands below, and who above, somebody else among them, as pairing requires it.

    Where pairing requires neither a grade gap nor junior ways, a lower grade makes junior; where a grade is not known,
    one of the three ways does.
    """
    start, require = programme.plan.start, programme.pairing.require
    levels = {one.id: _level(one, start) for one in people}
    upside_down = {name: _turned(level) for name, level in levels.items()}
    return Placed(_reaching(require, levels), _reaching(require, upside_down))


def _level(person: Person, start: date) -> _Level:
    grade, age, industry, tenure = (read(person, start) for read in SENIORITY.values())
    return grade, age, industry, tenure


def _turned(level: _Level) -> _Level:
    grade, age, industry, tenure = (None if number is None else -number for number in level)
    return grade, age, industry, tenure


def _reaching(require: Requirements, levels: Mapping[str, _Level]) -> frozenset[str]:
    """Return whose level somebody else's is far enough above."""
    if require.grade_gap is None and require.junior_ways is None:
        return _by_usual_rule(levels)
    if require.grade_gap == 0 and require.junior_ways is None:
        return _not_alone_on_top(levels)
    grade = {} if require.grade_gap is None else {"grade": require.grade_gap}
    tops, found = _Tops(levels.values()), set[str]()
    for ways in combinations(WAYS, require.junior_ways or 0):
        still = {name: level for name, level in levels.items() if name not in found}
        found.update(tops.above(still, grade | dict.fromkeys(ways, 1)))
    return frozenset(found)


def _by_usual_rule(levels: Mapping[str, _Level]) -> frozenset[str]:
    graded = {name: level for name, level in levels.items() if level[0] is not None}
    ungraded = {name: level for name, level in levels.items() if level[0] is None}
    everyone, lacking = _Tops(levels.values()), _Tops(ungraded.values())
    found = set(everyone.above(graded, {"grade": 1}))
    for way in WAYS:
        found.update(lacking.above(graded, {way: 1}))
        found.update(everyone.above(ungraded, {way: 1}))
    return frozenset(found)


def _not_alone_on_top(levels: Mapping[str, _Level]) -> frozenset[str]:
    """Return who has somebody else of the same or a higher grade: all but one who alone has the highest."""
    graded = {name: grade for name, (grade, *_) in levels.items() if grade is not None}
    second = sorted(graded.values())[-2] if len(graded) > 1 else _NOBODY
    return frozenset(name for name, grade in graded.items() if grade <= second)


class _Tops:
    """The longest tenure of anybody who has at least such a grade, age and time in the industry.

    Only the most senior matter to the question whether somebody senior enough is there; what is not known is lowest.
    """

    def __init__(self, levels: Iterable[_Level]) -> None:
        known = list(levels)
        self._marks = [sorted(_numbers(known, axis)) for axis in range(len(_TABLED))]
        sizes = [len(marks) + 1 for marks in self._marks]
        self._strides = (sizes[1] * sizes[2], sizes[2], 1)
        self._longest = [_NOBODY] * (sizes[0] * self._strides[0])
        grades, ages, times = (self._places(axis, known, 0) | {None: 0} for axis in range(len(_TABLED)))
        for grade, age, time, tenure in known:
            cell = grades[grade] + ages[age] + times[time]
            self._longest[cell] = max(self._longest[cell], _UNKNOWN if tenure is None else tenure)
        for size, stride in zip(sizes, self._strides, strict=True):
            self._spread(size, stride)

    def _places(self, axis: int, asking: Iterable[_Level], step: int) -> dict[int | None, int]:
        """Return for each number of a fact where those stand who are so many steps above it, if anybody is."""
        marks, stride = self._marks[axis], self._strides[axis]
        places = {number: bisect_left(marks, number + step) + 1 for number in _numbers(asking, axis)}
        return {number: place * stride for number, place in places.items() if place <= len(marks)}

    def _spread(self, size: int, stride: int) -> None:
        """Let what holds for a mark of one fact hold for the lower ones."""
        cells = self._longest
        for last in range(size * stride, len(cells) + 1, size * stride):
            for low in range(last - 2 * stride, last - size * stride - 1, -stride):
                high = low + stride
                cells[low:high] = map(max, cells[low:high], cells[high : high + stride])

    def above(self, levels: Mapping[str, _Level], steps: _Steps) -> Iterator[str]:
        """Yield whose level somebody is above by so many steps in every fact that they name."""
        asked = [
            (axis, self._places(axis, levels.values(), steps[fact]))
            for axis, fact in enumerate(_TABLED)
            if fact in steps
        ]
        longest, further = self._longest, steps.get("tenure")
        for name, level in levels.items():
            cells = [places.get(level[axis]) for axis, places in asked]
            if None in cells or (further is not None and level[3] is None):
                continue
            least = _UNKNOWN if further is None or level[3] is None else level[3] + further
            if longest[sum(cell for cell in cells if cell is not None)] >= least:
                yield name


def _numbers(levels: Iterable[_Level], axis: int) -> set[int]:
    return {number for level in levels if (number := level[axis]) is not None}
