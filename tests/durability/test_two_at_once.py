"""Two `cspo` on one store: both work, or the second waits and then says why."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cspo_study.content.catalog import Catalog
from cspo_study.errors import StoreError
from cspo_study.progress import store as store_module
from cspo_study.study.learner import Learner
from durability.logs import LATER, PassingClock, examined, grow, log_of

ANSWERS = 500

WRITER = """
import sys
from pathlib import Path
from cspo_study.content.catalog import Catalog
from cspo_study.content.index import open_pack, shipped_content
from cspo_study.study.clock import system_clock
from cspo_study.study.learner import Learner
from durability.logs import grow

catalog = Catalog(open_pack(shipped_content(), Path(sys.argv[2])))
learner = Learner.open(catalog, Path(sys.argv[1]), system_clock)
print("ready", flush=True)
sys.stdin.readline()
grow(learner, int(sys.argv[3]), undo_each=10**9)
learner.close()
"""


def test_two_processes_answering_into_one_store_lose_no_row(catalog: Catalog, tmp_path: Path) -> None:
    store = tmp_path / "data" / "progress.db"
    Learner.open(catalog, store, PassingClock(LATER)).close()
    command = [sys.executable, "-c", WRITER, str(store), str(tmp_path / "cache"), str(ANSWERS)]
    tests = str(Path(__file__).parents[1])
    writers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=tests) for _ in range(2)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:  # both are waiting at the line: they start together
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=120)
        assert writer.returncode == 0
    log = log_of(store)
    assert len(log) == len({entry.id for entry in log}) == 2 * ANSWERS
    assert examined(catalog, store) == []


def test_a_writer_that_waits_too_long_is_told_why_and_can_try_again(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "BUSY_SECONDS", 0.05)
    store = tmp_path / "progress.db"
    with closing(Learner.open(catalog, store, PassingClock(LATER))) as learner:
        grow(learner, 2)
        with closing(sqlite3.connect(store, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError) as told:
                grow(learner, 1)
            other.execute("ROLLBACK")
        assert told.value.message == f"The progress store {store} cannot be used: database is locked."
        assert told.value.hint == (
            "Another cspo is writing to it: close that one, or try again. Everything answered before is safe."
        )
        assert len(log_of(store)) == 2
        grow(learner, 1)
        assert len(log_of(store)) == 3
