"""What is wrong with a store, and mending it."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from cspo_study.errors import StoreError
from cspo_study.progress import backups, ids
from cspo_study.progress.attempt import ROW, Attempt, Entry, entry_from_row
from cspo_study.progress.projecting import Projector
from cspo_study.progress.replacing import refuse_if_open, replace_file
from cspo_study.progress.salvage import salvage
from cspo_study.progress.schema import NEWEST
from cspo_study.progress.store import (
    EMPTIED,
    DamagedStoreError,
    Store,
    failure,
    is_device,
    is_emptied,
    readable,
    reason_of,
)
from cspo_study.progress.wal import log_is_whole

DAY = 86_400_000
EXAMPLES = 3


class Finding(NamedTuple):
    """One thing that is not as it should be. `code` is a lasting name; `mend` says what to do about it."""

    code: str
    message: str
    mend: str


class Repair(NamedTuple):
    """What a repair came to: entries the store has now, how many of them only a backup still held, how many are lost.

    `lost` counts arrival numbers that nothing holds any more; `kept` is where the damaged file was put, if one was
    replaced.
    """

    entries: int
    from_backups: int
    lost: int
    kept: Path | None


REPAIR = "Mend it: cspo doctor --repair"


def examine(path: Path, projector: Projector, questions: Collection[str], now: int) -> list[Finding]:
    """Everything wrong with the store at `path`; `questions` are the ids that the content has.

    Never raises for damage. To be asked while this process has the store closed: see `log_is_whole`.
    """
    if not path.exists():
        return _missing(path)
    if is_emptied(path):
        return _damaged(EMPTIED)
    with readable(path) as copy:
        damage = _damage(copy)
        if damage:
            return damage
        try:
            store = Store.open(copy, projector, now)
        except DamagedStoreError as error:
            return [Finding("damaged", error.message, REPAIR)]
        except StoreError as error:
            return [Finding("unusable", error.message, error.hint)]
        with closing(store):
            return [*_projection_findings(store), *_log_findings(store, questions, now)]


def repair(path: Path, projector: Projector, now: int) -> Repair:
    """Derive again what is derived; from a damaged file, save what it and the backups still hold into a new one.

    The damaged file is kept. Raises `StoreError`.
    """
    if _is_newer(path):
        Store.open(path, projector, now)  # refuses, and says so
    if not _damage(path):
        with suppress(DamagedStoreError), closing(Store.open(path, projector, now)) as store:
            store.rebuild()
            return Repair(store.count(), 0, 0, None)
    return _save_what_is_left(path, projector, now)


def _missing(path: Path) -> list[Finding]:
    """A store that isn't there: as it should be before the first answer, and never after a reset."""
    kept = backups.list_backups(path)
    if not kept:
        return []
    return [Finding("missing", f"The progress store {path} is gone.", f"Bring it back: cspo restore {kept[0].path}")]


def _damage(path: Path) -> list[Finding]:
    """What SQLite and the rows' checksums say of the file itself. Raises `StoreError` where it can't be looked at."""
    if is_emptied(path):
        return _damaged(EMPTIED)
    if not log_is_whole(path):
        return _damaged(f"the log beside it, {path.name}-wal, does not hold all that was written to it")
    try:
        # A connection of its own, and one that may write: a log left by a crash is taken in as at any start.
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            found = [*_integrity_findings(connection)]
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if not found and version == NEWEST:
                found = list(_row_findings(connection))
            return found
    except (sqlite3.Error, UnicodeDecodeError) as error:
        told = failure(path, error)
        if isinstance(told, DamagedStoreError):
            return _damaged(reason_of(error))
        raise told from error


def _damaged(reason: str) -> list[Finding]:
    return [Finding("damaged", f"The file is damaged: {reason}.", REPAIR)]


def _integrity_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    lines = [str(line) for (line,) in connection.execute("PRAGMA integrity_check(10)")]
    if lines != ["ok"]:
        yield Finding("damaged", f"The file is damaged: {'; '.join(lines[:EXAMPLES])}.", REPAIR)
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        yield Finding("foreign-keys", f"{len(broken)} rows refer to rows that are gone.", REPAIR)


def _row_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    bad = []
    count, newest = 0, 0
    for row in connection.execute(f"SELECT {', '.join(ROW)} FROM attempt ORDER BY seq"):
        count, newest = count + 1, row[0]
        if entry_from_row(row) is None:
            bad.append(row[0])
    if bad:
        rows = ", ".join(map(str, bad[:EXAMPLES])) + (" …" if len(bad) > EXAMPLES else "")
        yield Finding("altered-rows", f"{len(bad)} answers are not as they were written (rows {rows}).", REPAIR)
    if newest > count:
        yield Finding("missing-rows", f"{newest - count} answers are gone from the log.", REPAIR)
    facts = dict(connection.execute("SELECT name, value FROM fact"))
    if not {"projected", "basis"} <= facts.keys() or not is_device(facts.get("device")):
        yield Finding("damaged", "The facts about the store are incomplete.", REPAIR)


