"""Why a text is not YAML, in words that say what to change: the parser's own words name its grammar."""

from __future__ import annotations

_QUOTES = "put the text in quotes"
_BEGUN = {
    "could not find expected ':'": f"this line has no ': '; write key: value, or {_QUOTES}",
    "unexpected end of stream": "the quote that opens here is never closed; close it",
    "',' or ']'": "the [ that opens here is not closed; put commas between its values and ] behind the last",
    "',' or '}'": "the { that opens here is not closed; put commas between its keys and } behind the last",
    "alphabetic or numeric": f"a value cannot begin with CHAR; {_QUOTES}",
    "tag handle": f"a value cannot begin with CHAR; {_QUOTES}",
}
_MET = {
    "mapping values are not allowed": f"no ': ' can stand here; {_QUOTES}, or indent the key like those above",
    "escape": "in double quotes \\ begins an escape; write \\\\, or use single quotes",
    "hexdecimal": "in double quotes \\ begins an escape; write \\\\, or use single quotes",
    "line break": "no text can follow | or > here; begin it on the next line",
    "indentation indicator": "no text can follow | or > here; begin it on the next line",
    "entries are not allowed": "a list cannot begin beside its key; begin it on the next line",
    "document start": "this stands after the end of the document; write one programme in each file",
    "block mapping": f"a key is expected here; indent it like those above, or {_QUOTES} as a whole",
    "block collection": "an entry of the list is expected here; begin it with '- ', like those above",
    "cannot start any token": f"a value cannot begin with CHAR; {_QUOTES}",
    "node content": f"a value cannot begin with CHAR; {_QUOTES}",
}


def begun(complaint: str, char: str) -> str:
    """Return what is wrong with a construct that begins with `char`; empty where it is wrong further on."""
    return _told(_BEGUN, complaint, char)


def met(complaint: str, char: str) -> str:
    """Return what is wrong at `char`, where the parser stopped."""
    if char == "\t":
        return "a tab cannot indent; use spaces"
    return _told(_MET, complaint, char) or f"this is not YAML: {complaint}"


def _told(slips: dict[str, str], complaint: str, char: str) -> str:
    return next((told.replace("CHAR", char) for words, told in slips.items() if words in complaint), "")
