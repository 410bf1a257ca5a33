"""A sitting: every answer on disk before its feedback, and figures that add up."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from answering import (
    Forgetful,
    MovableClock,
    as_picked,
    family,
    match,
    numeric,
    order,
    recall,
    right_response,
    single,
    small_catalog,
    wrong_response,
)
from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Case, Question, QuestionId, Single, heading_of
from cspo_study.errors import StoreError
from cspo_study.learning.memory import Confidence
from cspo_study.progress.attempt import Attempt
from cspo_study.study.asking import Asked, Feedback, ask, feedback, guess_chance
from cspo_study.study.learner import Learner
from cspo_study.study.responses import Assigned, Chosen, Placed, Rated, Response, Typed, from_log
from cspo_study.study.session import LONGEST_TAKEN, Session

QUESTIONS: tuple[Question, ...] = (single("one"), order("two"), match("three"), numeric("four"), recall("five"))


class Stopwatch:
    """Ticks that the test lets pass."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def person(clock: MovableClock) -> Forgetful:
    """Someone who studies the small questions."""
    return Forgetful(small_catalog([*QUESTIONS, single("other-goal", "2.1.1")]), clock)


def sitting(learner: Learner, questions: Sequence[Question] = QUESTIONS, seed: int = 1) -> Session:
    return Session(learner, as_picked(questions), "quiz", Random(seed), lambda: 0.0)


