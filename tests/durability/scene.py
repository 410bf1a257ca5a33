"""A store with everything there is to do to it, as often as wanted."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from cspo_study.content.catalog import Catalog
from cspo_study.progress.attempt import Entry, Retraction
from durability.logs import HOUR, NOON, new_store, upkeep


class Scene:
    """A store with backups beside it, a log of another one to import, and a copy of its own past to restore."""

    def __init__(self, catalog: Catalog, folder: Path, answers: int = 45) -> None:
        self.catalog = catalog
        self.folder = folder
        self.base = folder / "base" / "progress.db"
        new_store(catalog, self.base, answers // 3)
        self.past = upkeep(catalog, self.base).back_up(folder / "past.db")
        new_store(catalog, self.base, 2 * answers // 3, at=NOON + 50 * HOUR, seed=2)
        other = folder / "other" / "progress.db"
        new_store(catalog, other, answers // 2, at=NOON + HOUR, seed=3)
        self.foreign = folder / "other.jsonl"
        upkeep(catalog, other).export(self.foreign)

    def named(self, operation: str) -> dict[str, str]:
        """What an operation works with besides the store."""
        return {"restore": {"source": str(self.past)}, "merge": {"source": str(self.foreign)}}.get(operation, {})

    def begin(self, operation: str) -> Path:
        """A store to do it to."""
        shutil.rmtree(self.folder / "now", ignore_errors=True)
        shutil.copytree(self.base.parent, self.folder / "now")
        store = self.folder / "now" / "progress.db"
        if operation == "repair":
            damage(store)
        if operation == "migrate":
            age(store)
        return store


def damage(store: Path) -> None:
    """Alter one answer on the disk."""
    data = bytearray(store.read_bytes())
    place = data.index(b'"type":"chosen"') + 3
    data[place] ^= 1
    store.write_bytes(data)


def age(store: Path) -> None:
    """Make the store one of schema 1, whose rows had no checksum."""
    with closing(sqlite3.connect(store)) as connection:
        rows = connection.execute("SELECT * FROM attempt ORDER BY seq").fetchall()
        (script,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'attempt'").fetchone()
        others = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE tbl_name = 'attempt' AND name <> 'attempt' AND sql IS NOT NULL"
        ).fetchall()
        connection.execute("DROP TABLE attempt")
        connection.execute("".join(line for line in script.splitlines(keepends=True) if "checksum" not in line))
        connection.executemany(f"INSERT INTO attempt VALUES ({', '.join('?' * 18)})", [row[:-1] for row in rows])
        for (other,) in others:
            connection.execute(other)
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
        connection.execute("VACUUM")


def alike(log: list[Entry]) -> list[Entry]:
    """The log without what an operation makes anew each time: the ids of its own lines."""
    return [entry._replace(id=b"") if isinstance(entry, Retraction) else entry for entry in log]
