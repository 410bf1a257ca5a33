"""Logs that grew by answering, and what a store file holds when nobody's code but SQLite's looks at it."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import cycle, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from answering import as_picked, right_response, wrong_response
from cspo_study.content.catalog import Catalog
from cspo_study.progress.attempt import ROW, Entry, entry_from_row
from cspo_study.progress.doctor import Finding, Repair
from cspo_study.study.clock import Moment
from cspo_study.study.learner import Learner
from cspo_study.study.session import Session
from cspo_study.study.settings import DEFAULTS
from cspo_study.study.upkeep import Upkeep

NOON = 1_790_000_000_000
"""Milliseconds since 1970: Monday 21 September 2026, 14:13 UTC."""
MINUTE = 60_000
HOUR = 60 * MINUTE
LATER = NOON + 400 * 24 * HOUR
"""After every answer in these tests."""


class PassingClock:
    """A clock that goes forward by `step` milliseconds each time it is looked at. UTC+2."""

    def __init__(self, at: int, step: int = 7 * MINUTE) -> None:
        self.at = at
        self.step = step

    def __call__(self) -> Moment:
        self.at += self.step
        return Moment(self.at, 120)


def sitting(learner: Learner, dice: Random, questions: int = 1000) -> Session:
    """A sitting over questions of all the content, in an order by `dice`; none comes again before all have come."""
    content = list(learner.catalog.pack.questions)
    dice.shuffle(content)
    return Session(learner, as_picked(islice(cycle(content), questions)), "study", dice, lambda: 0.0)


def answer_one(session: Session, dice: Random) -> bytes:
    """Answer the current question rightly or wrongly, by `dice`; the id of the attempt."""
    asked = session.current
    assert asked
    session.answer(dice.choice([right_response, wrong_response])(asked.question))
    return session.answered[-1].attempt


def grow(learner: Learner, answers: int, seed: int = 1, undo_each: int = 9) -> None:
    """Answer questions, taking one back now and then."""
    dice = Random(seed)
    session = sitting(learner, dice, answers + 1)
    for number in range(1, answers + 1):
        answer_one(session, dice)
        if number % undo_each == 0:
            session.undo()


def new_store(catalog: Catalog, path: Path, answers: int, at: int = NOON, seed: int = 1) -> list[Entry]:
    """Make a store with a log, or go on in the one there is; what it then holds."""
    with closing(Learner.open(catalog, path, PassingClock(at))) as learner:
        grow(learner, answers, seed)
    return log_of(path)


def holds(path: Path, identity: bytes) -> bool:
    """Whether an entry is in the file at `path`, whatever became of the rest of it."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT 1 FROM attempt WHERE id = ?", (identity,)).fetchone() is not None


def log_of(path: Path) -> list[Entry]:
    """Every entry of the store at `path` in the order of arrival, each with the checksum it was written with.

    SQLite reads a copy: what a crash left beside the file stays as it is.
    """
    return [entry for _, entry in numbered_log_of(path)]


def numbered_log_of(path: Path) -> list[tuple[int, Entry]]:
    """The same with the arrival numbers."""
    entries = []
    with tempfile.TemporaryDirectory() as folder:  # elsewhere: where the store is there may be no room
        copy = Path(folder) / path.name
        copy_store(path, copy)
        with closing(sqlite3.connect(copy)) as connection:
            for row in connection.execute(f"SELECT {', '.join(ROW)} FROM attempt ORDER BY seq"):
                entry = entry_from_row(row)
                assert entry is not None
                entries.append((row[0], entry))
    return entries


def copy_store(source: Path, target: Path, *, parts: Sequence[str] = ("", "-wal", "-shm")) -> None:
    """Copy a store's file and what SQLite keeps beside it, byte by byte, as a crash would leave them."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for part in parts:
        beside = source.with_name(source.name + part)
        if beside.exists():
            shutil.copyfile(beside, target.with_name(target.name + part))


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder for stores by the hundred, in memory where the system has a place there."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(prefix="cspo-test-", dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


def upkeep(catalog: Catalog, path: Path, now: int = LATER) -> Upkeep:
    """The care of a store, at a moment after all of its answers."""
    return Upkeep(path, catalog, lambda: Moment(now, 120), DEFAULTS)


def examined(catalog: Catalog, path: Path, now: int = LATER) -> list[Finding]:
    """What the doctor has to say."""
    return upkeep(catalog, path, now).examine()


def repaired(catalog: Catalog, path: Path, now: int = LATER) -> Repair:
    """What the doctor can do."""
    return upkeep(catalog, path, now).repair()
