"""What the policies promise: everything once, goals apart, the same dice the same order."""

from collections.abc import Callable
from itertools import islice
from random import Random

import pytest

from cspo_study.learning.answer import Answer
from cspo_study.learning.knowledge import Knowledge
from cspo_study.learning.policies import (
    GOAL_LIMIT,
    GOALS_BETWEEN,
    PROBE_EVERY,
    Candidate,
    Choice,
    Item,
    drill,
    interleaved,
    placement,
    probe,
    review,
    study,
    weakest,
    with_probes,
)
from cspo_study.learning.prior import GoalShape, by_goal

GOALS = [
    GoalShape(f"{domain}.{number}", str(domain), f"{domain}.0", tuple(f"{domain}.{number}/{c}" for c in range(5)))
    for domain in range(3)
    for number in range(2)
]


def items(concept: str, **fields: str | None) -> tuple[Item, ...]:
    return tuple(Item(f"{concept}?{number}", 0.25, number / 2, **fields) for number in range(3))


CANDIDATES = [Candidate(concept, goal.id, items(concept)) for goal in GOALS for concept in goal.concepts]
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


def test_weight_draws_study_to_a_goal() -> None:
    weights = by_goal(GOALS) | {"2.1": 3.0}
    assert GOAL_OF[next(study(Knowledge(GOALS), CANDIDATES, 0.0, 30.0, weights, Random(1))).concept] == "2.1"


def test_a_concept_answered_just_now_comes_last_of_its_goal() -> None:
    knowledge = Knowledge(GOALS)
    knowledge.observe(Answer("0.0/0", 0.0, 1.0, 0.25))
    of_goal = [choice.concept for choice in study_order(1, knowledge) if GOAL_OF[choice.concept] == "0.0"]
    assert of_goal[-1] == "0.0/0"


def test_placement_takes_answers_into_account_and_spreads_over_domains() -> None:
    knowledge = Knowledge(GOALS)
    asked = []
    for choice in islice(placement(knowledge, CANDIDATES, 0.0, by_goal(GOALS), Random(3)), 6):
        assert choice.reason == "unknown"
        asked.append(choice.concept)
        knowledge.observe(Answer(choice.concept, 0.0, 1.0, 0.25))
    assert {concept[0] for concept in asked} == {"0", "1", "2"}
    assert len({GOAL_OF[concept] for concept in asked}) >= 5


def test_review_has_only_what_is_due_the_longest_overdue_first() -> None:
    due = {"0.0/0": 5.0, "0.1/0": 3.0, "1.0/0": 11.0, "1.1/0": 10.0}
    candidates = [one._replace(due=due.get(one.concept)) for one in CANDIDATES]
    found = review(Knowledge(GOALS), candidates, 10.0, Random(1))
    assert [choice.concept for choice in found] == ["0.1/0", "0.0/0", "1.1/0"]


def test_nothing_to_ask_is_no_failure() -> None:
    assert not list(study(Knowledge(GOALS), [], 0.0, 30.0, by_goal(GOALS), Random(1)))
    assert not list(placement(Knowledge(GOALS), [], 0.0, by_goal(GOALS), Random(1)))
    assert not list(review(Knowledge(GOALS), [], 0.0, Random(1)))
    assert not list(with_probes(iter(()), iter(())))


def test_among_equal_questions_the_one_that_touches_what_gains_most_comes_first() -> None:
    knowledge = Knowledge(GOALS)
    for _ in range(4):
        knowledge.observe(Answer("2.1/0", 0.0, 1.0, 0.0))
    touching = (Item("dull", 0.25, 0.0), Item("knows", 0.25, 0.0, "2.1/0"), Item("gains", 0.25, 0.0, "1.1/0"))
    candidates = [Candidate("0.0/0", "0.0", touching)]
    assert next(study(knowledge, candidates, 0.1, 30.0, by_goal(GOALS), Random(1))).item == "gains"


