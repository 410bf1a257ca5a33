"""Copies of the store that are whole at any moment, and the thinning that keeps them few.

They stand beside the store in `backups/`, named by their time in UTC and what they were made for.
"""

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from cspo_study.errors import StoreError

Reason = Literal[
    "hourly", "by-hand", "before-migration", "before-restore", "before-import", "before-reset", "before-repair"
]

HOUR = 60 * 60 * 1000
"""Milliseconds between two automatic backups."""

FEWEST = 5
"""Backups that stay however old they seem."""

_NAME = r"progress-(\d{8}T\d{6}Z)-([a-z-]+)\.db"
_STAMP = "%Y%m%dT%H%M%SZ"


class Backup(NamedTuple):
    """One copy: its file, when it was made (milliseconds since 1970 UTC) and what for."""

    path: Path
    at: int
    reason: str


def folder_for(store: Path) -> Path:
    """Where the backups of a store stand."""
    return store.parent / "backups"


def list_backups(store: Path) -> list[Backup]:
    """The backups of a store, the newest first. Files of other names are not ours and left alone."""
    found = []
    for path in folder_for(store).glob("progress-*.db"):
        named = re.fullmatch(_NAME, path.name)
        if named:
            with suppress(ValueError):  # digits that are no time
                made = datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)
                found.append(Backup(path, int(made.timestamp() * 1000), named[2]))
    return sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True)


def are_beside(store: Path) -> bool:
    """Whether anything was kept of the store: a backup, or a damaged file set aside."""
    return any(folder_for(store).glob("*.db"))


def is_due(store: Path, now: int) -> bool:
    """Whether no automatic backup is within an hour of now. One from further ahead (a wrong clock) does not count."""
    return not any(abs(now - backup.at) < HOUR for backup in list_backups(store) if backup.reason == "hourly")


def back_up(connection: sqlite3.Connection, store: Path, now: int, reason: Reason) -> Backup:
    """Copy the open store into its backups folder and thin the older ones. Raises `StoreError`.

    Each has a second of its own: none ever replaces another, and they sort as they were made.
    """
    taken = {backup.at for backup in list_backups(store)}
    at = now // 1000 * 1000
    while at in taken:
        at += 1000
    stamp = datetime.fromtimestamp(at // 1000, UTC).strftime(_STAMP)
    target = folder_for(store) / f"progress-{stamp}-{reason}.db"
    copy_to(connection, target)
    with suppress(OSError):  # the backup is made; what is too many now is removed with the next one
        thin(store, now)
    return Backup(target, at, reason)


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the open store to `target`, whole or not at all, through SQLite's backup API. Raises `StoreError`."""
    temporary = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(temporary)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        sync(temporary)
        temporary.replace(target)
        sync(target.parent)
    except (sqlite3.Error, OSError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or error
        hint = f"Check that there is room and that {target.parent} can be written to."
        raise StoreError(f"The backup {target} could not be written: {reason}.", hint) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def thin(store: Path, now: int) -> None:
    """Remove the backups that the schedule does not keep, and never the last few: a clock may run years ahead."""
    backups = list_backups(store)
    keep = {backup.at for backup in backups[:FEWEST]} | set(kept((backup.at for backup in backups), now))
    for backup in backups:
        if backup.at not in keep:
            backup.path.unlink(missing_ok=True)


def kept(times: Iterable[int], now: int) -> Iterator[int]:
    """The times of backups to keep: all of 2 days, one a day for 12 days, a week for 10 weeks, a month for 9 months.

    Of each day, week and month the last one is kept. What is newer than `now` (the clock was set back) is kept.
    """
    taken: set[tuple[str, int]] = set()
    for at in sorted(set(times), reverse=True):
        period = _period(at, now)
        if period is None or period in taken:
            continue
        if period[0] != "each":
            taken.add(period)
        yield at


def _period(at: int, now: int) -> tuple[str, int] | None:
    """The stretch of time that a backup stands for; None when it is too old for any."""
    age = timedelta(milliseconds=now - at)
    day = datetime.fromtimestamp(at / 1000, UTC).date()
    if age < timedelta(days=2):
        return ("each", at)
    if age < timedelta(days=2 + 12):
        return ("day", day.toordinal())
    if age < timedelta(days=2 + 12 + 70):
        return ("week", (day.toordinal() - 1) // 7)
    if age < timedelta(days=2 + 12 + 70 + 9 * 31):
        return ("month", day.year * 12 + day.month)
    return None


def sync(path: Path) -> None:
    """Have the system put a file, or a folder's entries, on the disk."""
    if path.is_dir() and os.name != "posix":
        return  # Windows has no such thing, and no writing through a handle that only reads
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
