"""Words and letters that stand for a value, in the languages that exports come in."""

from __future__ import annotations

from collections.abc import Iterable

from rmentor.people.suggest_columns import fits
from rmentor.people.suggest_headings import words_of
from rmentor.programme.fields import Scalar

_MEANT = {
    "consent": {"yes": ("ja", "oui", "si", "agreed", "einverstanden"), "no": ("nein", "non", "declined")},
    "role": {
        "mentor": ("mentor", "mentors", "mentorin", "mentora"),
        "mentee": ("mentee", "mentees", "mentore", "mentoree", "mentorado", "mentorada"),
        "both": ("both", "either", "beide", "beides", "les deux", "ambos", "mentor and mentee", "mentor und mentee"),
    },
}
_GENDERS = {
    "man": ("man", "m", "male", "mann", "mannlich", "homme", "h", "hombre", "masculino", "masculin"),
    "woman": ("woman", "f", "female", "frau", "weiblich", "w", "femme", "mujer", "femenino", "feminin"),
    "other": ("other", "x", "d", "divers", "diverse", "non binary"),
}


def codes_of(fact: str, texts: Iterable[str], kind: Scalar) -> dict[str, str] | None:
    """Return what texts stand for that are no values of a fact's kind themselves, None where one is not known."""
    meant = {said: ours for ours, words in _MEANT.get(fact, {}).items() for said in words}
    codes: dict[str, str] = {}
    for text in sorted(texts):
        if fits(kind, text):
            continue
        if words_of(text) not in meant:
            return None
        codes[text] = meant[words_of(text)]
    return codes


def genders_of(texts: Iterable[str]) -> dict[str, str]:
    """Return what the letters and words of a column of genders stand for, nothing where it is none."""
    meant = {said: ours for ours, words in _GENDERS.items() for said in words}
    found = {text: meant.get(words_of(text), "") for text in sorted(texts)}
    several = {"man", "woman"} <= set(found.values())
    return found if several and all(found.values()) else {}
