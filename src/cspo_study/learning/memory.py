"""When something should come back: one FSRS-6 card a concept, from the `fsrs` library.

Source: Ye, Su and Cao 2022, "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition Scheduling", in
the form FSRS-6. The library's clock and fuzz are not used: the time comes in, and the same history always gives the
same due date.
"""

from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from fsrs import Scheduler

Confidence = Literal["sure", "think", "guess"]

DESIRED_RETENTION = 0.9
"""The chance of still knowing a concept on the day it comes back."""


class Rating(IntEnum):
    """How well something was remembered, in the numbers FSRS uses."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Memory(Struct, frozen=True):
    """What is remembered of a concept: stability in days, difficulty 1 to 10, and two times in milliseconds UTC."""

    stability: float
    difficulty: float
    reviewed: int
    due: int


def rate(score: float, confidence: Confidence | None = None) -> Rating:
    """The rating an answer stands for: mostly wrong again, half right or a lucky guess hard, right good."""
    if score < 0.5:
        return Rating.AGAIN
    if score < 1 or confidence == "guess":
        return Rating.HARD
    return Rating.GOOD


def review(memory: Memory | None, rating: Rating, at: int) -> Memory:
    """The memory after an answer at `at` (milliseconds UTC). A clock that was set back counts as no time passed."""
    from fsrs import Card, State
    from fsrs import Rating as FsrsRating

    if memory is not None:
        at = max(at, memory.reviewed)
    card = Card(card_id=0)
    if memory is not None:
        card.state = State.Review
        card.step = None
        card.stability, card.difficulty = memory.stability, memory.difficulty
        card.last_review, card.due = _moment(memory.reviewed), _moment(memory.due)
    reviewed, _ = _scheduler().review_card(card, FsrsRating(rating), _moment(at))
    if reviewed.stability is None or reviewed.difficulty is None:
        raise AssertionError("a reviewed card has a stability and a difficulty")
    return Memory(reviewed.stability, reviewed.difficulty, at, _milliseconds(reviewed.due))


@cache
def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    # Without learning steps a card counts in days from its first answer, as concepts do.
    return Scheduler(desired_retention=DESIRED_RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _moment(milliseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


def _milliseconds(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
