"""What is worth doing now: the sentence is the sitting."""

from datetime import timedelta
from random import Random

import msgspec

from answering import MovableClock, right_response, single, small_catalog
from cspo_study.content.model import Case, Question
from cspo_study.study.learner import Learner
from cspo_study.study.outline_map import outline_map
from cspo_study.study.picking import Picked
from cspo_study.study.session import Session
from cspo_study.study.today import Today, days_to_workshop, last_weeks, today


def told(learner: Learner) -> Today:
    return today(learner, outline_map(learner), Random(3))


def answered(learner: Learner, question: Question) -> None:
    """Answer one question rightly."""
    session = Session(learner, [Picked(question)], "study", Random(1), lambda: 0.0)
    assert session.current
    session.answer(right_response(session.current.question))


def some_questions(learner: Learner, count: int) -> list[Question]:
    """Questions of as many concepts."""
    return list({question.concept_id: question for question in learner.catalog.pack.questions}.values())[:count]


def test_someone_new_starts_with_what_the_days_minutes_hold(learner: Learner) -> None:
    plan = told(learner)
    assert len(plan.picked) == 20
    assert plan.headline.startswith("20 new from ")
    assert plan.headline.endswith("; about 18 minutes")
    learner.settings = msgspec.structs.replace(learner.settings, minutes=8)
    assert len(told(learner).picked) == 9


def test_what_was_met_comes_first_and_the_sentence_counts_it(learner: Learner, clock: MovableClock) -> None:
    for question in some_questions(learner, 3):
        answered(learner, question)
    clock.advance(days=20)
    plan = told(learner)
    met = [one.question.concept_id in learner.concepts() for one in plan.picked]
    assert met == sorted(met, reverse=True)
    reviews = sum(met)
    if reviews:
        assert plan.headline.startswith(f"{reviews} review{'s' if reviews > 1 else ''}, then {20 - reviews} new")
    assert plan.detail.startswith("3 ideas are due.")


def test_the_questions_of_a_story_stay_together(clock: MovableClock, tmp_path: object) -> None:
    questions: list[Question] = [single(name, concept=name, case="ferry") for name in ("a", "b")]
    questions += [single(name, concept=name) for name in ("c", "d")]
    person = Learner(small_catalog(questions, {"ferry": Case(title="The ferry", text="A ferry.")}), None, clock)
    order = [one.question.case for one in told(person).picked]
    first = order.index("ferry")
    assert order[first : first + 2] == ["ferry", "ferry"]


def test_once_the_days_minutes_are_done_a_little_more_is_offered(learner: Learner) -> None:
    learner.settings = msgspec.structs.replace(learner.settings, minutes=5)
    for question in some_questions(learner, 3):
        answered(learner, question)
    attempts = list(learner.answers_since(0))
    for number, attempt in enumerate(attempts):
        longer = attempt._replace(id=attempt.id[:-1] + bytes([number]), taken=200_000)
        learner.record(longer)
    plan = told(learner)
    assert len(plan.picked) == 5
    assert plan.detail.startswith("Today's minutes are done")


def test_small_content_gives_a_short_session(clock: MovableClock) -> None:
    person = Learner(small_catalog([single("one"), single("two", concept="b")]), None, clock)
    assert told(person).headline == "2 new in Topic 1.1; about 2 minutes"


def test_days_to_the_workshop_are_counted_until_its_day(learner: Learner) -> None:
    assert days_to_workshop(learner) is None
    for days, wanted in ((12, 12), (0, 0), (-1, None)):
        day = learner.today() + timedelta(days=days)
        learner.settings = msgspec.structs.replace(learner.settings, workshop=day)
        assert days_to_workshop(learner) == wanted


def test_the_last_weeks_are_rows_of_weekdays_that_end_today(learner: Learner, clock: MovableClock) -> None:
    answered(learner, some_questions(learner, 1)[0])  # a Monday
    clock.advance(days=8)
    weeks = last_weeks(learner, 3)
    assert [len(row) for row in weeks] == [3] * 7
    assert weeks[0] == [0, 1, 0]
    assert weeks[1] == [0, 0, 0]
    assert weeks[2] == [0, 0, None]