def _projection_findings(store: Store) -> Iterator[Finding]:
    derived = store.derived()
    try:
        kept = store.kept()
    except DamagedStoreError:
        yield Finding("projections", "The derived figures cannot be read.", REPAIR)
        return
    off = sorted(key for key in derived.keys() | kept.keys() if derived.get(key) != kept.get(key))
    if off:
        names = ", ".join(key.name for key in off[:EXAMPLES]) + (" …" if len(off) > EXAMPLES else "")
        yield Finding("projections", f"{len(off)} derived figures do not follow from the log ({names}).", REPAIR)


def _log_findings(store: Store, questions: Collection[str], now: int) -> Iterator[Finding]:
    entries = list(store.entries())
    known = {entry.id for entry in entries}
    attempts = [entry for entry in entries if isinstance(entry, Attempt)]
    orphans = Counter(attempt.question for attempt in attempts if attempt.question not in questions)
    if orphans:
        names = ", ".join(name for name, _ in orphans.most_common(EXAMPLES)) + (" …" if len(orphans) > EXAMPLES else "")
        message = f"{orphans.total()} answers are to {len(orphans)} questions that the content no longer has ({names})."
        yield Finding("orphans", message, "Nothing to do: they are kept as history and not asked again.")
    dangling = sum(not isinstance(entry, Attempt) and entry.retracts not in known for entry in entries)
    if dangling:
        message = f"{dangling} answers were taken back that are not in this log."
        yield Finding("dangling-retractions", message, "Import the log they belong to: cspo import FILE")
    yield from _clock_findings(entries, now)


def _clock_findings(entries: list[Entry], now: int) -> Iterator[Finding]:
    """Clocks that ran ahead or were set back. The log keeps what they showed; order goes by it."""
    look = "Nothing to do: due dates count from the latest answer. Check the clock of the machine if it goes on."
    ahead = sum(entry.at > now + DAY for entry in entries)
    if ahead:
        yield Finding("clock-ahead", f"{ahead} answers are dated more than a day from now.", look)
    latest: dict[bytes, int] = {}
    back = 0
    for entry in entries:
        back += entry.at < latest.get(entry.device, 0) - DAY
        latest[entry.device] = max(entry.at, latest.get(entry.device, 0))
    if back:
        yield Finding("clock-back", f"{back} answers are dated more than a day before ones given earlier.", look)
    mismatched = sum(ids.time_of(entry.id) != entry.at for entry in entries)
    if mismatched:
        yield Finding("id-times", f"{mismatched} answers have an id of another time than their own.", look)


def _untouched(path: Path) -> sqlite3.Connection:
    """A connection that reads the file alone. Any other would take in the log beside it at the end, or delete it."""
    return sqlite3.connect(path.absolute().as_uri() + "?immutable=1", uri=True)


def _is_newer(path: Path) -> bool:
    with suppress(sqlite3.Error, UnicodeDecodeError), closing(_untouched(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        return bool(version > NEWEST)
    return False


def _save_what_is_left(path: Path, projector: Projector, now: int) -> Repair:
    """Make a new store of the rows of the damaged one and of what only its backups still hold."""
    refuse_if_open(path)
    saved = salvage(path)
    found = {entry.id: (seq, entry) for seq, entry in saved.entries}
    own, newest = len(found), saved.newest
    for copy in _copies(path):
        saved = salvage(copy)
        newest = max(newest, saved.newest)
        for seq, entry in saved.entries:
            found.setdefault(entry.id, (seq, entry))
    entries = [entry for _, entry in sorted(found.values(), key=lambda item: (item[0], item[1].id))]
    kept = replace_file(path, entries, _device(path) or _commonest_device(entries), projector, now)
    return Repair(len(entries), len(entries) - own, max(0, newest - len(entries)), kept)


def _copies(path: Path) -> Iterator[Path]:
    """Backups and damaged stores set aside, of the same log: what stood here before a restore or a reset is another."""
    since = 0
    for backup in backups.list_backups(path):
        if backup.reason in ("before-restore", "before-reset"):
            since = backup.at
            break
        yield backup.path
    for damaged in backups.folder_for(path).glob("damaged-*.db"):
        if damaged.stat().st_mtime * 1000 > since:
            yield damaged


def _device(path: Path) -> bytes | None:
    with suppress(sqlite3.Error, UnicodeDecodeError, TypeError), closing(_untouched(path)) as connection:
        (device,) = connection.execute("SELECT value FROM fact WHERE name = 'device'").fetchone()
        return device if is_device(device) else None
    return None


def _commonest_device(entries: list[Entry]) -> bytes | None:
    devices = Counter(entry.device for entry in entries)
    return devices.most_common(1)[0][0] if devices else None
