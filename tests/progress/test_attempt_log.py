"""The log: rows that nothing changes, checksums over all of them, ids that sort by time."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspo_study.errors import StoreError
from cspo_study.progress import ids
from cspo_study.progress.attempt import ROW, Attempt, checksum, entry_from_row
from cspo_study.progress.store import Store
from progress.logbook import DAY, NOON, attempt, light_folder, opened, raw, retraction


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with opened(path) as one:
        yield one


@pytest.fixture
def rows(store: Store, path: Path) -> Iterator[sqlite3.Connection]:
    """The file of `store`, which has an answer and one taken back, as anybody with SQLite can get at it."""
    store.record(attempt(store.device))
    store.record(attempt(store.device, NOON + 1000))
    store.retract_last(NOON + 2000, 120)
    with raw(path) as connection:
        yield connection


# --- nothing is rewritten ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ROW)
def test_no_column_of_a_row_can_be_changed(rows: sqlite3.Connection, column: str) -> None:
    before = rows.execute("SELECT * FROM attempt").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match=r"^an attempt is never changed$"):
        rows.execute(f"UPDATE attempt SET {column} = {column} WHERE seq = 1")
    assert rows.execute("SELECT * FROM attempt").fetchall() == before


@pytest.mark.parametrize("statement", ["DELETE FROM attempt", "DELETE FROM attempt WHERE retracts IS NOT NULL"])
def test_no_row_can_be_deleted(rows: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"^an attempt is never deleted$"):
        rows.execute(statement)
    assert rows.execute("SELECT count(*) FROM attempt").fetchone() == (3,)


def test_no_row_is_replaced_by_one_with_the_same_id(store: Store) -> None:
    one = attempt(store.device)
    store.record(one)
    store.record(one._replace(score=0.0))
    assert list(store.entries()) == [one]


def test_the_same_answer_recorded_again_counts_once(store: Store) -> None:
    one = attempt(store.device)
    for _ in range(3):
        store.record(one)
    assert list(store.entries()) == [one]
    assert store.states("question")["one"].answers == 1


def test_taking_back_adds_a_row_and_another_undo_takes_back_the_one_before(store: Store) -> None:
    first, second = attempt(store.device), attempt(store.device, NOON + 1000)
    other = attempt(b"another device 1", NOON + 2000)
    for one in (first, second, other):
        store.merge([one])

    assert store.retract_last(NOON + 3000, 60) == second
    assert store.retract_last(NOON + 4000, 60) == first
    assert store.retract_last(NOON + 5000, 60) is None  # what was answered elsewhere is taken back there

    kept = list(store.entries())
    assert kept[:3] == [first, second, other]
    assert [entry[1:] for entry in kept[3:]] == [
        (store.device, NOON + 3000, 60, second.id),
        (store.device, NOON + 4000, 60, first.id),
    ]
    assert store.states("question")["one"].answers == 1


# --- checksums --------------------------------------------------------------------------------------------------------


def stored(rows: sqlite3.Connection, seq: int) -> list[Any]:
    return list(rows.execute(f"SELECT {', '.join(ROW)} FROM attempt WHERE seq = ?", (seq,)).fetchone())


OTHERS = [None, b"", b"other", "", "other", "1", -1, 0, 1, 2, 0.5, 1.0]


def numerically_same(first: object, second: object) -> bool:
    """A whole number stands in a page where a real one was written: that is SQLite's way, and no change."""
    return isinstance(first, (int, float)) and isinstance(second, (int, float)) and first == second


@pytest.mark.parametrize("seq", [1, 3], ids=["an answer", "one taken back"])
@pytest.mark.parametrize("column", [column for column in ROW if column != "seq"])
def test_any_other_value_in_any_column_is_noticed(rows: sqlite3.Connection, seq: int, column: str) -> None:
    row, place = stored(rows, seq), ROW.index(column)
    assert entry_from_row(row) is not None
    was = row[place]
    others = [*OTHERS, *([was + 1, was + (1 << 40)] if isinstance(was, int) else [])]
    others += [was[:-1], was[::-1], was * 2] if isinstance(was, (bytes, str)) else []
    for other in others:
        if other != was:
            changed = [*row[:place], other, *row[place + 1 :]]
            found = entry_from_row(changed)
            assert found is None or (column in ("score", "guess") and numerically_same(was, other)), other


def test_values_that_stand_in_each_others_columns_are_noticed() -> None:
    one = attempt(question="ab", concept="c")
    assert checksum(one) != checksum(one._replace(question="a", concept="bc"))
    assert checksum(one) != checksum(one._replace(shown=one.response, response=one.shown))
    assert checksum(one._replace(seed=1, taken=2)) != checksum(one._replace(seed=2, taken=1))
    assert checksum(one._replace(confidence=None)) != checksum(one._replace(confidence=""))


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
whole = st.integers(0, 2**63 - 1)


@settings(deadline=None, max_examples=40)
@given(
    values=st.fixed_dictionaries(
        {
            "score": st.floats(0, 1),
            "guess": st.floats(0, 1, exclude_max=True),
            "question": texts,
            "concept": texts,
            "seed": whole,
            "taken": whole,
        }
    )
)
def test_a_row_that_nobody_touched_is_always_read_as_it_was_written(values: dict[str, Any]) -> None:
    with light_folder() as folder, opened(Path(folder) / "progress.db") as store:
        one = attempt(store.device, **values)
        store.record(one)
        assert list(store.entries()) == [one]
        assert store.kept() == store.derived()


