"""Properties of the engine's knowledge: exact replay, honest movement, intervals, speed of thought left aside."""

from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspo_study.learning.knowledge import COMMON_DOUBT, GoalShape, Knowledge, State, by_goal

GOALS = [
    GoalShape(f"{domain}.{number}", str(domain), f"{domain}.0", tuple(f"{domain}.{number}/{c}" for c in range(4)))
    for domain in range(2)
    for number in range(3)
]
CONCEPTS = [concept for goal in GOALS for concept in goal.concepts]
Answer = tuple[str, float, float]


def answers(seed: int, count: int) -> list[Answer]:
    dice = Random(seed)
    return [(dice.choice(CONCEPTS), number / 4, dice.choice((0.0, 0.5, 1.0))) for number in range(count)]


def after(given_answers: list[Answer]) -> Knowledge:
    knowledge = Knowledge(GOALS)
    for concept, day, score in given_answers:
        knowledge.observe(concept, day, score, 0.25, 0.0)
    return knowledge


def test_going_on_from_a_kept_state_equals_a_replay_to_the_last_bit() -> None:
    everything = answers(1, 80)
    kept = msgspec.json.decode(msgspec.json.encode(after(everything[:40]).state), type=State)
    resumed = Knowledge(GOALS, kept)
    for concept, day, score in everything[40:]:
        resumed.observe(concept, day, score, 0.25, 0.0)
    replayed = after(everything)
    assert msgspec.json.encode(resumed.state) == msgspec.json.encode(replayed.state)
    assert resumed.gains(20.0, 50.0, by_goal(GOALS)) == replayed.gains(20.0, 50.0, by_goal(GOALS))


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10_000), concept=st.sampled_from(CONCEPTS), guess=st.sampled_from((0.0, 0.25, 0.5)))
def test_a_right_answer_never_lowers_and_always_tells_more_than_a_wrong_one(
    seed: int, concept: str, guess: float
) -> None:
    before = after(answers(seed, 15)).ability(concept, 4.0).mean
    means = []
    for score in (0.0, 0.5, 1.0):
        knowledge = after(answers(seed, 15))
        knowledge.observe(concept, 4.0, score, guess, 0.0)
        means.append(knowledge.ability(concept, 4.0).mean)
    assert means == sorted(means)
    assert means[-1] > before


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_neighbours_move_with_a_concept_but_less_the_farther_they_are(score: float) -> None:
    fresh, knowledge = Knowledge(GOALS), Knowledge(GOALS)
    # Seen long after, so that practice itself adds next to nothing.
    knowledge.observe("0.0/0", 0.0, score, 0.25, 0.0)
    day = 1e6
    moved = [
        abs(knowledge.ability(concept, day).mean - fresh.ability(concept, day).mean)
        for concept in ("0.0/0", "0.0/1", "0.1/0", "1.0/0")
    ]
    assert moved == sorted(moved, reverse=True)
    assert len(set(moved)) == 4


def test_doubt_shrinks_with_answers() -> None:
    widths = []
    for count in (0, 40, 200):
        found = after([(c, 0.0, s) for c, _, s in answers(2, count)]).mastery(CONCEPTS, 1.0)
        widths.append(found.high - found.low)
    assert widths == sorted(widths, reverse=True)


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10_000), count=st.integers(0, 60), day=st.floats(0, 1000))
def test_intervals_lie_within_0_and_1_and_hold_the_mean(seed: int, count: int, day: float) -> None:
    knowledge = after(answers(seed, count))
    sharp = knowledge.weighted_mastery(dict.fromkeys(CONCEPTS, 1.0), day)
    wide = knowledge.weighted_mastery(dict.fromkeys(CONCEPTS, 1.0), day, COMMON_DOUBT)
    assert 0 <= wide.low <= sharp.low <= sharp.mean <= sharp.high <= wide.high <= 1
    assert all(0.25 < knowledge.predict(concept, day, 0.25, 0.0) < 0.95 for concept in CONCEPTS)


def test_what_was_just_practised_gains_less_than_its_like() -> None:
    knowledge = after([("0.0/0", 0.0, 1.0), ("0.0/1", 20.0, 1.0)])
    gains = knowledge.gains(20.1, 60.0, by_goal(GOALS))
    assert gains["0.0/1"] < gains["0.0/0"] < gains["0.0/2"]


def test_a_goal_without_weight_is_worth_nothing() -> None:
    gains = Knowledge(GOALS).gains(0.0, 30.0, {"0.0": 1.0})
    assert all((value > 0) == concept.startswith("0.0/") for concept, value in gains.items())


def test_an_easier_question_is_foreseen_to_go_better() -> None:
    knowledge = after(answers(3, 20))
    assert knowledge.predict("0.0/0", 9.0, 0.2, -1.0) > knowledge.predict("0.0/0", 9.0, 0.2, 1.0)
