"""Which wrong ideas showed in someone's answers, and which of them have been got over since."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

import msgspec

from cspo_study.content import families
from cspo_study.content.model import (
    Match,
    Misconception,
    Multiple,
    Numeric,
    Order,
    Question,
    QuestionId,
    Short,
    Single,
    WrongNumber,
)
from cspo_study.learning import grading
from cspo_study.progress.attempt import Attempt
from cspo_study.study.asking import read_number
from cspo_study.study.clock import Moment, study_day
from cspo_study.study.learner import Learner
from cspo_study.study.responses import Assigned, Chosen, Placed, Response, Typed, from_log

GOT_OVER = 2
"""Different questions on which an idea was resisted since it last showed: once may be luck."""

Standing = Literal["held", "shaken", "got over"]


class Showing(NamedTuple):
    """A wrong idea that showed `times`, last on `last` in an answer to `question`, and the questions that tempted with
    it since and were not fallen for.
    """

    misconception: Misconception
    times: int
    last: date
    question: QuestionId
    resisted: frozenset[str]

    @property
    def standing(self) -> Standing:
        """Whether it is still held, as far as answers tell."""
        return "got over" if len(self.resisted) >= GOT_OVER else "shaken" if self.resisted else "held"


class Temptations(NamedTuple):
    """The wrong ideas that an answer fell for, and those it met and did not fall for."""

    fallen: frozenset[str]
    resisted: frozenset[str]


_NONE = Temptations(frozenset(), frozenset())


def showings(learner: Learner) -> list[Showing]:
    """Every wrong idea that showed: what is still held first, then what is shaken, then what was got over; in each the
    latest first.
    """
    found: dict[str, Showing] = {}
    for attempt in learner.answers():
        tempted = _tempted(learner, attempt)
        day = study_day(Moment(attempt.at, attempt.utc_offset), learner.settings.rollover_hour)
        for name in tempted.fallen:
            idea = learner.catalog.pack.misconceptions.get(name)
            if idea:
                times = found[name].times if name in found else 0
                found[name] = Showing(idea, times + 1, day, QuestionId(attempt.question), frozenset())
        for name in tempted.resisted & found.keys():
            found[name] = found[name]._replace(resisted=found[name].resisted | {attempt.question})
    ranks: dict[Standing, int] = {"held": 0, "shaken": 1, "got over": 2}
    return sorted(found.values(), key=lambda one: (ranks[one.standing], -one.last.toordinal(), one.misconception.name))


def _tempted(learner: Learner, attempt: Attempt) -> Temptations:
    """What an attempt says; nothing where its question is gone or has changed its meaning since."""
    heading = learner.catalog.headings.get(QuestionId(attempt.question))
    if heading is None or heading.version != attempt.version:
        return _NONE
    question = families.instantiate(learner.catalog.pack.question(heading), attempt.seed)
    try:
        return tempted_by(question, from_log(attempt.response))
    except (
        msgspec.MsgspecError,
        IndexError,
        ValueError,
    ):  # a log from elsewhere: answered, but not to this question as it is
        return _NONE


def tempted_by(question: Question, response: Response) -> Temptations:
    """Which wrong ideas a response to a question fell for or resisted."""
    offered = dict(_offered(question, response))
    fallen = frozenset(name for name, fell in offered.items() if fell)
    return Temptations(fallen, frozenset(offered) - fallen)


def _offered(question: Question, response: Response) -> Iterator[tuple[str, bool]]:
    """Each wrong idea in a question, and whether the response fell for it; one that was fallen for comes last."""
    parts = sorted(_parts(question, response), key=lambda part: part[1])
    yield from ((name, fell) for name, fell in parts if name is not None)


def _parts(question: Question, response: Response) -> Iterator[tuple[str | None, bool]]:
    match question, response:
        case (Single() | Multiple(), Chosen(options=chosen)):
            yield from (
                (option.misconception, number in chosen and not option.correct)
                for number, option in enumerate(question.options)
            )
        case (Order(), Placed(items=placed)):
            yield from ((step.misconception, placed[place] != place) for place, step in enumerate(question.items))
        case (Match(), Assigned(categories=assigned)):
            pairs = zip(question.items, assigned, strict=True)
            yield from ((pair.misconception, category != pair.category) for pair, category in pairs)
        case (Numeric(), Typed(text=text)):
            yield from ((wrong.misconception, _is_number(question, wrong, text)) for wrong in question.pitfalls)
        case (Short(), Typed(text=text)):
            typed = grading.normalised(text)
            yield from ((wrong.misconception, grading.normalised(wrong.answer) == typed) for wrong in question.pitfalls)


def _is_number(question: Numeric, wrong: WrongNumber, text: str) -> bool:
    number = read_number(text)
    return number is not None and bool(grading.grade_number(wrong.answer, max(question.tolerance, 0.005), number))
