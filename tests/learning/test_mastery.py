"""How much is known: figures by hand, and what must hold of every history."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspo_study.learning.mastery import Evidence, goal_mastery

at_leisure = settings(deadline=None)
shares = st.floats(0, 1)
guesses = st.sampled_from([0.0, 0.25, 1 / 3, 0.5])
answers = st.tuples(shares, guesses, st.sampled_from([0.5, 1.0]))
histories = st.lists(answers, max_size=40)


def evidence(history: list[tuple[float, float, float]]) -> Evidence:
    """What answers, each a score, a guess and a worth, add up to."""
    total = Evidence()
    for score, guess, worth in history:
        total = total.after(score, guess, worth)
    return total


def test_nothing_is_known_of_someone_who_never_answered() -> None:
    assert Evidence().mastery() == 0


@pytest.mark.parametrize(
    ("scores", "mastery"),
    [
        ([1], 1 / 2),
        ([0], 0),
        ([1, 1], 1.9 / 2.9),
        ([1, 1, 1], 2.71 / 3.71),
        ([0, 1], 1 / 2.9),
        ([1, 0], 0.9 / 2.9),
        ([0.5], 0.25),
    ],
)
def test_answers_that_cannot_be_guessed_count_by_their_fading_share(scores: list[float], mastery: float) -> None:
    assert evidence([(score, 0.0, 1.0) for score in scores]).mastery() == pytest.approx(mastery)


@pytest.mark.parametrize(
    ("score", "guess", "credit"),
    [(1, 0.25, 1), (0.25, 0.25, 0), (0.1, 0.25, 0), (0.625, 0.25, 0.5), (0.75, 0.5, 0.5), (0.5, 0.5, 0)],
)
def test_what_luck_would_score_earns_no_credit(score: float, guess: float, credit: float) -> None:
    evidence_of_one = Evidence().after(score, guess)

    assert evidence_of_one.weight == 1
    assert evidence_of_one.credit == pytest.approx(credit)


def test_a_discounted_answer_counts_for_its_worth() -> None:
    assert Evidence().after(1, 0, 0.5) == Evidence(0.5, 0.5)
    assert Evidence().after(1, 0, 0.5).mastery() == pytest.approx(1 / 3)
    assert Evidence(1, 1).after(0, 0, 0.5) == Evidence(1.4, 0.9)


@at_leisure
@given(histories)
def test_mastery_stays_within_nothing_and_everything(history: list[tuple[float, float, float]]) -> None:
    total = evidence(history)

    assert 0 <= total.credit <= total.weight + 1e-9
    assert total.weight < 10 + 1e-9
    assert 0 <= total.mastery() < 1


@at_leisure
@given(histories, shares, shares, guesses)
def test_a_better_answer_never_leaves_less_mastery(
    history: list[tuple[float, float, float]], one: float, other: float, guess: float
) -> None:
    worse, better = sorted((one, other))
    before = evidence(history)

    assert before.after(worse, guess).mastery() <= before.after(better, guess).mastery()


@at_leisure
@given(histories, histories, st.integers(0, 39), guesses)
def test_a_better_answer_long_ago_never_leaves_less_mastery(
    earlier: list[tuple[float, float, float]],
    later: list[tuple[float, float, float]],
    score: int,
    guess: float,
) -> None:
    worse = evidence([*earlier, (score / 40, guess, 1.0), *later])
    better = evidence([*earlier, (1.0, guess, 1.0), *later])

    assert worse.mastery() <= better.mastery()


@at_leisure
@given(histories, guesses)
def test_a_right_answer_never_lowers_and_a_wrong_one_never_raises_mastery(
    history: list[tuple[float, float, float]], guess: float
) -> None:
    before = evidence(history)

    assert before.after(1, guess).mastery() >= before.mastery() - 1e-12
    assert before.after(0, guess).mastery() <= before.mastery()


@at_leisure
@given(histories, guesses)
def test_a_discounted_answer_moves_mastery_less_far_up_or_down(
    history: list[tuple[float, float, float]], guess: float
) -> None:
    before = evidence(history)

    assert before.after(1, guess, 0.5).mastery() <= before.after(1, guess, 1.0).mastery()
    assert before.after(0, guess, 0.5).mastery() >= before.after(0, guess, 1.0).mastery()


def test_recent_answers_count_most() -> None:
    right, wrong = (1.0, 0.25, 1.0), (0.0, 0.25, 1.0)

    assert evidence([wrong, right]).mastery() > evidence([right, wrong]).mastery()


def test_many_right_answers_come_close_to_everything_but_never_reach_it() -> None:
    grown = [evidence([(1.0, 0.25, 1.0)] * count).mastery() for count in range(60)]

    assert all(less < more for less, more in pairwise(grown))
    assert 0.9 < grown[-1] < 1


def test_a_goal_is_known_by_the_mean_of_its_concepts_met_or_not() -> None:
    known = Evidence().after(1, 0)

    assert goal_mastery([Evidence(), Evidence()]) == 0
    assert goal_mastery([known]) == pytest.approx(0.5)
    assert goal_mastery([known, Evidence(), Evidence(), known]) == pytest.approx(0.25)
