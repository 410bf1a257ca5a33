"""How sure a share is that was counted from a few answers."""

from math import sqrt
from typing import NamedTuple

NINETY = 1.645
"""Standard deviations to either side that hold nine times in ten."""


class Share(NamedTuple):
    """A share of 1 with its 90 % interval."""

    mean: float
    low: float
    high: float


def counted(points: float, count: int) -> Share:
    """The share that `points` of `count` answers stand for, with the interval of Wilson (1927).

    It stays between 0 and 1 and is honest where there are few. A partly right answer counts as its part, which makes
    the interval a little too wide.
    """
    if not count:
        return Share(0.0, 0.0, 1.0)
    share = points / count
    square = NINETY * NINETY / count
    centre = (share + square / 2) / (1 + square)
    half = NINETY / (1 + square) * sqrt(max(share * (1 - share) / count + square / (4 * count), 0.0))
    return Share(share, max(min(centre - half, share), 0.0), min(max(centre + half, share), 1.0))


def differs(first: Share, second: Share) -> bool:
    """Whether two counted shares are further apart than chance alone moves them nine times in ten."""
    spread = sqrt(((first.high - first.low) / 2) ** 2 + ((second.high - second.low) / 2) ** 2)
    return abs(first.mean - second.mean) > spread
