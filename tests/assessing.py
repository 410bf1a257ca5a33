"""Somebody who answers single questions and whole papers, rightly by chance."""

from random import Random

from answering import MovableClock, right_response, wrong_response
from cspo_study.content.model import Question
from cspo_study.study.exam import Exam
from cspo_study.study.exam_result import Outcome
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked
from cspo_study.study.profiles import PROFILES
from cspo_study.study.session import Session


def answer_one(learner: Learner, question: Question, *, right: bool = True) -> None:
    """Answer one question in a sitting of its own."""
    session = Session(learner, [Picked(question)], "study", Random(1), lambda: 0.0)
    assert session.current
    drawn = session.current.question
    session.answer(right_response(drawn) if right else wrong_response(drawn))


def assess(learner: Learner, clock: MovableClock, chance: float, seed: int = 1, name: str = "quick") -> Outcome:
    """Take a whole assessment."""
    dice = Random(seed)
    exam = Exam.begin(learner, name, PROFILES[name], dice)
    for place in range(exam.total):
        exam.go(place)
        clock.advance(seconds=30)
        exam.answer((right_response if dice.random() < chance else wrong_response)(exam.current.question))
    return exam.hand_in()
