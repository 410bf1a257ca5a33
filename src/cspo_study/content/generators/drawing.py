"""What a generator is, and the few ways in which numbers are drawn.

Whether ranges suffice must show in every draw alike, whatever the dice say: content is tried with a few draws only.
"""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from cspo_study.content import model

Ranges = dict[str, tuple[int, int]]


class Drawn(NamedTuple):
    """One draw: each placeholder's text, a numeric question's answer, the right order of an `order`'s items."""

    values: dict[str, str]
    answer: float | None = None
    order: tuple[int, ...] | None = None


class Generator(NamedTuple):
    """A way of drawing numbers: the type of question it serves, the ranges it needs and the placeholders it fills.

    `draw` raises `ValueError` or `IndexError` where the ranges leave too little to draw from.
    """

    type: type[model.Question]
    ranges: frozenset[str]
    placeholders: frozenset[str]
    draw: Callable[[Random, Ranges], Drawn]


def numeric(ranges: str, placeholders: str, draw: Callable[[Random, Ranges], Drawn]) -> Generator:
    """A generator for `numeric` questions; names are parted by blanks."""
    return Generator(model.Numeric, frozenset(ranges.split()), frozenset(placeholders.split()), draw)


def drawn(answer: float, **values: int) -> Drawn:
    """A draw of whole numbers and what follows from them."""
    return Drawn({name: str(value) for name, value in values.items()}, answer)


def between(dice: Random, limits: tuple[int, int]) -> int:
    """A whole number from `limits`, both included."""
    return dice.randint(*limits)


def multiple(dice: Random, limits: tuple[int, int], step: int) -> int:
    """A multiple of `step` from `limits`. Raises `ValueError` where there is none."""
    low, high = limits
    return step * dice.randint(-(-low // step), high // step)


def percent(dice: Random, limits: tuple[int, int], step: int = 5) -> int:
    """A share from `limits` in steps, less than the whole. Raises `ValueError` where there is none."""
    low, high = limits
    return multiple(dice, (low, min(high, 99)), step)
