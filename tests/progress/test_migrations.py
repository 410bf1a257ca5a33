"""From one schema to the next, and what is no store of ours or of a cspo to come."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from answering import MovableClock
from cspo_study.content.catalog import Catalog
from cspo_study.errors import StoreError
from cspo_study.progress import backups, doctor, migrations
from cspo_study.progress.attempt import ROW, Attempt, Entry, Retraction, entry_from_row
from cspo_study.progress.schema import NEWEST
from cspo_study.progress.store import Store
from cspo_study.study.projection import LearnerProjector
from cspo_study.study.settings import DEFAULTS
from cspo_study.study.upkeep import Upkeep
from progress.logbook import (
    DAY,
    STORES,
    attempt,
    content,
    log_of,
    opened,
    projector,
    raw,
    released_store,
    replayed,
    schema_of,
)

LATER = 1_793_200_000_000
"""A day after the last answer in the released stores."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "progress.db"


def as_it_stands(path: Path) -> list[Entry]:
    """The log of a file of any schema, read past the store."""
    columns = [column for column in ROW if column not in ("seq", "checksum")]
    with raw(path) as connection:
        rows = connection.execute(f"SELECT {', '.join(columns)} FROM attempt ORDER BY seq").fetchall()
    entries: list[Entry] = []
    for identity, device, at, utc_offset, retracts, *rest in rows:
        if retracts is None:
            entries.append(Attempt(identity, device, at, utc_offset, *rest))
        else:
            entries.append(Retraction(identity, device, at, utc_offset, retracts))
    return entries


# --- every schema there ever was --------------------------------------------------------------------------------------


@pytest.mark.parametrize("schema", range(1, NEWEST + 1))
def test_a_store_of_every_released_schema_opens(schema: int, path: Path, catalog: Catalog) -> None:
    assert (STORES / f"schema-{schema}.sql").is_file(), "see tests/progress/stores/make_store.py"
    released_store(path, schema)
    before = as_it_stands(path)
    assert len(before) == 31
    assert sum(isinstance(entry, Retraction) for entry in before) == 2
    by = LearnerProjector(catalog)

    with opened(path, by, LATER) as store:
        assert schema_of(path) == NEWEST
        assert list(store.entries()) == before
        assert store.device == before[0].device
        kept = store.kept()
        assert kept == store.derived()
        assert {key: state for key, (_, state) in kept.items()} == replayed(before, by)
        assert [state.answers for state in store.states("day").values()] == [9, 9, 9]
        taken_back = store.retract_last(LATER, 60)  # and it goes on as the device that it was
        assert taken_back == before[-1]
    with raw(path) as connection:
        rows = connection.execute(f"SELECT {', '.join(ROW)} FROM attempt").fetchall()
        assert len(rows) == 32
        assert all(entry_from_row(row) for row in rows)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    found = {finding.code for finding in doctor.examine(path, by, set(catalog.headings), LATER)}
    assert found <= {"orphans"}


@pytest.mark.parametrize("schema", range(1, NEWEST))
def test_before_a_migration_the_store_is_backed_up_as_it_was(schema: int, path: Path) -> None:
    released_store(path, schema)
    before = as_it_stands(path)
    with opened(path, now=LATER):
        pass

    (backup,) = backups.list_backups(path)
    assert (backup.reason, backup.at) == ("before-migration", LATER)
    assert schema_of(backup.path) == schema
    assert as_it_stands(backup.path) == before
    with opened(path, now=LATER + DAY):  # once is enough
        pass
    assert backups.list_backups(path) == [backup]


def test_the_newest_schema_is_the_one_that_was_recorded(path: Path, tmp_path: Path) -> None:
    """Else a schema was changed after its release, or its recorded store is of before."""
    released_store(tmp_path / "recorded.db", NEWEST)
    with opened(path):
        pass
    with raw(path) as fresh, raw(tmp_path / "recorded.db") as recorded:
        statement = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name"
        assert fresh.execute(statement).fetchall() == recorded.execute(statement).fetchall(), (
            "a released schema never changes: write a migration; "
            f"if {NEWEST} was not released yet, see tests/progress/stores/make_store.py"
        )


@pytest.mark.parametrize("schema", range(1, NEWEST))
def test_a_migrated_store_has_the_schema_of_a_new_one(schema: int, path: Path, tmp_path: Path) -> None:
    released_store(path, schema)
    with opened(path, now=LATER), opened(tmp_path / "new.db"), raw(path) as migrated, raw(tmp_path / "new.db") as new:
        statement = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
        assert migrated.execute(statement).fetchall() == new.execute(statement).fetchall()
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            migrated.execute("UPDATE attempt SET score = 1")
        with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
            migrated.execute("DELETE FROM attempt")


def test_steps_follow_each_other_and_end_at_the_newest_schema() -> None:
    assert [step.version for step in migrations.MIGRATIONS] == list(range(2, NEWEST + 1))


def test_an_empty_log_of_an_earlier_schema_opens(path: Path) -> None:
    released_store(path, 1, [], b"a device of then")
    with opened(path, now=LATER) as store:
        assert list(store.entries()) == []
        assert store.device == b"a device of then"
        store.record(attempt(store.device, LATER))
        assert store.kept() == store.derived()


# --- interrupted, or two at once --------------------------------------------------------------------------------------