def on_disk(path: Path) -> list[dict[str, Any]]:
    """The answers in the store, seen through a connection of our own."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM attempt ORDER BY id")]


def refuse(_learner: Learner, _attempt: Attempt) -> None:
    raise StoreError("The disk is full.", "Make room.")


# --- on disk first ----------------------------------------------------------------------------------------------------


def test_an_answer_is_on_disk_before_its_feedback_is_made(
    learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []

    def look_first(catalog: Catalog, asked: Asked, response: Response) -> Feedback:
        seen.append([row["question"] for row in on_disk(tmp_path / "data" / "progress.db")])
        return feedback(catalog, asked, response)

    monkeypatch.setattr("cspo_study.study.session.feedback", look_first)
    questions = learner.catalog.pack.questions[:3]
    session = sitting(learner, questions)
    for question in questions:
        session.answer(right_response(question))

    names = [question.id for question in questions]
    assert seen == [names[:1], names[:2], names]


def test_the_disk_holds_all_that_an_answer_was(learner: Learner, tmp_path: Path, clock: MovableClock) -> None:
    question = next(one for one in learner.catalog.pack.questions if isinstance(one, Single))
    session = sitting(learner, [question])
    asked = session.current
    assert asked
    session.answer(wrong_response(question))

    (row,) = on_disk(tmp_path / "data" / "progress.db")
    assert (row["question"], row["version"], row["concept"]) == (question.id, question.version, question.concept_id)
    assert (row["at"], row["utc_offset"], row["device"]) == (*clock.moment, learner.device)
    assert (row["mode"], row["score"], row["guess"]) == ("quiz", 0, guess_chance(heading_of(question)))
    assert (row["seed"], json.loads(row["shown"])) == (asked.seed, list(asked.shown))
    assert from_log(row["response"]) == wrong_response(question)
    assert row["confidence"] is None


def test_a_store_that_fails_leaves_the_sitting_at_its_question_and_a_retry_works(
    learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = learner.catalog.pack.questions[:2]
    session = sitting(learner, questions)
    here = session.current
    with monkeypatch.context() as failing:
        failing.setattr(Learner, "record", refuse)
        for _ in range(2):
            with pytest.raises(StoreError, match="full"):
                session.answer(right_response(questions[0]))
    assert (session.current, session.number, session.answered) == (here, 1, [])
    assert session.summary().answers == 0
    assert on_disk(tmp_path / "data" / "progress.db") == []

    given = session.answer(right_response(questions[0]))

    assert given.score == 1
    assert session.number == 2
    assert [row["question"] for row in on_disk(tmp_path / "data" / "progress.db")] == [questions[0].id]


def test_skipping_records_nothing(learner: Learner, tmp_path: Path) -> None:
    session = sitting(learner, learner.catalog.pack.questions[:2])
    session.skip()
    session.skip()

    assert session.current is None
    assert on_disk(tmp_path / "data" / "progress.db") == []
    assert learner.concepts() == {}
    assert learner.questions() == {}


def test_an_answer_that_does_not_fit_records_nothing(person: Forgetful) -> None:
    session = sitting(person)
    with pytest.raises(TypeError, match="does not answer"):
        session.answer(Typed("one"))

    assert (session.number, person.log) == (1, [])


def test_every_shipped_question_can_be_answered_in_a_sitting(learner: Learner, clock: MovableClock) -> None:
    questions = learner.catalog.pack.questions[::5]
    session = sitting(learner, questions)
    while asked := session.current:
        session.answer(right_response(asked.question))
        clock.advance(seconds=30)

    assert session.summary().right == len(questions)
    assert set(learner.questions()) == {question.id for question in questions}


# --- one question after the other -------------------------------------------------------------------------------------


def test_a_sitting_goes_from_question_to_question(person: Forgetful) -> None:
    session = sitting(person)
    asked: list[str] = []
    while current := session.current:
        assert session.number == len(asked) + 1
        asked.append(current.question.id)
        if session.number == 3:
            session.skip()
        else:
            session.answer(right_response(current.question))

    assert asked == [question.id for question in QUESTIONS]
    assert session.total == 5
    assert [one.asked.question.id for one in session.answered] == [name for name in asked if name != "three"]


def test_a_sitting_that_is_over_takes_no_more_answers(person: Forgetful) -> None:
    session = sitting(person, QUESTIONS[:1])
    session.answer(right_response(QUESTIONS[0]))

    assert session.current is None
    assert session.case is None
    for more in (session.skip, session.reveal, lambda: session.answer(Rated("good"))):
        with pytest.raises(IndexError, match="over"):
            more()
    assert len(person.log) == 1


def test_a_sitting_without_questions_is_over_at_once(person: Forgetful) -> None:
    session = sitting(person, [])

    assert (session.total, session.current) == (0, None)
    summary = session.summary()
    assert (summary.answers, summary.right, summary.partly, summary.skipped) == (0, 0, 0, 0)
    assert (summary.goals, summary.again) == ((), ())


def test_the_same_dice_show_the_same_and_the_logged_seed_shows_it_again(person: Forgetful) -> None:
    one, other = sitting(person, seed=3), sitting(person, seed=3)
    for question in QUESTIONS:
        assert one.current == other.current
        one.answer(right_response(question))
        other.answer(right_response(question))

    for attempt in person.log:
        question = next(question for question in QUESTIONS if question.id == attempt.question)
        assert json.loads(attempt.shown) == list(ask(question, attempt.seed).shown)


def test_without_shuffling_options_stand_as_written(person: Forgetful) -> None:
    session = Session(person, as_picked(QUESTIONS[:1]), "quiz", Random(1), lambda: 0.0, shuffle=False)

    assert session.current
    assert session.current.shown == (0, 1, 2, 3)


def test_answers_of_one_sitting_share_its_id_and_sort_as_given(person: Forgetful) -> None:
    for _ in range(2):
        session = sitting(person)
        for question in QUESTIONS:
            session.answer(right_response(question))
    first, second = person.log[:5], person.log[5:]

    assert len({one.session for one in first}) == len({one.session for one in second}) == 1
    assert first[0].session != second[0].session
    assert [one.id for one in person.log] == sorted({one.id for one in person.log})


@pytest.mark.parametrize("confidence", ["sure", "think", "guess", None])
def test_an_answer_is_logged_with_how_sure_the_learner_was(person: Forgetful, confidence: Confidence | None) -> None:
    given = sitting(person).answer(right_response(QUESTIONS[0]), confidence)

    assert given.score == 1
    assert person.log[0].confidence == confidence


def test_a_guess_that_was_right_comes_back_sooner(learner: Learner) -> None:
    one, other = learner.catalog.pack.questions[0], learner.catalog.pack.questions[-1]
    session = sitting(learner, [one, other])
    for question, confidence in ((one, "sure"), (other, "guess")):
        session.answer(right_response(question), confidence)  # type: ignore[arg-type]
    due = {concept: learner.due(concept, state) for concept, state in learner.concepts().items()}

    assert due[other.concept_id] < due[one.concept_id]


def test_an_answer_is_known_at_once_and_taken_back_at_once(learner: Learner) -> None:
    question = learner.catalog.pack.questions[0]
    session = sitting(learner, [question])
    before = learner.knowledge.mastery([question.concept_id], learner.now())
    session.answer(right_response(question))
    after = learner.knowledge.mastery([question.concept_id], learner.now())
    session.undo()

    assert after.mean > before.mean
    assert learner.knowledge.mastery([question.concept_id], learner.now()) == before


def test_an_answer_is_logged_by_the_learners_clock(person: Forgetful, clock: MovableClock) -> None:
    session = sitting(person)
    session.answer(right_response(QUESTIONS[0]))
    clock.advance(seconds=75)
    session.answer(right_response(QUESTIONS[1]))

    earlier, later = person.log
    assert later.at - earlier.at == 75_000
    assert earlier.utc_offset == clock.moment.utc_offset


def test_a_case_goes_with_its_question(clock: MovableClock) -> None:
    story = Case(title="The ferry", text="A ferry sells tickets.")
    questions = [single("with", case="ferry"), single("without")]
    session = sitting(Forgetful(small_catalog(questions, {"ferry": story}), clock), questions)

    assert session.case == story
    session.skip()
    assert session.case is None
    assert session.goal_title(questions[0]) == "Goal 1.1.1"


# --- revealing --------------------------------------------------------------------------------------------------------


def test_a_recall_question_reveals_its_answer_and_waits(person: Forgetful) -> None:
    session = sitting(person, [recall("five")])

    assert session.reveal() == "The model answer."
    assert session.reveal() == "The model answer."
    assert session.number == 1


@pytest.mark.parametrize("question", QUESTIONS[:4])
def test_no_other_question_is_revealed(person: Forgetful, question: Question) -> None:
    with pytest.raises(TypeError, match="only a recall"):
        sitting(person, [question]).reveal()


# --- time -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "taken"),
    [(0, 0), (12.345, 12_345), (299.999, 299_999), (300, LONGEST_TAKEN), (301, LONGEST_TAKEN), (86_400, 300_000)],
)
def test_time_is_taken_from_showing_to_answering_and_capped_at_five_minutes(
    person: Forgetful, stopwatch: Stopwatch, seconds: float, taken: int
) -> None:
    session = Session(person, as_picked(QUESTIONS), "study", Random(1), stopwatch)
    stopwatch.seconds += 40  # until the screen is there
    session.show()
    stopwatch.seconds += seconds
    session.answer(right_response(QUESTIONS[0]))

    assert person.log[0].taken == pytest.approx(taken, abs=1)
    assert person.log[0].taken <= LONGEST_TAKEN == 5 * 60 * 1000


def test_reading_feedback_is_not_time_on_the_next_question(person: Forgetful, stopwatch: Stopwatch) -> None:
    session = Session(person, as_picked(QUESTIONS), "study", Random(1), stopwatch)
    session.show()
    stopwatch.seconds += 10
    session.answer(right_response(QUESTIONS[0]))
    stopwatch.seconds += 60
    session.show()
    stopwatch.seconds += 7
    session.answer(right_response(QUESTIONS[1]))

    assert [attempt.taken for attempt in person.log] == [10_000, 7_000]


def test_the_same_answer_tried_again_is_the_same_attempt(person: Forgetful, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Attempt] = []

    def take_and_fail(_person: Forgetful, attempt: Attempt) -> None:
        tried.append(attempt)
        raise StoreError("The disk is slow.")

    session = sitting(person)
    with monkeypatch.context() as failing:
        failing.setattr(Forgetful, "record", take_and_fail)
        for option in (0, 0, 1):
            with pytest.raises(StoreError):
                session.answer(Chosen(frozenset({option})))
    session.answer(Chosen(frozenset({1})))

    first, again, other = tried
    assert again == first
    assert other.id != first.id
    assert person.log == [other]


# --- taking back ------------------------------------------------------------------------------------------------------


def test_taking_back_leads_to_the_question_again_and_past_what_was_skipped(learner: Learner) -> None:
    questions = learner.catalog.pack.questions[:4]
    session = sitting(learner, questions)
    session.answer(right_response(questions[0]))
    second = session.current
    session.answer(wrong_response(questions[1]))
    session.skip()

    assert session.undo() == (questions[1].id, True)
    assert (session.number, session.current) == (2, second)
    assert session.summary()[:4] == (1, 1, 0, 0)
    assert set(learner.questions()) == {questions[0].id}
    session.answer(right_response(questions[1]))
    assert session.summary()[:4] == (2, 2, 0, 0)
    assert learner.questions()[QuestionId(questions[1].id)].right == 1


def test_an_answer_of_an_earlier_sitting_can_be_taken_back_and_the_sitting_stays(learner: Learner) -> None:
    questions = learner.catalog.pack.questions[:2]
    sitting(learner, questions).answer(right_response(questions[0]))
    session = sitting(learner, questions)
    session.skip()

    assert session.undo() == (questions[0].id, False)
    assert session.number == 2
    assert learner.questions() == {}
    assert session.undo() is None


# --- summing up -------------------------------------------------------------------------------------------------------


def test_the_summary_counts_right_partly_wrong_and_skipped_by_goal(person: Forgetful) -> None:
    elsewhere = single("other-goal", "2.1.1")
    answers: list[tuple[Question, Response | None]] = [
        (elsewhere, Chosen(frozenset({0}))),
        (single("one"), Chosen(frozenset({1}))),
        (order("two"), Placed((1, 0, 2, 3))),
        (match("three"), Assigned(("yes", "no", "yes"))),
        (numeric("four"), None),
        (recall("five"), Rated("hard")),
    ]
    session = sitting(person, [question for question, _ in answers])
    for _, response in answers:
        if response is None:
            session.skip()
        else:
            session.answer(response)
    summary = session.summary()

    assert (summary.answers, summary.right, summary.partly, summary.skipped) == (5, 2, 2, 1)
    assert [(goal.goal, goal.title, goal.answers) for goal in summary.goals] == [
        ("1.1.1", "Goal 1.1.1", 4),
        ("2.1.1", "Goal 2.1.1", 1),
    ]
    assert [goal.score for goal in summary.goals] == pytest.approx([0 + 5 / 6 + 1 + 0.5, 1])
    assert [question.id for question in summary.again] == ["one", "two", "five"]


def test_the_summary_of_a_sitting_broken_off_tells_how_it_went_so_far(person: Forgetful) -> None:
    session = sitting(person)
    session.answer(right_response(QUESTIONS[0]))

    assert session.summary()[:4] == (1, 1, 0, 0)
    assert session.current


def test_missed_numbers_are_drawn_anew_so_that_the_logged_seed_still_tells_them(clock: MovableClock) -> None:
    written = family()
    person = Forgetful(small_catalog([written]), clock)
    first = sitting(person, [written], seed=1)
    first.answer(Typed("0"))
    missed = first.summary().again
    assert "{" not in missed[0].stem  # it can be shown as it was asked

    second = sitting(person, missed, seed=2)
    asked = second.current
    assert asked
    second.answer(right_response(asked.question))

    attempt = person.log[-1]
    assert attempt.score == 1
    assert ask(written, attempt.seed) == asked == Asked(asked.question, attempt.seed, ())
