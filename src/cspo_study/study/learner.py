"""One learner: the answers given so far and what they add up to."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from typing import Any

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import ConceptId, QuestionId
from cspo_study.errors import StoreError
from cspo_study.learning import memory
from cspo_study.learning.knowledge import Knowledge
from cspo_study.progress import ids
from cspo_study.progress.attempt import Attempt, as_kept
from cspo_study.progress.store import Store, readable
from cspo_study.study.clock import Clock, study_day
from cspo_study.study.knowing import DAY, Knowing
from cspo_study.study.projection import ConceptState, DayState, LearnerProjector, QuestionState
from cspo_study.study.settings import DEFAULTS, Settings
from cspo_study.study.streak import Streak, streak

ROLLING_DAYS = 30.0
"""How far ahead study looks where no date is set."""


class Learner:
    """The store seen through the content. Opened to write it exists afterwards; opened to read it is never created.

    `home` is the folder of the store, where what belongs to it is kept beside it; None where there is no store at all.
    """

    def __init__(
        self,
        catalog: Catalog,
        store: Store | None,
        clock: Clock,
        settings: Settings = DEFAULTS,
        cache: Path | None = None,
    ) -> None:
        self.catalog = catalog
        self.clock = clock
        self.settings = settings
        self.home = store.path.parent if store else None
        self._store = store
        self._knowing = Knowing(catalog, store, cache)
        self._writes = False
        self._resources = ExitStack()

    @classmethod
    def open(
        cls, catalog: Catalog, path: Path, clock: Clock, settings: Settings = DEFAULTS, cache: Path | None = None
    ) -> "Learner":
        """Ready to record. `cache` is where snapshots of what is known are kept. Raises `StoreError`."""
        projector = LearnerProjector(catalog, settings.rollover_hour, settings.memory_parameters)
        learner = cls(catalog, Store.open(path, projector, clock().at), clock, settings, cache)
        learner._writes = True
        return learner

    @classmethod
    def read(
        cls, catalog: Catalog, path: Path, clock: Clock, settings: Settings = DEFAULTS, cache: Path | None = None
    ) -> "Learner":
        """Ready to report: someone who has answered nothing where there is no store. Raises `StoreError`."""
        if not path.exists():
            nobody = cls(catalog, None, clock, settings)
            nobody.home = path.parent
            return nobody
        with ExitStack() as resources:
            copy = resources.enter_context(readable(path))
            learner = cls.open(catalog, copy, clock, settings, cache)
            learner._writes = False
            learner.home = path.parent
            learner._resources = resources.pop_all()
            return learner

    def close(self) -> None:
        """Let go of the store."""
        if self._store:
            if self._writes:
                with suppress(StoreError):  # the answers are on the disk; the next start takes them in
                    self._knowing.keep()
            self._store.close()
        self._resources.close()

    @property
    def knowledge(self) -> Knowledge:
        """What the engine knows by now. Raises `StoreError`."""
        return self._knowing.current

    def now(self) -> float:
        """The minute it is, in days since 1970 as the engine counts them.

        Nothing known changes within a minute, and a report that asks for it a hundred times has it worked out once.
        """
        return self.clock().at // 60_000 * 60_000 / DAY

    def target(self) -> float:
        """The day to be strongest on: the workshop's, or thirty days from now."""
        workshop = self.settings.workshop
        if workshop is None or workshop <= self.today():
            return self.now() + ROLLING_DAYS
        return self.now() + (workshop - self.today()).days

    def due(self, concept: ConceptId, state: ConceptState) -> int:
        """When a concept should come back, in milliseconds UTC."""
        return memory.due(concept, state.memory, self.settings.retention, self.settings.memory_parameters)

    def concepts(self) -> dict[ConceptId, ConceptState]:
        """What is known of each concept that was ever asked about."""
        return {ConceptId(name): state for name, state in self._states("concept").items()}

    def questions(self) -> dict[QuestionId, QuestionState]:
        """How each question that was ever asked went."""
        return {QuestionId(name): state for name, state in self._states("question").items()}

    def days(self) -> dict[date, DayState]:
        """What was done on each study day with an answer."""
        return {date.fromisoformat(name): state for name, state in self._states("day").items()}

    def answers(self) -> Iterator[Attempt]:
        """Every answer that stands, by the time it was given."""
        return self._store.attempts_after(b"") if self._store else iter(())

    def answers_since(self, at: int) -> Iterator[Attempt]:
        """The standing answers given at a moment (milliseconds UTC) or later, by time. Raises `StoreError`."""
        return self._store.attempts_after(ids.first_at(at)) if self._store else iter(())

    @property
    def place(self) -> Path | None:
        """The file that answers are in."""
        return self._store.path if self._store else None

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
        self._knowing.took_in(attempt)

    def record_all(self, attempts: Iterable[Attempt]) -> None:
        """Write answers, all or none; those that are there already stay as they are. Raises `StoreError`."""
        self._writable.merge(as_kept(attempt) for attempt in attempts)
        self._knowing.changed()

    def undo(self) -> Attempt | None:
        """Take back the last answer that still stands, of this or an earlier sitting; None if there is none."""
        now = self.clock()
        attempt = self._writable.retract_last(now.at, now.utc_offset)
        self._knowing.changed()
        return attempt

    def _states(self, kind: str) -> dict[str, Any]:
        return self._store.states(kind) if self._store else {}

    @property
    def _writable(self) -> Store:
        if self._store is None:
            raise AssertionError("opened for reading")
        return self._store
