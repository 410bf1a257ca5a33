"""Fitting the memory model to one learner: a few of FSRS-6's 21 numbers, moved from their defaults as far as the
answers bear out.

With a few hundred answers most of the numbers cannot be told from noise, so only those are fitted that matter most at
that size: how long a first answer lasts (by rating), how much a success adds, what is left after a lapse, and how
steeply recall falls. Each is searched on a logarithmic scale, and moving it away from its default has a price (a
normal prior), which is what keeps a short log from saying too much.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import exp, log
from typing import NamedTuple

from cspo_study.learning.memory import (
    DAY,
    DEFAULT_PARAMETERS,
    HIGHEST,
    LOWEST,
    Memory,
    Parameters,
    Rating,
    recall,
    review,
)

FITTED = (0, 1, 2, 3, 8, 11, 20)
"""Places of the numbers that are fitted: first stabilities (again, hard, good, easy), growth, after a lapse, decay."""
PRIOR_SPREAD = {20: 0.25}
USUAL_SPREAD = 0.6
"""Standard deviation of the logarithm of each number among people; see docs/learning.md."""
FEWEST_REVIEWS = 200
"""Answers to concepts met on an earlier day, below which nothing is fitted."""
HELD_OUT = 0.25
"""The last share of the answers in time, on which old and new numbers are compared."""
_LONGEST_STEP, _SHORTEST_STEP = 0.5, 0.02


class Review(NamedTuple):
    """An answer as the memory model takes it in: when in milliseconds UTC, its rating, and whether it was known."""

    at: int
    rating: Rating
    known: bool


Histories = Mapping[str, Sequence[Review]]
"""The reviews of each concept, in the order of time."""


class Tuning(NamedTuple):
    """What a fit found: the numbers, and the mean log loss on the held-out answers before and after."""

    parameters: Parameters
    reviews: int
    before: float
    after: float

    @property
    def is_better(self) -> bool:
        """Whether the new numbers foretold answers better that they were not fitted to."""
        return self.after < self.before


def tune(histories: Histories) -> Tuning | None:
    """Numbers fitted to the earlier answers, judged on the later ones; None where there are too few."""
    times = sorted(
        later.at for reviews in histories.values() for earlier, later in pairwise(reviews) if _lags(earlier, later)
    )
    if len(times) < FEWEST_REVIEWS:
        return None
    split = times[int(len(times) * (1 - HELD_OUT))]
    parameters = _fit(histories, split)
    before = _loss(histories, DEFAULT_PARAMETERS, split, held_out=True)
    return Tuning(parameters, len(times), before, _loss(histories, parameters, split, held_out=True))


def _fit(histories: Histories, split: int) -> Parameters:
    """Coordinate descent on the logarithms: each number in turn, by steps that shrink while nothing gets better."""

    def cost(moved: Sequence[float]) -> float:
        prior = sum(
            (move / PRIOR_SPREAD.get(place, USUAL_SPREAD)) ** 2 / 2 for place, move in zip(FITTED, moved, strict=True)
        )
        return _loss(histories, _moved(moved), split, held_out=False, total=True) + prior

    moved, step = [0.0] * len(FITTED), _LONGEST_STEP
    best = cost(moved)
    while step > _SHORTEST_STEP:
        improved = False
        for number in range(len(moved)):
            for direction in (step, -step):
                tried = [*moved[:number], moved[number] + direction, *moved[number + 1 :]]
                found = cost(tried)
                if found < best - 1e-6:
                    moved, best, improved = tried, found, True
                    break
        if not improved:
            step /= 2
    return _moved(moved)


def _moved(moved: Sequence[float]) -> Parameters:
    parameters = list(DEFAULT_PARAMETERS)
    for place, move in zip(FITTED, moved, strict=True):
        parameters[place] = round(min(max(parameters[place] * exp(move), LOWEST[place]), HIGHEST[place]), 4)
    return tuple(parameters)


def _loss(histories: Histories, parameters: Parameters, split: int, *, held_out: bool, total: bool = False) -> float:
    """The log loss of the model's chance to know over the answers on one side of the split, mean or in `total`."""
    losses = []
    for reviews in histories.values():
        memory: Memory | None = None
        earlier: Review | None = None
        for one in reviews:
            if not held_out and one.at >= split:
                break
            if memory and earlier and _lags(earlier, one) and (one.at >= split) is held_out:
                chance = min(max(recall(memory, one.at, parameters), 0.01), 0.99)
                losses.append(-log(chance if one.known else 1 - chance))
            memory, earlier = review(memory, one.rating, one.at, parameters), one
    return sum(losses) / (1 if total else max(len(losses), 1))


def _lags(earlier: Review, later: Review) -> bool:
    """Whether an answer says something of forgetting: half a day lies between it and the one before."""
    return later.at - earlier.at > DAY / 2
