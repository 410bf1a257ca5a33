"""Another log in the place of this one: what restore, repair and reset come down to. What was there is kept first.

While the present file is still a store, its log is exchanged in one transaction: another process that has it open
waits, and then sees the new one. Where it is damaged beyond that, nobody can be answering into it, and the file
itself is exchanged.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from cspo_study.errors import StoreError
from cspo_study.progress import backups
from cspo_study.progress.attempt import ROW, Entry, entry_from_row
from cspo_study.progress.projecting import Projector
from cspo_study.progress.schema import NEWEST
from cspo_study.progress.store import DamagedStoreError, Store, schema_version, unusable

SHARED_LOCK = (510, 0x40000002)
"""How many bytes, from which, everyone locks who has the file open: https://www.sqlite.org/fileformat.html (1.5)."""


def check_store(path: Path) -> None:
    """Make sure that `path` is a whole store of a schema that this cspo knows. The file is only read.

    Raises `StoreError` saying why it isn't.
    """
    with _read_only(path) as connection:
        version = schema_version(connection, path)
        if version == 0:
            raise StoreError(f"{path} is not a progress store.", "Name a file that cspo backup wrote.")
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise _damaged(path, str(verdict).splitlines()[-1])
        if version == NEWEST:
            for row in connection.execute(f"SELECT {', '.join(ROW)} FROM attempt ORDER BY seq"):
                if entry_from_row(row) is None:
                    raise _damaged(path, f"the checksum of row {row[0]} does not fit its values")


def copy_store(path: Path, target: Path) -> None:
    """Copy a store with what stands only in its write-ahead log. It is only read. Raises `StoreError`."""
    with _read_only(path) as connection:
        backups.copy_to(connection, target)


@contextmanager
def _read_only(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise StoreError(f"There is no file {path}.", "cspo backup --list shows the backups there are.")
    try:
        with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise _damaged(path, str(error)) from error


def _damaged(path: Path, reason: str) -> StoreError:
    return StoreError(f"{path} cannot be used: {reason}.", "Name another backup: cspo backup --list")


def replace_log(
    store: Path, entries: Sequence[Entry], device: bytes | None, projector: Projector, now: int, reason: backups.Reason
) -> Path | None:
    """Make `entries` the whole log of `store`, which goes on as `device` (its own if None).

    Returns where the replaced store is kept, None where there was none. Raises `StoreError`, having changed nothing.
    """
    if not store.exists():
        with closing(Store.open(store, projector, now)) as new:
            new.replace_log(entries, device)
        return None
    try:
        with closing(Store.open(store, projector, now)) as present:
            return present.replace_log(entries, device, keep=(now, reason))
    except DamagedStoreError:
        return replace_file(store, entries, device, projector, now)


def replace_file(store: Path, entries: Sequence[Entry], device: bytes | None, projector: Projector, now: int) -> Path:
    """Make a new file with `entries` and put it where the damaged `store` stands; where that one is kept.

    At every moment either the damaged file stands there, or an empty one that is known for what it is, or the new one;
    and a copy of the damaged one among the backups before it is touched.
    """
    refuse_if_open(store)
    temporary = store.with_name(f"{store.name}.new")
    try:
        for part in _parts(temporary):
            part.unlink(missing_ok=True)
        with closing(Store.open(temporary, projector, now)) as new:
            new.replace_log(entries, device)
        kept = keep_damaged(store, now)
        store.write_bytes(b"")  # without its log it may look whole
        _, *logs = _parts(store)
        for log in logs:  # a log left beside the new file would be taken for its own
            log.unlink(missing_ok=True)
        temporary.replace(store)
        backups.sync(store.parent)
    except OSError as error:
        hint = f"Check that there is room and that {store.parent} can be written to. Nothing was changed."
        raise StoreError(f"The damaged store could not be replaced: {error}.", hint) from error
    return kept


def keep_damaged(store: Path, now: int) -> Path:
    """Copy a damaged store and its log aside as they are, and return where the copy stands. Raises `OSError`."""
    stamp = datetime.fromtimestamp(now // 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
    folder = backups.folder_for(store)
    folder.mkdir(parents=True, exist_ok=True)
    number, target = 1, folder / f"damaged-{stamp}.db"
    while target.exists():
        number += 1
        target = folder / f"damaged-{stamp}-{number}.db"
    for part, copy in zip(_parts(store), _parts(target), strict=True):
        with suppress(FileNotFoundError):
            shutil.copyfile(part, copy)
            backups.sync(copy)
    backups.sync(folder)
    return target


def refuse_if_open(store: Path) -> None:
    """Make sure that no other cspo has the file open: it would go on answering into one that is no longer there.

    Raises `StoreError`. Windows by itself refuses to replace a file that is open.
    """
    if os.name != "posix":
        return
    import fcntl

    try:
        with store.open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, *SHARED_LOCK)
    except FileNotFoundError:
        return
    except BlockingIOError as error:
        raise unusable(store, "database is locked") from error
    except OSError as error:
        raise unusable(store, error.strerror or str(error)) from error


def _parts(store: Path) -> list[Path]:
    """A store's file, and what SQLite may keep beside it."""
    return [store, *(store.with_name(store.name + suffix) for suffix in ("-wal", "-shm"))]
