"""How each question went whenever it was asked, and how much time went into all of them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple, cast

from msgspec import Struct

from cspo_study.content.model import Heading, QuestionId
from cspo_study.learning.memory import Confidence
from cspo_study.study.clock import Moment, study_day
from cspo_study.study.learner import Learner
from cspo_study.study.projection import DayState

RECENT_DAYS = 30
"""Days that a look back goes over."""


class Past(NamedTuple):
    """One answer as it is looked back on: its study day, its score 0 to 1, and how sure the learner was.

    `outdated` tells that the question has had a newer version since; `response` is what was answered, as the log has
    it, and `seed` what numbers it was asked with.
    """

    day: date
    score: float
    confidence: Confidence | None
    taken: int
    outdated: bool
    response: str
    seed: int

    @property
    def verdict(self) -> str:
        """Right, partly right or wrong."""
        return "right" if self.score == 1 else "partly right" if self.score > 0 else "wrong"


class QuestionPast(NamedTuple):
    """A question and every answer to it, the first first."""

    heading: Heading
    answers: tuple[Past, ...]


def pasts(learner: Learner) -> dict[QuestionId, tuple[Past, ...]]:
    """The answers to every question that was ever asked."""
    found: dict[QuestionId, list[Past]] = {}
    hour = learner.settings.rollover_hour
    for attempt in learner.answers():
        identity = QuestionId(attempt.question)
        heading = learner.catalog.headings.get(identity)
        past = Past(
            study_day(Moment(attempt.at, attempt.utc_offset), hour),
            attempt.score,
            cast("Confidence | None", attempt.confidence),  # the schema lets in nothing else
            attempt.taken,
            heading is not None and attempt.version < heading.version,
            attempt.response,
            attempt.seed,
        )
        found.setdefault(identity, []).append(past)
    return {identity: tuple(answers) for identity, answers in found.items()}


def questions_on(
    learner: Learner, goal: str, known: Mapping[QuestionId, tuple[Past, ...]] | None = None
) -> list[QuestionPast]:
    """A goal's questions with their answers: those met first, then those still to come, each in the order written."""
    known = pasts(learner) if known is None else known
    headings = [heading for heading in learner.catalog.pack.headings if heading.goal == goal]
    rows = [QuestionPast(heading, known.get(QuestionId(heading.id), ())) for heading in headings]
    return sorted(rows, key=lambda row: not row.answers)


class TimeSpent(Struct, frozen=True):
    """Milliseconds on questions: today, in the last 7 and 30 days, in all; and by day over the last 30, oldest first.

    Time on one question is capped, so that a cup of tea does not count as study.
    """

    today: int
    week: int
    month: int
    whole: int
    days_studied: int
    by_day: tuple[int, ...]


def time_spent(days: Mapping[date, DayState], today: date) -> TimeSpent:
    """The time that `days` took, seen from `today`."""
    recent = [today - timedelta(days=back) for back in reversed(range(RECENT_DAYS))]
    by_day = tuple(days[day].taken if day in days else 0 for day in recent)
    return TimeSpent(
        today=by_day[-1],
        week=sum(by_day[-7:]),
        month=sum(by_day),
        whole=sum(state.taken for state in days.values()),
        days_studied=len(days),
        by_day=by_day,
    )
