"""The log on disk: answers go in, one durable transaction each, and what is derived from them comes out.

`record` returns only when the answer is on the disk (WAL with `synchronous=FULL`), so feedback shown after it is never
feedback on an answer that could be lost.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

from cspo_study.errors import StoreError
from cspo_study.progress import backups, ids
from cspo_study.progress.attempt import ROW, Attempt, Entry, Retraction, as_kept, checksum, entry_from_row
from cspo_study.progress.projecting import Basis, Between, ByColumn, Key, Projector
from cspo_study.progress.schema import NEWEST

BUSY_SECONDS = 10.0
"""How long a second `cspo` waits for the first to finish its commit; a commit takes well under a millisecond."""

UNREADABLE = (msgspec.MsgspecError, ValueError, TypeError, ArithmeticError)
"""What a projector raises for a kept state that is not as it was written."""

EMPTIED = "the file is empty"
"""What is wrong with a file that `is_emptied`."""
DAMAGE = ("malformed", "not a database", "not decode", EMPTIED)
"""Words that are said of a file that is not as it was written."""
DAMAGE_CODES = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
"""SQLite's own words for it.

The last is said of a statement: ours are sound, so the tables cannot be what they were.
"""

MOST_STEPS = 1000
"""Entries that are taken in one by one; past that, deriving everything anew is quicker."""

_ROW = ", ".join(ROW)
_LIVE = "retracts IS NULL AND NOT EXISTS (SELECT 1 FROM attempt AS undo WHERE undo.retracts = attempt.id)"


class DamagedStoreError(StoreError):
    """The file does not hold what was written to it."""


class Store:
    """One person's progress, open for reading and writing."""

    def __init__(self, connection: sqlite3.Connection, path: Path, projector: Projector) -> None:
        self._connection = connection
        self._projector = projector
        self._basis = msgspec.json.encode(projector.basis, order="sorted").decode()
        self._in_use_since: int | None = None
        self._latest = 0
        self.path = path
        self.device: bytes = self._fact("device")
        if not is_device(self.device):
            raise sqlite3.DatabaseError("malformed store: the fact 'device' is no id")

    @classmethod
    def open(cls, path: Path, projector: Projector, now: int) -> "Store":
        """Open the store at `path`, creating it where there is none and migrating an older one after a backup.

        `now` is in milliseconds since 1970 UTC. Raises `StoreError`; a store of a newer schema is left as it is.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unusable(path, error.strerror or str(error)) from error
        if is_emptied(path):
            raise unusable(path, EMPTIED)
        with told(path):
            connection = connect(path)
            try:
                _prepare(connection, path, now)
                store = cls(connection, path, projector)
                store._is_up_to_date()
            except BaseException:
                connection.close()
                raise
            return store

    def close(self) -> None:
        """Let go of the file, having backed up what was added if the last backup is an hour old."""
        if self._in_use_since is not None:
            with suppress(StoreError):  # the answers are on the disk; the next start derives the rest
                self.bring_up_to_date()
            self._back_up_hourly()
        self._connection.close()

    # --- writing --------------------------------------------------------------------------------------------------

    def record(self, attempt: Attempt) -> None:
        """Write one answer: when this returns it is on disk. Writing the same one again changes nothing.

        When it raises `StoreError` it may be tried again.
        """
        attempt = as_kept(attempt)
        with self.transaction():
            self._insert(attempt, ignore_known=True)
        if self._in_use_since is None:
            self._in_use_since = attempt.at
        self._latest = attempt.at
        if not 0 <= attempt.at - self._in_use_since < backups.HOUR:
            self._back_up_hourly()

    def retract_last(self, at: int, utc_offset: int) -> Attempt | None:
        """Take back the last answer given on this device that still stands, and return it; None if there is none."""
        with self.transaction():
            attempt = self.last_standing()
            if attempt is not None:
                self._insert(Retraction(ids.new_id(at), self.device, at, utc_offset, attempt.id))
            return attempt

    def merge(self, entries: Iterable[Entry]) -> int:
        """Add the entries that are not here yet, all or none, and return how many that were."""
        with self.transaction():
            return sum(self._insert(entry, ignore_known=True) for entry in entries)

    def known(self, identity: bytes) -> Entry | None:
        """The entry with an id, if it is here."""
        with told(self.path):
            row = self._connection.execute(f"SELECT {_ROW} FROM attempt WHERE id = ?", (identity,)).fetchone()
        return None if row is None else _read(row, self.path)

    def replace_log(
        self, entries: Iterable[Entry], device: bytes | None, keep: tuple[int, backups.Reason] | None = None
    ) -> Path | None:
        """Make `entries` the whole log, and go on as `device` (as before if None). All or nothing, alone.

        With `keep`, a moment and a reason, what is replaced is backed up first; where it stands is returned.
        """
        from cspo_study.progress import migrations  # rare

        with told(self.path):
            self._connection.execute("PRAGMA secure_delete = ON")  # else a repair would find the old rows again
        with self.transaction():
            kept = None
            if keep:
                # A connection of its own: it sees what is committed, and this one keeps anybody from adding to it.
                with closing(connect(self.path)) as present:
                    kept = backups.back_up(present, self.path, *keep).path
            for (table,) in self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
                self._connection.execute(f"DROP TABLE {table}")  # and with it its triggers, which forbid anything less
            migrations.create(self._connection)
            self._set_fact("device", device or self.device)
            for entry in entries:
                self._insert(entry)
            self._rebuild()
        self.device = device or self.device
        with suppress(sqlite3.Error):  # the old rows stand in the write-ahead log too
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return kept

    def back_up(self, now: int, reason: backups.Reason) -> backups.Backup:
        """Copy the store into its backups folder. Raises `StoreError`."""
        return backups.back_up(self._connection, self.path, now, reason)

    def copy_to(self, target: Path) -> None:
        """Copy the store to a file of one's own. Raises `StoreError`."""
        backups.copy_to(self._connection, target)

    def _back_up_hourly(self) -> None:
        """Back up what this hour of use added. The answers are safe by now: a failure is left to the next hour."""
        self._in_use_since = self._latest
        with suppress(StoreError, OSError):
            if backups.is_due(self.path, self._latest):
                self.back_up(self._latest, "hourly")

    def rebuild(self) -> None:
        """Derive every state again from the log."""
        with self.transaction():
            self._rebuild()

    # --- reading --------------------------------------------------------------------------------------------------

    def states(self, kind: str) -> dict[str, Any]:
        """All derived states of a kind, by name."""
        if not self._is_up_to_date():
            kept = self.derived()
            return {key.name: self._projector.decode(key, text) for key, (_, text) in kept.items() if key.kind == kind}
        with told(self.path):
            rows = self._connection.execute("SELECT key, state FROM projection WHERE kind = ?", (kind,))
            try:
                return {name: self._projector.decode(Key(kind, name), text) for name, text in rows}
            except UNREADABLE as error:
                raise unusable(self.path, f"a derived state is malformed: {error}") from error

    def entries(self) -> Iterator[Entry]:
        """The whole log in the order of arrival. Raises `StoreError` at a row whose checksum does not fit."""
        with told(self.path):
            for row in self._connection.execute(f"SELECT {_ROW} FROM attempt ORDER BY seq"):
                yield _read(row, self.path)

    def count(self) -> int:
        """Entries in the log."""
        with told(self.path):
            (number,) = self._connection.execute("SELECT count(*) FROM attempt").fetchone()
            return int(number)

    def newest(self) -> int:
        """The number of the row that arrived last, 0 where there is none."""
        with told(self.path):
            return self._newest()

    def arrived(self, row: int) -> bytes:
        """The id of the entry in a row; empty where there is none."""
        with told(self.path):
            found = self._connection.execute("SELECT id FROM attempt WHERE seq = ?", (row,)).fetchone()
        return found[0] if found else b""

    def attempts_after(self, identity: bytes) -> Iterator[Attempt]:
        """The standing answers with later ids, by id. Raises `StoreError` at a row whose checksum does not fit."""
        statement = f"SELECT {_ROW} FROM attempt WHERE id > ? AND {_LIVE} ORDER BY id"
        with told(self.path):
            for row in self._connection.execute(statement, (identity,)):
                yield _attempt(_read(row, self.path))

    def reaches_back(self, row: int, identity: bytes) -> bool:
        """Whether anything that arrived after a row is, or takes back, an answer up to an id."""
        statement = "SELECT 1 FROM attempt WHERE seq > ? AND coalesce(retracts, id) <= ? LIMIT 1"
        with told(self.path):
            return self._connection.execute(statement, (row, identity)).fetchone() is not None

    def last_standing(self) -> Attempt | None:
        """The last answer given on this device that was not taken back."""
        with told(self.path):
            row = self._connection.execute(
                f"SELECT {_ROW} FROM attempt WHERE device = ? AND {_LIVE} ORDER BY seq DESC LIMIT 1", (self.device,)
            ).fetchone()
        return None if row is None else _attempt(_read(row, self.path))

    def derived(self) -> dict[Key, tuple[bytes, str]]:
        """Every state as the log gives it now, with the last attempt in it: what `projection` should hold."""
        states: dict[Key, tuple[bytes, Any]] = {}
        with told(self.path):
            for row in self._connection.execute(f"SELECT {_ROW} FROM attempt WHERE {_LIVE} ORDER BY id"):
                attempt = _attempt(_read(row, self.path))
                for key in self._projector.keys(attempt):
                    before = states.get(key)
                    states[key] = (attempt.id, self._projector.step(key, before[1] if before else None, attempt))
        return {key: (last, self._projector.encode(state)) for key, (last, state) in states.items()}

    def kept(self) -> dict[Key, tuple[bytes, str]]:
        """Every state as it is kept, with the last attempt in it."""
        if not self._is_up_to_date():
            return self.derived()
        with told(self.path):
            rows = self._connection.execute("SELECT kind, key, last, state FROM projection")
            return {Key(kind, name): (last, state) for kind, name, last, state in rows}

    # --- inside a transaction -------------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, alone: another writer is waited for, and told of after `BUSY_SECONDS`."""
        with told(self.path), immediate(self._connection):
            yield

    def _insert(self, entry: Entry, *, ignore_known: bool = False) -> bool:
        fields = (*entry._fields, "checksum")
        places = ", ".join("?" * len(fields))
        known = "ON CONFLICT (id) DO NOTHING" if ignore_known else ""
        statement = f"INSERT INTO attempt ({', '.join(fields)}) VALUES ({places}) {known}"
        return self._connection.execute(statement, (*entry, checksum(entry))).rowcount == 1

    def _project(self, attempt: Attempt, late: set[Key]) -> None:
        """Take one more attempt into its states; keys that have to be folded again instead are added to `late`."""
        stepped = []
        for key in self._projector.keys(attempt):
            if key in late:
                continue
            # One look-up each: a single one for all keys makes SQLite go through the whole table.
            row = self._connection.execute(
                "SELECT last, state FROM projection WHERE kind = ? AND key = ?", key
            ).fetchone()
            last, text = row or (b"", None)
            try:
                if last >= attempt.id:
                    late.add(key)
                    continue
                before = None if text is None else self._projector.decode(key, text)
                stepped.append((key, attempt.id, self._projector.step(key, before, attempt)))
            except UNREADABLE:  # the file is damaged there; the log tells the state anew
                late.add(key)
        self._keep(stepped)

    def _rebuild(self) -> None:
        self._connection.execute("DELETE FROM projection")
        self._connection.executemany(
            "INSERT INTO projection (kind, key, last, state) VALUES (?, ?, ?, ?)",
            ((*key, last, state) for key, (last, state) in self.derived().items()),
        )
        self._set_fact("basis", self._basis)
        self._mark_projected()

    def _refold(self, keys: Iterable[Key]) -> None:
        for key in keys:
            self._connection.execute("DELETE FROM projection WHERE kind = ? AND key = ?", key)
            state, last = None, None
            for attempt in self._selected(key):
                state, last = self._projector.step(key, state, attempt), attempt.id
            if last is not None:
                self._keep([(key, last, state)])

    def _selected(self, key: Key) -> Iterator[Attempt]:
        """The standing attempts that have a part in `key`, by id."""
        match self._projector.selection(key):
            case ByColumn(column, value):
                where, values = f"{column} = ?", (value,)
            case Between(start, end):
                # Ids begin with their time, and their index serves as one over time.
                where, values = "id >= ? AND id < ?", (ids.first_at(start), ids.first_at(end))  # type: ignore[assignment]
        statement = f"SELECT {_ROW} FROM attempt WHERE {where} AND {_LIVE} ORDER BY id"
        for row in self._connection.execute(statement, values).fetchall():
            attempt = _attempt(_read(row, self.path))
            if key in self._projector.keys(attempt):
                yield attempt

    def _keep(self, states: Iterable[tuple[Key, bytes, Any]]) -> None:
        self._connection.executemany(
            "INSERT INTO projection (kind, key, last, state) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET last = excluded.last, state = excluded.state",
            ((*key, last, self._projector.encode(state)) for key, last, state in states),
        )

    def _is_retracted(self, identity: bytes) -> bool:
        return self._connection.execute("SELECT 1 FROM attempt WHERE retracts = ?", (identity,)).fetchone() is not None

    def _attempt(self, identity: bytes) -> Attempt | None:
        row = self._connection.execute(
            f"SELECT {_ROW} FROM attempt WHERE id = ? AND retracts IS NULL", (identity,)
        ).fetchone()
        return None if row is None else _attempt(_read(row, self.path))

    # --- keeping the derived states in step -----------------------------------------------------------------------

    def bring_up_to_date(self) -> None:
        """Derive whatever the kept states are behind on: entries not read yet, other formulas, other versions.

        Answers are committed without their states, which are only brought up to date when they are read.
        """
        with told(self.path):
            behind = self._fact("projected") != self._newest() or self._fact("basis") != self._basis
        if behind:
            with self.transaction():
                self._catch_up()

    def _is_up_to_date(self) -> bool:
        """Bring the kept states up to date; False where there is no room or right to keep them."""
        try:
            self.bring_up_to_date()
        except DamagedStoreError:
            raise
        except StoreError:
            return False
        return True

    def _catch_up(self) -> None:
        projected = self._fact("projected")
        kept = self._kept_basis()
        now = self._projector.basis
        if kept.formulas != now.formulas or not isinstance(projected, int) or self._newest() - projected > MOST_STEPS:
            self._rebuild()
            return
        raised = {name for name in {*kept.versions, *now.versions} if kept.versions.get(name) != now.versions.get(name)}
        late = {key for name in raised for key in self._keys_of_question(name)}
        rows = self._connection.execute(f"SELECT {_ROW} FROM attempt WHERE seq > ? ORDER BY seq", (projected,))
        for row in rows.fetchall():
            entry = _read(row, self.path)
            if isinstance(entry, Attempt):
                if self._is_retracted(entry.id):  # taken back since, or before it came here from another device
                    late.update(self._projector.keys(entry))
                else:
                    self._project(entry, late)
            elif (target := self._attempt(entry.retracts)) is not None:
                late.update(self._projector.keys(target))
        self._refold(late)
        self._set_fact("basis", self._basis)
        self._mark_projected()

    def _kept_basis(self) -> Basis:
        try:
            return msgspec.json.decode(self._fact("basis"), type=Basis)
        except UNREADABLE:
            return Basis("", {})

    def _keys_of_question(self, question: str) -> set[Key]:
        rows = self._connection.execute(f"SELECT {_ROW} FROM attempt WHERE question = ? AND {_LIVE}", (question,))
        return {key for row in rows.fetchall() for key in self._projector.keys(_attempt(_read(row, self.path)))}

    def _newest(self) -> int:
        (newest,) = self._connection.execute("SELECT coalesce(max(seq), 0) FROM attempt").fetchone()
        return int(newest)

    def _mark_projected(self) -> None:
        self._connection.execute(
            "UPDATE fact SET value = (SELECT coalesce(max(seq), 0) FROM attempt) WHERE name = 'projected'"
        )

    def _fact(self, name: str) -> Any:  # noqa: ANN401 - bytes, a number or text, by name
        row = self._connection.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError(f"malformed store: the fact {name!r} is missing")
        return row[0]

    def _set_fact(self, name: str, value: str | bytes) -> None:
        self._connection.execute("UPDATE fact SET value = ? WHERE name = ?", (value, name))


