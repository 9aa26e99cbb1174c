"""The manual of the problems that the reader finds before any rule is asked."""

from __future__ import annotations

from rmentor.programme.checks.model import Page

PAGES = (
    Page("RM101", "not yaml", "The file is not one YAML document in UTF-8, or it is empty."),
    Page(
        "RM102",
        "unsafe yaml",
        "The file uses something that can make a small file mean something else or grow without end: anchors,\n"
        "aliases, merge keys, tags, a second document, very deep nesting, control or invisible characters.",
    ),
    Page("RM103", "unknown key", "A key has no meaning here. It is likely a slip; the nearest known key is named."),
    Page("RM104", "key twice", "A key stands twice in the same place, so one of its values would be lost."),
    Page("RM105", "key missing", "A key is absent without which the section says nothing."),
    Page(
        "RM106",
        "value does not fit",
        "A value is not of the kind that its key holds. Values are read as they are written: NO is Norway where a\n"
        "region is asked for, 12:30 a time, and nothing is guessed.",
    ),
    Page("RM107", "id twice", "Two things of a list have the same id, so nothing could refer to one of them."),
)
