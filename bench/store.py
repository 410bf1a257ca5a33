"""What the progress store costs, as ratios against something real in the same run.

    python bench/store.py [--sizes 1000,100000,1000000] [--json]

1. Committing an answer, beside the bare `INSERT` and commit of the same row in plain sqlite3 (same file system,
   pragmas, table and indexes), the two in turn. The store is opened for each sitting, as it is in life; its hourly
   backup is made when it is closed, and so is no part of a commit.
2. `cspo progress --json` as a process with stores of several sizes, in turn.
3. Deriving everything again from the log, in rows a second, and the file's bytes an answer.

A store of a million answers takes a few minutes to make up; `--sizes 1000,100000` is the quick run.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

from cspo_study.content.catalog import Catalog
from cspo_study.content.index import open_pack, shipped_content
from cspo_study.progress import ids
from cspo_study.progress.attempt import Attempt, checksum
from cspo_study.progress.store import Store, connect
from cspo_study.study.projection import LearnerProjector

CSPO = str(Path(sys.executable).with_name("cspo"))
START = 1_700_000_000_000
COMMITS, SITTING = 1000, 20
ROUNDS = 15


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,100000,1000000")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    with tempfile.TemporaryDirectory(dir=".") as folder:  # here, and not in a file system kept in memory
        catalog = Catalog(open_pack(shipped_content(), Path(folder) / "cache", keep=True))
        report = {"commit": commits(Path(folder), catalog), "sizes": stores(Path(folder), catalog, sizes)}
    if arguments.json:
        print(json.dumps(report, indent=2))
    else:
        show(report)
    return 0


def show(report: dict[str, Any]) -> None:
    commit = report["commit"]
    for part in ("p50", "p99"):
        print(
            f"commit {part}: {commit['cspo'][part]:.3f} ms, bare insert {commit['bare'][part]:.3f} ms, "
            f"ratio {commit['ratio'][part]:.2f} (bar 2)"
        )
    first = report["sizes"][0]
    for row in report["sizes"]:
        ratio = row["progress_ms"] / first["progress_ms"]
        print(
            f"{row['answers']:>9,} answers: progress {row['progress_ms']:.0f} ms "
            f"({ratio:.2f} x the smallest, bar 1.5), rebuild {row['rebuild_rows_a_second']:,.0f} rows/s, "
            f"{row['bytes_an_answer']:.0f} bytes an answer"
        )


def answers(catalog: Catalog, count: int, device: bytes) -> Iterator[Attempt]:
    """Made-up answers, one every 40 seconds, in sittings of 20 that begin an hour apart."""
    dice = Random(1)
    questions = list(catalog.pack.questions)
    session = ids.random_id()
    for number in range(count):
        if number % 20 == 0:
            session = dice.randbytes(16)
        at = START + number // 20 * 3_600_000 + number % 20 * 40_000
        question = dice.choice(questions)
        yield Attempt(
            id=ids.new_id(at),
            device=device,
            at=at,
            utc_offset=60,
            session=session,
            mode="study",
            question=question.id,
            version=question.version,
            concept=question.concept_id,
            seed=dice.getrandbits(63),
            shown="[2,0,3,1]",
            response='{"type":"chosen","options":[2]}',
            score=float(dice.random() < 0.7),
            guess=0.25,
            confidence=None,
            taken=dice.randrange(5_000, 90_000),
        )


def batched(rows: Iterator[Attempt], size: int) -> Iterator[list[Attempt]]:
    """`rows` in lists of `size`."""
    while batch := list(islice(rows, size)):
        yield batch


def commits(folder: Path, catalog: Catalog) -> dict[str, Any]:
    """Milliseconds of a commit through the store and bare, measured in turn."""
    projector = LearnerProjector(catalog)
    ours, bare = folder / "ours.db", folder / "bare.db"
    Store.open(bare, projector, START).close()
    taken: dict[str, list[float]] = {"cspo": [], "bare": []}
    with closing(connect(bare)) as plain:
        columns = (*Attempt._fields, "checksum")
        insert = f"INSERT INTO attempt ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        for sitting in batched(answers(catalog, COMMITS, bytes(16)), SITTING):
            with closing(Store.open(ours, projector, START)) as store:
                for attempt in sitting:
                    row = (*attempt, checksum(attempt))
                    start = time.perf_counter()
                    store.record(attempt)
                    middle = time.perf_counter()
                    plain.execute("BEGIN IMMEDIATE")
                    plain.execute(insert, row)
                    plain.execute("COMMIT")
                    taken["cspo"].append((middle - start) * 1000)
                    taken["bare"].append((time.perf_counter() - middle) * 1000)
    figures = {name: {"p50": median(times), "p99": quantiles(times, n=100)[98]} for name, times in taken.items()}
    return {**figures, "ratio": {part: figures["cspo"][part] / figures["bare"][part] for part in ("p50", "p99")}}


def stores(folder: Path, catalog: Catalog, sizes: list[int]) -> list[dict[str, Any]]:
    rows = [made_up(folder / str(size), catalog, size) for size in sizes]
    seconds: dict[int, list[float]] = {size: [] for size in sizes}
    for warm_up in [True] + [False] * ROUNDS:
        for size in sizes:
            taken = progress_seconds(folder / str(size))
            if not warm_up:
                seconds[size].append(taken)
    return [{**row, "progress_ms": median(seconds[row["answers"]]) * 1000} for row in rows]


def made_up(home: Path, catalog: Catalog, size: int) -> dict[str, Any]:
    """A store with `size` answers in `home`, put in without the store's own care for each: that is measured above."""
    home.mkdir()
    path = home / "progress.db"
    with closing(Store.open(path, LearnerProjector(catalog), START)) as store:
        device = store.device
    with closing(sqlite3.connect(path)) as connection:
        columns = (*Attempt._fields, "checksum")
        insert = f"INSERT INTO attempt ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        connection.executemany(insert, ((*one, checksum(one)) for one in answers(catalog, size, device)))
        connection.commit()
    start = time.perf_counter()
    Store.open(path, LearnerProjector(catalog), START).close()  # finds rows it has not read, and derives all again
    taken = time.perf_counter() - start
    return {"answers": size, "rebuild_rows_a_second": size / taken, "bytes_an_answer": path.stat().st_size / size}


def progress_seconds(home: Path) -> float:
    environment = {**os.environ, "CSPO_DATA_DIR": str(home), "CSPO_CACHE_DIR": str(home.parent / "cache")}
    start = time.perf_counter()
    subprocess.run([CSPO, "progress", "--json"], env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
