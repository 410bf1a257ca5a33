"""What is worth doing now, in a sentence."""

from answering import Forgetful, MovableClock, answered, single, small_catalog
from cspo_study.study.learner import Learner
from cspo_study.study.report import coverage
from cspo_study.study.today import Today, today


def told(learner: Learner) -> Today:
    return today(learner, coverage(learner))


def test_someone_new_starts_with_ten_new_questions(learner: Learner) -> None:
    assert told(learner).headline == "Start a session: 10 new"
    assert told(learner).detail.startswith("About 9 minutes.")


def test_what_is_due_comes_first_and_the_rest_fills_up(learner: Learner, clock: MovableClock) -> None:
    questions = {question.concept_id: question for question in learner.catalog.pack.questions}
    for question in list(questions.values())[:3]:
        answered(learner, question)
    assert told(learner).headline == "Start a session: 10 new or longest unseen"

    clock.advance(days=2.25)
    assert told(learner).headline == "Start a session: 10 new or longest unseen"
    clock.advance(days=0.1)  # a first right answer lasts 2.3065 days
    assert told(learner).headline == "Start a session: 3 due, then 7 new or longest unseen"


def test_no_more_than_a_sitting_is_due_at_once(learner: Learner, clock: MovableClock) -> None:
    questions = {question.concept_id: question for question in learner.catalog.pack.questions}
    for question in list(questions.values())[:14]:
        answered(learner, question)
    clock.advance(days=30)

    assert told(learner).headline == "Start a session: 10 due"


def test_small_content_gives_a_short_session(clock: MovableClock) -> None:
    person = Forgetful(small_catalog([single("one"), single("two", concept="b")]), clock)

    assert told(person).headline == "Start a session: 2 new"
    assert told(person).detail.startswith("About 2 minutes.")