def connect(path: Path) -> sqlite3.Connection:
    """A connection whose commits are on the disk when they return. Raises `sqlite3.Error`.

    Raises `StoreError`, having written nothing to it, for a file that `schema_version` refuses.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        schema_version(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def is_emptied(path: Path) -> bool:
    """Whether a file without content was once a store, as its backups or the log beside it tell.

    SQLite would take it, as it does one of a single byte, for a new one and delete the log. Nobody would notice.
    """
    try:
        log = path.with_name(path.name + "-wal")
        return path.stat().st_size < 2 and (backups.are_beside(path) or (log.exists() and log.stat().st_size > 0))
    except OSError:
        return False


@contextmanager
def readable(path: Path) -> Iterator[Path]:
    """The store at `path`, or a copy of it where nothing may be written: SQLite cannot read a log without writing."""
    if is_emptied(path):
        raise unusable(path, EMPTIED)  # a copy of it stands alone, and would pass for a new store
    if _is_writable(path):
        yield path
        return
    import shutil  # rare
    import tempfile

    with tempfile.TemporaryDirectory(prefix="cspo-") as folder:
        try:
            for part in (path, *(path.with_name(path.name + beside) for beside in ("-wal", "-shm"))):
                if part.exists():
                    shutil.copyfile(part, Path(folder) / part.name)
        except OSError as error:
            raise unusable(path, error.strerror or str(error)) from error
        yield Path(folder) / path.name


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def is_device(value: object) -> bool:
    """Whether a fact can be the id of a device."""
    return isinstance(value, bytes) and len(value) == 16


def _prepare(connection: sqlite3.Connection, path: Path, now: int) -> None:
    """Lay down the schema in a new file, bring an older one up to it a step at a time, refuse a newer one."""
    if (version := schema_version(connection, path)) == NEWEST:
        return
    from cspo_study.progress import migrations  # once in a store's life, or once a release

    if version > 0:
        backups.back_up(connection, path, now, "before-migration")
    while version < NEWEST:
        with immediate(connection):
            version = schema_version(connection, path)  # another process may have been faster
            version = migrations.advance(connection, version)


def schema_version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema a file has, 0 if none.

    Raises `StoreError` for one that a newer cspo wrote, and for no store of ours.
    """
    # One statement, so that both are of one moment: another cspo may be laying down the schema just now.
    tables = "SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table'"
    version, names = connection.execute(f"SELECT user_version, ({tables}) FROM pragma_user_version").fetchone()
    if version > NEWEST:
        raise StoreError(
            f"The progress store {path} was written by a newer cspo "
            f"(its schema is {version}, this one knows {NEWEST}).",
            "Update cspo. The store was left as it is.",
        )
    found = set(names.split(",")) if names else set()
    if not version and {"attempt", "fact"} <= found:
        raise sqlite3.DatabaseError("malformed store: the number of its schema is gone")
    ours = {"attempt", "fact"} <= found if version else not found
    if not ours:
        raise StoreError(f"{path} is a database, and not one of cspo's.", "Name another file.")
    return int(version)


