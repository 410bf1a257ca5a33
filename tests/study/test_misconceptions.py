"""Which wrong ideas an answer showed or resisted, and when one counts as got over."""

from pathlib import Path
from random import Random

import pytest

from answering import (
    MovableClock,
    match,
    numeric,
    order,
    recall,
    right_response,
    short,
    single,
    small_catalog,
    wrong_response,
)
from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Question
from cspo_study.study.learner import Learner
from cspo_study.study.misconceptions import showings, tempted_by
from cspo_study.study.picking import Picked
from cspo_study.study.responses import Assigned, Chosen, Response, Typed
from cspo_study.study.session import Session
from month import SetClock, lived_month


@pytest.mark.parametrize(
    ("question", "response", "fell"),
    [
        (single("one"), Chosen(frozenset({1})), True),
        (single("one"), Chosen(frozenset({0})), False),
        (match(), Assigned(("yes", "yes", "yes")), True),
        (match(), Assigned(("yes", "no", "no")), False),
        (numeric(), Typed("41.4 percent"), True),
        (numeric(), Typed("17"), False),
        (numeric(), Typed("a lot"), False),
        (short(), Typed(" outcomes"), True),
        (short(), Typed("Outcome"), False),
    ],
)
def test_an_answer_falls_for_an_idea_or_resists_it(question: Question, response: Response, *, fell: bool) -> None:
    found = tempted_by(question, response)
    assert (found.fallen, found.resisted) == ((frozenset({"slip"}), frozenset()) if fell else (set(), {"slip"}))


@pytest.mark.parametrize("question", [order(), recall()])
def test_where_nothing_tempts_nothing_is_told(question: Question) -> None:
    assert tempted_by(question, wrong_response(question)) == (frozenset(), frozenset())


def test_an_idea_is_got_over_once_two_other_questions_were_resisted(clock: MovableClock, tmp_path: Path) -> None:
    questions = [single(name) for name in ("one", "two", "three")]
    person = Learner.open(small_catalog(questions), tmp_path / "progress.db", clock)

    def answer(number: int, *, right: bool = True) -> None:
        question = questions[number]
        clock.advance(seconds=60)
        session = Session(person, [Picked(question)], "study", Random(1), lambda: 0.0)
        session.answer(right_response(question) if right else wrong_response(question))

    answer(0)
    assert showings(person) == []  # resisted, and never shown
    answer(0, right=False)
    answer(1, right=False)
    (held,) = showings(person)
    assert (held.misconception.id, held.times, held.question, held.standing) == ("slip", 2, "two", "held")
    answer(1)
    answer(1)
    assert showings(person)[0].standing == "shaken"  # the same question twice says no more than once
    answer(2)
    assert showings(person)[0].standing == "got over"
    answer(2, right=False)
    assert showings(person)[0].standing == "held"
    person.undo()
    assert showings(person)[0].standing == "got over"


def test_a_month_of_answers_shows_some_of_each(catalog: Catalog, clock: MovableClock, tmp_path: Path) -> None:
    calendar = SetClock(clock.moment.at)
    person = Learner.open(catalog, tmp_path / "month.db", calendar)
    lived_month(person, calendar, days=20)
    found = [one.standing for one in showings(person)]

    assert set(found) == {"held", "shaken", "got over"}
    assert found == sorted(found, key=["held", "shaken", "got over"].index)
    person.close()
