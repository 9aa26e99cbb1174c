"""Which rules are asked for, by their codes or by what their codes begin with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rmentor.errors import Problem, WrongUsage, did_you_mean
from rmentor.values import Value


class Selection(Value):
    """The rules whose findings are told: all or the selected ones, without the ignored ones.

    What keeps a file from being read is told whatever is selected, since no other rule was held against it.
    """

    select: frozenset[str] | None
    ignore: frozenset[str]

    def of(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return the problems that are told, in their order."""
        return [problem for problem in problems if self._tells(problem)]

    def hides_why_unread(self, problems: Iterable[Problem]) -> bool:
        """True where errors keep a file from being read and none of them is told."""
        why = [problem for problem in problems if keeps_from_reading(problem)]
        return bool(why) and not self.of(why)

    def _tells(self, problem: Problem) -> bool:
        selected = self.select is None or problem.code in self.select or keeps_from_reading(problem)
        return selected and problem.code not in self.ignore


def selection_of(select: Sequence[str], ignore: Sequence[str], known: Sequence[str]) -> Selection:
    """Return the selection that the words mean; raises WrongUsage for one that no known code begins with."""
    return Selection(_meant("--select", select, known) if select else None, _meant("--ignore", ignore, known))


def keeps_from_reading(problem: Problem) -> bool:
    """True where a file with the problem gives no programme, so that nothing can allow it."""
    return problem.code.startswith("RM1") and problem.severity == "error"


def names_a_rule(word: str, known: Iterable[str]) -> bool:
    """True where a word is a code or what some codes begin with."""
    return bool(word) and any(code.startswith(word) for code in known)


def _meant(option: str, words: Sequence[str], known: Sequence[str]) -> frozenset[str]:
    codes: set[str] = set()
    for word in (part.strip().upper() for one in words for part in one.split(",")):
        if not names_a_rule(word, known):
            raise WrongUsage(f"{option}: there is no rule {word!r}{did_you_mean(word, known)}")
        codes.update(code for code in known if code.startswith(word))
    return frozenset(codes)