def test_a_migration_that_fails_leaves_the_store_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released_store(path, 1)
    before = as_it_stands(path)
    (step,) = [step for step in migrations.MIGRATIONS if step.version == 2]

    def fails(connection: sqlite3.Connection) -> None:
        step.run(connection)
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as failing:
        failing.setattr(migrations, "MIGRATIONS", [step._replace(run=fails)])
        with pytest.raises(StoreError, match="cannot be used: database or disk is full") as caught:
            Store.open(path, projector(), LATER)
    assert caught.value.hint == "Check that the disk has room. Everything answered before is safe."
    assert (schema_of(path), as_it_stands(path)) == (1, before)

    with opened(path, now=LATER) as store:
        assert list(store.entries()) == before


def test_without_a_backup_there_is_no_migration(path: Path) -> None:
    released_store(path, 1)
    before = as_it_stands(path)
    backups.folder_for(path).write_text("no folder")
    with pytest.raises(StoreError, match=r"before-migration\.db could not be written: File exists"):
        Store.open(path, projector(), LATER)
    assert (schema_of(path), as_it_stands(path)) == (1, before)


def test_two_that_open_an_old_store_at_once_migrate_it_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released_store(path, 1)
    before = as_it_stands(path)
    back_up = backups.back_up
    new = attempt(before[0].device, LATER)

    def other_is_faster(*arguments: Any) -> backups.Backup:  # noqa: ANN401
        monkeypatch.setattr(backups, "back_up", back_up)
        with opened(path, now=LATER) as other:
            other.record(new)
        return back_up(*arguments)

    monkeypatch.setattr(backups, "back_up", other_is_faster)
    with opened(path, now=LATER) as store:
        assert list(store.entries()) == [*before, new]
        assert store.kept() == store.derived()
    assert [schema_of(one.path) for one in backups.list_backups(path) if one.reason == "before-migration"][-1] == 1
    assert schema_of(path) == NEWEST


# --- not ours, or not yet ---------------------------------------------------------------------------------------------


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture(params=["WAL", "DELETE"])
def newer(request: pytest.FixtureRequest, path: Path) -> Path:
    """A store that a cspo to come wrote, in either of SQLite's ways of keeping a journal."""
    with opened(path) as store:
        store.record(attempt(store.device))
    with raw(path) as connection:
        connection.execute(f"PRAGMA journal_mode = {request.param}")
        connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    return path


def test_a_store_of_a_newer_schema_is_refused_and_left_as_it_is(newer: Path) -> None:
    before = files(newer.parent)
    with pytest.raises(StoreError) as caught:
        Store.open(newer, projector(), LATER)
    assert caught.value.message == (
        f"The progress store {newer} was written by a newer cspo (its schema is {NEWEST + 1}, this one knows {NEWEST})."
    )
    assert caught.value.hint == "Update cspo. The store was left as it is."
    assert files(newer.parent) == before


def test_no_service_touches_a_store_of_a_newer_schema(newer: Path, tmp_path: Path, clock: MovableClock) -> None:
    upkeep = Upkeep(newer, content(), clock, DEFAULTS)
    log = tmp_path / "log.jsonl"
    log.write_text('{"cspo_log":1}\n')
    with opened(tmp_path / "whole.db"):
        pass
    before = files(newer.parent)
    for act in (
        upkeep.back_up,
        lambda: upkeep.back_up(tmp_path / "copy.db"),
        upkeep.reset,
        upkeep.repair,
        upkeep.holdings,
        lambda: upkeep.export(None),
        lambda: upkeep.merge(log),
        lambda: upkeep.restore(tmp_path / "whole.db"),
    ):
        with pytest.raises(StoreError, match="was written by a newer cspo"):
            act()
    (finding,) = upkeep.examine()
    assert (finding.code, finding.mend) == ("unusable", "Update cspo. The store was left as it is.")
    assert files(newer.parent) == before
    assert not (tmp_path / "copy.db").exists()


def test_a_backup_of_a_newer_schema_is_not_restored(newer: Path, tmp_path: Path, clock: MovableClock) -> None:
    upkeep = Upkeep(tmp_path / "mine" / "progress.db", content(), clock, DEFAULTS)
    with opened(upkeep.path) as store:
        store.record(attempt(store.device))
    before = log_of(upkeep.path)
    with pytest.raises(StoreError, match=f"{newer} was written by a newer cspo"):
        upkeep.restore(newer)
    assert log_of(upkeep.path) == before


@pytest.mark.parametrize("version", [0, 1, NEWEST])
@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_another_programs_database_is_refused_and_left_as_it_is(path: Path, version: int, journal: str) -> None:
    path.parent.mkdir()
    with raw(path) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute("CREATE TABLE bookmark (name TEXT)")
        connection.execute("INSERT INTO bookmark VALUES ('a')")
        connection.execute(f"PRAGMA user_version = {version}")
    before = files(path.parent)
    with pytest.raises(StoreError) as caught:
        Store.open(path, projector(), LATER)
    assert caught.value.message == f"{path} is a database, and not one of cspo's."
    assert caught.value.hint == "Name another file."
    assert files(path.parent) == before
    assert list(path.parent.iterdir()) == [path]


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"")
    with opened(path) as store:
        store.record(attempt(store.device))
    assert schema_of(path) == NEWEST
    assert len(log_of(path)) == 1