def _read(row: tuple[Any, ...], path: Path) -> Entry:
    entry = entry_from_row(row)
    if entry is None:
        raise unusable(path, f"malformed row {row[0]}: its checksum does not fit its values")
    return entry


def _attempt(entry: Entry) -> Attempt:
    assert isinstance(entry, Attempt)
    return entry


@contextmanager
def immediate(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that takes the write lock at once, so that what is read in it still holds when it writes."""
    if connection.in_transaction:  # an earlier one failed, and the disk would not even let it be taken back
        connection.execute("ROLLBACK")
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            with suppress(sqlite3.Error):  # what went wrong first is what has to be told
                connection.execute("ROLLBACK")
        raise


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into what a person can act on."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise failure(path, error) from error


def failure(path: Path, error: sqlite3.Error | UnicodeDecodeError) -> StoreError:
    """What an error of SQLite's means for the store at `path`."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    # In a file that may be written to, only its own damaged header can forbid it.
    damaged = code in DAMAGE_CODES or (code == sqlite3.SQLITE_READONLY and _is_writable(path))
    return unusable(path, reason_of(error), damaged=damaged)


def reason_of(error: sqlite3.Error | UnicodeDecodeError) -> str:
    """What SQLite has to say. Of a damaged file it may quote what is no text."""
    return "malformed text in it" if isinstance(error, UnicodeDecodeError) else str(error)


def unusable(path: Path, reason: str, *, damaged: bool = False) -> StoreError:
    """A failure of the store at `path`, with what to do about it."""
    if damaged or any(words in reason for words in DAMAGE):
        hint = "The file is damaged. See what can be done: cspo doctor"
        return DamagedStoreError(f"The progress store {path} cannot be used: {reason}.", hint)
    if "locked" in reason:
        hint = "Another cspo is writing to it: close that one, or try again. Everything answered before is safe."
    elif "full" in reason or "disk" in reason:
        hint = "Check that the disk has room. Everything answered before is safe."
    else:
        hint = "Check that the folder can be written to (cspo paths shows it). Everything answered before is safe."
    return StoreError(f"The progress store {path} cannot be used: {reason}.", hint)
