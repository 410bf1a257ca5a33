"""Makes the stores in this folder: `schema-<number>.sql` is what the cspo that introduced a schema wrote, as SQL.

    python tests/progress/stores/make_store.py > tests/progress/stores/schema-<number>.sql

writes the one of today's schema; run it when a schema is new, and never again for one that was released. For an
earlier one, let the cspo of then do the writing, as it was done for schema 1 with the commit cc57ec3:

    git worktree add /tmp/then cc57ec3
    PYTHONPATH=/tmp/then/src python tests/progress/stores/make_store.py > tests/progress/stores/schema-1.sql

The log is three sittings with an answer to a question of each type, two answers taken back, and a change of the clocks
in between. It is made up, its questions were there at the time, and it comes out the same each time.
"""

import inspect
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from cspo_study.content.catalog import Catalog
from cspo_study.content.index import open_pack, shipped_content
from cspo_study.progress import ids
from cspo_study.progress.attempt import Attempt, Mode
from cspo_study.progress.store import Store
from cspo_study.study.projection import LearnerProjector

HOUR = 60 * 60 * 1000
FIRST = 1_792_848_600_000
"""Saturday 24 October 2026, 15:30 in Berlin: the clocks go back in the night."""
SITTINGS: list[tuple[int, int, Mode]] = [(0, 120, "quiz"), (22 * HOUR, 60, "study"), (75 * HOUR, 60, "study")]
"""Each sitting's start after the first, minutes east of UTC, and kind."""

# Question, concept, seed, shown, guess; then response, score and milliseconds for each sitting.
ASKED: list[tuple[str, str, int, str, float, list[tuple[str, float, int]]]] = [
    (
        "ward-swap-next-in-line",
        "3.1.1/detail-by-horizon",
        4611686018427387903,
        "[2,0,3,1]",
        0.25,
        [
            ('{"type":"chosen","options":[1]}', 0.0, 21_300),
            ('{"type":"chosen","options":[0]}', 1.0, 9_874),
            ('{"type":"chosen","options":[0]}', 1.0, 4_001),
        ],
    ),
    (
        "blood-donors-three-lists",
        "3.1.1/one-list",
        9223372036854775807,
        "[4,1,0,3,2]",
        0.1,
        [
            ('{"type":"chosen","options":[0,3]}', 0.0, 48_211),
            ('{"type":"chosen","options":[0,1]}', 1.0, 30_777),
            ('{"type":"chosen","options":[0,1]}', 1.0, 12_500),
        ],
    ),
    (
        "waiting-room-open-to-fixed",
        "3.1.2/need-not-solution",
        0,
        "[3,0,4,2,1]",
        0.5,
        [
            ('{"type":"placed","items":[1,0,2,4,3]}', 0.8, 61_090),
            ('{"type":"placed","items":[0,1,2,4,3]}', 0.9, 52_340),
            ('{"type":"placed","items":[0,1,2,3,4]}', 1.0, 33_333),
        ],
    ),
    (
        "port-vocabulary-four-kinds",
        "3.1.1/item-kinds",
        77,
        "[0,4,2,1,3]",
        0.25,
        [
            (
                '{"type":"assigned","categories":["Epic","Feature","Story","Story","Technical item"]}',
                0.6,
                300_000,
            ),
            (
                '{"type":"assigned","categories":["Epic","Feature","Story","Technical item","Technical item"]}',
                0.8,
                88_123,
            ),
            (
                '{"type":"assigned","categories":["Epic","Feature","Feature","Story","Technical item"]}',
                0.3333333333333333,
                45_678,
            ),
        ],
    ),
    (
        "tram-gate-trials-left",
        "3.1.3/invest-small",
        12,
        "[]",
        0.0,
        [
            ('{"type":"typed","text":"26"}', 0.0, 71_000),
            ('{"type":"typed","text":"3 000 000,5 €"}', 0.0, 8_000),
            ('{"type":"typed","text":"3"}', 1.0, 6_543),
        ],
    ),
    (
        "wind-farm-wsjf-score",
        "3.2.1/wsjf-fit",
        5_764_607_523_034_234_880,
        "[]",
        0.0,
        [
            ('{"type":"typed","text":"7.5"}', 1.0, 99_999),
            ('{"type":"typed","text":"-1/2"}', 0.0, 1),
            ('{"type":"typed","text":"4,5"}', 1.0, 40_404),
        ],
    ),
    (
        "one-word-for-too-large",
        "3.1.1/item-kinds",
        31,
        "[]",
        0.0,
        [
            ('{"type":"typed","text":"épica \\"grande\\" \\\\ 🚋"}', 0.0, 15_151),
            ('{"type":"typed","text":"epik"}', 0.0, 9_090),
            ('{"type":"typed","text":"Epic"}', 1.0, 2_222),
        ],
    ),
    (
        "pool-season-pass-queue",
        "3.1.2/story-role",
        8,
        "[]",
        0.0,
        [
            ('{"type":"rated","rating":"again"}', 0.0, 120_000),
            ('{"type":"rated","rating":"hard"}', 0.5, 64_000),
            ('{"type":"rated","rating":"good"}', 1.0, 30_000),
        ],
    ),
    (
        "sailing-club-four-by-ratio",
        "3.2.3/value-effort-ratio",
        1_234_567_890_123,
        "[1,3,0,2]",
        0.5,
        [
            ('{"type":"placed","items":[3,2,1,0]}', 0.0, 55_001),
            ('{"type":"placed","items":[0,1,3,2]}', 0.8333333333333334, 41_000),
            ('{"type":"placed","items":[0,1,2,3]}', 1.0, 28_282),
        ],
    ),
]
TAKEN_BACK = {(0, 3), (2, 6)}
"""Sitting and place of the answers that were taken back at once, and given again."""


def main() -> None:
    dice = Random(2026)
    os.urandom = dice.randbytes  # ids, of the store too, come out the same each time
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "progress.db"
        catalog = Catalog(open_pack(shipped_content(), Path(folder)))
        later: list[Any] = [FIRST] if "now" in inspect.signature(Store.open).parameters else []
        store = Store.open(path, LearnerProjector(catalog), *later)
        answer(store)
        store.close()
        with closing(sqlite3.connect(path)) as connection:
            (schema,) = connection.execute("PRAGMA user_version").fetchone()
            lines = [*connection.iterdump(), f"PRAGMA user_version = {schema};"]
    sys.stdout.buffer.write(("\n".join(lines) + "\n").encode())


def answer(store: Store) -> None:
    for sitting, (start, utc_offset, mode) in enumerate(SITTINGS):
        session, at = ids.random_id(), FIRST + start
        for place, (question, concept, seed, shown, guess, responses) in enumerate(ASKED):
            response, score, taken = responses[sitting]
            for again in (True, False) if (sitting, place) in TAKEN_BACK else (False,):
                at += taken + 1_500
                store.record(
                    Attempt(
                        ids.new_id(at),
                        store.device,
                        at,
                        utc_offset,
                        session,
                        mode,
                        question,
                        1,
                        concept,
                        seed,
                        shown,
                        response,
                        score,
                        guess,
                        None,
                        taken,
                    )
                )
                if again:
                    at += 700
                    store.retract_last(at, utc_offset)


if __name__ == "__main__":
    main()
