"""Which day an answer belongs to."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspo_study.study.clock import Moment, study_day, system_clock

DAY = 86_400_000


def moment(local: str, offset_hours: float) -> Moment:
    """A point in time told in local time."""
    there = datetime.fromisoformat(local).replace(tzinfo=timezone(timedelta(hours=offset_hours)))
    return Moment(round(there.timestamp() * 1000), round(offset_hours * 60))


@pytest.mark.parametrize("offset_hours", [0, 2, -7, 5.5, 5.75, 14, -12])
@pytest.mark.parametrize(
    ("local", "day"),
    [
        ("2026-09-21T12:00:00", date(2026, 9, 21)),
        ("2026-09-21T04:00:00", date(2026, 9, 21)),
        ("2026-09-21T03:59:59.999", date(2026, 9, 20)),
        ("2026-09-21T00:00:00", date(2026, 9, 20)),
        ("2026-09-21T23:59:59.999", date(2026, 9, 21)),
        ("2026-09-22T03:59:59.999", date(2026, 9, 21)),
        ("2026-09-22T04:00:00", date(2026, 9, 22)),
        ("2027-01-01T01:30:00", date(2026, 12, 31)),
        ("2028-03-01T02:00:00", date(2028, 2, 29)),
        ("2026-03-01T02:00:00", date(2026, 2, 28)),
    ],
)
def test_a_study_day_starts_at_its_hour_on_the_learners_clock(local: str, day: date, offset_hours: float) -> None:
    assert study_day(moment(local, offset_hours), 4) == day


@pytest.mark.parametrize(
    ("rollover_hour", "local", "day"),
    [
        (0, "2026-09-21T00:00:00", date(2026, 9, 21)),
        (0, "2026-09-20T23:59:59.999", date(2026, 9, 20)),
        (6, "2026-09-21T05:59:59.999", date(2026, 9, 20)),
        (6, "2026-09-21T06:00:00", date(2026, 9, 21)),
        (12, "2026-09-21T11:59:59.999", date(2026, 9, 20)),
        (12, "2026-09-21T12:00:00", date(2026, 9, 21)),
    ],
)
def test_another_hour_can_begin_the_day(rollover_hour: int, local: str, day: date) -> None:
    assert study_day(moment(local, 5.5), rollover_hour) == day


def test_one_moment_falls_on_another_day_elsewhere() -> None:
    at = moment("2026-09-21T12:00:00", 0).at

    assert study_day(Moment(at, 0), 4) == date(2026, 9, 21)
    assert study_day(Moment(at, -9 * 60), 4) == date(2026, 9, 20)  # 03:00 there
    assert study_day(Moment(at, 14 * 60), 4) == date(2026, 9, 21)  # 02:00 the day after, there
    assert study_day(Moment(at, -8 * 60), 4) == date(2026, 9, 21)  # 04:00 there


@pytest.mark.parametrize(
    ("utc", "offset_hours", "day"),
    [
        # Berlin, 25 October 2026: 03:00 summer time becomes 02:00 winter time at 01:00 UTC.
        ("2026-10-25T00:30:00", 2, date(2026, 10, 24)),  # 02:30 for the first time
        ("2026-10-25T01:30:00", 1, date(2026, 10, 24)),  # 02:30 for the second time
        ("2026-10-25T02:59:59", 1, date(2026, 10, 24)),  # 03:59, an hour later than the day before
        ("2026-10-25T03:00:00", 1, date(2026, 10, 25)),
        # Berlin, 29 March 2026: 02:00 winter time becomes 03:00 summer time at 01:00 UTC.
        ("2026-03-29T00:59:59", 1, date(2026, 3, 28)),
        ("2026-03-29T01:00:00", 2, date(2026, 3, 28)),  # 03:00
        ("2026-03-29T01:59:59", 2, date(2026, 3, 28)),
        ("2026-03-29T02:00:00", 2, date(2026, 3, 29)),  # 04:00
    ],
)
def test_a_change_of_the_clocks_moves_the_start_of_the_day_with_it(utc: str, offset_hours: float, day: date) -> None:
    at = round(datetime.fromisoformat(utc).replace(tzinfo=UTC).timestamp() * 1000)

    assert study_day(Moment(at, round(offset_hours * 60)), 4) == day


@settings(deadline=None)
@given(st.integers(0, 4_000_000_000_000), st.integers(-1080, 1080), st.integers(0, 10 * DAY))
def test_days_never_run_backwards_and_come_one_after_the_other(at: int, offset: int, passed: int) -> None:
    today = study_day(Moment(at, offset), 4)

    assert study_day(Moment(at + passed, offset), 4) >= today
    assert study_day(Moment(at + DAY, offset), 4) == today + timedelta(days=1)
    assert study_day(Moment(at - DAY, offset), 4) == today - timedelta(days=1)


@pytest.fixture
def kathmandu(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This machine stands five hours and three quarters east of UTC."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system's time zone can't be set for one process")
    with monkeypatch.context() as there:
        there.setenv("TZ", "<+0545>-5:45")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("kathmandu")
def test_the_system_clock_tells_the_time_and_its_place() -> None:
    before = time.time_ns() // 1_000_000
    now = system_clock()
    after = time.time_ns() // 1_000_000

    assert before - 1 <= now.at <= after + 1
    assert now.utc_offset == 345
