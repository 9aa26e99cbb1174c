"""The manual of the problems that the reader finds before any rule is asked."""

from __future__ import annotations

from rmentor.programme.checks.model import Page

PAGES = (
    Page(
        "RM101",
        "not yaml",
        """The file is not one YAML document in UTF-8, or it is empty.

        Nothing else can be said about such a file, so this is its only finding. `rmentor init` writes a file to
        start from.

        Wrong:
            topics: [{id: social-media, title: Social media}
        Right:
            topics: [{id: social-media, title: Social media}]
        """,
    ),
    Page(
        "RM102",
        "unsafe yaml",
        """The file uses something that can make a small file mean something else or grow without end.

        Anchors, aliases, merge keys, tags, a second document, very deep nesting, and control or invisible
        characters are not read. Whoever reads the file sees all there is. Nor are more than 50,000 values, and
        after 1,000 problems the rest is left for the next time.

        Wrong:
            meetings: &usual {every: 1 month}
        Right:
            meetings: {every: 1 month}
        """,
    ),
    Page(
        "RM103",
        "unknown key",
        """A key has no meaning here.

        It is likely a slip; the nearest known key is named. Were it passed over, a rule would silently not hold.

        Wrong:
            meetings: {evry: 2 weeks}
        Right:
            meetings: {every: 2 weeks}
        """,
    ),
    Page(
        "RM104",
        "key twice",
        """A key stands twice in the same place, so one of its values would be lost.

        Wrong:
            meetings:
              every: 1 month
              every: 2 weeks
        Right:
            meetings:
              every: 2 weeks
        """,
    ),
    Page(
        "RM105",
        "key missing",
        """A key is absent without which the section says nothing.

        Wrong:
            topics: [{id: social-media}]
        Right:
            topics: [{id: social-media, title: Social media}]
        """,
    ),
    Page(
        "RM106",
        "value does not fit",
        """A value is not of the kind that its key holds.

        Values are read as they are written: NO is Norway where a region is asked for, 12:30 a time, and nothing
        is guessed.

        Wrong:
            meetings: {at: 9:30}
        Right:
            meetings: {at: 09:30}
        """,
    ),
    Page(
        "RM107",
        "id twice",
        """Two things of a list have the same id, so nothing could refer to one of them.

        Wrong:
            topics: [{id: data, title: Data}, {id: data, title: More data}]
        Right:
            topics: [{id: data, title: Data}, {id: more-data, title: More data}]
        """,
    ),
    Page(
        "RM108",
        "idle ignore",
        """A comment is to silence a rule, and silences nothing.

        It names no rule, or one that finds nothing there: the problem was put right, or the comment stands in
        another line. A comment counts in its own line; alone in its line above the first key, in the whole file.

        Wrong:
            meetings: {every: 1 month}  # rmentor: ignore[RM331] agreed with the board
        Right:
            meetings: {every: 6 weeks}  # rmentor: ignore[RM331] agreed with the board
        """,
    ),
)
