"""What to ask about next: small policies that rank concepts, each for one purpose, over the same view of the learner.

A policy returns choices, best first, each with the reason that decided it; which question of a concept is then asked
is another matter. Ties are broken by dice that are passed in.
"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Literal, NamedTuple

from cspo_study.learning.knowledge import Knowledge

Reason = Literal["due", "gain", "probe", "unknown", "asked"]
"""Why a concept was chosen: it is due; it raises the score most; it tells whether old practice holds; it is where
the map is least sharp; it was asked for."""

GOAL_LIMIT = 2
"""Times a goal comes up in one sitting, as long as others are left."""


class Candidate(NamedTuple):
    """A concept that can be asked about: its goal, when it was last answered, and when it is due (None: never)."""

    concept: str
    goal: str
    answered: float | None = None
    due: float | None = None


class Choice(NamedTuple):
    """A concept to ask about, and why."""

    concept: str
    reason: Reason


def study(
    knowledge: Knowledge,
    candidates: Sequence[Candidate],
    day: float,
    target: float,
    weights: Mapping[str, float],
    dice: Random,
) -> Iterator[Choice]:
    """All candidates by what asking once on `day` is worth to the score on `target`; goals apart."""
    gains = knowledge.gains(day, target, weights)
    ranked = sorted(candidates, key=lambda one: (-gains[one.concept], dice.random()))
    yield from (Choice(one.concept, "gain") for one in limited(ranked))


def placement(
    knowledge: Knowledge, candidates: Sequence[Candidate], day: float, weights: Mapping[str, float], dice: Random
) -> Iterator[Choice]:
    """All candidates, each time the one whose answer is expected to sharpen the map of the domains most.

    It thinks anew for every question: observe each answer before taking the next. What was asked about is sharper, so
    that questions spread over domains and goals by themselves.
    """
    left = list(candidates)
    while left:
        sharper = knowledge.sharpening([one.concept for one in left], day, weights)
        best = max(left, key=lambda one: (sharper[one.concept], dice.random()))
        left.remove(best)
        yield Choice(best.concept, "unknown")


def review(candidates: Sequence[Candidate], day: float, dice: Random) -> Iterator[Choice]:
    """What is due by `day`, the longest overdue first, goals apart."""
    due = [one for one in candidates if one.due is not None and one.due <= day]
    due.sort(key=lambda one: (one.due, dice.random()))
    yield from (Choice(one.concept, "due") for one in limited(due))


def limited(ranked: Sequence[Candidate]) -> Iterator[Candidate]:
    """`ranked` with at most `GOAL_LIMIT` of a goal before every other goal had as many."""
    taken: dict[str, int] = {}
    waiting = list(ranked)
    limit = GOAL_LIMIT
    while waiting:
        later = []
        for candidate in waiting:
            if taken.get(candidate.goal, 0) < limit:
                taken[candidate.goal] = taken.get(candidate.goal, 0) + 1
                yield candidate
            else:
                later.append(candidate)
        waiting, limit = later, limit + GOAL_LIMIT
