"""Taking an assessment: forward and back, flags, a clock, no feedback before the end."""

from collections.abc import Iterable
from random import Random
from typing import NamedTuple

import msgspec

from cspo_study.content.model import Case, Question, QuestionId, heading_of
from cspo_study.errors import UsageError
from cspo_study.learning.answer import Answer
from cspo_study.learning.forecasting import one_sitting
from cspo_study.learning.interval import Share
from cspo_study.learning.profile import Profile
from cspo_study.progress import ids
from cspo_study.progress.attempt import Attempt
from cspo_study.study import exam_draft, exam_result
from cspo_study.study.asking import Asked, ask, grade, guess_chance
from cspo_study.study.exam_draft import Draft, Given, Sheet, in_words
from cspo_study.study.exam_paper import draw_paper
from cspo_study.study.exam_result import Outcome, Outsheet
from cspo_study.study.knowing import DIFFICULTY
from cspo_study.study.learner import Learner
from cspo_study.study.readiness import expected_today
from cspo_study.study.responses import Response, to_log
from cspo_study.study.session import LONGEST_TAKEN

WARNINGS = (600, 300, 60)
"""Seconds before the end at which the time is pointed out, once each: calmly, and not while there is plenty."""


class Line(NamedTuple):
    """A question on the review page: its number from 1, its goal, and whether it is answered and flagged."""

    number: int
    goal: str
    stem: str
    answered: bool
    flagged: bool


