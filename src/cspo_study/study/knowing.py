"""What the engine knows of a learner, kept in step with the log.

The state after some answer is kept as a snapshot in the cache folder, so that a start takes in only what came after
it. A snapshot is good as long as the log up to it is what it was: the row it stood at is there, and nothing that came
since was answered before its last answer or takes back one of those it has read. Otherwise an older one serves, or
the whole log. Deleting snapshots at any time costs a replay.
"""

import contextlib
import os
import zlib
from pathlib import Path

import msgspec

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Heading, QuestionId
from cspo_study.learning.answer import Answer
from cspo_study.learning.knowledge import Knowledge, State
from cspo_study.learning.prior import GoalShape
from cspo_study.progress.attempt import Attempt
from cspo_study.progress.store import Store

FORMULAS = 1
"""Raised when a formula or a constant of the engine changes what the same log leads to."""
OUTDATED_WORTH = 0.5
"""What an answer counts for once its question has a newer version: its meaning has changed since."""
DIFFICULTY = {"easy": -0.5, "medium": 0.0, "hard": 0.5}
"""What an author's rating says, in logits."""
DAY = 86_400_000
"""Milliseconds: the engine counts in days since 1970."""


class Snapshot(msgspec.Struct, frozen=True):
    """A state and where it stands in the log: the row that had arrived last, and the latest answer it has read."""

    basis: int
    rows: int
    row: bytes
    last: bytes
    state: msgspec.Raw


class Knowing:
    """The knowledge of one learner. `current` is up to date whenever it is read."""

    def __init__(self, catalog: Catalog, store: Store | None, folder: Path | None) -> None:
        self._catalog = catalog
        self._store = store
        self._shapes = shapes(catalog)
        self._basis = _basis(catalog, self._shapes)
        self._files = _files(folder, store.path) if folder and store else ()
        self._knowledge: Knowledge | None = None
        self._last = b""

    @property
    def current(self) -> Knowledge:
        """What is known by all answers that stand. Raises `StoreError`."""
        if self._knowledge is None:
            self._knowledge = self._caught_up()
        return self._knowledge

    def took_in(self, attempt: Attempt) -> None:
        """An answer was recorded just now."""
        if self._knowledge is None:
            return
        if attempt.id <= self._last:
            self._knowledge = None  # a clock was set back: it belongs before others
            return
        self._observe(self._knowledge, attempt)
        self._last = attempt.id

    def changed(self) -> None:
        """Something else happened to the log: an answer was taken back, or others came in."""
        self._knowledge = None

    def keep(self) -> None:
        """Write a snapshot of what is known, if it is known. A cache that can't be written is no loss."""
        if self._knowledge is None or not self._files or self._store is None or not self._last:
            return
        rows = self._store.newest()
        state = msgspec.json.encode(self._knowledge.state)
        snapshot = Snapshot(self._basis, rows, self._store.arrived(rows), self._last, msgspec.Raw(state))
        newest, before = self._files
        kept = _read(newest)
        if kept and (kept.basis, kept.rows, kept.last) == (self._basis, rows, self._last):
            return
        with contextlib.suppress(OSError):
            newest.parent.mkdir(parents=True, exist_ok=True)
            if kept:
                newest.replace(before)
            temporary = newest.with_name(f"{newest.name}.{os.getpid()}")
            temporary.write_bytes(msgspec.json.encode(snapshot))
            temporary.replace(newest)

    def _caught_up(self) -> Knowledge:
        knowledge, self._last = self._resumed()
        for attempt in self._store.attempts_after(self._last) if self._store else ():
            self._observe(knowledge, attempt)
            self._last = attempt.id
        return knowledge

    def _resumed(self) -> tuple[Knowledge, bytes]:
        for path in self._files:
            snapshot = _read(path)
            if snapshot and self._is_good(snapshot):
                with contextlib.suppress(msgspec.MsgspecError):
                    state = msgspec.json.decode(snapshot.state, type=State)
                    return Knowledge(self._shapes, state), snapshot.last
        return Knowledge(self._shapes), b""

    def _is_good(self, snapshot: Snapshot) -> bool:
        if snapshot.basis != self._basis or self._store is None:
            return False
        return self._store.arrived(snapshot.rows) == snapshot.row and not self._store.reaches_back(
            snapshot.rows, snapshot.last
        )

    def _observe(self, knowledge: Knowledge, attempt: Attempt) -> None:
        if attempt.concept in knowledge:
            knowledge.observe(as_answer(self._catalog, attempt))


def as_answer(catalog: Catalog, attempt: Attempt) -> Answer:
    """An attempt as the engine takes it in. A question that is gone counts as of medium difficulty."""
    heading = catalog.headings.get(QuestionId(attempt.question))
    return Answer(
        attempt.concept,
        attempt.at / DAY,
        attempt.score,
        attempt.guess,
        DIFFICULTY[heading.difficulty] if heading else 0.0,
        heading.touches if heading else None,
        OUTDATED_WORTH if heading and attempt.version < heading.version else 1.0,
    )


def shapes(catalog: Catalog) -> list[GoalShape]:
    """The syllabus as the engine sees it."""
    return [
        GoalShape(goal.id, goal.id.partition(".")[0], goal.id.rpartition(".")[0], tuple(goal.concept_ids()))
        for goal in catalog.goals.values()
    ]


def _basis(catalog: Catalog, goals: list[GoalShape]) -> int:
    """A fingerprint of all that a state depends on besides the log."""
    headings = [_said_by(heading) for heading in catalog.pack.headings]
    return zlib.crc32(msgspec.json.encode([FORMULAS, goals, headings]))


def _said_by(heading: Heading) -> tuple[str, str, str | None, int]:
    return (heading.id, heading.difficulty, heading.touches, heading.version)


def _files(folder: Path, store: Path) -> tuple[Path, Path]:
    """The newest snapshot and the one before."""
    name = f"knowledge-{zlib.crc32(str(store).encode()):08x}"
    return folder / f"{name}.json", folder / f"{name}-before.json"


def _read(path: Path) -> Snapshot | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Snapshot)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
