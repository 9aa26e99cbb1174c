"""What was found in files, for every format: the facts, how much there is, and the parts of one finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from os.path import normpath
from pathlib import Path

from rmentor.errors import Problem
from rmentor.programme.decoding import lines_of
from rmentor.sentences import counted
from rmentor.text import is_clean
from rmentor.values import Value


class Findings(Value):
    """The problems of some files in the order to be told, and the texts of the files that could be read.

    `unheld` names files whose problems are left out although they kept all rules from being asked; `folder` is
    where the command runs; `strict` says that warnings count too.
    """

    problems: Sequence[Problem]
    sources: Mapping[str, str]
    unheld: Sequence[str] = ()
    folder: Path = Path("/")
    strict: bool = False

    def counts(self, problem: Problem) -> bool:
        """True where the problem makes the check fail."""
        return self.strict or problem.severity == "error"

    def lines(self) -> dict[str, list[str]]:
        """Return the lines of each file that has problems."""
        files = {problem.file for problem in self.problems} & self.sources.keys()
        return {file: lines_of(self.sources[file]) for file in files}

    def by_file(self) -> dict[str, list[Problem]]:
        """Return the problems of every file, of those without any too, files in their sorted order."""
        files: dict[str, list[Problem]] = {file: [] for file in self.sources}
        for problem in self.problems:
            files.setdefault(problem.file, []).append(problem)
        return dict(sorted(files.items()))

    def place(self, file: str) -> str:
        """Return a file's path from the folder with forward slashes; outside of the folder as it was given."""
        path = Path(normpath(self.folder / file))
        inside = path.is_relative_to(self.folder)
        return (path.relative_to(self.folder) if inside else Path(file)).as_posix()


def summary_of(findings: Findings) -> list[str]:
    """Return how many errors and warnings were found, in a line, and a line for each file that no rule looked at."""
    found = Counter(problem.severity for problem in findings.problems)
    counts = [counted(found[severity], severity) for severity in ("error", "warning") if found[severity]]
    told = f"{counted(len(findings.sources), 'file')} checked: {', '.join(counts) or 'no findings'}"
    unheld = "what is ignored keeps it from being read, so no other rule was held against it"
    return [told, *(f"rmentor: {shown(file)}: {unheld}" for file in findings.unheld)]


def shown(text: str) -> str:
    """Return text from outside with a question mark for each character that could steer who reads it."""
    return text if is_clean(text) else "".join(char if is_clean(char) else "?" for char in text)


def found_and_help(message: str) -> tuple[str, str]:
    """Split `what is wrong; what to do`; the second part is empty where a message says only what is wrong."""
    found, _, told = message.rpartition("; ")
    in_a_quotation = told.count("'") % 2 or told.count('"') % 2
    return (message, "") if not found or in_a_quotation else (found, told)


def line_of(problem: Problem, lines: Mapping[str, Sequence[str]]) -> str:
    """Return the line that a problem is in, empty where it is about none."""
    here = lines.get(problem.file, ())
    return here[problem.line - 1] if problem.column and problem.line <= len(here) else ""
