"""Fitting the memory model: it finds what made the answers, and never trusts what it was fitted to."""

from random import Random

from cspo_study.learning.memory import DAY, DEFAULT_PARAMETERS, Memory, Parameters, Rating, recall, review
from cspo_study.learning.tuning import FEWEST_REVIEWS, FITTED, Review, tune

START = 1_790_000_000_000


def answers_of(parameters: Parameters, concepts: int, seed: int) -> dict[str, list[Review]]:
    """What somebody answers whose memory works by `parameters`, each concept on its own days."""
    dice = Random(seed)
    histories: dict[str, list[Review]] = {}
    for number in range(concepts):
        at, memory = START + dice.randrange(20) * DAY, None
        reviews: list[Review] = []
        for _ in range(6):
            known = dice.random() < (0.7 if memory is None else recall(memory, at, parameters))
            rating = Rating.GOOD if known else Rating.AGAIN
            reviews.append(Review(at, rating, known))
            memory = _reviewed(memory, rating, at, parameters)
            at += dice.choice((1, 3, 7, 15)) * DAY
        histories[str(number)] = reviews
    return histories


def _reviewed(memory: Memory | None, rating: Rating, at: int, parameters: Parameters) -> Memory:
    return review(memory, rating, at, parameters)


def test_somebody_who_forgets_sooner_gets_shorter_stabilities_and_is_foretold_better() -> None:
    forgetful = list(DEFAULT_PARAMETERS)
    forgetful[2], forgetful[20] = 0.5, 0.4
    found = tune(answers_of(tuple(forgetful), 60, 1))
    assert found is not None
    assert found.is_better
    assert found.parameters[2] < DEFAULT_PARAMETERS[2]
    assert found.after < found.before


def test_somebody_like_everybody_gains_next_to_nothing() -> None:
    found = tune(answers_of(DEFAULT_PARAMETERS, 60, 2))
    assert found is not None
    assert abs(found.after - found.before) < 0.02


def test_only_what_a_short_log_can_tell_is_moved() -> None:
    found = tune(answers_of(DEFAULT_PARAMETERS, 60, 3))
    assert found is not None
    kept = set(range(len(DEFAULT_PARAMETERS))) - set(FITTED)
    assert all(found.parameters[place] == DEFAULT_PARAMETERS[place] for place in kept)


def test_too_few_answers_fit_nothing() -> None:
    few = answers_of(DEFAULT_PARAMETERS, FEWEST_REVIEWS // 5 - 1, 4)
    assert tune(few) is None
    assert tune({}) is None


def test_answers_of_one_day_say_nothing_of_forgetting() -> None:
    crammed = {str(n): [Review(START + minute * 60_000, Rating.GOOD, True) for minute in range(20)] for n in range(50)}
    assert tune(crammed) is None
