"""What is derived from the log: what is known of each concept and when it is due, how questions and days went."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Heading, QuestionId
from cspo_study.learning.memory import DEFAULT_PARAMETERS, Memory, Parameters, rate, review
from cspo_study.progress.attempt import Attempt
from cspo_study.progress.projecting import Basis, Between, ByColumn, Key, Selection
from cspo_study.study.clock import Moment, study_day
from cspo_study.study.settings import DEFAULTS

FORMULAS = 2
"""Raised when a formula changes what the same log leads to."""
MILLISECONDS_A_WORD = 250
"""An answer that took no longer than reading at this pace takes was quick for its question."""


class ConceptState(msgspec.Struct, frozen=True):
    """A concept: answers and the sum of their scores, memory, the last answer in ms UTC."""

    answers: int
    score: float
    memory: Memory
    answered: int


class QuestionState(msgspec.Struct, frozen=True):
    """A question: answers, how many of them were right in full, the last score and time in ms UTC."""

    answers: int
    right: int
    last_score: float
    answered: int


class DayState(msgspec.Struct, frozen=True):
    """A study day: answers, how many of them were right in full, and the time they took in milliseconds."""

    answers: int
    right: int
    taken: int


State = ConceptState | QuestionState | DayState
_TYPES: dict[str, type[State]] = {"concept": ConceptState, "question": QuestionState, "day": DayState}


class LearnerProjector:
    """Folds attempts into states. Without a clock or dice: the same log, content and rollover hour, the same states."""

    def __init__(
        self,
        catalog: Catalog,
        rollover_hour: int = DEFAULTS.rollover_hour,
        parameters: Parameters = DEFAULT_PARAMETERS,
    ) -> None:
        self._catalog = catalog
        self._versions = {heading.id: heading.version for heading in catalog.pack.headings if heading.version > 1}
        self._rollover_hour = rollover_hour
        self._parameters = parameters

    @property
    def basis(self) -> Basis:
        """The formulas with what sets them, and the versions of the questions that have had more than one."""
        own = "" if self._parameters == DEFAULT_PARAMETERS else f", memory {self._parameters}"
        return Basis(f"{FORMULAS}, days from {self._rollover_hour}:00{own}", self._versions)

    def keys(self, attempt: Attempt) -> list[Key]:
        """An attempt counts for its concept, its question and its day."""
        day = study_day(Moment(attempt.at, attempt.utc_offset), self._rollover_hour)
        return [Key("concept", attempt.concept), Key("question", attempt.question), Key("day", day.isoformat())]

    def selection(self, key: Key) -> Selection:
        """A concept's or question's attempts by column, a day's by a stretch of time that holds it in any zone."""
        match key:
            case ("concept", name):
                return ByColumn("concept", name)
            case ("question", name):
                return ByColumn("question", name)
        start = datetime.combine(date.fromisoformat(key.name), time(), UTC) - timedelta(hours=24)
        at = int(start.timestamp() * 1000)
        return Between(at, at + 4 * 86_400_000)

    def step(self, key: Key, state: Any, attempt: Attempt) -> State:  # noqa: ANN401 - the kind's own state or None
        """The state after one more attempt."""
        match key.kind:
            case "concept":
                return self._concept_after(state, attempt)
            case "question":
                return _question_after(state, attempt)
        return _day_after(state, attempt)

    def encode(self, state: State) -> str:
        """The state as JSON."""
        return msgspec.json.encode(state).decode()

    def decode(self, key: Key, text: str) -> State:
        """The state that `encode` wrote."""
        return msgspec.json.decode(text, type=_TYPES[key.kind])

    def _concept_after(self, before: ConceptState | None, attempt: Attempt) -> ConceptState:
        heading = self._catalog.headings.get(QuestionId(attempt.question))
        rating = rate(attempt.score, attempt.confidence, quick=was_quick(heading, attempt))  # type: ignore[arg-type]
        return ConceptState(
            answers=(before.answers if before else 0) + 1,
            score=(before.score if before else 0.0) + attempt.score,
            memory=review(before.memory if before else None, rating, attempt.at, self._parameters),
            answered=attempt.at,
        )


def was_quick(heading: Heading | None, attempt: Attempt) -> bool:
    """Whether an answer took no longer than reading its question."""
    return heading is not None and 0 < attempt.taken <= heading.words * MILLISECONDS_A_WORD


def _question_after(before: QuestionState | None, attempt: Attempt) -> QuestionState:
    return QuestionState(
        answers=(before.answers if before else 0) + 1,
        right=(before.right if before else 0) + (attempt.score == 1),
        last_score=attempt.score,
        answered=attempt.at,
    )


def _day_after(before: DayState | None, attempt: Attempt) -> DayState:
    return DayState(
        answers=(before.answers if before else 0) + 1,
        right=(before.right if before else 0) + (attempt.score == 1),
        taken=(before.taken if before else 0) + attempt.taken,
    )
