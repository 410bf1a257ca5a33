"""A sitting that was left, or whose program was killed, comes back at exactly the question it stood at.

There is one place to come back to for the study room, one for `cspo quiz` and one for `cspo review`: a sitting left in
one of them is not lost to another.

What is kept is small: which questions, with the seeds that draw their numbers and shuffle their options, and the place.
The answers themselves are in the log, which is the one truth: what it holds of a sitting counts, whatever the file
says. The file is rewritten whole at every step, and deleting it at any time costs the place and no answer.
"""

import contextlib
from pathlib import Path
from typing import Literal, Self

import msgspec

from cspo_study.content.model import GoalId, QuestionId
from cspo_study.learning.policies import Reason
from cspo_study.progress.attempt import Attempt, Mode
from cspo_study.study.asking import Asked, ask, feedback
from cspo_study.study.learner import Learner
from cspo_study.study.marks import write_whole
from cspo_study.study.picking import Picked
from cspo_study.study.responses import from_log
from cspo_study.study.session import Answered, Course, Session, Ticks

FILE_NAMES = {"study": "sitting.json", "quiz": "quiz.json", "review": "review.json"}

Kind = Literal["study", "quiz", "review"]
"""Where a sitting was begun, and can be gone on with."""
Draft = list[int | None] | str
"""Positions, categories or typed text, as the control for the question's type takes it."""


class KeptQuestion(msgspec.Struct, frozen=True):
    """A question of a sitting: which, as of which version, how it was drawn and shown, why it was picked, and the goal
    whose note comes before it.
    """

    id: str
    version: int
    seed: int
    shown: tuple[int, ...]
    reason: Reason
    note: GoalId | None = None


class Sitting(msgspec.Struct, frozen=True):
    """A sitting as it is kept. `standing` is what its goals' mastery was when it began; `draft` what was set of the
    answer and not yet given.
    """

    session: str
    mode: Mode
    began: int
    questions: tuple[KeptQuestion, ...]
    place: int
    skipped: tuple[int, ...] = ()
    standing: dict[str, float] = {}
    draft: Draft | None = None

    @property
    def number(self) -> int:
        """The question it stands at, from 1."""
        return self.place + 1

    @property
    def total(self) -> int:
        """Questions in all."""
        return len(self.questions)

    @property
    def has_begun(self) -> bool:
        """Whether anything was done in it yet."""
        return self.place > 0 or self.draft is not None

    def is_of(self, session: Session) -> bool:
        """Whether this is where that session stands."""
        return self.session == session.course.id.hex()


class LeftSitting:
    """The one sitting of a kind that can be taken up again, in a file beside the store."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def beside(cls, store: Path, kind: Kind = "study") -> Self:
        """The sitting that goes with a store."""
        return cls(store.with_name(FILE_NAMES[kind]))

    def keep(self, session: Session, draft: Draft | None = None) -> None:
        """Note where a sitting stands; once it is over, forget it. A place that can't be kept is no reason to stop."""
        if session.current is None:
            self.forget()
            return
        with contextlib.suppress(OSError):
            write_whole(self._path, msgspec.json.encode(_kept(session, draft)))

    def forget(self) -> None:
        """There is nothing to go on with."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def read(self) -> Sitting | None:
        """The sitting that was left, if there is one."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Sitting)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def take_up(self, learner: Learner, ticks: Ticks) -> Session | None:
        """The sitting that was left, at its place; None where none was, or none of its questions is left to ask."""
        sitting = self.read()
        session = _taken_up(learner, sitting, ticks) if sitting else None
        return session if session and session.current else None

    def draft_for(self, session: Session) -> Draft | None:
        """What was set of the answer to the very question that a session stands at."""
        sitting, asked = self.read(), session.current
        if sitting is None or asked is None or sitting.place >= sitting.total:
            return None
        left_at = sitting.questions[sitting.place]
        return sitting.draft if (left_at.id, left_at.seed) == (asked.question.id, asked.seed) else None


class LeftDrill(LeftSitting):
    """A sitting begun by a command of its own. It takes the place of another that was left only once its first answer
    is given: one begun by accident costs nothing.
    """

    def keep(self, session: Session, draft: Draft | None = None) -> None:
        is_going_on = bool(session.answered) and session.current is not None
        if is_going_on or (left := self.read()) is None or left.is_of(session):
            super().keep(session, draft)


def _kept(session: Session, draft: Draft | None) -> Sitting:
    course = session.course
    questions = tuple(
        KeptQuestion(asked.question.id, asked.question.version, asked.seed, asked.shown, picked.reason, picked.note)
        for asked, picked in zip(course.queue, course.picked, strict=True)
    )
    skipped = tuple(course.skipped)
    standing = dict(course.standing)
    return Sitting(course.id.hex(), course.mode, course.began, questions, course.place, skipped, standing, draft)


def _taken_up(learner: Learner, sitting: Sitting, ticks: Ticks) -> Session:
    """The sitting over the questions that content still has as they were."""
    found = [_asked(learner, kept) for kept in sitting.questions]
    moved = {old: new for new, old in enumerate(number for number, one in enumerate(found) if one is not None)}
    queue = [one for one in found if one is not None]
    left = [kept for kept, one in zip(sitting.questions, found, strict=True) if one is not None]
    course = Course(
        id=bytes.fromhex(sitting.session),
        mode=sitting.mode,
        began=sitting.began,
        picked=[Picked(learner.catalog.question(QuestionId(kept.id)), kept.reason, kept.note) for kept in left],
        queue=queue,
        place=sum(old < sitting.place for old in moved),
        skipped=[moved[old] for old in sitting.skipped if old in moved],
        standing=dict(sitting.standing),
    )
    return Session.resumed(learner, course, _answered(learner, course), ticks)


def _asked(learner: Learner, kept: KeptQuestion) -> Asked | None:
    """The question as it was shown, or None if it is gone or means something else now."""
    heading = learner.catalog.headings.get(QuestionId(kept.id))
    if heading is None or heading.version != kept.version:
        return None
    asked = ask(learner.catalog.pack.question(heading), kept.seed)
    return asked._replace(shown=kept.shown) if sorted(kept.shown) == sorted(asked.shown) else None


def _answered(learner: Learner, course: Course) -> list[Answered]:
    """What the log has of a sitting, in the order answered."""
    places = {(asked.question.id, asked.seed): place for place, asked in enumerate(course.queue)}
    answered = []
    for attempt in learner.answers_since(course.began):
        place = places.get((attempt.question, attempt.seed))
        if attempt.session == course.id and place is not None:
            answered.append(_as_answered(learner, course.queue[place], attempt, place))
    return answered


def _as_answered(learner: Learner, asked: Asked, attempt: Attempt, place: int) -> Answered:
    return Answered(asked, feedback(learner.catalog, asked, from_log(attempt.response)), attempt.id, place)
