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
"""Days from now before which no assessment is planned: it has to have something new to measure."""
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
    for block in _blocks(days):
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


def _blocks(days: Sequence[Day]) -> Iterator[Sequence[Day]]:
    """Days that are planned at once: one by one at first, then by the week, then by the fortnight."""
    start = 0
    while start < len(days):
        ahead = days[start].ahead
        size = 1 if ahead < DAILY else 7 if ahead < WEEKLY else 14
        yield days[start : start + size]
        start += size


def mock_days(days: int, last: int | None = None) -> list[int]:
    """On which of the coming days (0 is today) an assessment helps, where the date is `days` from now.

    `last` is how many days ago the last one was taken. One a little before the date and one every fortnight before
    that: they show what practice on single goals hides, and give the estimate fresh evidence to stand on.
    """
    rested = FIRST_MOCK if last is None else max(FIRST_MOCK, BETWEEN_MOCKS // 2 - last)
    found = range(days - LAST_MOCK, rested - 1, -BETWEEN_MOCKS)
    return sorted(found)[-MOST_MOCKS:]
