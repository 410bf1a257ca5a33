"""SQLite connections on which something goes wrong at a chosen statement."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

DISK_ERROR = "disk I/O error"


class Faults:
    """What goes wrong, and when: at statement `at` of all that run on connections made by `connect`, from 1.

    With `lasting` at every later one too; with `late` once the statement has done its work. A connection that is made
    and a row that is handed to `executemany` count as statements.
    """

    def __init__(self, at: int = 0, *, lasting: bool = False, late: bool = False) -> None:
        self.at = at
        self.lasting = lasting
        self.late = late
        self.seen = 0
        self.struck: list[str] = []

    def arm(self, at: int) -> None:
        """Start counting anew, towards statement `at`; with 0 nothing goes wrong any more."""
        self.at, self.seen, self.struck = at, 0, []

    def happen(self, statement: str) -> None:
        """What going wrong means: SQLite tells of a failing disk."""
        self.struck.append(statement)
        raise sqlite3.OperationalError(DISK_ERROR)

    def around(self, statement: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Run one statement, or let it go wrong."""
        self.seen += 1
        due = self.at and (self.seen >= self.at if self.lasting else self.seen == self.at)
        if due and not self.late:
            self.happen(statement)
        done = work()
        if due:
            self.happen(statement)
        return done

    def connect(self, *arguments: Any, **named: Any) -> sqlite3.Connection:  # noqa: ANN401
        """What stands in for `sqlite3.connect`."""
        faults = self

        class Flawed(sqlite3.Connection):
            def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:  # noqa: ANN401
                run = super().execute
                cursor = faults.around(sql, lambda: run(sql, *values))
                assert isinstance(cursor, sqlite3.Cursor)
                return cursor

            def executemany(self, sql: str, rows: Iterable[Any]) -> sqlite3.Cursor:
                def counted() -> Iterator[Any]:
                    for row in rows:
                        yield faults.around(sql, lambda row=row: row)  # type: ignore[misc]

                return super().executemany(sql, counted())

            def backup(self, target: sqlite3.Connection, **options: Any) -> None:  # noqa: ANN401
                copy = super().backup
                faults.around("backup", lambda: copy(target, **options))

        opened = faults.around("connect", lambda: REAL(*arguments, factory=Flawed, **named))
        assert isinstance(opened, sqlite3.Connection)
        return opened


REAL = sqlite3.connect


@contextmanager
def installed(faults: Faults) -> Iterator[Faults]:
    """Until the end of the block, every connection made is one of `faults`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", faults.connect)
        yield faults
