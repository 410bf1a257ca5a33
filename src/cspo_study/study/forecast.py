"""How many reviews the coming days will bring if nothing new is learned in between."""

from collections import Counter
from datetime import date, timedelta

from msgspec import Struct

from cspo_study.content.model import GoalId
from cspo_study.study.clock import study_day
from cspo_study.study.learner import Learner

DAYS = 30
"""How far ahead it looks."""


class DueDay(Struct, frozen=True):
    """A study day, and the concepts that come back on it; today's include all that is overdue."""

    day: date
    due: int


class Forecast(Struct, frozen=True):
    """The coming days from today on, and what comes back later than that."""

    days: tuple[DueDay, ...]
    later: int

    @property
    def week(self) -> int:
        """Reviews in the next seven days, today among them."""
        return sum(day.due for day in self.days[:7])

    @property
    def whole(self) -> int:
        """Reviews in all days looked at."""
        return sum(day.due for day in self.days)


def forecast(learner: Learner, days: int = DAYS) -> Forecast:
    """When the concepts of the outline come back, each once: what an answer then changes is not foreseen."""
    now, today = learner.clock(), learner.today()
    counts: Counter[int] = Counter()
    for concept, state in learner.concepts().items():
        if GoalId(concept.partition("/")[0]) not in learner.catalog.outline_goals:
            continue  # the supplement, or a concept that the content has no more
        when = study_day(now._replace(at=max(learner.due(concept, state), now.at)), learner.settings.rollover_hour)
        counts[(when - today).days] += 1
    coming = tuple(DueDay(today + timedelta(days=ahead), counts[ahead]) for ahead in range(days))
    return Forecast(coming, sum(counts.values()) - sum(day.due for day in coming))
