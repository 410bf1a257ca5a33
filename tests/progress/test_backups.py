"""Copies that are whole at any moment, and few: made once an hour of use, thinned by a schedule."""

import os
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answering import MovableClock
from cspo_study.errors import StoreError
from cspo_study.progress import backups
from cspo_study.progress.backups import kept
from cspo_study.progress.store import Store
from cspo_study.study.settings import DEFAULTS
from cspo_study.study.upkeep import Upkeep
from progress.logbook import DAY, HOUR, MINUTE, NOON, attempt, content, light_folder, log_of, opened, projector, raw

SECOND = 1000
SCHEDULE = (2 + 12 + 70 + 9 * 31) * DAY
"""What is older than that is gone: 2 days, 12 days, 10 weeks, 9 months."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "progress.db"


@pytest.fixture
def upkeep(path: Path, clock: MovableClock) -> Upkeep:
    """The care of a store with one answer."""
    with opened(path) as store:
        store.record(attempt(store.device))
    for backup in backups.list_backups(path):
        backup.path.unlink()
    return Upkeep(path, content(), clock, DEFAULTS)


def reasons(path: Path) -> Counter[str]:
    return Counter(backup.reason for backup in backups.list_backups(path))


# --- thinning ---------------------------------------------------------------------------------------------------------


def day(at: int) -> int:
    return at // DAY


def week(at: int) -> tuple[int, int]:
    return datetime.fromtimestamp(at / 1000, UTC).isocalendar()[:2]


def month(at: int) -> tuple[int, int]:
    then = datetime.fromtimestamp(at / 1000, UTC)
    return then.year, then.month


ages = st.one_of(
    st.integers(-30 * DAY, 3 * DAY),
    st.integers(0, 20 * DAY),
    st.integers(0, 100 * DAY),
    st.integers(0, 500 * DAY),
    st.sampled_from([0, 2 * DAY - 1, 2 * DAY, 14 * DAY - 1, 14 * DAY, 84 * DAY - 1, 84 * DAY, SCHEDULE - 1, SCHEDULE]),
)
moments = st.integers(NOON, NOON + 800 * DAY)


@settings(deadline=None)
@given(st.lists(ages, max_size=60), moments)
def test_what_is_kept_is_what_the_schedule_says(old: list[int], now: int) -> None:
    times = [now - age for age in old]
    keep = list(kept(times, now))

    assert len(keep) == len(set(keep))
    assert set(keep) <= set(times)
    assert {at for at in times if now - at < 2 * DAY} <= set(keep)
    assert all(now - at < SCHEDULE for at in keep)
    for begin, end, period in ((2, 14, day), (14, 84, week), (84, SCHEDULE // DAY, month)):
        within = [at for at in times if begin * DAY <= now - at < end * DAY]
        last = {period(at): at for at in sorted(within)}
        assert {at for at in keep if begin * DAY <= now - at < end * DAY} == set(last.values())


@settings(deadline=None)
@given(st.lists(ages, max_size=40), moments)
def test_thinning_again_removes_nothing_more(old: list[int], now: int) -> None:
    once = list(kept([now - age for age in old], now))
    assert list(kept(once, now)) == once


@settings(deadline=None)
@given(st.lists(ages, max_size=40), moments)
def test_the_one_just_made_and_those_of_a_clock_that_ran_ahead_stay(old: list[int], now: int) -> None:
    keep = set(kept([now, *(now - age for age in old)], now))
    assert now in keep
    assert {now - age for age in old if age < 0} <= keep


def density(there: list[int], now: int) -> tuple[int, ...]:
    """How many there are of the last 2 days, the 12 days before, the 10 weeks, the 9 months before, and older ones."""
    ages = [now - at for at in there]
    ranges = pairwise([0, 2 * DAY, 14 * DAY, 84 * DAY, SCHEDULE, 9999 * DAY])
    return tuple(sum(begin <= age < end for age in ages) for begin, end in ranges)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        # Ranges begin and end within a day, a week or a month, and each part of one keeps its last.
        ("2027-07-01T23:00", (48, 12, 11, 10, 0)),
        ("2027-07-02T11:00", (48, 13, 11, 10, 0)),
        ("2027-07-11T00:00", (48, 13, 11, 10, 0)),
    ],
)
def test_a_year_and_a_half_of_hourly_backups_thinned_each_day(last: str, expected: tuple[int, ...]) -> None:
    end = round(datetime.fromisoformat(last).replace(tzinfo=UTC).timestamp() * 1000)
    there: list[int] = []
    for number in reversed(range(545)):
        now = end - number * DAY
        there = list(kept([*there, *(now - passed * HOUR for passed in range(24))], now))
        each, days, weeks, months, older = density(there, now)
        assert each == (24 if number == 544 else 48)
        assert days <= 13
        assert weeks <= 11
        assert months <= 11
        assert older == 0
        assert max(second - first for first, second in pairwise(sorted(there))) <= 62 * DAY
    assert density(there, end) == expected


def test_thinning_removes_files_and_leaves_what_is_not_ours(path: Path) -> None:
    folder = backups.folder_for(path)
    folder.mkdir(parents=True)
    old, older = "progress-20260801T100000Z-hourly.db", "progress-20260801T090000Z-by-hand.db"
    others = ["progress-20200101T000000Z-hourly.db.1.part", "progress-copy.db", "damaged-20200101T000000Z.db"]
    impossible = "progress-20209999T000000Z-hourly.db"
    few = [f"progress-20260921T1{hour}0000Z-hourly.db" for hour in range(backups.FEWEST)]
    for name in (*few, old, older, "progress-20200101T000000Z-hourly.db", impossible, *others):
        (folder / name).write_text("")

    backups.thin(path, NOON)

    assert {one.name for one in folder.iterdir()} == {*few, old, impossible, *others}
    assert [backup.path.name for backup in backups.list_backups(path)] == [*reversed(few), old]


def test_a_clock_that_runs_years_ahead_leaves_the_last_few(path: Path) -> None:
    folder = backups.folder_for(path)
    folder.mkdir(parents=True)
    for hour in range(9):
        (folder / f"progress-20260921T0{hour}0000Z-hourly.db").write_text("")

    backups.thin(path, NOON + 3650 * DAY)

    kept = [backup.path.name for backup in backups.list_backups(path)]
    assert kept == [f"progress-20260921T0{hour}0000Z-hourly.db" for hour in (8, 7, 6, 5, 4)]


def test_a_backup_thins_the_older_ones(upkeep: Upkeep, path: Path, clock: MovableClock) -> None:
    for _ in range(5 * 24):
        upkeep.back_up()
        clock.advance(seconds=3600)
    ages_in_days = sorted((clock.moment.at - HOUR - backup.at) // DAY for backup in upkeep.backups())
    assert ages_in_days.count(0) == ages_in_days.count(1) == 24
    assert len(ages_in_days) in (24 * 2 + 3, 24 * 2 + 4)


# --- names ------------------------------------------------------------------------------------------------------------


def test_a_name_tells_time_and_reason(upkeep: Upkeep, path: Path) -> None:
    made = upkeep.back_up()
    assert made == path.parent / "backups" / "progress-20260921T141320Z-by-hand.db"
    assert upkeep.backups() == [backups.Backup(made, NOON, "by-hand")]


def test_the_list_begins_with_the_newest(upkeep: Upkeep, clock: MovableClock) -> None:
    for _ in range(3):
        upkeep.back_up()
        clock.advance(days=1)
    assert [backup.at for backup in upkeep.backups()] == [NOON + 2 * DAY, NOON + DAY, NOON]


def test_there_are_none_where_there_is_no_store(tmp_path: Path) -> None:
    assert backups.list_backups(tmp_path / "nowhere" / "progress.db") == []


def test_two_in_one_second_are_both_kept_in_their_order(upkeep: Upkeep, path: Path) -> None:
    """Two resets in a row must not make the second backup, of an empty log, replace the first."""
    before = log_of(path)
    first, second = upkeep.reset(), upkeep.reset()
    assert first is not None
    assert second is not None
    third = upkeep.back_up()
    assert [backup.path for backup in upkeep.backups()] == [third, second, first]
    assert (log_of(first), log_of(second)) == (before, [])
    upkeep.restore(first)
    assert log_of(path) == before


# --- whole ------------------------------------------------------------------------------------------------------------


def test_a_copy_is_one_file_with_everything(upkeep: Upkeep, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "a new folder" / "copy.db"
    with opened(path) as store:
        store.record(attempt(store.device, NOON + MINUTE))  # and it stands in the log only
        assert upkeep.back_up(target) == target
    assert list(target.parent.iterdir()) == [target]
    with raw(target) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM attempt").fetchone() == (2,)


def test_a_copy_replaces_an_earlier_one(upkeep: Upkeep, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    upkeep.back_up(target)
    with opened(path) as store:
        store.record(attempt(store.device, NOON + MINUTE))
    upkeep.back_up(target)
    assert len(log_of(target)) == 2


def test_what_another_has_not_committed_is_not_in_it(upkeep: Upkeep, path: Path) -> None:
    with opened(path) as writer, writer.transaction():
        writer._insert(attempt(writer.device, NOON + MINUTE))
        made = upkeep.back_up()
    assert len(log_of(made)) == 1
    assert len(log_of(path)) == 2


def test_backups_made_while_another_keeps_writing_are_whole(path: Path, clock: MovableClock) -> None:
    upkeep = Upkeep(path, content(), clock, DEFAULTS)
    with opened(path):
        pass
    answers = 150
    going = threading.Event()

    def write() -> None:
        with opened(path) as store:
            for number in range(answers):
                store.record(attempt(store.device, NOON + number * SECOND))
                going.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert going.wait(30)
    copies = []
    while writer.is_alive():
        copies.append(upkeep.back_up())
        clock.advance(seconds=1)
    writer.join()

    whole = log_of(path)
    assert len(whole) == answers
    for copy in copies:
        with raw(copy) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        log = log_of(copy)
        assert log == whole[: len(log)]
        assert log


@pytest.mark.parametrize("target", [".", "data/progress.db", "data/../data/progress.db", "data"])
def test_a_copy_never_lands_on_the_store_or_a_folder(
    upkeep: Upkeep, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = log_of(path)
    for act in (upkeep.back_up, upkeep.export):
        with pytest.raises(StoreError, match=r"is the store itself\.|is a folder\."):
            act(Path(target))
    assert log_of(path) == before
    assert not list(tmp_path.rglob("*.part"))


def test_a_copy_that_cannot_be_written_leaves_the_earlier_one(
    upkeep: Upkeep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.db"
    upkeep.back_up(target)
    before = target.read_bytes()

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError) as caught:
        upkeep.back_up(target)
    assert caught.value.message == f"The backup {target} could not be written: No space left on device."
    assert caught.value.hint == f"Check that there is room and that {tmp_path} can be written to."
    assert target.read_bytes() == before
    assert list(tmp_path.glob("copy*")) == [target]


# --- by itself, hourly ------------------------------------------------------------------------------------------------


def test_a_sitting_ends_with_a_backup_and_the_next_within_the_hour_with_none(path: Path) -> None:
    for minutes in (0, 1, 30, 59):
        at = NOON + minutes * MINUTE
        with opened(path, now=at) as store:
            store.record(attempt(store.device, at))
    assert [(backup.at, backup.reason) for backup in backups.list_backups(path)] == [(NOON, "hourly")]
    with opened(path, now=NOON + HOUR) as store:
        store.record(attempt(store.device, NOON + HOUR))
    assert [backup.at for backup in backups.list_backups(path)] == [NOON + HOUR, NOON]
    assert [len(log_of(backup.path)) for backup in backups.list_backups(path)] == [5, 1]


def test_a_long_sitting_is_backed_up_each_hour(path: Path) -> None:
    with opened(path) as store:
        for minutes in range(0, 5 * 60, 5):
            store.record(attempt(store.device, NOON + minutes * MINUTE))
            assert reasons(path)["hourly"] == minutes // 60
    assert [backup.at - NOON for backup in backups.list_backups(path)] == [4 * HOUR, 3 * HOUR, 2 * HOUR, HOUR]


def test_looking_alone_makes_no_backup(path: Path) -> None:
    with opened(path) as store:
        store.states("concept")
        assert store.retract_last(NOON, 120) is None
    assert backups.list_backups(path) == []


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 3 * HOUR), st.booleans()), min_size=1, max_size=12))
def test_there_is_never_more_than_one_an_hour(answers: list[tuple[int, bool]]) -> None:
    with light_folder() as folder:
        path, at = Path(folder) / "progress.db", NOON
        store = Store.open(path, projector(), at)
        for passed, reopens in answers:
            at += passed
            store.record(attempt(store.device, at))
            if reopens:
                store.close()
                store = Store.open(path, projector(), at)
        store.close()
        made = sorted(backup.at for backup in backups.list_backups(path))
        assert all(second - first >= HOUR - SECOND for first, second in pairwise(made))
        assert made


def test_a_backup_from_a_clock_that_ran_far_ahead_keeps_none_from_being_made(path: Path) -> None:
    for at in (NOON + 400 * DAY, NOON, NOON + MINUTE):
        with opened(path, now=at) as store:
            store.record(attempt(store.device, at))
    assert [backup.at for backup in backups.list_backups(path)] == [NOON + 400 * DAY, NOON]


def test_a_clock_set_back_within_a_sitting_does_no_harm(path: Path) -> None:
    with opened(path) as store:
        for at in (NOON, NOON - 30 * MINUTE, NOON - 90 * DAY, NOON + MINUTE, NOON + 400 * DAY):
            store.record(attempt(store.device, at))
        assert store.count() == 5
    assert backups.list_backups(path)


def in_the_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backups.folder_for(path).write_text("a file where the folder should be")


def disk_full(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object) -> None:
        raise StoreError("The backup could not be written.")

    monkeypatch.setattr(backups, "copy_to", fails)


def unreadable(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object) -> list[backups.Backup]:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(backups, "list_backups", fails)


@pytest.mark.parametrize("trouble", [in_the_way, disk_full, unreadable])
def test_a_backup_that_fails_never_fails_the_answer(
    path: Path, monkeypatch: pytest.MonkeyPatch, trouble: Callable[[Path, pytest.MonkeyPatch], None]
) -> None:
    with opened(path) as store:
        trouble(path, monkeypatch)
        for hours in range(4):
            store.record(attempt(store.device, NOON + hours * HOUR))
        assert store.count() == 4
        assert store.kept() == store.derived()
    monkeypatch.undo()
    assert len(log_of(path)) == 4


def test_a_backup_that_failed_is_made_the_next_hour(path: Path) -> None:
    with opened(path) as store:
        folder = backups.folder_for(path)
        folder.write_text("a file where the folder should be")
        for hours in range(2):
            store.record(attempt(store.device, NOON + hours * HOUR))
        folder.unlink()
        store.record(attempt(store.device, NOON + 2 * HOUR))
        assert [backup.at for backup in backups.list_backups(path)] == [NOON + 2 * HOUR]


def test_thinning_that_fails_leaves_the_backup_made(upkeep: Upkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(backups, "thin", fails)
    assert len(log_of(upkeep.back_up())) == 1


# --- before anything that replaces ------------------------------------------------------------------------------------


def test_nothing_is_replaced_without_a_backup(upkeep: Upkeep, path: Path, tmp_path: Path) -> None:
    copy = upkeep.back_up(tmp_path / "copy.db")
    log = tmp_path / "log.jsonl"
    upkeep.export(log)
    before = log_of(path)
    backups.folder_for(path).rmdir()
    backups.folder_for(path).write_text("a file where the folder should be")
    for act in (upkeep.reset, lambda: upkeep.restore(copy), lambda: upkeep.merge(log), upkeep.back_up):
        with pytest.raises(StoreError, match="could not be written: File exists"):
            act()
    assert log_of(path) == before


def test_each_backup_says_what_it_was_made_for(upkeep: Upkeep, path: Path, tmp_path: Path, clock: MovableClock) -> None:
    copy, log = upkeep.back_up(tmp_path / "copy.db"), tmp_path / "log.jsonl"
    upkeep.export(log)
    for act in (upkeep.back_up, lambda: upkeep.merge(log), lambda: upkeep.restore(copy), upkeep.reset):
        act()
        clock.advance(seconds=1)
    assert [backup.reason for backup in upkeep.backups()] == [
        "before-reset",
        "before-restore",
        "before-import",
        "by-hand",
    ]


def test_a_first_import_has_nothing_to_back_up(tmp_path: Path, upkeep: Upkeep, clock: MovableClock) -> None:
    log = tmp_path / "log.jsonl"
    upkeep.export(log)
    fresh = Upkeep(tmp_path / "fresh" / "progress.db", content(), clock, DEFAULTS)
    fresh.merge(log)
    assert fresh.backups() == []


def test_a_store_is_restored_with_what_stands_only_in_its_write_ahead_log(upkeep: Upkeep, tmp_path: Path) -> None:
    """As it is found where a machine was switched off: the file, and beside it the log that was not taken in yet."""
    source, dead = tmp_path / "source.db", tmp_path / "dead" / "progress.db"
    dead.parent.mkdir()
    with opened(source) as store:
        store.record(attempt(store.device))
        for suffix in ("", "-wal"):
            dead.with_name(dead.name + suffix).write_bytes(source.with_name(source.name + suffix).read_bytes())
        entries = list(store.entries())
    before = {one.name: one.read_bytes() for one in dead.parent.iterdir() if not one.name.endswith("-shm")}

    assert upkeep.restore(dead).entries == 1

    assert log_of(upkeep.path) == entries
    assert {one.name: one.read_bytes() for one in dead.parent.iterdir() if not one.name.endswith("-shm")} == before


def test_an_altered_row_keeps_a_backup_from_being_restored(upkeep: Upkeep, path: Path, tmp_path: Path) -> None:
    copy = upkeep.back_up(tmp_path / "copy.db")
    with raw(copy) as connection:
        connection.execute("DROP TRIGGER attempt_is_never_changed")
        connection.execute("UPDATE attempt SET score = 0")
    before = log_of(path)
    with pytest.raises(StoreError) as caught:
        upkeep.restore(copy)
    assert caught.value.message == f"{copy} cannot be used: the checksum of row 1 does not fit its values."
    assert caught.value.hint == "Name another backup: cspo backup --list"
    assert log_of(path) == before


def test_another_cspo_that_has_the_store_open_goes_on_in_the_restored_log(upkeep: Upkeep, path: Path) -> None:
    with opened(path) as open_elsewhere:
        kept_as = upkeep.reset()
        assert list(open_elsewhere.entries()) == []
        open_elsewhere.record(attempt(open_elsewhere.device, NOON + MINUTE))
        assert open_elsewhere.kept() == open_elsewhere.derived()
        assert kept_as is not None
        restored = upkeep.restore(kept_as)
        assert (restored.entries, open_elsewhere.count()) == (1, 1)
        assert restored.kept is not None
        assert len(log_of(restored.kept)) == 1


def test_while_another_writes_a_restore_waits_for_it(
    upkeep: Upkeep, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cspo_study.progress.store.BUSY_SECONDS", 0.01)
    made = upkeep.back_up()
    with opened(path) as writer:
        with writer.transaction(), pytest.raises(StoreError, match="locked") as caught:
            upkeep.restore(made)
        assert caught.value.hint.startswith("Another cspo is writing to it")
        assert writer.count() == 1
    assert upkeep.restore(made).entries == 1
