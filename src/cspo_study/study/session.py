"""A sitting: one question after the other, each answer on disk before its feedback."""

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

import msgspec

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Case, GoalId, Note, Question, QuestionId, Recall, heading_of
from cspo_study.learning.memory import Confidence
from cspo_study.learning.policies import Reason
from cspo_study.progress import ids
from cspo_study.progress.attempt import Attempt, Mode
from cspo_study.study.asking import Asked, Feedback, ask, feedback, grade, guess_chance
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked
from cspo_study.study.responses import Response, to_log

Draw = Callable[[], Picked | None]
"""The next question of a sitting that chooses as it goes, by all that was answered so far; None at its end."""
Ticks = Callable[[], float]
"""Seconds that only ever go forward, such as `time.monotonic`."""

LONGEST_TAKEN = 5 * 60 * 1000
"""Milliseconds that count as time on one question: past that someone was away."""


class Answered(NamedTuple):
    """One answer of a sitting: the attempt in the log, and the question's place in the sitting."""

    asked: Asked
    feedback: Feedback
    attempt: bytes
    place: int


class Undone(NamedTuple):
    """An answer taken back. `here` tells whether it was of this sitting, which is then at its question again."""

    question: QuestionId
    here: bool


class GoalResult(NamedTuple):
    """How one goal went in a sitting: answers, and the sum of their scores."""

    goal: GoalId
    title: str
    answers: int
    score: float


class Summary(NamedTuple):
    """How a sitting went. `again` holds the questions that were not fully right, in the order asked; `showed` the
    names of the misconceptions behind wrong choices and how often each showed, the most frequent first.
    """

    answers: int
    right: int
    partly: int
    skipped: int
    goals: tuple[GoalResult, ...]
    again: tuple[Question, ...]
    showed: tuple[tuple[str, int], ...] = ()


class Course(msgspec.Struct):
    """Everything a sitting is but its answers: what is asked, in which order, and where it stands.

    `began` is in milliseconds UTC; `standing` is the mastery of its goals when it began, by goal.
    """

    id: bytes
    mode: Mode
    began: int
    picked: list[Picked]
    queue: list[Asked]
    place: int = 0
    skipped: list[int] = []
    standing: dict[str, float] = {}


