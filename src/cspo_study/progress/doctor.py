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
from cspo_study.progress.replacing import replace_file
from cspo_study.progress.salvage import salvage
from cspo_study.progress.schema import NEWEST
from cspo_study.progress.store import Store, readable, unusable

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

    Never raises for damage.
    """
    if not path.exists():
        return []
    with readable(path) as copy:
        damage = _damage(copy)
        if damage:
            return damage
        try:
            store = Store.open(copy, projector, now)
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
        with closing(Store.open(path, projector, now)) as store:
            store.rebuild()
            return Repair(store.count(), 0, 0, None)
    return _save_what_is_left(path, projector, now)


def _damage(path: Path) -> list[Finding]:
    """What SQLite and the rows' checksums say of the file itself."""
    try:
        # A connection of its own, and one that may write: a log left by a crash is taken in as at any start.
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            found = [*_integrity_findings(connection)]
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if not found and version == NEWEST:
                found = list(_row_findings(connection))
            return found
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise unusable(path, str(error)) from error
        return _damaged(str(error))


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
    facts = {name for (name,) in connection.execute("SELECT name FROM fact")}
    if not {"device", "projected", "basis"} <= facts:
        yield Finding("damaged", "The facts about the store are incomplete.", REPAIR)


def _projection_findings(store: Store) -> Iterator[Finding]:
    derived, kept = store.derived(), store.kept()
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


def _is_newer(path: Path) -> bool:
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)) as connection,
    ):
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        return bool(version > NEWEST)
    return False


def _save_what_is_left(path: Path, projector: Projector, now: int) -> Repair:
    """Make a new store of the rows of the damaged one and of what only its backups still hold."""
    device = _device(path)
    found = {entry.id: (seq, entry) for seq, entry in salvage(path).entries}
    own = len(found)
    for copy in _copies(path):
        for seq, entry in salvage(copy).entries:
            found.setdefault(entry.id, (seq, entry))
    entries = [entry for _, entry in sorted(found.values(), key=lambda item: (item[0], item[1].id))]
    newest = max((seq for seq, _ in found.values()), default=0)
    kept = replace_file(path, entries, device or _commonest_device(entries), projector, now)
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
    with suppress(sqlite3.Error, TypeError), closing(sqlite3.connect(path)) as connection:
        (device,) = connection.execute("SELECT value FROM fact WHERE name = 'device'").fetchone()
        return device if isinstance(device, bytes) and len(device) == 16 else None
    return None


def _commonest_device(entries: list[Entry]) -> bytes | None:
    devices = Counter(entry.device for entry in entries)
    return devices.most_common(1)[0][0] if devices else None