@pytest.mark.parametrize(
    ("given", "kept"), [(1, "1.0"), (0, "0.0"), (-0.0, "0.0"), (0.1 + 0.2, "0.30000000000000004"), (5e-324, "5e-324")]
)
def test_a_score_reads_the_same_however_it_was_written(store: Store, given: float, kept: str) -> None:
    store.record(attempt(store.device, score=given))
    (one,) = store.entries()
    assert isinstance(one, Attempt)
    assert repr(one.score) == kept
    assert store.kept() == store.derived()


# --- what a row can be at all -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        {"id": b"short"},
        {"device": b"much too long to be one"},
        {"at": 0},
        {"at": -1},
        {"utc_offset": 1081},
        {"utc_offset": -1081},
        {"session": b"short"},
        {"session": None},
        {"mode": "cram"},
        {"mode": None},
        {"question": None},
        {"version": 0},
        {"version": None},
        {"concept": None},
        {"seed": None},
        {"shown": "[1,"},
        {"shown": None},
        {"response": "chosen"},
        {"response": None},
        {"score": 1.0000001},
        {"score": -0.1},
        {"score": float("nan")},  # SQLite makes it a missing value
        {"score": None},
        {"guess": 1.0},
        {"guess": -0.1},
        {"guess": None},
        {"confidence": "certain"},
        {"taken": -1},
        {"taken": None},
        {"at": "noon"},
        {"seed": 0.5},
        {"question": b"one"},
    ],
    ids=str,
)
def test_what_no_answer_can_be_is_refused(rows: sqlite3.Connection, values: dict[str, Any]) -> None:
    fields = {**attempt()._asdict(), "checksum": 1}
    statement = f"INSERT INTO attempt ({', '.join(fields)}) VALUES ({', '.join('?' * len(fields))})"
    rows.execute(statement, tuple(fields.values()))  # as it is, it is taken in
    other = fields | {"id": ids.new_id(NOON)} | values
    with pytest.raises(sqlite3.IntegrityError):
        rows.execute(statement, tuple(other.values()))


@pytest.mark.parametrize(
    "values",
    [{"retracts": b"short"}, {"question": "one"}, {"session": bytes(16)}, {"score": 0.0}, {"confidence": "sure"}],
    ids=str,
)
def test_a_row_that_takes_back_holds_nothing_else(rows: sqlite3.Connection, values: dict[str, Any]) -> None:
    fields = {**retraction(attempt())._asdict(), "checksum": 1}
    whole_row = fields | values
    statement = f"INSERT INTO attempt ({', '.join(whole_row)}) VALUES ({', '.join('?' * len(whole_row))})"
    with pytest.raises(sqlite3.IntegrityError):
        rows.execute(statement, tuple(whole_row.values()))


def test_an_answer_that_cannot_be_kept_is_told_and_leaves_the_store_as_it_was(store: Store) -> None:
    store.record(attempt(store.device))
    before = (list(store.entries()), store.kept())
    with pytest.raises(StoreError, match="CHECK constraint failed"):
        store.record(attempt(store.device, score=float("nan")))
    with pytest.raises(StoreError, match="CHECK constraint failed"):
        store.merge([attempt(store.device), attempt(store.device, taken=-1)])
    assert (list(store.entries()), store.kept()) == before


def test_the_tables_take_no_value_of_another_kind(rows: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        rows.execute("INSERT INTO projection VALUES ('day', 'x', 'not bytes', '{}')")
    with pytest.raises(sqlite3.IntegrityError):
        rows.execute("INSERT INTO fact VALUES ('device', NULL)")


# --- ids --------------------------------------------------------------------------------------------------------------


def test_ids_of_one_millisecond_sort_as_they_were_made() -> None:
    made = [ids.new_id(NOON) for _ in range(3000)]
    assert made == sorted(made)
    assert len(set(made)) == 3000


def test_no_id_is_given_twice_when_there_is_no_room_left_in_a_millisecond() -> None:
    made: list[bytes] = []
    with pytest.raises(OverflowError, match="ids in one millisecond"):
        made.extend(ids.new_id(NOON + 1) for _ in range(0x1001))
    assert len(set(made)) == len(made) > 3800
    assert ids.new_id(NOON + 2) > made[-1]


@settings(deadline=None)
@given(st.lists(st.integers(1, 2**47), min_size=2, max_size=20))
def test_ids_sort_by_the_clock_also_when_it_goes_back(moments: list[int]) -> None:
    made = [(at, ids.new_id(at)) for at in moments]
    assert [at for at, _ in sorted(made, key=lambda one: one[1])] == sorted(moments)
    for at, identity in made:
        assert ids.time_of(identity) == at
        assert ids.first_at(at) <= identity < ids.first_at(at + 1)
        assert identity[6] >> 4 == 7  # UUID version
        assert identity[8] >> 6 == 2  # and variant


def test_answers_after_the_clock_went_back_are_folded_by_the_clock(store: Store) -> None:
    late, early = attempt(store.device, NOON + DAY, score=0.0), attempt(store.device, NOON, score=1.0)
    store.record(late)
    store.record(early)
    assert list(store.entries()) == [late, early]  # the log keeps the order they came in
    assert store.states("question")["one"].last_score == 0.0
    assert store.kept() == store.derived()
