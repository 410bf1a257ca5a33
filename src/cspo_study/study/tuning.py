"""Fitting the memory model to a learner's own answers."""

from cspo_study.content.model import QuestionId
from cspo_study.learning.memory import rate
from cspo_study.learning.tuning import Review, Tuning, tune
from cspo_study.study.learner import Learner
from cspo_study.study.projection import was_quick


def tune_memory(learner: Learner) -> Tuning | None:
    """What the answers of a learner say about their memory; None where there are too few of them."""
    histories: dict[str, list[Review]] = {}
    for attempt in learner.answers():
        heading = learner.catalog.headings.get(QuestionId(attempt.question))
        rating = rate(attempt.score, attempt.confidence, quick=was_quick(heading, attempt))  # type: ignore[arg-type]
        histories.setdefault(attempt.concept, []).append(Review(attempt.at, rating, attempt.score >= 0.5))
    return tune(histories)
