"""Properties of the engine's knowledge: exact replay, honest movement, intervals, speed of thought left aside."""

from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspo_study.learning.answer import Answer
from cspo_study.learning.knowledge import COMMON_DOUBT, MOST_ODDS, Knowledge, State
from cspo_study.learning.prior import GoalShape, by_goal

GOALS = [
    GoalShape(f"{domain}.{number}", str(domain), f"{domain}.0", tuple(f"{domain}.{number}/{c}" for c in range(4)))
    for domain in range(2)
    for number in range(3)
]
CONCEPTS = [concept for goal in GOALS for concept in goal.concepts]
ROWS = list(enumerate(CONCEPTS))
RECORDED = [
    (0.672753368, 0.438781446, 0.843886979),
    (0.60240858, 0.164541361, 0.920987538),
    (0.865889508, 0.550266756, 0.971486176),
]


def answer(concept: str, day: float, score: float, guess: float = 0.25, touches: str | None = None) -> Answer:
    return Answer(concept, day, score, guess, 0.0, touches)


def answers(seed: int, count: int) -> list[Answer]:
    dice = Random(seed)
    return [
        answer(
            dice.choice(CONCEPTS),
            number / 4,
            dice.choice((0.0, 0.5, 1.0)),
            touches=dice.choice([None, None, *CONCEPTS]),
        )
        for number in range(count)
    ]


def after(given_answers: list[Answer]) -> Knowledge:
    knowledge = Knowledge(GOALS)
    for one in given_answers:
        knowledge.observe(one)
    return knowledge


def test_going_on_from_a_kept_state_equals_a_replay_to_the_last_bit() -> None:
    everything = answers(1, 80)
    kept = msgspec.json.decode(msgspec.json.encode(after(everything[:40]).state), type=State)
    resumed = Knowledge(GOALS, kept)
    for one in everything[40:]:
        resumed.observe(one)
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
        knowledge.observe(answer(concept, 4.0, score, guess))
        means.append(knowledge.ability(concept, 4.0).mean)
    assert means == sorted(means)
    assert means[-1] > before


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_neighbours_move_with_a_concept_but_less_the_farther_they_are(score: float) -> None:
    fresh, knowledge = Knowledge(GOALS), Knowledge(GOALS)
    # Seen long after, so that practice itself adds next to nothing.
    knowledge.observe(answer("0.0/0", 0.0, score))
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
        found = after([one._replace(day=0.0, touches=None) for one in answers(2, count)]).mastery(CONCEPTS, 1.0)
        widths.append(found.high - found.low)
    assert widths == sorted(widths, reverse=True)


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10_000), count=st.integers(0, 60), day=st.floats(0, 1000))
def test_intervals_lie_within_0_and_1_and_hold_the_mean(seed: int, count: int, day: float) -> None:
    knowledge = after(answers(seed, count))
    sharp = knowledge.weighted_mastery(dict.fromkeys(CONCEPTS, 1.0), day)
    wide = knowledge.weighted_mastery(dict.fromkeys(CONCEPTS, 1.0), day, COMMON_DOUBT)
    assert 0 <= wide.low <= sharp.low <= sharp.mean <= sharp.high <= wide.high <= 1
    assert all(0.25 < knowledge.predict(answer(concept, day, 1.0)) < 0.95 for concept in CONCEPTS)


def test_what_was_just_practised_gains_less_than_its_like() -> None:
    knowledge = after([answer("0.0/0", 0.0, 1.0), answer("0.0/1", 20.0, 1.0)])
    gains = knowledge.gains(20.1, 60.0, by_goal(GOALS))
    assert gains["0.0/1"] < gains["0.0/0"] < gains["0.0/2"]


def test_a_goal_without_weight_is_worth_nothing() -> None:
    gains = Knowledge(GOALS).gains(0.0, 30.0, {"0.0": 1.0})
    assert all((value > 0) == concept.startswith("0.0/") for concept, value in gains.items())


