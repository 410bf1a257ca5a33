"""From one schema to the next. Each step is small, named, and run in one transaction after a backup."""

import sqlite3
from collections.abc import Callable, Iterator
from importlib import resources
from typing import NamedTuple

from cspo_study.progress import ids
from cspo_study.progress.attempt import ROW, Attempt, Entry, Retraction, checksum
from cspo_study.progress.schema import NEWEST


class Migration(NamedTuple):
    """A step to schema `version`, and why it was taken."""

    version: int
    name: str
    run: Callable[[sqlite3.Connection], None]


def create(connection: sqlite3.Connection) -> None:
    """Lay down the newest schema in an empty file."""
    _run_schema(connection)
    facts = [("device", ids.random_id()), ("projected", 0), ("basis", "")]
    connection.executemany("INSERT INTO fact (name, value) VALUES (?, ?)", facts)
    connection.execute(f"PRAGMA user_version = {NEWEST}")


def advance(connection: sqlite3.Connection, version: int) -> int:
    """Take the next step from schema `version` (0: an empty file) inside an open transaction; the schema it led to."""
    if version == 0:
        create(connection)
        return NEWEST
    step = next((migration for migration in MIGRATIONS if migration.version > version), None)
    if step is None:
        return version
    step.run(connection)
    connection.execute(f"PRAGMA user_version = {step.version}")
    return step.version


def _add_checksums(connection: sqlite3.Connection) -> None:
    """Every row gets a checksum, so that damage to a value is noticed and rows can be saved out of a torn file."""
    for kind, name in connection.execute("SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL").fetchall():
        if kind in ("trigger", "index"):
            connection.execute(f"DROP {kind} {name}")
    for table in ("attempt", "projection", "fact"):
        connection.execute(f"ALTER TABLE {table} RENAME TO {table}_before")
    _run_schema(connection)
    old = ", ".join(column for column in ROW if column != "checksum")
    rows = connection.execute(f"SELECT {old} FROM attempt_before ORDER BY seq")
    insert = f"INSERT INTO attempt ({', '.join(ROW)}) VALUES ({', '.join('?' * len(ROW))})"
    connection.executemany(insert, ((*row, checksum(_entry_before(row))) for row in rows))
    connection.execute("INSERT INTO fact SELECT * FROM fact_before")
    connection.execute("UPDATE fact SET value = '' WHERE name = 'basis'")  # the projections are derived anew
    for table in ("attempt", "projection", "fact"):
        connection.execute(f"DROP TABLE {table}_before")


def _entry_before(row: tuple[object, ...]) -> Entry:
    _, identity, device, at, utc_offset, retracts, *rest = row
    head = (identity, device, at, utc_offset)
    return Attempt(*head, *rest) if retracts is None else Retraction(*head, retracts)  # type: ignore[arg-type]


MIGRATIONS = [Migration(2, "a checksum for every row", _add_checksums)]
assert MIGRATIONS[-1].version == NEWEST


def _run_schema(connection: sqlite3.Connection) -> None:
    script = resources.files("cspo_study.progress").joinpath("schema.sql").read_text("utf-8")
    for statement in _statements(script):
        connection.execute(statement)


def _statements(script: str) -> Iterator[str]:
    """The script's statements one by one: `executescript` would commit the transaction that they belong to."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
