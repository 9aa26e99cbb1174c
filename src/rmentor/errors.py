"""What can go wrong, as the user meets it: each error carries its exit code and the facts of its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from rmentor.values import Value


class Problem(Value):
    """One thing wrong in one place of a file; lines and columns count from 1, 0 where there is none."""

    file: str
    line: int
    column: int
    code: str
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{place}: {self.code} {self.message}"

    def __lt__(self, other: Problem) -> bool:
        return tuple(self.__dict__.values()) < tuple(other.__dict__.values())


class RmentorError(Exception):
    """An expected end of a command: one sentence for the user and an exit code."""

    exit_code = 70


class AnswerIsNo(RmentorError):
    """The command did its work and the answer is no: findings, a missed target, a notice not sent."""

    exit_code = 1


class WrongUsage(RmentorError):
    """The command line does not say enough, or contradicts itself."""

    exit_code = 2


class FileProblems(RmentorError):
    """A file cannot be used; every problem found in it comes along, `told` in fewer lines where they are many."""

    exit_code = 3

    def __init__(self, problems: Sequence[Problem], told: Sequence[object] = ()) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, told or self.problems)))


class NotFound(RmentorError):
    """What was named does not exist; the nearest known names are offered."""

    exit_code = 4

    def __init__(self, what: str, name: str, known: Sequence[str] = ()) -> None:
        super().__init__(f"there is no {what} {name!r}{did_you_mean(name, known)}")


class Refused(RmentorError):
    """A rule of the programme or of privacy forbids what was asked."""

    exit_code = 5


class StoreUnusable(RmentorError):
    """The database cannot be opened, is not ours, is locked, full or newer than this program."""

    exit_code = 6


class MissingExtra(RmentorError):
    """A command needs packages that come with an extra of rmentor."""

    exit_code = 6

    def __init__(self, extra: str) -> None:
        super().__init__(f"this needs the extra {extra!r}, which is not installed: pip install 'rmentor[{extra}]'")


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """Names the nearest known names, as the end of a sentence; empty where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=2, cutoff=0.6)
    return f"; did you mean {' or '.join(repr(one) for one in near)}?" if near else ""
