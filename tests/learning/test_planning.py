"""Looking ahead."""

from random import Random

import pytest

from cspo_study.learning.knowledge import Knowledge
from cspo_study.learning.planning import MOST_MOCKS, Day, mock_days, study_ahead
from cspo_study.learning.policies import Candidate, Item
from cspo_study.learning.prior import GoalShape, by_goal

GOALS = [
    GoalShape(f"{d}.{t}.{g}", str(d), f"{d}.{t}", tuple(f"{d}.{t}.{g}/{c}" for c in "abcd"))
    for d in (1, 2)
    for t in (1, 2)
    for g in (1, 2)
]
CONCEPTS = [concept for goal in GOALS for concept in goal.concepts]
CANDIDATES = [Candidate(one, one.partition("/")[0], (Item(f"q-{one}", 0.25, 0.0),)) for one in CONCEPTS]


def test_what_is_new_becomes_what_is_met() -> None:
    taken = study_ahead(
        Knowledge(GOALS), CANDIDATES, 0.0, 20.0, [Day(d, 8) for d in range(20)], by_goal(GOALS), Random(1)
    )
    assert [one.ahead for one in taken] == list(range(20))
    new = [concept for one in taken for concept in one.new]
    assert sorted(new) == sorted(CONCEPTS)  # each is new once
    assert all(len(one.again) + len(one.new) == 8 for one in taken)


def test_practice_imagined_raises_what_is_expected_and_leaves_the_start_alone() -> None:
    knowledge, start = Knowledge(GOALS), Knowledge(GOALS).mastery(CONCEPTS, 10.0)
    study_ahead(knowledge, CANDIDATES, 0.0, 10.0, [Day(d, 8) for d in range(10)], by_goal(GOALS), Random(1))
    assert knowledge.mastery(CONCEPTS, 10.0).mean > start.mean + 0.05
    assert all(one.answered is None for one in CANDIDATES)


def test_a_day_without_time_takes_up_nothing() -> None:
    (taken,) = study_ahead(Knowledge(GOALS), CANDIDATES, 0.0, 5.0, [Day(0, 0)], by_goal(GOALS), Random(1))
    assert (taken.again, taken.new) == ((), ())


@pytest.mark.parametrize(
    ("days", "begun", "last", "found"),
    [
        (3, 0, None, []),
        (5, 0, None, [3]),
        (20, 0, None, [4, 18]),
        (21, 9, 0, [19]),
        (60, 0, None, [16, 30, 44, 58]),
        (120, 0, None, [76, 90, 104, 118]),
        (5, 9, 1, []),
        (2, 9, None, [0]),  # today, two days before the date
        (1, 9, None, []),  # never on the eve
        (14, 9, None, [0, 12]),  # one was missed two days ago
        (14, 9, 2, [12]),  # it was not
        (12, 9, None, [10]),  # missed too long ago
    ],
)
def test_assessments_come_a_little_before_the_date_and_a_fortnight_apart(
    days: int, begun: int, last: int | None, found: list[int]
) -> None:
    assert mock_days(days, begun, last) == found
    assert len(found) <= MOST_MOCKS
