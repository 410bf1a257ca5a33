"""One learner: the answers given so far and what they add up to."""

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import ConceptId, QuestionId
from cspo_study.progress.attempt import Attempt
from cspo_study.progress.store import Store, readable
from cspo_study.study.clock import Clock, study_day
from cspo_study.study.projection import ConceptState, DayState, LearnerProjector, QuestionState
from cspo_study.study.settings import DEFAULTS, Settings
from cspo_study.study.streak import Streak, streak


class Learner:
    """The store seen through the content. Opened to write it exists afterwards; opened to read it is never created."""

    def __init__(self, catalog: Catalog, store: Store | None, clock: Clock, settings: Settings = DEFAULTS) -> None:
        self.catalog = catalog
        self.clock = clock
        self.settings = settings
        self._store = store
        self._resources = ExitStack()

    @classmethod
    def open(cls, catalog: Catalog, path: Path, clock: Clock, settings: Settings = DEFAULTS) -> "Learner":
        """Ready to record. Raises `StoreError`."""
        store = Store.open(path, LearnerProjector(catalog, settings.rollover_hour), clock().at)
        return cls(catalog, store, clock, settings)

    @classmethod
    def read(cls, catalog: Catalog, path: Path, clock: Clock, settings: Settings = DEFAULTS) -> "Learner":
        """Ready to report: someone who has answered nothing where there is no store. Raises `StoreError`."""
        if not path.exists():
            return cls(catalog, None, clock, settings)
        with ExitStack() as resources:
            copy = resources.enter_context(readable(path))
            learner = cls.open(catalog, copy, clock, settings)
            learner._resources = resources.pop_all()
            return learner

    def close(self) -> None:
        """Let go of the store."""
        if self._store:
            self._store.close()
        self._resources.close()

    def concepts(self) -> dict[ConceptId, ConceptState]:
        """What is known of each concept that was ever asked about."""
        return {ConceptId(name): state for name, state in self._states("concept").items()}

    def questions(self) -> dict[QuestionId, QuestionState]:
        """How each question that was ever asked went."""
        return {QuestionId(name): state for name, state in self._states("question").items()}

    def days(self) -> dict[date, DayState]:
        """What was done on each study day with an answer."""
        return {date.fromisoformat(name): state for name, state in self._states("day").items()}

    def today(self) -> date:
        """The study day it is now."""
        return study_day(self.clock(), self.settings.rollover_hour)

    def streak(self) -> Streak:
        """Days in a row with an answer."""
        return streak(self.days(), self.today())

    @property
    def device(self) -> bytes:
        """The id of the store that answers are written to."""
        return self._writable.device

    def record(self, attempt: Attempt) -> None:
        """Write an answer; it is on disk when this returns. Raises `StoreError`."""
        self._writable.record(attempt)

    def undo(self) -> Attempt | None:
        """Take back the last answer that still stands, of this or an earlier sitting; None if there is none."""
        now = self.clock()
        return self._writable.retract_last(now.at, now.utc_offset)

    def _states(self, kind: str) -> dict[str, Any]:
        return self._store.states(kind) if self._store else {}

    @property
    def _writable(self) -> Store:
        if self._store is None:
            raise AssertionError("opened for reading")
        return self._store