def test_among_equal_questions_the_one_at_the_learners_edge_comes_first() -> None:
    offered = (Item("trivial", 0.25, -6.0), Item("fitting", 0.25, -0.5), Item("hopeless", 0.25, 6.0))
    candidates = [Candidate("0.0/0", "0.0", offered)]
    assert next(study(Knowledge(GOALS), candidates, 0.0, 30.0, by_goal(GOALS), Random(1))).item == "fitting"


def test_what_was_answered_today_comes_after_everything_else() -> None:
    candidates = [one._replace(answered=9.9 if one.goal == "0.0" else None) for one in CANDIDATES]
    weights = by_goal(GOALS) | {"0.0": 50.0}
    order = [choice.goal for choice in study(Knowledge(GOALS), candidates, 10.0, 40.0, weights, Random(2))]
    assert set(order[-5:]) == {"0.0"}


def test_questions_of_a_contrast_set_stay_apart_while_others_are_left() -> None:
    candidates = [
        one._replace(items=items(one.concept, apart="the set" if one.goal in ("0.0", "1.0") else None))
        for one in CANDIDATES
    ]
    order = list(study(Knowledge(GOALS), candidates, 0.0, 30.0, by_goal(GOALS), Random(4)))
    of_set = [number for number, choice in enumerate(order) if choice.goal in ("0.0", "1.0")]
    assert len(order) == len(CANDIDATES)
    assert of_set[1:] == list(range(len(order) - len(of_set) + 1, len(order)))


def test_every_seventh_question_is_a_probe_of_what_was_left_to_rest() -> None:
    lagged = [one._replace(answered=1.0 if one.goal == "2.0" else None) for one in CANDIDATES]
    knowledge = Knowledge(GOALS)
    probes = probe(knowledge, lagged, 10.0, by_goal(GOALS), Random(1))
    order = list(with_probes(study(knowledge, lagged, 10.0, 40.0, by_goal(GOALS), Random(1)), probes))
    assert [choice.reason for choice in order[:PROBE_EVERY]] == ["gain"] * (PROBE_EVERY - 1) + ["probe"]
    assert len({choice.concept for choice in order}) == len(order) == len(CANDIDATES)
    assert not list(probe(knowledge, lagged, 3.9, by_goal(GOALS), Random(1)))


def test_goals_stand_apart_where_there_are_enough() -> None:
    chosen = [Choice(f"{goal}/{n}", goal, "", "gain") for goal in "abcdef" for n in range(2)]
    order = [choice.goal for choice in interleaved(chosen)]
    assert sorted(order) == sorted(choice.goal for choice in chosen)
    assert all(goal not in order[place + 1 : place + 1 + GOALS_BETWEEN] for place, goal in enumerate(order))


def test_the_weakest_come_first_and_what_was_never_asked_after_them() -> None:
    knowledge = Knowledge(GOALS)
    for concept, score in (("0.0/0", 1.0), ("1.0/0", 0.0), ("2.0/0", 0.5)):
        knowledge.observe(Answer(concept, 0.0, score, 0.0))
    candidates = [
        one._replace(answered=0.0 if one.concept in ("0.0/0", "1.0/0", "2.0/0") else None) for one in CANDIDATES
    ]
    order = [choice.concept for choice in weakest(knowledge, candidates, 1.0, Random(1))]
    assert order[:3] == ["1.0/0", "2.0/0", "0.0/0"]


def test_a_drill_goes_round_the_longest_unasked_first() -> None:
    answered = {"0.0/0": 5.0, "0.0/1": 2.0}
    candidates = [one._replace(answered=answered.get(one.concept)) for one in CANDIDATES if one.goal == "0.0"]
    order = [choice.concept for choice in drill(Knowledge(GOALS), candidates, 9.0, Random(1))]
    assert order[-2:] == ["0.0/1", "0.0/0"]
