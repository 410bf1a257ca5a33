"""Which concept to ask about next.

Due ones first, then round and round through all of them, the longest unasked first: over a month of practice that
beats going for perfect recall, because what is never asked is never learned. Goals are kept apart, since practice
that mixes them teaches to tell them apart (Rohrer and Taylor 2007).
"""

from collections.abc import Iterable, Iterator
from random import Random

from msgspec import Struct

GOALS_BETWEEN = 2
"""Other goals asked about before the same one returns, where there are enough."""


class Candidate(Struct, frozen=True):
    """A concept that can be asked about: when it was last answered and when it is due, in milliseconds UTC."""

    concept: str
    goal: str
    answered: int | None = None
    due: int | None = None


def study_order(candidates: Iterable[Candidate], now: int, dice: Random) -> Iterator[Candidate]:
    """All candidates, the most worthwhile first. Ties are broken by `dice`."""

    def urgency(candidate: Candidate) -> tuple[int, float, float]:
        if candidate.due is not None and candidate.due <= now:
            return (0, candidate.due, dice.random())
        return (1, -1 if candidate.answered is None else candidate.answered, dice.random())

    return interleaved(sorted(candidates, key=urgency))


def drill_order(candidates: Iterable[Candidate], dice: Random) -> Iterator[Candidate]:
    """All candidates, the longest unasked first whatever is due. Ties are broken by `dice`."""
    return interleaved(
        sorted(candidates, key=lambda one: (-1 if one.answered is None else one.answered, dice.random()))
    )


def interleaved(ranked: list[Candidate]) -> Iterator[Candidate]:
    """`ranked` with the same goal at least `GOALS_BETWEEN` others apart, as far as the goals allow."""
    waiting = list(ranked)
    recent: list[str] = []
    while waiting:
        chosen = next((one for one in waiting if one.goal not in recent), waiting[0])
        waiting.remove(chosen)
        recent = [*recent, chosen.goal][-GOALS_BETWEEN:]
        yield chosen
