-- The progress store, version 2.
--
-- `attempt` is the one truth: a row for each answer, in the order it arrived here, never changed and never deleted. Taking
-- an answer back adds a row that names it. Everything in `projection` can be rebuilt from it.

CREATE TABLE attempt (
    seq        INTEGER PRIMARY KEY,               -- order of arrival in this file
    id         BLOB NOT NULL UNIQUE,              -- UUIDv7: sorts by the time of the answer, the same everywhere
    device     BLOB NOT NULL,                     -- UUID of the store it was first written to
    at         INTEGER NOT NULL,                  -- milliseconds since 1970, UTC
    utc_offset INTEGER NOT NULL,                  -- minutes east of UTC on the learner's clock
    retracts   BLOB,                              -- the attempt this row takes back; all below is then empty
    session    BLOB,                              -- UUID of the sitting
    mode       TEXT,                              -- study, quiz, review, exam or diagnostic
    question   TEXT,
    version    INTEGER,                           -- the question's version when it was asked
    concept    TEXT,                              -- the goal and concept it asked about then: 3.2.1/wsjf-fit
    seed       INTEGER,                           -- what a family's numbers were drawn by
    shown      TEXT,                              -- the order in which options were shown, JSON
    response   TEXT,                              -- what was answered, JSON
    score      REAL,                              -- 0 to 1
    guess      REAL,                              -- what blind guessing scores on average, below 1
    confidence TEXT,                              -- sure, think or guess; empty where not asked
    taken      INTEGER,                           -- milliseconds from question to answer, capped
    checksum   INTEGER NOT NULL,                  -- CRC-32 over the values of this row: see attempt.py
    CHECK (length(id) = 16 AND length(device) = 16),
    CHECK (at > 0 AND utc_offset BETWEEN -1080 AND 1080),
    CHECK ((retracts IS NULL) = (question IS NOT NULL)),
    CHECK (
        retracts IS NOT NULL
        OR (
            length(session) = 16 AND mode IN ('study', 'quiz', 'review', 'exam', 'diagnostic')
            AND version >= 1 AND concept IS NOT NULL AND seed IS NOT NULL
            AND json_valid(shown) AND json_valid(response)
            AND score BETWEEN 0 AND 1 AND guess >= 0 AND guess < 1 AND taken >= 0
            AND (confidence IS NULL OR confidence IN ('sure', 'think', 'guess'))
        ) IS TRUE                                 -- where a value is missing it is neither true nor false
    ),
    CHECK (
        retracts IS NULL
        OR length(retracts) = 16
        AND coalesce(session, mode, version, concept, seed, shown, response, score, guess, confidence, taken) IS NULL
    )
) STRICT;

CREATE INDEX attempt_by_concept ON attempt (concept, id) WHERE concept IS NOT NULL;
CREATE INDEX attempt_by_question ON attempt (question, id) WHERE question IS NOT NULL;
CREATE INDEX attempt_by_retracted ON attempt (retracts) WHERE retracts IS NOT NULL;

CREATE TRIGGER attempt_is_never_changed BEFORE UPDATE ON attempt
BEGIN SELECT RAISE(ABORT, 'an attempt is never changed'); END;

CREATE TRIGGER attempt_is_never_deleted BEFORE DELETE ON attempt
BEGIN SELECT RAISE(ABORT, 'an attempt is never deleted'); END;

-- What is derived, by kind and key (a concept, a question, a day). `state` is JSON that the study services write and read.
CREATE TABLE projection (
    kind  TEXT NOT NULL,
    key   TEXT NOT NULL,
    last  BLOB NOT NULL,                          -- the latest attempt in it
    state TEXT NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

-- Facts about this store: its device, how far the projections have read, what they were computed under.
CREATE TABLE fact (
    name  TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;
