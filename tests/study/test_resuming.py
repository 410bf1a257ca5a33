"""A sitting left or killed comes back at exactly its question, and the log has the last word."""

from pathlib import Path
from random import Random

import msgspec
import pytest

from answering import family, match, order, right_response, single, small_catalog
from cspo_study.content.model import GoalId, Question
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked
from cspo_study.study.resuming import LeftDrill, LeftSitting
from cspo_study.study.session import Session

QUESTIONS: list[Question] = [single("one"), order("two"), family("three"), match("four")]


@pytest.fixture
def person(learner: Learner, tmp_path: Path) -> Learner:
    """Someone with small content and a store."""
    return Learner.open(small_catalog(QUESTIONS), tmp_path / "small" / "progress.db", learner.clock)


@pytest.fixture
def left(tmp_path: Path) -> LeftSitting:
    """Where the sitting is kept."""
    return LeftSitting.beside(tmp_path / "small" / "progress.db")


def begun(person: Learner) -> Session:
    """A sitting over everything."""
    picked = [
        Picked(question, "gain", GoalId(question.goal) if question.id == "two" else None) for question in QUESTIONS
    ]
    return Session(person, picked, "study", Random(7), lambda: 0.0)


def answer(session: Session) -> None:
    assert session.current
    session.answer(right_response(session.current.question))


def test_it_comes_back_with_the_same_questions_numbers_order_and_place(person: Learner, left: LeftSitting) -> None:
    session = begun(person)
    session.remember_standing()
    answer(session)
    session.skip()
    left.keep(session, [2, None])

    again = left.take_up(person, lambda: 0.0)

    assert again is not None
    assert again.course == session.course
    assert again.current == session.current
    assert again.summary() == session.summary()
    assert again.moved() == session.moved()
    sitting = left.read()
    assert sitting is not None
    assert (sitting.number, sitting.total, sitting.draft) == (3, 4, [2, None])


def test_an_answer_that_the_file_does_not_know_of_counts(person: Learner, left: LeftSitting) -> None:
    session = begun(person)
    left.keep(session)
    answer(session)  # and the program is killed before the place is kept

    again = left.take_up(person, lambda: 0.0)

    assert again is not None
    assert again.number == 2
    assert again.summary().right == 1


def test_undo_reaches_back_over_the_break(person: Learner, left: LeftSitting) -> None:
    session = begun(person)
    answer(session)
    left.keep(session)
    again = left.take_up(person, lambda: 0.0)
    assert again is not None

    undone = again.undo()

    assert undone is not None
    assert undone.here
    assert again.number == 1


def test_it_ends_like_any_other_and_is_forgotten(person: Learner, left: LeftSitting) -> None:
    session = begun(person)
    left.keep(session)
    again = left.take_up(person, lambda: 0.0)
    assert again is not None
    while again.current:
        answer(again)
    left.keep(again)
    assert left.read() is None
    assert left.take_up(person, lambda: 0.0) is None


def test_questions_that_are_gone_or_mean_something_else_are_left_out(
    person: Learner, left: LeftSitting, tmp_path: Path
) -> None:
    session = begun(person)
    answer(session)
    left.keep(session)
    person.close()
    changed: list[Question] = [QUESTIONS[0], msgspec.structs.replace(QUESTIONS[1], version=2), QUESTIONS[3]]
    other = Learner.open(small_catalog(changed), tmp_path / "small" / "progress.db", person.clock)

    again = left.take_up(other, lambda: 0.0)

    assert again is not None
    assert [asked.question.id for asked in again.course.queue] == ["one", "four"]
    assert again.number == 2


@pytest.mark.parametrize("damage", [b"", b"{", b'{"session": 3}', b"\xff\xfe"])
def test_a_damaged_file_is_no_sitting(person: Learner, left: LeftSitting, tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "small" / "sitting.json").write_bytes(damage)
    assert left.read() is None
    assert left.take_up(person, lambda: 0.0) is None


def test_a_place_that_cannot_be_kept_is_no_reason_to_stop(person: Learner, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("in the way")
    LeftSitting(tmp_path / "a file" / "sitting.json").keep(begun(person))


def test_an_answer_begun_goes_to_its_question_alone(person: Learner, left: LeftSitting, tmp_path: Path) -> None:
    session = begun(person)
    answer(session)
    left.keep(session, [2, 1])
    assert left.draft_for(session) == [2, 1]
    session.skip()
    assert left.draft_for(session) is None
    person.close()
    other = Learner.open(small_catalog([QUESTIONS[0], QUESTIONS[3]]), tmp_path / "small" / "progress.db", person.clock)

    again = left.take_up(other, lambda: 0.0)

    assert again is not None
    assert again.number == 2
    assert left.draft_for(again) is None


@pytest.fixture
def drill(tmp_path: Path) -> LeftDrill:
    """Where a quiz is kept."""
    return LeftDrill.beside(tmp_path / "small" / "progress.db", "quiz")


def test_a_quiz_and_a_sitting_do_not_take_each_others_place(
    person: Learner, left: LeftSitting, drill: LeftDrill
) -> None:
    sitting, quiz = begun(person), begun(person)
    left.keep(sitting)
    quiz.skip()
    drill.keep(quiz)
    kept, quizzed = left.read(), drill.read()
    assert kept is not None
    assert quizzed is not None
    assert (kept.number, quizzed.number) == (1, 2)


def test_a_quiz_takes_anothers_place_with_its_first_answer(person: Learner, drill: LeftDrill) -> None:
    first, second = begun(person), begun(person)
    drill.keep(first)
    second.skip()
    drill.keep(second)
    assert standing(drill, first)
    answer(second)
    drill.keep(second)
    assert standing(drill, second)
    second.undo()
    drill.keep(second)
    assert standing(drill, second)


def test_a_quiz_at_its_end_forgets_its_own_place_and_no_other(person: Learner, drill: LeftDrill) -> None:
    first, second = begun(person), begun(person)
    drill.keep(first)
    while second.current:
        answer(second)
    drill.keep(second)
    assert standing(drill, first)
    while first.current:
        first.skip()
    drill.keep(first)
    assert drill.read() is None


def standing(drill: LeftDrill, session: Session) -> bool:
    """Whether it is that session that can be gone on with."""
    left = drill.read()
    return left is not None and left.is_of(session)
