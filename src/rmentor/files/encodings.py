"""The bytes of a text file to the encoding that they are written in."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from rmentor.files.raw import MOST_LINES, TOO_LARGE, UNREADABLE, Unusable, unusable

_SAMPLE = 4096
_CHUNK = 1 << 20
_OTHER = "is neither UTF-8, UTF-16 nor Windows-1252; save the table as CSV UTF-8"
_NUL = "holds NUL characters, so it is not a CSV file; save the table as CSV or XLSX"
_UTF_32 = "is written in UTF-32, which is not read; save the table as CSV UTF-8"


class Encoding(NamedTuple):
    """How text is written: the codec that reads it, and the name that people know."""

    codec: str
    name: str


_MARKS_OF_UTF_32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_MARKED = {
    b"\xef\xbb\xbf": Encoding("utf-8-sig", "UTF-8"),
    b"\xff\xfe": Encoding("utf-16", "UTF-16"),
    b"\xfe\xff": Encoding("utf-16", "UTF-16"),
}


def encoding_of(data: bytes) -> Encoding:
    """Return an encoding in which every byte is text without NUL; raises Unusable where there is none."""
    faults = []
    for encoding in _likely(data):
        fault = _fault(data, encoding)
        if fault is None:
            return encoding
        faults.append(fault)
    raise faults[-1]


def _likely(data: bytes) -> tuple[Encoding, ...]:
    """Return the encoding that the mark at the beginning names, else those that the bytes allow."""
    sample = data[: min(_SAMPLE, len(data) // 4 * 4)]
    if data.startswith(_MARKS_OF_UTF_32) or _in_fours(sample):
        raise unusable(UNREADABLE, _UTF_32)
    marked = tuple(encoding for mark, encoding in _MARKED.items() if data.startswith(mark))
    unmarked = Encoding("utf-8", "UTF-8"), Encoding("cp1252", "Windows-1252")
    return marked[:1] or _in_twos(sample) or unmarked


def _in_twos(sample: bytes) -> tuple[Encoding, ...]:
    """Return UTF-16 where one half of many characters is NUL, as of delimiters and line ends in every script."""
    high, low = sample[1::2].count(0), sample[::2].count(0)
    codec = "utf-16-le" if high > low else "utf-16-be"
    if max(high, low) * 20 < len(sample) or max(high, low) <= 2 * min(high, low):
        return ()
    lines = len(sample.decode(codec, "ignore").splitlines())
    return (Encoding(codec, "UTF-16 without its mark"),) if lines > 1 else ()


def _in_fours(sample: bytes) -> bool:
    """True where every character takes four bytes, the higher two of them NUL."""
    little, big = (sample[2::4], sample[3::4]), (sample[::4], sample[1::4])
    return any(sample) and (not any(map(any, little)) or not any(map(any, big)))


def _fault(data: bytes, encoding: Encoding) -> Unusable | None:
    """Return why the bytes are no text in an encoding, or too much of it; None where they are."""
    lines = 1
    try:
        for text in _decoded(data, encoding.codec):
            if "\0" in text:
                return unusable(UNREADABLE, _NUL, lines + text.count("\n", 0, text.index("\0")))
            lines += max(text.count("\n"), text.count("\r"))
            if lines > MOST_LINES + 1:
                return unusable(TOO_LARGE, f"more than {MOST_LINES:,} lines; split the file")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(encoding.codec, "ignore")
        return unusable(UNREADABLE, _OTHER, lines + before.count("\n"))
    return None


def _decoded(data: bytes, codec: str) -> Iterator[str]:
    """Yield the text by pieces: the whole of it can take four times the bytes."""
    decoder = codecs.getincrementaldecoder(codec)()
    for start in range(0, len(data), _CHUNK):
        yield decoder.decode(data[start : start + _CHUNK], final=start + _CHUNK >= len(data))
