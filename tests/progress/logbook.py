"""Answers made up at will, content of three questions, and stores to keep them in."""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from answering import single, small_catalog
from cspo_study.content.catalog import Catalog
from cspo_study.progress import ids
from cspo_study.progress.attempt import Attempt, Entry, Retraction
from cspo_study.progress.projecting import Key
from cspo_study.progress.store import Store
from cspo_study.study.projection import LearnerProjector

NOON = 1_790_000_000_000
"""Milliseconds since 1970: Monday 21 September 2026, 14:13 UTC."""
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

CONCEPTS = {"one": "a", "two": "a", "three": "b"}
"""The questions there are, and the concept that each asks about."""
AS_WRITTEN: Mapping[str, int] = dict.fromkeys(CONCEPTS, 1)
"""Every question in its first version."""

STORES = Path(__file__).with_name("stores")
"""Stores as earlier versions of cspo wrote them, one for each schema, as SQL."""


def content(versions: Mapping[str, int] = AS_WRITTEN) -> Catalog:
    """The questions named, each in a version."""
    return small_catalog([single(name, concept=CONCEPTS[name], version=versions[name]) for name in versions])


def projector(versions: Mapping[str, int] = AS_WRITTEN, rollover_hour: int = 4) -> LearnerProjector:
    """What derives figures from answers to these questions."""
    return LearnerProjector(content(versions), rollover_hour)


def attempt(device: bytes = bytes(16), at: int = NOON, question: str = "one", **values: Any) -> Attempt:  # noqa: ANN401
    """One right answer, unless `values` say otherwise. Its id is of the moment `at`."""
    made = Attempt(
        id=ids.new_id(at),
        device=device,
        at=at,
        utc_offset=120,
        session=b"a sitting of 10 "[:16],
        mode="study",
        question=question,
        version=1,
        concept=f"1.1.1/{CONCEPTS.get(question, 'a')}",
        seed=7,
        shown="[2,0,1,3]",
        response='{"type":"chosen","options":[0]}',
        score=1.0,
        guess=0.25,
        confidence=None,
        taken=4200,
    )
    return made._replace(**values)


def retraction(of: Attempt, at: int | None = None) -> Retraction:
    """The answer taken back, a second later unless told otherwise."""
    at = of.at + 1000 if at is None else at
    return Retraction(ids.new_id(at), of.device, at, of.utc_offset, of.id)


@contextmanager
def opened(path: Path, by: LearnerProjector | None = None, now: int = NOON) -> Iterator[Store]:
    """The store at `path`, until the end of the block."""
    with closing(Store.open(path, by or projector(), now)) as store:
        yield store


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The file at `path` as SQLite sees it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def log_of(path: Path) -> list[Entry]:
    """All that the store at `path` holds, in order of arrival."""
    with opened(path) as store:
        return list(store.entries())


def schema_of(path: Path) -> int:
    """The number of the schema that the file at `path` has."""
    with raw(path) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def released_store(path: Path, schema: int, entries: Iterable[Entry] | None = None, device: bytes = b"") -> None:
    """Lay down a file as the cspo of an earlier schema left it: with the log of then, or with `entries`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    script = (STORES / f"schema-{schema}.sql").read_text("utf-8")
    with raw(path) as connection:
        if entries is None:
            connection.executescript(script)
            return
        for statement in _statements(script):
            if not statement.startswith("INSERT"):
                connection.execute(statement)
        with connection:
            for entry in entries:
                names, places = ", ".join(entry._fields), ", ".join("?" * len(entry))
                connection.execute(f"INSERT INTO attempt ({names}) VALUES ({places})", entry)
            facts = [("device", device), ("projected", 0), ("basis", "")]
            connection.executemany("INSERT INTO fact VALUES (?, ?)", facts)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def replayed(entries: Iterable[Entry], by: LearnerProjector) -> dict[Key, str]:
    """What the states must be, told without the store: the standing answers folded by their ids."""
    known = list(entries)
    gone = {entry.retracts for entry in known if isinstance(entry, Retraction)}
    states: dict[Key, Any] = {}
    for one in sorted(entry for entry in known if isinstance(entry, Attempt)):
        if one.id not in gone:
            for key in by.keys(one):
                states[key] = by.step(key, states.get(key), one)
    return {key: by.encode(state) for key, state in states.items()}


def light_folder() -> "tempfile.TemporaryDirectory[str]":
    """A folder of its own for tests that make stores by the hundred: in memory where the system has one there."""
    memory = Path("/dev/shm")
    return tempfile.TemporaryDirectory(prefix="cspo-test-", dir=memory if memory.is_dir() else None)