class Exam:
    """A paper in front of one learner. Everything that changes is on the disk before the method returns."""

    def __init__(self, learner: Learner, draft: Draft) -> None:
        assert learner.home is not None
        self._learner = learner
        self._home = learner.home
        self._draft = draft
        known = learner.catalog.headings
        # A question that is gone since cannot be answered: the paper goes on without it.
        draft.sheets = [sheet for sheet in draft.sheets if QuestionId(sheet.question) in known]
        draft.place = min(draft.place, max(len(draft.sheets) - 1, 0))
        self._asked: list[Asked | None] = [None] * len(draft.sheets)
        self._shown_at: int | None = None
        self._warned = {one for one in WARNINGS if self.left() <= one or draft.profile.minutes * 60 <= one}

    @classmethod
    def begin(cls, learner: Learner, name: str, profile: Profile, dice: Random) -> "Exam":
        """Draw a paper and start its clock. `UsageError` where one is being taken already."""
        assert learner.home is not None
        if exam_draft.load(learner.home):
            raise UsageError("An assessment is being taken already.", "Go on with it: cspo exam. Or: cspo exam --drop")
        questions = draw_paper(learner, profile, dice)
        now = learner.clock().at
        sheets = [_sheet(learner, question, dice) for question in questions]
        foreseen = _foreseen(learner, sheets)
        draft = Draft(
            exam_draft.FORMAT,
            ids.random_id(),
            name,
            profile,
            now,
            now + round(profile.minutes * 60_000),
            now,
            *foreseen,
            sheets,
        )
        exam_draft.save(learner.home, draft)
        return cls(learner, draft)

    @classmethod
    def resume(cls, learner: Learner) -> "Exam | None":
        """The paper that is being taken, its clock having run on; None if there is none. Raises `StoreError`."""
        draft = exam_draft.load(learner.home) if learner.home else None
        return cls(learner, draft) if draft else None

    # --- where one is -------------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """What its profile is called."""
        return self._draft.name

    @property
    def profile(self) -> Profile:
        """What it asks for."""
        return self._draft.profile

    @property
    def total(self) -> int:
        """Questions on the paper."""
        return len(self._draft.sheets)

    @property
    def place(self) -> int:
        """The place of the question in front, from 0."""
        return self._draft.place

    @property
    def current(self) -> Asked:
        """The question in front."""
        return self.asked(self._draft.place)

    @property
    def case(self) -> Case | None:
        """The story that the question in front stands in."""
        name = self.current.question.case
        return self._learner.catalog.pack.cases[name] if name else None

    @property
    def given(self) -> Response | None:
        """What was answered to the question in front."""
        given = self._sheet.given
        return given.response if given else None

    @property
    def flagged(self) -> bool:
        """Whether the question in front is flagged."""
        return self._sheet.flagged

    @property
    def answered(self) -> int:
        """Questions with an answer."""
        return sum(sheet.given is not None for sheet in self._draft.sheets)

    def asked(self, place: int) -> Asked:
        """A question as it is shown on this paper."""
        asked = self._asked[place]
        if asked is None:
            sheet = self._draft.sheets[place]
            asked = ask(self._learner.catalog.question(QuestionId(sheet.question)), sheet.seed)
            if sorted(asked.shown) == sorted(sheet.shown):
                asked = asked._replace(shown=sheet.shown)
            self._asked[place] = asked
        return asked

    def lines(self) -> list[Line]:
        """The review page: every question, with what is open and what is flagged."""
        return [
            Line(number, self.asked(number - 1).question.goal, self.asked(number - 1).question.stem.strip(),
                 sheet.given is not None, sheet.flagged)
            for number, sheet in enumerate(self._draft.sheets, start=1)
        ]  # fmt: skip

    # --- the clock ----------------------------------------------------------------------------------------------------

    def left(self) -> float:
        """Seconds left. A clock that was set back gives none back."""
        self._draft.latest = max(self._draft.latest, self._learner.clock().at)
        return max(self._draft.ends - self._draft.latest, 0) / 1000

    @property
    def is_over(self) -> bool:
        """Whether the time is up: nothing more can be answered, and it has to be handed in."""
        return self.left() <= 0

    def warning(self) -> str | None:
        """A word about the time where one is due, each only once."""
        left = self.left()
        due = [one for one in WARNINGS if left <= one and one not in self._warned]
        if not due or left <= 0:
            return None
        self._warned.update(due)
        return f"{in_words(left)} left, {self.total - self.answered} questions open."

    # --- what one does ------------------------------------------------------------------------------------------------

    def go(self, place: int) -> None:
        """Turn to a question; beyond the first and the last there is none."""
        self._count_time()
        self._draft.place = min(max(place, 0), self.total - 1)
        self._save()

    def next_open(self) -> int | None:
        """The next question without an answer after the one in front, going round; None if all have one."""
        places = [*range(self.place + 1, self.total), *range(self.place + 1)]
        return next((place for place in places if self._draft.sheets[place].given is None), None)

    def answer(self, response: Response) -> bool:
        """Answer the question in front, or answer it anew; False where the time is up. Raises `StoreError`."""
        if self.is_over:
            return False
        before, now = self._sheet.given, self._learner.clock()
        self._count_time()
        self._sheet.given = Given(response, ids.new_id(now.at), now.at, now.utc_offset)
        try:
            self._save()
        except BaseException:
            self._sheet.given = before
            raise
        return True

    def flag(self) -> bool:
        """Flag the question in front, or take its flag away; whether it has one now."""
        self._sheet.flagged = not self._sheet.flagged
        self._save()
        return self._sheet.flagged

    def hand_in(self) -> Outcome:
        """The end: the answers go into the log, the result is kept, the draft is gone.

        Killed halfway it can be done again: answers that are in the log already are not added twice. Raises
        `StoreError`.
        """
        self._count_time()
        outcome = self._outcome()
        self._learner.record_all(self._attempts())
        exam_result.keep(self._home, outcome)
        exam_draft.remove(self._home)
        return outcome

    def drop(self) -> None:
        """Throw it away: nothing of it reaches the log."""
        exam_draft.remove(self._home)

    @property
    def _sheet(self) -> Sheet:
        return self._draft.sheets[self._draft.place]

    def show(self) -> None:
        """The question in front is on the screen: time on it counts from now."""
        self._shown_at = self._learner.clock().at

    def _count_time(self) -> None:
        if self._shown_at is not None:
            now = self._learner.clock().at
            spent = self._sheet.taken + max(min(now, self._draft.ends) - self._shown_at, 0)
            self._sheet.taken = min(spent, LONGEST_TAKEN)
            self._shown_at = now

    def _save(self) -> None:
        self.left()
        exam_draft.save(self._home, self._draft)

    def _attempts(self) -> Iterable[Attempt]:
        for place, sheet in enumerate(self._draft.sheets):
            if sheet.given is None:
                continue
            question = self.asked(place).question
            yield Attempt(
                id=sheet.given.attempt,
                device=self._learner.device,
                at=sheet.given.at,
                utc_offset=sheet.given.utc_offset,
                session=self._draft.session,
                mode="exam",
                question=question.id,
                version=sheet.version,
                concept=question.concept_id,
                seed=sheet.seed,
                shown=msgspec.json.encode(self.asked(place).shown).decode(),
                response=to_log(sheet.given.response),
                score=grade(question, sheet.given.response),
                guess=guess_chance(heading_of(question)),
                confidence=None,
                taken=sheet.taken,
            )

    def _outcome(self) -> Outcome:
        draft = self._draft
        return Outcome(
            draft.session.hex(),
            draft.name,
            draft.profile,
            draft.began,
            min(max(self._learner.clock().at, draft.latest), draft.ends),
            draft.expected,
            draft.low,
            draft.high,
            tuple(self._outsheet(place, sheet) for place, sheet in enumerate(draft.sheets)),
        )

    def _outsheet(self, place: int, sheet: Sheet) -> Outsheet:
        question = self.asked(place).question
        response = sheet.given.response if sheet.given else None
        return Outsheet(
            sheet.question,
            question.goal,
            self._learner.catalog.level_of(question),
            sheet.seed,
            self.asked(place).shown,
            sheet.chance,
            grade(question, response) if response else 0.0,
            response,
            sheet.flagged,
        )


def _sheet(learner: Learner, question: Question, dice: Random) -> Sheet:
    asked = ask(question, dice.getrandbits(63))
    heading = learner.catalog.headings[QuestionId(question.id)]
    guess = guess_chance(heading)
    about = Answer(question.concept_id, learner.now(), 1.0, guess, DIFFICULTY[question.difficulty], question.touches)
    known = question.concept_id in learner.knowledge
    chance = learner.knowledge.predict(about) if known else guess
    return Sheet(question.id, question.version, asked.seed, asked.shown, round(chance, 4))


def _foreseen(learner: Learner, sheets: list[Sheet]) -> tuple[float, float, float]:
    """Where the result is expected: the mean of the chances, with the doubt about the learner and one paper's luck."""
    mean = sum(sheet.chance for sheet in sheets) / len(sheets)
    whole = expected_today(learner)
    about = one_sitting(Share(mean, mean - (whole.mean - whole.low), mean + (whole.high - whole.mean)), len(sheets))
    return round(about.mean, 4), round(about.low, 4), round(about.high, 4)
