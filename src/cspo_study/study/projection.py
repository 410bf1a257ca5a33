"""What is derived from the log: what is known of each concept and when it is due, how each question went."""

import zlib

import msgspec

from cspo_study.content.catalog import Catalog
from cspo_study.learning.mastery import Evidence
from cspo_study.learning.memory import Memory, rate, review
from cspo_study.progress.attempt import Attempt
from cspo_study.progress.projecting import Key

FORMULAS = 1
"""Raised when a formula changes what the same log leads to."""
OUTDATED_WORTH = 0.5
"""What an answer counts for once its question has a newer version: its meaning has changed since."""


class ConceptState(msgspec.Struct, frozen=True):
    """A concept: answers and the sum of their scores, evidence of mastery, memory, the last answer in ms UTC."""

    answers: int
    score: float
    evidence: Evidence
    memory: Memory
    answered: int


class QuestionState(msgspec.Struct, frozen=True):
    """A question: answers, how many of them were right in full, the last score and time in ms UTC."""

    answers: int
    right: int
    last_score: float
    answered: int


class LearnerProjector:
    """Folds attempts into `ConceptState` and `QuestionState`.

    Without a clock or dice: the same log, the same states.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._versions = {question.id: question.version for question in catalog.pack.questions if question.version > 1}

    @property
    def basis(self) -> str:
        """The formulas and the question versions that the states rest on."""
        return f"{FORMULAS}/{zlib.crc32(repr(sorted(self._versions.items())).encode()):08x}"

    def keys(self, attempt: Attempt) -> list[Key]:
        """An attempt counts for its concept and its question."""
        return [Key("concept", attempt.concept), Key("question", attempt.question)]

    def step(self, key: Key, state: str | None, attempt: Attempt) -> str:
        """The state after one more attempt."""
        if key.kind == "concept":
            concept = msgspec.json.decode(state, type=ConceptState) if state else None
            return msgspec.json.encode(self._concept_after(concept, attempt)).decode()
        question = msgspec.json.decode(state, type=QuestionState) if state else None
        return msgspec.json.encode(_question_after(question, attempt)).decode()

    def _concept_after(self, before: ConceptState | None, attempt: Attempt) -> ConceptState:
        outdated = attempt.version < self._versions.get(attempt.question, 1)
        worth = OUTDATED_WORTH if outdated else 1.0
        evidence = (before.evidence if before else Evidence()).after(attempt.score, attempt.guess, worth)
        rating = rate(attempt.score, attempt.confidence)  # type: ignore[arg-type]
        return ConceptState(
            answers=(before.answers if before else 0) + 1,
            score=(before.score if before else 0.0) + attempt.score,
            evidence=evidence,
            memory=review(before.memory if before else None, rating, attempt.at),
            answered=attempt.at,
        )


def _question_after(before: QuestionState | None, attempt: Attempt) -> QuestionState:
    return QuestionState(
        answers=(before.answers if before else 0) + 1,
        right=(before.right if before else 0) + (attempt.score == 1),
        last_score=attempt.score,
        answered=attempt.at,
    )
