"""Days in a row."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspo_study.study.streak import Streak, streak

TODAY = date(2026, 9, 21)


@pytest.mark.parametrize(
    ("days_from_today", "expected"),
    [
        ([], Streak(0, False, 0)),
        ([0], Streak(1, True, 1)),
        ([-1], Streak(1, False, 1)),  # today is not over yet
        ([-2], Streak(0, False, 1)),
        ([-1, 0], Streak(2, True, 2)),
        ([-3, -2, -1], Streak(3, False, 3)),
        ([-3, -2, 0], Streak(1, True, 2)),
        ([-9, -8, -7, -6, -1, 0], Streak(2, True, 4)),
        ([-9, -8, -7, -6, -2], Streak(0, False, 4)),
        ([-1, 0, 1], Streak(3, True, 3)),  # across the date line
        ([1], Streak(1, False, 1)),
    ],
)
def test_a_streak_lasts_until_a_whole_day_has_passed_without_an_answer(
    days_from_today: list[int], expected: Streak
) -> None:
    assert streak([TODAY + timedelta(days=day) for day in days_from_today], TODAY) == expected


def test_a_streak_runs_over_the_end_of_a_leap_february() -> None:
    days = [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]

    assert streak(days, date(2028, 3, 1)) == Streak(3, True, 3)


def test_a_day_far_ahead_from_a_wrong_clock_ends_no_streak() -> None:
    days = [TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=400)]

    assert streak(days, TODAY) == Streak(2, True, 2)


@settings(deadline=None)
@given(st.sets(st.integers(-30, 0)))
def test_a_streak_is_never_longer_than_the_longest_nor_than_the_days_there_were(days: set[int]) -> None:
    found = streak([TODAY + timedelta(days=day) for day in days], TODAY)

    assert 0 <= found.days <= found.longest <= len(days)
    assert found.today == (0 in days)
    assert (found.days > 0) == bool({0, -1} & days)
    assert all(-back in days or -back - 1 in days for back in range(found.days))
