"""The tables, step by step. A step that was released is never edited; the next one follows it.

Every table is strict and has its keys and checks, so what the stages promise the file keeps. Days and times
are ISO 8601 text; a meeting's hour is local wall time beside its zone.
"""

from __future__ import annotations

from rmentor.store.first_step import FIRST

ROSTER = (
    "ALTER TABLE participant ADD COLUMN challenged INTEGER CHECK (challenged BETWEEN 1 AND 5)",
    "ALTER TABLE participant ADD COLUMN consent INTEGER CHECK (consent IN (0, 1))",
    "ALTER TABLE participant ADD COLUMN derived INTEGER NOT NULL DEFAULT 0 CHECK (derived IN (0, 1))",
    "ALTER TABLE participant ADD COLUMN left_on TEXT CHECK (left_on IS NULL OR standing = 'withdrawn')",
    """
    CREATE TABLE person_away (
        person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
        first_day TEXT NOT NULL,
        last_day TEXT NOT NULL CHECK (last_day >= first_day),
        PRIMARY KEY (person, first_day, last_day)
    ) STRICT
    """,
    """
    CREATE TABLE reporting (
        person TEXT PRIMARY KEY,
        manager TEXT NOT NULL CHECK (manager <> person)
    ) STRICT
    """,
    """
    CREATE TABLE forgotten (
        mark TEXT PRIMARY KEY
    ) STRICT
    """,
)

PAIRING = (
    "ALTER TABLE round ADD COLUMN exact INTEGER NOT NULL DEFAULT 0 CHECK (exact IN (0, 1))",
    "ALTER TABLE round ADD COLUMN beside TEXT CHECK (beside IS NULL OR json_valid(beside))",
    """
    CREATE TABLE decision (
        programme TEXT NOT NULL REFERENCES programme,
        mentor TEXT NOT NULL REFERENCES person,
        mentee TEXT NOT NULL REFERENCES person,
        what TEXT NOT NULL CHECK (what IN ('pinned', 'banned', 'declined')),
        by_person TEXT REFERENCES person,
        reason TEXT,
        on_day TEXT NOT NULL,
        PRIMARY KEY (programme, mentor, mentee),
        CHECK (mentor <> mentee)
    ) STRICT
    """,
    """
    CREATE TABLE round_ending (
        programme TEXT NOT NULL,
        round INTEGER NOT NULL,
        pair INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (programme, round, pair),
        FOREIGN KEY (programme, round) REFERENCES round ON DELETE CASCADE,
        FOREIGN KEY (programme, pair) REFERENCES pair
    ) STRICT
    """,
)

THREES = (
    "ALTER TABLE pair ADD COLUMN third TEXT REFERENCES person CHECK (third <> mentor AND third <> mentee)",
    "ALTER TABLE pair ADD COLUMN third_left TEXT CHECK (third_left IS NULL OR third IS NOT NULL)",
    "ALTER TABLE round_pair ADD COLUMN third TEXT REFERENCES person CHECK (third <> mentor AND third <> mentee)",
    """
    ALTER TABLE round_pair ADD COLUMN third_points TEXT
        CHECK ((third_points IS NULL) = (third IS NULL) AND (third_points IS NULL OR json_valid(third_points)))
    """,
)

COMING_AND_GOING = (
    "ALTER TABLE pair ADD COLUMN third_reason TEXT CHECK (third_reason IS NULL OR third_left IS NOT NULL)",
    "ALTER TABLE pair ADD COLUMN late TEXT REFERENCES person",
    "ALTER TABLE pair ADD COLUMN late_on TEXT CHECK ((late_on IS NULL) = (late IS NULL))",
    """
    CREATE TABLE round_join (
        programme TEXT NOT NULL,
        round INTEGER NOT NULL,
        pair INTEGER NOT NULL,
        mentor TEXT NOT NULL REFERENCES person,
        mentee TEXT NOT NULL REFERENCES person,
        third TEXT NOT NULL REFERENCES person CHECK (third <> mentor AND third <> mentee),
        third_points TEXT NOT NULL CHECK (json_valid(third_points)),
        PRIMARY KEY (programme, round, pair),
        FOREIGN KEY (programme, round) REFERENCES round ON DELETE CASCADE,
        FOREIGN KEY (programme, pair) REFERENCES pair
    ) STRICT
    """,
)

STEPS: tuple[tuple[str, ...], ...] = (FIRST, ROSTER, PAIRING, THREES, COMING_AND_GOING)
