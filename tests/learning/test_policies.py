"""What the policies promise: everything once, goals apart, the same dice the same order."""

from collections.abc import Callable
from itertools import islice
from random import Random

import pytest

from cspo_study.learning.knowledge import GoalShape, Knowledge, by_goal
from cspo_study.learning.policies import GOAL_LIMIT, Candidate, Choice, limited, placement, review, study

GOALS = [
    GoalShape(f"{domain}.{number}", str(domain), f"{domain}.0", tuple(f"{domain}.{number}/{c}" for c in range(5)))
    for domain in range(3)
    for number in range(2)
]
CANDIDATES = [Candidate(concept, goal.id) for goal in GOALS for concept in goal.concepts]
GOAL_OF = {candidate.concept: candidate.goal for candidate in CANDIDATES}


def study_order(seed: int, knowledge: Knowledge | None = None) -> list[Choice]:
    return list(study(knowledge or Knowledge(GOALS), CANDIDATES, 0.0, 30.0, by_goal(GOALS), Random(seed)))


def placement_order(seed: int) -> list[Choice]:
    return list(placement(Knowledge(GOALS), CANDIDATES, 0.0, by_goal(GOALS), Random(seed)))


@pytest.mark.parametrize("order", [study_order, placement_order])
def test_every_candidate_comes_once_and_the_same_dice_give_the_same_order(order: Callable[[int], list[Choice]]) -> None:
    chosen = order(1)
    assert sorted(choice.concept for choice in chosen) == sorted(GOAL_OF)
    assert chosen == order(1)
    assert chosen != order(2)


def test_a_goal_comes_up_twice_before_others_had_their_turns() -> None:
    weights = {goal.id: 100.0 if goal.id == "0.0" else 1.0 for goal in GOALS}
    chosen = list(study(Knowledge(GOALS), CANDIDATES, 0.0, 30.0, weights, Random(1)))
    first = [GOAL_OF[choice.concept] for choice in chosen[: GOAL_LIMIT * len(GOALS)]]
    assert first[:GOAL_LIMIT] == ["0.0"] * GOAL_LIMIT
    assert all(first.count(goal.id) == GOAL_LIMIT for goal in GOALS)
    assert len(list(limited(CANDIDATES))) == len(CANDIDATES)


def test_weight_draws_study_to_a_goal() -> None:
    weights = by_goal(GOALS) | {"2.1": 3.0}
    assert GOAL_OF[next(study(Knowledge(GOALS), CANDIDATES, 0.0, 30.0, weights, Random(1))).concept] == "2.1"


def test_a_concept_answered_just_now_comes_last_of_its_goal() -> None:
    knowledge = Knowledge(GOALS)
    knowledge.observe("0.0/0", 0.0, 1.0, 0.25, 0.0)
    of_goal = [choice.concept for choice in study_order(1, knowledge) if GOAL_OF[choice.concept] == "0.0"]
    assert of_goal[-1] == "0.0/0"


def test_placement_takes_answers_into_account_and_spreads_over_domains() -> None:
    knowledge = Knowledge(GOALS)
    asked = []
    for choice in islice(placement(knowledge, CANDIDATES, 0.0, by_goal(GOALS), Random(3)), 6):
        assert choice.reason == "unknown"
        asked.append(choice.concept)
        knowledge.observe(choice.concept, 0.0, 1.0, 0.25, 0.0)
    assert {concept[0] for concept in asked} == {"0", "1", "2"}
    assert len({GOAL_OF[concept] for concept in asked}) >= 5


def test_review_has_only_what_is_due_the_longest_overdue_first() -> None:
    due = {"0.0/0": 5.0, "0.1/0": 3.0, "1.0/0": 11.0, "1.1/0": 10.0}
    candidates = [one._replace(due=due.get(one.concept)) for one in CANDIDATES]
    assert [choice.concept for choice in review(candidates, 10.0, Random(1))] == ["0.1/0", "0.0/0", "1.1/0"]


def test_nothing_to_ask_is_no_failure() -> None:
    assert not list(study(Knowledge(GOALS), [], 0.0, 30.0, by_goal(GOALS), Random(1)))
    assert not list(placement(Knowledge(GOALS), [], 0.0, by_goal(GOALS), Random(1)))
    assert not list(review([], 0.0, Random(1)))
