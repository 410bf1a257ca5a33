"""Shares, their intervals, forecasts and how they came out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspo_study.learning.forecasting import Weighed, expected_right, one_sitting, scored
from cspo_study.learning.interval import Share, counted, differs
from cspo_study.learning.knowledge import Knowledge
from cspo_study.learning.prior import SLIP, GoalShape


@given(st.integers(1, 200), st.data())
def test_a_counted_share_lies_in_its_interval(count: int, data: st.DataObject) -> None:
    points = data.draw(st.floats(0, count))
    share = counted(points, count)
    assert 0 <= share.low <= share.mean <= share.high <= 1
    assert share.low < share.high


def test_wilson_as_published() -> None:
    share = counted(8, 10)  # 90 %: 0.541 to 0.931 by the formula of 1927
    assert (round(share.low, 3), round(share.high, 3)) == (0.541, 0.931)
    assert counted(0, 0) == Share(0.0, 0.0, 1.0)


def test_two_results_differ_when_chance_alone_would_not_move_one_so_far() -> None:
    assert differs(counted(10, 20), counted(18, 20))
    assert not differs(counted(10, 20), counted(12, 20))


def test_expected_right_adds_guessing_to_what_is_known() -> None:
    knowledge = Knowledge([GoalShape("g", "d", "t", ("a", "b"))])
    known = knowledge.mastery(["a", "b"], 0.0).mean
    none = expected_right(knowledge, {"a": Weighed(1, 0.0), "b": Weighed(1, 0.0)}, 0.0)
    quarter = expected_right(knowledge, {"a": Weighed(1, 0.25), "b": Weighed(1, 0.25)}, 0.0)
    assert none.mean == pytest.approx((1 - SLIP) * known)
    assert quarter.mean == pytest.approx(0.25 + (0.75 - SLIP) * known)
    assert quarter.low < quarter.mean < quarter.high


def test_one_sitting_scatters_wider_than_the_share_it_is_about() -> None:
    share = Share(0.7, 0.62, 0.78)
    sitting = one_sitting(share, 20)
    assert sitting.low < share.low < share.high < sitting.high
    longer = one_sitting(share, 200)
    assert longer.high - longer.low < sitting.high - sitting.low


def test_forecasts_are_scored_by_brier_and_in_a_calibration_table() -> None:
    scores = scored([(0.9, 1.0), (0.9, 1.0), (0.9, 0.0), (0.3, 0.0), (1.0, 1.0)])
    assert scores.answers == 5
    assert scores.brier == pytest.approx((0.01 + 0.01 + 0.81 + 0.09 + 0.0) / 5)
    assert [(one.low, one.high, one.answers) for one in scores.bins] == [(0.2, 0.4, 1), (0.8, 1.0, 4)]
    assert scores.bins[1].came == 0.75
    assert scored([]).bins == ()
