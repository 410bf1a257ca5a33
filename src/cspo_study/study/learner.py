"""One learner: the answers given so far and what they add up to."""

from pathlib import Path

import msgspec

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import ConceptId, QuestionId
from cspo_study.progress.attempt import Attempt
from cspo_study.progress.store import Store
from cspo_study.study.clock import Clock
from cspo_study.study.projection import ConceptState, LearnerProjector, QuestionState


class Learner:
    """The store seen through the content. Opened to write it exists afterwards; opened to read it is never created."""

    def __init__(self, catalog: Catalog, store: Store | None, clock: Clock) -> None:
        self.catalog = catalog
        self.clock = clock
        self._store = store

    @classmethod
    def open(cls, catalog: Catalog, path: Path, clock: Clock) -> "Learner":
        """Ready to record. Raises `StoreError`."""
        return cls(catalog, Store.open(path, LearnerProjector(catalog)), clock)

    @classmethod
    def read(cls, catalog: Catalog, path: Path, clock: Clock) -> "Learner":
        """Ready to report: someone who has answered nothing where there is no store. Raises `StoreError`."""
        return cls.open(catalog, path, clock) if path.exists() else cls(catalog, None, clock)

    def close(self) -> None:
        """Let go of the store."""
        if self._store:
            self._store.close()

    def concepts(self) -> dict[ConceptId, ConceptState]:
        """What is known of each concept that was ever asked about."""
        states = self._store.states("concept") if self._store else {}
        return {ConceptId(key): msgspec.json.decode(state, type=ConceptState) for key, state in states.items()}

    def questions(self) -> dict[QuestionId, QuestionState]:
        """How each question that was ever asked went."""
        states = self._store.states("question") if self._store else {}
        return {QuestionId(key): msgspec.json.decode(state, type=QuestionState) for key, state in states.items()}

    @property
    def device(self) -> bytes:
        """The id of the store that answers are written to."""
        return self._writable.device

    def record(self, attempt: Attempt) -> None:
        """Write an answer; it is on disk when this returns. Raises `StoreError`."""
        self._writable.record(attempt)

    @property
    def _writable(self) -> Store:
        if self._store is None:
            raise AssertionError("opened for reading")
        return self._store
