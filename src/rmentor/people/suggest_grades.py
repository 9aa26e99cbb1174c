"""Titles to grades, guessed from the words that say how senior a title is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from rmentor.people.amounts import amount
from rmentor.people.suggest_headings import words_of

MOST_TITLES = 150
HIGHEST = 100
_USUAL = 20
# From the most junior to the most senior; of two in one title the phrase that begins first counts.
_LEVELS = {
    0: "intern, internship, trainee, apprentice, student, working student, werkstudent, praktikant, praktikantin,"
    " azubi, auszubildende, auszubildender, stagiaire, alternant, apprenti, becario, becaria, practicante, aprendiz",
    10: "assistant, assistant to, clerk, aide, helper, assistent, assistentin, assistante, hilfskraft, auxiliar,"
    " asistente",
    30: "supervisor, team lead, team leader, foreman, teamleiter, teamleiterin, teamleitung, gruppenleiter,"
    " gruppenleiterin, chef d equipe, jefe de equipo",
    40: "manager, head of team, managerin, abteilungsleiter, abteilungsleiterin, abteilungsleitung, responsable, jefe,"
    " jefa, chef de service, gerente, leiter, leiterin, leitung",
    60: "director, head, head of, direktor, direktorin, bereichsleiter, bereichsleiterin, bereichsleitung, directeur,"
    " directrice, directora",
    80: "vice president, vp, vicepresident, vizeprasident, vice presidente, vicepresidente, vice president e",
    90: "president, prasident, presidente, general manager, managing director, managing partner, geschaftsfuhrer,"
    " geschaftsfuhrerin, directeur general, directrice generale, director general, vorstand, vorstandin, chief, ceo,"
    " cfo, coo, cto, cio, chro, cmo, pdg, founder, owner, chairman, chairwoman, chair, svp, evp",
}
_STEPS = {
    "junior": -3, "jr": -3, "associate": -2, "deputy": -2, "assistant": -2, "stellvertretender": -2,
    "stellvertretende": -2, "adjoint": -2, "adjointe": -2, "adjunto": -2, "ii": 1, "2": 1, "iii": 3, "3": 3, "iv": 4,
    "4": 4, "v": 5, "5": 5, "sr": 2, "senior": 2, "snr": 2, "experienced": 1, "lead": 4, "leading": 4, "principal": 4,
    "staff": 3, "expert": 3, "executive": 2, "chief": 2, "leitender": 3, "leitende": 3, "principale": 3,
}  # fmt: skip
_LONG_ENOUGH = 5
_NUMBERED = re.compile(r"[^\W\d_]{0,12}[ ._-]*([0-9]{1,3})", re.ASCII)


def grades_of(titles: Iterable[str], known: Mapping[str, int]) -> dict[str, int]:
    """Return a grade for each title, the most senior first; those of a programme that knows all of them, else guessed.

    White space and capitals do not tell titles apart; titles of equal words' weight get one grade.
    """
    listed = {_folded(title): title for title in sorted(titles)}
    before = {_folded(title): grade for title, grade in known.items()}
    if listed.keys() <= before.keys():
        grades = {title: before[folded] for folded, title in listed.items()}
    else:
        grades = _guessed(tuple(listed.values()))
    return dict(sorted(grades.items(), key=lambda one: (-one[1], one[0])))


def _guessed(titles: tuple[str, ...]) -> dict[str, int]:
    """Return the number that every title ends in, else the rank of its words among all."""
    numbered = {title: found for title in titles if (found := _NUMBERED.fullmatch(title))}
    if len(numbered) == len(titles) and all(int(found[1]) <= HIGHEST for found in numbered.values()):
        return {title: int(found[1]) for title, found in numbered.items()}
    weights = {title: _weight(words_of(title)) for title in titles}
    ranks = {weight: rank for rank, weight in enumerate(sorted(set(weights.values())), start=1)}
    return {title: min(ranks[weight], HIGHEST) for title, weight in weights.items()}


def steps_of(texts: Iterable[str]) -> tuple[int, ...]:
    """Return amounts that part people into five grades, in two figures: a quarter each, the last tenth apart."""
    amounts = sorted(amount(text) for text in texts)
    parts = [amounts[int(len(amounts) * share)] for share in (0.25, 0.5, 0.75, 0.9)] if amounts else []
    return tuple(sorted({step for step in (int(float(f"{part:.1e}")) for part in parts) if 0 < step < 1_000_000_000}))


def tells_seniority(title: str) -> bool:
    """True where a title holds a word that says how senior it is."""
    words = words_of(title)
    return _level(words) is not None or any(word in _STEPS for word in words.split())


def _weight(words: str) -> int:
    """Return how senior a title's words are."""
    level = _level(words)
    named = set() if level is None else set(level[1].split())
    steps = sum(step for word, step in _STEPS.items() if word in words.split() and word not in named)
    return (_USUAL if level is None else level[0]) + steps


@cache
def _level(words: str) -> tuple[int, str] | None:
    """Return the level of the first phrase that stands in a title and the phrase; a wrong letter is read over."""
    levels = _levels()
    spelled = [_spelled(word) for word in words.split()]
    for length in (3, 2, 1):
        for start in range(len(spelled) - length + 1):
            phrase = " ".join(spelled[start : start + length])
            if phrase in levels and not (phrase == "assistant" and start + length < len(spelled)):
                return levels[phrase], phrase
    return None


def _spelled(word: str) -> str:
    """Return the word of a level or a step that a word stands for with a letter wrong, else the word."""
    from difflib import get_close_matches

    known = _level_words()
    if len(word) < _LONG_ENOUGH or word in known:
        return word
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.87)), word)


@cache
def _levels() -> dict[str, int]:
    return {phrase.strip(): level for level, phrases in _LEVELS.items() for phrase in phrases.split(",")}


@cache
def _level_words() -> list[str]:
    return sorted({word for phrase in _levels() for word in phrase.split() if len(word) >= _LONG_ENOUGH})


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
