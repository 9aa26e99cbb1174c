"""Special categories of personal data (Regulation (EU) 2016/679, article 9), told by the words that name them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rmentor.programme.roster import Roster

# Whole words and phrases, without accents and capitals: English, then German, French and Spanish.
_NAMES = """
belief|beliefs|biometric|biometrics|blood type|caste|church tax|creed|diagnosis|disabilities|disability|disabled|dna
ethnic|ethnicities|ethnicity|faith|fingerprint|fingerprints|gender identity|gender reassignment|genetic|genetics
handicap|handicapped|health|illness|illnesses|impairment|impairments|labor union|labour union|lgbt|lgbtq|medical
neurodiversity|neurodivergent|orientation|philosophical|philosophy|political|politics|pregnancy|pregnant|race|racial
religion|religions|religious|sex life|sexual|sexuality|sick|sickness|skin color|skin colour|trade union|transgender
union|unions|vaccinated|vaccination
behindert|behinderung|ethnie|ethnisch|ethnische|gesundheit|gewerkschaft|kirchensteuer|konfession|krankheit
politisch|politische|rasse|religionszugehorigkeit|schwerbehindert|schwerbehinderung|sexuelle|weltanschauung
croyance|ethnique|handicape|handicapee|politique|religieuse|sante|syndical|syndicale|syndicat
creencia|creencias|discapacidad|etnia|etnico|politica|raza|salud|sindicato
"""
_SPECIAL = frozenset(_NAMES.strip().replace("\n", "|").split("|"))
_LONGEST_PHRASE = max(name.count(" ") + 1 for name in _SPECIAL)
_OTHER_UNIONS = re.compile(r"\b(credit|customs|european) union\b")
_WORD = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@cache
def is_special(text: str) -> bool:
    """True where a name or a heading says that what it names is special-category data: `Disabled?`, `EthnicGroup`."""
    plain = unicodedata.normalize("NFKD", _HUMP.sub(" ", text)).casefold()
    joined = " ".join(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))
    words = _OTHER_UNIONS.sub("", joined).split()
    return any(
        " ".join(words[start : start + length]) in _SPECIAL
        for length in range(1, _LONGEST_PHRASE + 1)
        for start in range(len(words) - length + 1)
    )


def special_attributes(roster: Roster) -> frozenset[str]:
    """Return the attributes that are special, by their own name, by their heading, or because the file says so."""
    named = (name for name, heading in roster.attributes.items() if is_special(name) or is_special(heading))
    return frozenset((*named, *roster.special))


def kept_attributes(roster: Roster) -> dict[str, str]:
    """Return the attributes that may be kept, with their headings: special ones only for a stated purpose."""
    withheld = special_attributes(roster) - roster.special.keys()
    return {name: heading for name, heading in roster.attributes.items() if name not in withheld}