def test_an_easier_question_is_foreseen_to_go_better() -> None:
    knowledge = after(answers(3, 20))
    easy, hard = (Answer("0.0/0", 9.0, 1.0, 0.2, difficulty) for difficulty in (-1.0, 1.0))
    assert knowledge.predict(easy) > knowledge.predict(hard)


def test_a_question_that_needs_a_second_concept_is_foreseen_to_go_worse_the_less_that_one_is_known() -> None:
    ignorant = after([answer("0.0/1", 0.0, 0.0, 0.0)] * 3)
    expert = after([answer("0.0/1", 0.0, 1.0, 0.0)] * 3)
    foreseen = [
        knowledge.predict(answer("1.0/0", 1.0, 1.0, touches=touches)) / knowledge.predict(answer("1.0/0", 1.0, 1.0))
        for knowledge, touches in ((ignorant, "0.0/1"), (expert, "0.0/1"), (expert, None))
    ]
    assert foreseen == sorted(foreseen)
    assert foreseen[-1] == 1.0


def test_a_touched_concept_was_practised_too_and_one_the_syllabus_lost_is_no_failure() -> None:
    plain, touching = after([answer("0.0/0", 0.0, 1.0)]), after([answer("0.0/0", 0.0, 1.0, touches="1.0/0")])
    assert touching.gains(1.0, 30.0, by_goal(GOALS))["1.0/0"] < plain.gains(1.0, 30.0, by_goal(GOALS))["1.0/0"]
    gone = after([answer("0.0/0", 0.0, 1.0, touches="9.9/gone")])
    assert gone.state == plain.state


def test_memory_that_is_all_or_none_is_recognised_by_its_answers() -> None:
    """Once right never wrong again, for each concept at another time; and the same shares right, scattered."""
    dice = Random(5)
    sudden = after([answer(c, day * 3, float(n % 2 == 0 or day > n % 5), 0.0) for day in range(6) for n, c in ROWS])
    gradual = after(
        [answer(c, day * 3, float(dice.random() < 0.5 + 0.1 * day), 0.0) for day in range(6) for n, c in ROWS]
    )
    assert sudden.all_or_none > 0.5 > gradual.all_or_none


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10_000), count=st.integers(0, 120))
def test_neither_account_of_memory_is_ever_given_up(seed: int, count: int) -> None:
    assert abs(after(answers(seed, count)).state.odds) <= MOST_ODDS


def test_an_outdated_answer_says_less_and_was_practice_all_the_same() -> None:
    full, discounted = after([answer("0.0/0", 0.0, 0.0)]), after([answer("0.0/0", 0.0, 0.0)._replace(worth=0.5)])
    fresh = Knowledge(GOALS)
    day = 1e6
    means = [knowledge.mastery(["0.0/0"], day).mean for knowledge in (full, discounted, fresh)]
    assert means == sorted(means)
    assert full.state.strength.goals == discounted.state.strength.goals


def test_a_known_history_leads_to_the_recorded_figures() -> None:
    """Other figures mean that every learner's estimates move: raise `knowing.FORMULAS`."""
    knowledge = after([answer(c, n / 2, float(n % 3 > 0), touches="1.1/0") for n, c in ROWS])
    found = [knowledge.mastery(CONCEPTS, 14.0), knowledge.mastery(["0.0/0"], 14.0), knowledge.mastery(["1.1/0"], 14.0)]
    assert [tuple(round(figure, 9) for figure in one) for one in found] == RECORDED


def test_looking_ahead_counts_practice_even_where_it_had_been_asked_about_before() -> None:
    asked, fresh = after(answers(7, 20)), after(answers(7, 20))
    asked.ability("0.0/0", 40.0)  # what is left of the goal's practice on that day is remembered from now on
    for knowledge in (asked, fresh):
        knowledge.practise("0.0/1", 39.0)
    assert asked.ability("0.0/0", 40.0) == fresh.ability("0.0/0", 40.0)
