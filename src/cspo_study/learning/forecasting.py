"""What a fresh assessment would come to, and how well such forecasts came out."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from cspo_study.learning.interval import NINETY, Share
from cspo_study.learning.knowledge import COMMON_DOUBT, Knowledge
from cspo_study.learning.prior import SLIP

BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""The edges of the calibration table."""


class Weighed(NamedTuple):
    """A concept's part in a score: its share of the questions, and what blind guessing scores on them."""

    share: float
    guess: float


class Bin(NamedTuple):
    """Forecasts from `low` to `high`: how many, what they said on average, and the share that came true."""

    low: float
    high: float
    answers: int
    said: float
    came: float


class Scores(NamedTuple):
    """How forecasts of so many single answers came out.

    `brier` is the mean squared error: 0 is perfect, 0.25 a coin's.
    """

    answers: int
    brier: float
    bins: tuple[Bin, ...]


def expected_right(knowledge: Knowledge, parts: Mapping[str, Weighed], day: float) -> Share:
    """The share of fresh questions that would be answered right on a day, guessing included, by concept's parts.

    The interval holds the learner's true share nine times in ten; one sitting scatters around it.
    """
    total = sum(part.share for part in parts.values())
    reach = {concept: part.share / total * (1 - part.guess - SLIP) for concept, part in parts.items()}
    floor = sum(part.share / total * part.guess for part in parts.values())
    height = sum(reach.values())
    known = knowledge.weighted_mastery(reach, day, COMMON_DOUBT)
    return Share(floor + height * known.mean, floor + height * known.low, floor + height * known.high)


def one_sitting(expected: Share, questions: int) -> Share:
    """Where the share right of a single paper falls nine times in ten."""
    doubt = (expected.high - expected.low) / 2 / NINETY
    luck = expected.mean * (1 - expected.mean) / questions
    half = NINETY * sqrt(doubt * doubt + luck)
    return Share(expected.mean, max(expected.mean - half, 0.0), min(expected.mean + half, 1.0))


def scored(forecasts: Sequence[tuple[float, float]]) -> Scores:
    """How forecasts came out: pairs of the chance that was foretold and the score that came, each 0 to 1."""
    if not forecasts:
        return Scores(0, 0.0, ())
    bins = []
    for low, high in pairwise(BINS):
        held = [(said, came) for said, came in forecasts if low <= said < high or (said == high == 1.0)]
        if held:
            count = len(held)
            bins.append(
                Bin(low, high, count, sum(said for said, _ in held) / count, sum(came for _, came in held) / count)
            )
    brier = sum((said - came) ** 2 for said, came in forecasts) / len(forecasts)
    return Scores(len(forecasts), brier, tuple(bins))
