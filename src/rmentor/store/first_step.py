"""The tables that every database began with; see `schema` for the steps that followed."""

from __future__ import annotations

FIRST = (
    """
    CREATE TABLE programme (
        programme TEXT PRIMARY KEY,
        source TEXT NOT NULL,
        definition TEXT NOT NULL,
        digest TEXT NOT NULL,
        loaded_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE person (
        person TEXT PRIMARY KEY CHECK (person <> ''),
        name TEXT NOT NULL CHECK (name <> ''),
        email TEXT,
        birth_year INTEGER CHECK (birth_year BETWEEN 1900 AND 2100),
        joined TEXT,
        industry_since INTEGER CHECK (industry_since BETWEEN 1900 AND 2100),
        grade INTEGER,
        department TEXT,
        site TEXT,
        manager TEXT,
        zone TEXT,
        hours TEXT
    ) STRICT
    """,
    """
    CREATE TABLE person_language (
        person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
        language TEXT NOT NULL,
        PRIMARY KEY (person, language)
    ) STRICT
    """,
    """
    CREATE TABLE person_attribute (
        person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
        attribute TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (person, attribute)
    ) STRICT
    """,
    """
    CREATE TABLE participant (
        programme TEXT NOT NULL REFERENCES programme,
        person TEXT NOT NULL REFERENCES person,
        role TEXT NOT NULL CHECK (role IN ('mentor', 'mentee', 'both')),
        capacity INTEGER CHECK (capacity >= 0),
        challenge INTEGER CHECK (challenge BETWEEN 1 AND 5),
        standing TEXT NOT NULL CHECK (standing IN ('enrolled', 'withdrawn')),
        PRIMARY KEY (programme, person)
    ) STRICT
    """,
    """
    CREATE TABLE participant_topic (
        programme TEXT NOT NULL,
        person TEXT NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('offers', 'wants')),
        rank INTEGER NOT NULL CHECK (rank >= 1),
        topic TEXT NOT NULL,
        PRIMARY KEY (programme, person, side, rank),
        UNIQUE (programme, person, side, topic),
        FOREIGN KEY (programme, person) REFERENCES participant ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE round (
        programme TEXT NOT NULL REFERENCES programme,
        round INTEGER NOT NULL CHECK (round >= 1),
        status TEXT NOT NULL CHECK (status IN ('proposed', 'approved', 'dropped')),
        proposed_on TEXT NOT NULL,
        total INTEGER NOT NULL,
        bound INTEGER NOT NULL CHECK (bound >= total),
        best INTEGER NOT NULL CHECK (best >= 0),
        digest TEXT NOT NULL,
        PRIMARY KEY (programme, round)
    ) STRICT
    """,
    """
    CREATE TABLE round_pair (
        programme TEXT NOT NULL,
        round INTEGER NOT NULL,
        mentor TEXT NOT NULL REFERENCES person,
        mentee TEXT NOT NULL REFERENCES person,
        fit INTEGER NOT NULL,
        points TEXT NOT NULL CHECK (json_valid(points)),
        PRIMARY KEY (programme, round, mentor, mentee),
        FOREIGN KEY (programme, round) REFERENCES round ON DELETE CASCADE,
        CHECK (mentor <> mentee)
    ) STRICT
    """,
    """
    CREATE TABLE round_unpaired (
        programme TEXT NOT NULL,
        round INTEGER NOT NULL,
        person TEXT NOT NULL REFERENCES person,
        reason TEXT NOT NULL,
        PRIMARY KEY (programme, round, person),
        FOREIGN KEY (programme, round) REFERENCES round ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE pair (
        programme TEXT NOT NULL REFERENCES programme,
        pair INTEGER NOT NULL CHECK (pair >= 1),
        mentor TEXT NOT NULL REFERENCES person,
        mentee TEXT NOT NULL REFERENCES person,
        mode TEXT NOT NULL CHECK (mode IN ('reverse', 'reciprocal', 'traditional')),
        fit INTEGER,
        started TEXT NOT NULL,
        ended TEXT,
        end_reason TEXT,
        converted_from INTEGER,
        PRIMARY KEY (programme, pair),
        FOREIGN KEY (programme, converted_from) REFERENCES pair (programme, pair),
        CHECK (mentor <> mentee),
        CHECK ((ended IS NULL) = (end_reason IS NULL))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX pair_open ON pair (programme, mentor, mentee) WHERE ended IS NULL",
    """
    CREATE TABLE meeting (
        programme TEXT NOT NULL,
        pair INTEGER NOT NULL,
        meeting INTEGER NOT NULL CHECK (meeting >= 1),
        kind TEXT NOT NULL CHECK (kind IN ('regular', 'midpoint', 'closure', 'follow_up')),
        on_day TEXT NOT NULL,
        at TEXT NOT NULL,
        zone TEXT NOT NULL,
        minutes INTEGER NOT NULL CHECK (minutes > 0),
        lead TEXT NOT NULL REFERENCES person,
        place TEXT,
        status TEXT NOT NULL CHECK (status IN ('planned', 'held', 'missed', 'cancelled')),
        sequence INTEGER NOT NULL CHECK (sequence >= 0),
        shared TEXT,
        PRIMARY KEY (programme, pair, meeting),
        FOREIGN KEY (programme, pair) REFERENCES pair
    ) STRICT
    """,
    """
    CREATE TABLE meeting_topic (
        programme TEXT NOT NULL,
        pair INTEGER NOT NULL,
        meeting INTEGER NOT NULL,
        topic TEXT NOT NULL,
        PRIMARY KEY (programme, pair, meeting, topic),
        FOREIGN KEY (programme, pair, meeting) REFERENCES meeting ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE briefing_done (
        programme TEXT NOT NULL,
        person TEXT NOT NULL,
        briefing TEXT NOT NULL,
        on_day TEXT NOT NULL,
        PRIMARY KEY (programme, person, briefing),
        FOREIGN KEY (programme, person) REFERENCES participant
    ) STRICT
    """,
    """
    CREATE TABLE acceptance (
        programme TEXT NOT NULL,
        pair INTEGER NOT NULL,
        person TEXT NOT NULL REFERENCES person,
        version INTEGER NOT NULL CHECK (version >= 1),
        on_day TEXT NOT NULL,
        PRIMARY KEY (programme, pair, person, version),
        FOREIGN KEY (programme, pair) REFERENCES pair
    ) STRICT
    """,
    """
    CREATE TABLE goal (
        programme TEXT NOT NULL,
        pair INTEGER NOT NULL,
        goal INTEGER NOT NULL CHECK (goal >= 1),
        person TEXT NOT NULL REFERENCES person,
        kind TEXT NOT NULL CHECK (kind IN ('professional', 'personal')),
        text TEXT NOT NULL,
        measure TEXT,
        set_on TEXT NOT NULL,
        progress TEXT NOT NULL CHECK (progress IN ('open', 'met', 'dropped')),
        closed_on TEXT,
        PRIMARY KEY (programme, pair, goal),
        FOREIGN KEY (programme, pair) REFERENCES pair,
        CHECK ((progress = 'open') = (closed_on IS NULL))
    ) STRICT
    """,
    """
    CREATE TABLE commitment (
        programme TEXT NOT NULL,
        pair INTEGER NOT NULL,
        commitment INTEGER NOT NULL CHECK (commitment >= 1),
        person TEXT NOT NULL REFERENCES person,
        text TEXT NOT NULL,
        due TEXT,
        made_on TEXT NOT NULL,
        progress TEXT NOT NULL CHECK (progress IN ('open', 'met', 'dropped')),
        closed_on TEXT,
        PRIMARY KEY (programme, pair, commitment),
        FOREIGN KEY (programme, pair) REFERENCES pair,
        CHECK ((progress = 'open') = (closed_on IS NULL))
    ) STRICT
    """,
    """
    CREATE TABLE outcome (
        programme TEXT NOT NULL,
        person TEXT NOT NULL,
        kind TEXT NOT NULL,
        on_day TEXT NOT NULL,
        PRIMARY KEY (programme, person, kind, on_day),
        FOREIGN KEY (programme, person) REFERENCES participant
    ) STRICT
    """,
    """
    CREATE TABLE response (
        programme TEXT NOT NULL,
        wave TEXT NOT NULL,
        person TEXT NOT NULL,
        received TEXT NOT NULL,
        PRIMARY KEY (programme, wave, person),
        FOREIGN KEY (programme, person) REFERENCES participant
    ) STRICT
    """,
    """
    CREATE TABLE answer (
        programme TEXT NOT NULL,
        wave TEXT NOT NULL,
        person TEXT NOT NULL,
        item TEXT NOT NULL,
        number INTEGER,
        text TEXT,
        PRIMARY KEY (programme, wave, person, item),
        FOREIGN KEY (programme, wave, person) REFERENCES response ON DELETE CASCADE,
        CHECK ((number IS NULL) <> (text IS NULL))
    ) STRICT
    """,
    """
    CREATE TABLE notice (
        programme TEXT NOT NULL REFERENCES programme,
        person TEXT NOT NULL REFERENCES person,
        occasion TEXT NOT NULL,
        about TEXT NOT NULL,
        due TEXT NOT NULL,
        expires TEXT NOT NULL CHECK (expires >= due),
        status TEXT NOT NULL CHECK (status IN ('planned', 'sending', 'sent', 'failed', 'expired', 'withdrawn')),
        message_id TEXT,
        changed_at TEXT NOT NULL,
        PRIMARY KEY (programme, person, occasion, about)
    ) STRICT
    """,
    """
    CREATE TABLE journal (
        entry INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        command TEXT NOT NULL,
        programme TEXT,
        what TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
)
