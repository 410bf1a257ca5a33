"""Looking ahead: which concepts study would take up on which day, and what would be known then.

A plan is study imagined: the same policy that chooses a session's questions, day after day, on a copy of what is known
in which practice counts and answers say nothing. So what the plan expects is the mean over what may come.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from random import Random
from typing import NamedTuple

from cspo_study.learning import policies
from cspo_study.learning.knowledge import Knowledge
from cspo_study.learning.policies import Candidate

LAST_MOCK = 2
"""Days between the last assessment and the date: time to close what it shows, and no strain on the eve."""
BETWEEN_MOCKS = 14
"""Days from one assessment to the one before it."""
FIRST_MOCK = 3
"""Days of study before the first assessment: it has to have something to measure."""
CATCH_UP = 3
"""Days after which an assessment that was missed is not made up for any more."""
DAILY, WEEKLY = 7, 42
"""Days ahead from which a plan is thought through by the week, and by the fortnight: what comes then will change."""
MOST_MOCKS = 4
"""Assessments in a plan: each costs a day or more of study."""


class Day(NamedTuple):
    """A day that is `ahead` days from now, with time for so many `questions`."""

    ahead: int
    questions: int


class Taken(NamedTuple):
    """What a day would take up: concepts met before, and concepts that are new."""

    ahead: int
    again: tuple[str, ...]
    new: tuple[str, ...]


def study_ahead(
    knowledge: Knowledge,
    candidates: Sequence[Candidate],
    now: float,
    target: float,
    days: Sequence[Day],
    weights: Mapping[str, float],
    dice: Random,
) -> list[Taken]:
    """What the study policy would take up on each day; `knowledge` is afterwards as if it had been done."""
    # Which of a concept's questions is asked makes no difference here, and choosing it takes most of the time.
    offered = {one.concept: one._replace(items=one.items[:1]) for one in candidates}
    taken = []
    for block in _blocks(days, len(offered)):
        at = now + block[0].ahead
        ranked = policies.study(knowledge, list(offered.values()), at, target, weights, dice)
        for day in block:
            concepts = [choice.concept for choice in islice(ranked, day.questions)]
            again = tuple(one for one in concepts if offered[one].answered is not None)
            new = tuple(one for one in concepts if offered[one].answered is None)
            taken.append(Taken(day.ahead, again, new))
            for concept in concepts:
                knowledge.practise(concept, now + day.ahead)
                offered[concept] = offered[concept]._replace(answered=now + day.ahead)
    return taken


def _blocks(days: Sequence[Day], concepts: int) -> Iterator[Sequence[Day]]:
    """Days that are planned at once: one by one at first, then by the week, then by the fortnight.

    Never so many that half the concepts would come up, for within a block each does once at the most.
    """
    start = 0
    while start < len(days):
        ahead = days[start].ahead
        size = 1 if ahead < DAILY else 7 if ahead < WEEKLY else 14
        size = max(1, min(size, concepts // (2 * max(days[start].questions, 1))))
        yield days[start : start + size]
        start += size


def mock_days(days: int, begun: int = 0, last: int | None = None) -> list[int]:
    """On which of the coming days (0 is today) an assessment helps, where the date is `days` from now.

    They hang on the date, so that the same ones stay planned from one day to the next: one a little before it, and one
    every fortnight before that. They show what practice on single goals hides, and give the estimate fresh evidence to
    stand on. `begun` is how many days ago study began, `last` how many days ago the last one was taken (None: never).
    One that was missed a few days ago is for today.
    """
    earliest = max(FIRST_MOCK - begun, 0, BETWEEN_MOCKS // 2 - last if last is not None else 0)
    missed = 0 if days > LAST_MOCK else None
    found = set()
    for ahead in range(days - LAST_MOCK, -CATCH_UP - 1, -BETWEEN_MOCKS):
        on = ahead if ahead >= 0 else missed
        if on is not None and on >= earliest:
            found.add(on)
    return sorted(found)[-MOST_MOCKS:]
