"""The log on disk: answers go in, one durable transaction each, and what is derived from them comes out.

`record` returns only when the answer is on the disk (WAL with `synchronous=FULL`), so feedback shown after it is never
feedback on an answer that could be lost.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cspo_study.errors import StoreError
from cspo_study.progress import ids
from cspo_study.progress.attempt import Attempt, Entry, Retraction
from cspo_study.progress.projecting import Key, Projector

SCHEMA_VERSION = 1
BUSY_SECONDS = 10.0
"""How long a second `cspo` waits for the first to finish its commit; a commit takes well under a millisecond."""

_ATTEMPT = ", ".join(Attempt._fields)
_LIVE = "retracts IS NULL AND NOT EXISTS (SELECT 1 FROM attempt AS undo WHERE undo.retracts = attempt.id)"
_COLUMN = {"concept": "concept", "question": "question"}


class Store:
    """One person's progress, open for reading and writing."""

    def __init__(self, connection: sqlite3.Connection, path: Path, projector: Projector) -> None:
        self._connection = connection
        self._path = path
        self._projector = projector
        self.device: bytes = self._fact("device")

    @classmethod
    def open(cls, path: Path, projector: Projector) -> "Store":
        """Open the store at `path`, creating it where there is none. Raises `StoreError`."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = _connect(path)
            with _told(path):
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                _prepare(connection, path)
                store = cls(connection, path, projector)
                store._bring_up_to_date()
                return store
        except OSError as error:
            raise _unusable(path, error.strerror or str(error)) from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def record(self, attempt: Attempt) -> None:
        """Write one answer. When this returns it is on disk; when it raises `StoreError` nothing was written."""
        with self._transaction():
            self._append(attempt)

    def retract_last(self, at: int, utc_offset: int) -> Attempt | None:
        """Take back the last answer given on this device that still stands, and return it; None if there is none."""
        with self._transaction():
            row = self._connection.execute(
                f"SELECT {_ATTEMPT} FROM attempt WHERE device = ? AND {_LIVE} ORDER BY seq DESC LIMIT 1",
                (self.device,),
            ).fetchone()
            if row is None:
                return None
            attempt = Attempt(*row)
            self._append(Retraction(ids.new_id(at), self.device, at, utc_offset, attempt.id))
            return attempt

    def states(self, kind: str) -> dict[str, str]:
        """All derived states of a kind, by name."""
        with _told(self._path):
            return dict(self._connection.execute("SELECT key, state FROM projection WHERE kind = ?", (kind,)))

    def entries(self) -> Iterator[Entry]:
        """The whole log in the order of arrival."""
        with _told(self._path):
            for row in self._connection.execute(f"SELECT retracts, {_ATTEMPT} FROM attempt ORDER BY seq"):
                retracts, identity, device, at, utc_offset, *rest = row
                head = (identity, device, at, utc_offset)
                yield Attempt(*head, *rest) if retracts is None else Retraction(*head, retracts)

    def attempts(self, where: Key) -> Iterator[Attempt]:
        """The standing answers behind one derived state, in the order of their ids."""
        rows = self._connection.execute(
            f"SELECT {_ATTEMPT} FROM attempt WHERE {_COLUMN[where.kind]} = ? AND {_LIVE} ORDER BY id",
            (where.name,),
        )
        return (Attempt(*row) for row in rows)

    def rebuild(self) -> None:
        """Derive every state again from the log."""
        with self._transaction():
            self._rebuild()

    # --- inside a transaction -----------------------------------------------------------------------------------------

    def _append(self, entry: Entry) -> None:
        fields = entry._fields
        places = ", ".join("?" * len(fields))
        self._connection.execute(f"INSERT INTO attempt ({', '.join(fields)}) VALUES ({places})", entry)
        if isinstance(entry, Attempt):
            self._project(entry)
        else:
            self._refold_retracted(entry)
        self._connection.execute("UPDATE fact SET value = last_insert_rowid() WHERE name = 'projected'")

    def _project(self, attempt: Attempt) -> None:
        for key in self._projector.keys(attempt):
            kept = self._connection.execute(
                "SELECT last, state FROM projection WHERE kind = ? AND key = ?", key
            ).fetchone()
            if kept is not None and kept[0] > attempt.id:
                self._refold(key)  # it belongs before what was folded already
            else:
                self._keep(key, attempt.id, self._projector.step(key, kept[1] if kept else None, attempt))

    def _refold_retracted(self, retraction: Retraction) -> None:
        row = self._connection.execute(
            f"SELECT {_ATTEMPT} FROM attempt WHERE id = ? AND retracts IS NULL", (retraction.retracts,)
        ).fetchone()
        if row is not None:
            for key in self._projector.keys(Attempt(*row)):
                self._refold(key)

    def _refold(self, key: Key) -> None:
        self._connection.execute("DELETE FROM projection WHERE kind = ? AND key = ?", key)
        state, last = None, None
        for attempt in self.attempts(key):
            state, last = self._projector.step(key, state, attempt), attempt.id
        if state is not None and last is not None:
            self._keep(key, last, state)

    def _keep(self, key: Key, last: bytes, state: str) -> None:
        self._connection.execute(
            "INSERT INTO projection (kind, key, last, state) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET last = excluded.last, state = excluded.state",
            (*key, last, state),
        )

    def _rebuild(self) -> None:
        folded: dict[Key, tuple[bytes, str]] = {}
        for row in self._connection.execute(f"SELECT {_ATTEMPT} FROM attempt WHERE {_LIVE} ORDER BY id"):
            attempt = Attempt(*row)
            for key in self._projector.keys(attempt):
                before = folded.get(key)
                folded[key] = (attempt.id, self._projector.step(key, before[1] if before else None, attempt))
        self._connection.execute("DELETE FROM projection")
        self._connection.executemany(
            "INSERT INTO projection (kind, key, last, state) VALUES (?, ?, ?, ?)",
            ((*key, last, state) for key, (last, state) in folded.items()),
        )
        self._set_fact("basis", self._projector.basis)
        self._connection.execute(
            "UPDATE fact SET value = (SELECT coalesce(max(seq), 0) FROM attempt) WHERE name = 'projected'"
        )

    # --- housekeeping -------------------------------------------------------------------------------------------------

    def _bring_up_to_date(self) -> None:
        (newest,) = self._connection.execute("SELECT coalesce(max(seq), 0) FROM attempt").fetchone()
        if self._fact("projected") != newest or self._fact("basis") != self._projector.basis:
            self.rebuild()

    def _fact(self, name: str) -> Any:  # noqa: ANN401 - bytes, a number or text, by name
        (value,) = self._connection.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return value

    def _set_fact(self, name: str, value: str) -> None:
        self._connection.execute("UPDATE fact SET value = ? WHERE name = ?", (value, name))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _told(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def _connect(path: Path) -> sqlite3.Connection:
    with _told(path):
        return sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Lay down the schema in a new file; refuse one that a newer cspo wrote."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"The progress store {path} was written by a newer cspo "
            f"(its schema is {version}, this one knows {SCHEMA_VERSION}).",
            "Update cspo. The store was left as it is.",
        )
    if version == SCHEMA_VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:  # else another process was faster
            _create(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _create(connection: sqlite3.Connection) -> None:
    from importlib import resources  # only ever needed once in a store's life

    for statement in _statements(resources.files("cspo_study.progress").joinpath("schema.sql").read_text("utf-8")):
        connection.execute(statement)
    facts = [("device", ids.random_id()), ("projected", 0), ("basis", "")]
    connection.executemany("INSERT INTO fact (name, value) VALUES (?, ?)", facts)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _statements(script: str) -> Iterator[str]:
    """The script's statements one by one: `executescript` would commit the transaction that they belong to."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into what a person can act on."""
    try:
        yield
    except sqlite3.Error as error:
        raise _unusable(path, str(error)) from error


def _unusable(path: Path, reason: str) -> StoreError:
    hint = "Everything answered before is safe."
    if "locked" in reason:
        hint += " Another cspo is writing to it: close that one, or try again."
    elif "disk" in reason or "full" in reason:
        hint += " Check that the disk has room."
    elif "malformed" in reason or "not a database" in reason:
        hint = "The file is damaged. Keep it, and put a copy from a backup in its place."
    else:
        hint += " Check that the folder can be written to (cspo paths shows it)."
    return StoreError(f"The progress store {path} cannot be used: {reason}.", hint)
