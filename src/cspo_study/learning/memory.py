"""When something should come back: one FSRS-6 card a concept, from the `fsrs` library.

Source: Ye, Su and Cao 2022, "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition Scheduling", in
the form FSRS-6. The library's clock, fuzz and intervals are not used: the time comes in, and when a concept is due
follows from its stability, the retention one wants and a draw that the concept itself seeds. So a change of mind
about retention needs no history.
"""

import zlib
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from fsrs import Scheduler

Confidence = Literal["sure", "think", "guess"]

Parameters = tuple[float, ...]
"""The 21 numbers of FSRS-6."""
DEFAULT_PARAMETERS: Parameters = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
"""The library's own, fitted to some hundred million reviews of other people. A test holds them to the library's."""
LOWEST: Parameters = (
    0.001, 0.001, 0.001, 0.001, 1.0, 0.001, 0.001, 0.001, 0.0, 0.0, 0.001,
    0.001, 0.001, 0.001, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.1,
)  # fmt: skip
HIGHEST: Parameters = (
    100.0, 100.0, 100.0, 100.0, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5,
    5.0, 0.25, 0.9, 4.0, 1.0, 6.0, 2.0, 2.0, 0.8, 0.8,
)  # fmt: skip
"""Between which the library takes each of them."""

DESIRED_RETENTION = 0.9
"""The chance of still knowing a concept on the day it comes back, where nobody says otherwise."""
LEECH_LAPSES = 4
"""Times a concept was lost after it had been known: past that, the same questions again are not what it needs."""
LONGEST_INTERVAL = 365.0
"""Days after which everything comes back: content and jobs change."""
DAY = 86_400_000
"""Milliseconds."""
_SPREADS = ((2.5, 0.0), (7.0, 0.15), (20.0, 0.10), (float("inf"), 0.05))
"""Up to which interval in days its due date moves by which share: FSRS's own ranges, each on its stretch alone."""


class Rating(IntEnum):
    """How well something was remembered, in the numbers FSRS uses."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Memory(Struct, frozen=True):
    """What is remembered of a concept: stability in days, difficulty 1 to 10, the last review in milliseconds UTC, how
    often it was reviewed, and how often it was lost after it had been known.
    """

    stability: float
    difficulty: float
    reviewed: int
    reviews: int
    lapses: int

    @property
    def is_leech(self) -> bool:
        """Whether it was lost so often that something else than another question is called for."""
        return self.lapses >= LEECH_LAPSES


def rate(score: float, confidence: Confidence | None = None, *, quick: bool = False) -> Rating:
    """The rating an answer stands for: mostly wrong again, half right or a lucky guess hard, right good, and easy if
    also sure and quick.
    """
    if score < 0.5:
        return Rating.AGAIN
    if score < 1 or confidence == "guess":
        return Rating.HARD
    return Rating.EASY if confidence == "sure" and quick else Rating.GOOD


def review(memory: Memory | None, rating: Rating, at: int, parameters: Parameters = DEFAULT_PARAMETERS) -> Memory:
    """The memory after an answer at `at` (milliseconds UTC). A clock that was set back counts as no time passed."""
    from fsrs import Card, State
    from fsrs import Rating as FsrsRating

    card = Card(card_id=0)
    reviews = lapses = 0
    if memory is not None:
        at = max(at, memory.reviewed)
        card.state = State.Review
        card.step = None
        card.stability, card.difficulty = memory.stability, memory.difficulty
        card.last_review = card.due = _moment(memory.reviewed)
        reviews, lapses = memory.reviews, memory.lapses + (rating == Rating.AGAIN)
    reviewed, _ = _scheduler(parameters).review_card(card, FsrsRating(rating), _moment(at))
    if reviewed.stability is None or reviewed.difficulty is None:
        raise AssertionError("a reviewed card has a stability and a difficulty")
    return Memory(reviewed.stability, reviewed.difficulty, at, reviews + 1, lapses)


def recall(memory: Memory, at: int, parameters: Parameters = DEFAULT_PARAMETERS) -> float:
    """The chance that the concept is still known at `at`: the power law of FSRS-6."""
    days = max(at - memory.reviewed, 0) / DAY
    decay = -parameters[20]
    return float((1 + (0.9 ** (1 / decay) - 1) * days / memory.stability) ** decay)


def interval(stability: float, retention: float, parameters: Parameters = DEFAULT_PARAMETERS) -> float:
    """Days until the chance to know falls to `retention`, at least one: the same law turned about."""
    decay = -parameters[20]
    days = stability / (0.9 ** (1 / decay) - 1) * (retention ** (1 / decay) - 1)
    return float(min(max(days, 1.0), LONGEST_INTERVAL))


def due(concept: str, memory: Memory, retention: float, parameters: Parameters = DEFAULT_PARAMETERS) -> int:
    """When the concept should come back, in milliseconds UTC.

    Long intervals are moved a little, by a draw that the concept and its review number seed: what was learned on one
    day then does not all come back on one day.
    """
    days = interval(memory.stability, retention, parameters)
    draw = zlib.crc32(f"{concept} {memory.reviews}".encode()) / 0xFFFFFFFF * 2 - 1
    return memory.reviewed + round((days + draw * _spread(days)) * DAY)


def _spread(days: float) -> float:
    """By how many days a due date may move either way."""
    moved = start = 0.0
    for end, share in _SPREADS:
        moved += share * max(min(days, end) - start, 0.0)
        start = end
    return moved


@cache
def _scheduler(parameters: Parameters) -> "Scheduler":
    from fsrs import Scheduler

    # Without learning steps a card counts in days from its first answer, as concepts do.
    return Scheduler(parameters=parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _moment(milliseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
