"""A normal belief over many numbers at once, and what one answer does to it.

The update is assumed-density filtering (Minka 2001): the moments of the one number an answer speaks of are taken by
quadrature over the answer's likelihood, and the rest follows by a rank-one step.
"""

from collections.abc import Callable, Mapping, Sequence
from math import exp, log, pi, sqrt
from typing import NamedTuple

from msgspec import Struct

_NODES = [step * 0.4 for step in range(-10, 11)]
_WEIGHTS = [exp(-node * node / 2) for node in _NODES]


class Normal(NamedTuple):
    """A normal distribution, in logits."""

    mean: float
    variance: float


class Step(NamedTuple):
    """What an answer does to the number it speaks of: `shift` times a covariance moves that mean, `shrink` times the
    product of two takes from theirs. `evidence` is the answer's likelihood as it was foreseen.
    """

    shift: float
    shrink: float
    evidence: float


class Belief(Struct):
    """Means and covariances of numbers that vary together."""

    mean: list[float]
    covariance: list[list[float]]

    def move(self, together: Sequence[float], step: Step) -> None:
        """Take in an answer about a number whose covariance with each entry is `together`."""
        self.mean = [mean + step.shift * shared for mean, shared in zip(self.mean, together, strict=True)]
        for number, shared in enumerate(together):
            factor = step.shrink * shared
            if factor:
                row = self.covariance[number]
                self.covariance[number] = [entry - factor * other for entry, other in zip(row, together, strict=True)]

    def spread_of(self, slopes: Mapping[int, float]) -> float:
        """The variance of the sum of some entries, by their places, each times its slope."""
        total = 0.0
        for number, slope in slopes.items():
            row = self.covariance[number]
            total += slope * sum([other * row[column] for column, other in slopes.items()])
        return total


def sigmoid(logit: float) -> float:
    """1 / (1 + exp(-logit)), without overflow."""
    if logit >= 0:
        return 1 / (1 + exp(-logit))
    power = exp(logit)
    return power / (1 + power)


def logit_of(share: float) -> float:
    """The inverse of `sigmoid`, kept finite."""
    inside = min(max(share, 1e-6), 1 - 1e-6)
    return log(inside / (1 - inside))


def smoothed(mean: float, variance: float) -> float:
    """The mean of sigmoid over a normal distribution, by MacKay's approximation (1992)."""
    return sigmoid(mean / sqrt(1 + pi * variance / 8))


def slope(mean: float, variance: float) -> float:
    """How `smoothed` moves with the mean."""
    scale = sqrt(1 + pi * variance / 8)
    known = sigmoid(mean / scale)
    return known * (1 - known) / scale


def learn(about: Normal, likelihood: Callable[[float], float]) -> Step:
    """What an answer does to a number believed to be `about`, by its `likelihood` given the number's sigmoid."""
    spread = sqrt(about.variance)
    total = first = second = norm = 0.0
    for node, weight in zip(_NODES, _WEIGHTS, strict=True):
        mass = weight * likelihood(sigmoid(about.mean + spread * node))
        norm += weight
        total += mass
        first += mass * node
        second += mass * node * node
    centre = first / total
    return Step(centre / spread, (1 - (second / total - centre * centre)) / about.variance, total / norm)
