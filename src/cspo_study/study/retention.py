"""How much of what came back was still known, beside what the learner aims at."""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from cspo_study.learning import memory
from cspo_study.learning.interval import counted
from cspo_study.learning.memory import Rating
from cspo_study.progress.attempt import Attempt
from cspo_study.study.clock import Moment, study_day
from cspo_study.study.learner import Learner

RECENT_DAYS = 30
"""Older reviews say little about now."""
ENOUGH = 20
"""Reviews before the share says anything about the aim."""


class Retention(Struct, frozen=True):
    """Of the reviews in the last 30 days, the share that was `kept`, from `low` to `high` nine times in ten.

    A review is a concept's first answer on a day after the day it was last asked about; it was kept when at least half
    of it was right, which is what the schedule aims at. A lucky guess counts as kept here. `known_now` is the share of
    concepts met that memory gives a chance today, by the schedule's own reckoning. Both are null before there are any.
    """

    aim: float
    reviews: int
    kept: float | None
    low: float
    high: float
    known_now: float | None

    @property
    def says(self) -> str:
        """What it amounts to, in words."""
        if self.kept is None or self.reviews < ENOUGH:
            return f"{self.reviews} reviews so far: about {ENOUGH} are needed to tell."
        if self.high < self.aim:
            return "Below your aim: more comes back unknown than planned for."
        if self.low > self.aim:
            return "Above your aim: you could do with fewer reviews."
        return "In line with your aim."


def retention(learner: Learner, answers: Iterable[Attempt]) -> Retention:
    """How the reviews of the last 30 days went, over the outline and the supplement; `answers` are all, by time."""
    since = learner.today() - timedelta(days=RECENT_DAYS)
    reviews = kept = 0
    last: dict[str, date] = {}
    for attempt in answers:
        day = study_day(Moment(attempt.at, attempt.utc_offset), learner.settings.rollover_hour)
        before = last.get(attempt.concept)
        last[attempt.concept] = day
        if before is not None and before < day and day > since:
            reviews += 1
            kept += memory.rate(attempt.score) > Rating.AGAIN
    _, low, high = counted(kept, reviews)
    return Retention(learner.settings.retention, reviews, kept / reviews if reviews else None, low, high, _now(learner))


def _now(learner: Learner) -> float | None:
    at, parameters = round(learner.now() * memory.DAY), learner.settings.memory_parameters
    chances = [memory.recall(state.memory, at, parameters) for state in learner.concepts().values()]
    return sum(chances) / len(chances) if chances else None