class Session:
    """A sitting over questions picked beforehand, then over those that `more` draws one at a time, `most` in all.

    `current` is the one to show, or None when all are through. What is not `kept` leaves no trace in the log: neither
    schedule nor map know of it.
    """

    def __init__(
        self,
        learner: Learner,
        picked: Sequence[Picked],
        mode: Mode,
        dice: Random,
        ticks: Ticks,
        *,
        shuffle: bool = True,
        more: Draw | None = None,
        most: int = 0,
        kept: bool = True,
    ) -> None:
        self._learner = learner
        self._dice, self._more, self._most, self._kept = dice, more, most, kept
        self._draws = more is not None
        self._ticks = ticks
        queue = [ask(self._as_written(one.question), dice.getrandbits(63), shuffle=shuffle) for one in picked]
        self.course = Course(ids.random_id(), mode, learner.clock().at, list(picked), queue)
        self._unsaved: Attempt | None = None
        self.answered: list[Answered] = []
        self._shown_at = ticks()

    @classmethod
    def resumed(cls, learner: Learner, course: Course, answered: Sequence[Answered], ticks: Ticks) -> "Session":
        """A sitting taken up again. An answer in the log counts, even if the place was not moved on behind it."""
        session = cls(learner, [], course.mode, Random(0), ticks)
        session.course = course
        session.answered = list(answered)
        done = {one.place for one in answered} | set(course.skipped)
        while course.place in done:
            course.place += 1
        return session

    def remember_standing(self) -> None:
        """Note what the goals' mastery is now, before the first answer, so that the end can tell what moved."""
        if not self.course.standing:
            self.course.standing = self._standing()

    def moved(self) -> dict[GoalId, tuple[float, float]]:
        """The mastery of each goal answered about when the sitting began, where that is known, and now."""
        now = self._standing()
        return {
            GoalId(goal): (self.course.standing.get(goal, now[goal]), now[goal])
            for goal in sorted({one.asked.question.goal for one in self.answered})
        }

    def _standing(self) -> dict[str, float]:
        goals = {asked.question.goal: self._learner.catalog.goals[GoalId(asked.question.goal)] for asked in self._queue}
        day, knowledge = self._learner.now(), self._learner.knowledge
        return {name: knowledge.mastery(list(goal.concept_ids()), day).mean for name, goal in goals.items()}

    @property
    def _queue(self) -> list[Asked]:
        return self.course.queue

    @property
    def _place(self) -> int:
        return self.course.place

    @property
    def total(self) -> int:
        """Questions in this sitting; the most there may be where it draws them as it goes."""
        return max(len(self._queue), self._most)

    @property
    def is_fixed(self) -> bool:
        """Whether it is known how many questions there will be."""
        return not self._draws

    @property
    def is_kept(self) -> bool:
        """Whether its answers go into the log."""
        return self._kept

    @property
    def catalog(self) -> Catalog:
        """What is asked from."""
        return self._learner.catalog

    @property
    def number(self) -> int:
        """The current question's number, from 1."""
        return self._place + 1

    @property
    def current(self) -> Asked | None:
        """The question to show now. Where the sitting draws as it goes, it is chosen by all answers so far."""
        if self._place == len(self._queue) and self._more:
            drawn = self._more()
            if drawn is None:
                self._more, self._most = None, 0
            else:
                self.course.picked.append(drawn)
                self._queue.append(ask(self._as_written(drawn.question), self._dice.getrandbits(63)))
        return self._queue[self._place] if self._place < len(self._queue) else None

    @property
    def case(self) -> Case | None:
        """The story that the current question stands in."""
        asked = self.current
        return self._learner.catalog.pack.cases[asked.question.case] if asked and asked.question.case else None

    @property
    def note(self) -> Note | None:
        """What to read before the current question: a goal that keeps failing sends its note first."""
        asked = self.current
        goal = self.course.picked[self._place].note if asked else None
        return self._learner.catalog.notes.get(goal) if goal else None

    @property
    def reason(self) -> Reason:
        """Why the current question comes now; `why.why_now` has it in words."""
        self._here()
        return self.course.picked[self._place].reason

    def goal_title(self, question: Question) -> str:
        """What the question's goal is called."""
        return self._learner.catalog.goals[GoalId(question.goal)].title

    def asks_confidence(self, question: Question) -> bool:
        """Whether how sure one is of the answer is asked too. Someone who rates a recall has said how it went."""
        return self._learner.settings.confidence and not isinstance(question, Recall)

    def comes_back(self, question: Question) -> str:
        """When what was just asked about comes back, as a sentence. Empty where no trace of it is kept."""
        from cspo_study.study.returning import comes_back  # nothing that the first question waits for

        when = comes_back(self._learner, question.concept_id) if self._kept else ""
        return f"Comes back {when}." if when else ""

    def _as_written(self, question: Question) -> Question:
        """The question without the numbers that an earlier sitting drew: the logged seed has to tell them."""
        catalog = self._learner.catalog
        heading = catalog.headings.get(QuestionId(question.id))
        written = catalog.pack.question(heading) if heading else question
        return written if written.family else question

    def show(self) -> None:
        """The current question is on the screen: time on it starts."""
        self._shown_at = self._ticks()

    def answer(self, response: Response, confidence: Confidence | None = None) -> Feedback:
        """Record an answer to the current question, with how sure the learner was of it, and go on.

        Raises `StoreError`, and is then still at this question: answer again. Should the disk have taken in the first
        try after all, the same answer tried again is not a second one.
        """
        asked = self._here()
        taken = int((self._ticks() - self._shown_at) * 1000)
        attempt = self._attempt(asked, response, confidence, taken)
        if self._unsaved and self._unsaved.response == attempt.response:
            attempt = self._unsaved
        self._unsaved = attempt
        if self._kept:
            self._learner.record(attempt)
        self._unsaved = None
        given = feedback(self._learner.catalog, asked, response)
        self.answered.append(Answered(asked, given, attempt.id, self._place))
        self.course.place += 1
        return given

    def undo(self) -> Undone | None:
        """Take back the last answer that stands, of this sitting or an earlier one; None if there is none."""
        if not self._kept:
            return self._undo_unkept()
        attempt = self._learner.undo()
        if attempt is None:
            return None
        here = bool(self.answered) and self.answered[-1].attempt == attempt.id
        if here:
            self.course.place = self.answered.pop().place
            self.course.skipped = [place for place in self.course.skipped if place < self._place]
            self._unsaved = None
        return Undone(QuestionId(attempt.question), here)

    def _undo_unkept(self) -> Undone | None:
        if not self.answered:
            return None
        last = self.answered.pop()
        self.course.place = last.place
        self.course.skipped = [place for place in self.course.skipped if place < self._place]
        return Undone(QuestionId(last.asked.question.id), here=True)

    def _attempt(self, asked: Asked, response: Response, confidence: Confidence | None, taken: int) -> Attempt:
        now = self._learner.clock()
        question = asked.question
        return Attempt(
            id=ids.new_id(now.at),
            device=self._learner.device,
            at=now.at,
            utc_offset=now.utc_offset,
            session=self.course.id,
            mode=self.course.mode,
            question=question.id,
            version=question.version,
            concept=question.concept_id,
            seed=asked.seed,
            shown=msgspec.json.encode(asked.shown).decode(),
            response=to_log(response),
            score=grade(question, response),
            guess=guess_chance(heading_of(question)),
            confidence=confidence,
            taken=min(taken, LONGEST_TAKEN),
        )

    def skip(self) -> None:
        """Go on without an answer; nothing is recorded."""
        self._here()
        self.course.skipped.append(self._place)
        self._unsaved = None
        self.course.place += 1

    def reveal(self) -> str:
        """The model answer of the current recall question."""
        question = self._here().question
        if not isinstance(question, Recall):
            raise TypeError("only a recall question is revealed")
        return question.answer

    def summary(self) -> Summary:
        """How it went so far."""
        goals: dict[GoalId, GoalResult] = {}
        for answered in self.answered:
            goal = GoalId(answered.asked.question.goal)
            before = goals.get(goal) or GoalResult(goal, self._learner.catalog.goals[goal].title, 0, 0.0)
            goals[goal] = before._replace(answers=before.answers + 1, score=before.score + answered.feedback.score)
        scores = [answered.feedback.score for answered in self.answered]
        return Summary(
            answers=len(scores),
            right=scores.count(1.0),
            partly=sum(0 < score < 1 for score in scores),
            skipped=len(self.course.skipped),
            goals=tuple(goals[goal] for goal in sorted(goals)),
            again=tuple(answered.asked.question for answered in self.answered if answered.feedback.score < 1),
            showed=tuple(Counter(name for one in self.answered for name in one.feedback.misconceptions).most_common()),
        )

    def _here(self) -> Asked:
        asked = self.current
        if asked is None:
            raise IndexError("the sitting is over")
        return asked
