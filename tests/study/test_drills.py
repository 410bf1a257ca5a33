"""Drills with a purpose, and goals that keep failing."""

from random import Random

import pytest

from answering import MovableClock, right_response
from assessing import answer_one
from cspo_study.content.model import GoalId, Question, QuestionId
from cspo_study.errors import UsageError
from cspo_study.study import drills, picking
from cspo_study.study.learner import Learner
from cspo_study.study.leeches import leeches, remedied
from cspo_study.study.picking import Picked
from cspo_study.study.session import Session
from cspo_study.study.why import why_now


def some(learner: Learner, count: int) -> list[Question]:
    picked = picking.drill(learner, learner.catalog.goals_within(domain="3"), ["single"], Random(1), count)
    return [one.question for one in picked]


def test_missed_asks_what_went_wrong_the_last_time_and_only_that(learner: Learner, clock: MovableClock) -> None:
    first, second, third = some(learner, 3)
    for question, right in ((first, False), (second, True), (third, False)):
        clock.advance(seconds=60)
        answer_one(learner, question, right=right)
    missed = drills.missed(learner, learner.catalog.outline_goals.values(), 10)
    assert [one.question.id for one in missed] == [first.id, third.id]
    clock.advance(seconds=60)
    answer_one(learner, first, right=True)
    missed = drills.missed(learner, learner.catalog.outline_goals.values(), 10)
    assert [one.question.id for one in missed] == [third.id]


def test_new_asks_what_was_never_met(learner: Learner) -> None:
    (question,) = some(learner, 1)
    answer_one(learner, question, right=True)
    new = drills.unmet(learner, learner.catalog.goals_within(goal=question.goal), Random(1), 20)
    assert new
    assert question.concept_id not in {one.question.concept_id for one in new}
    assert len({one.question.concept_id for one in new}) == len(new)


def test_flagged_asks_what_carries_a_flag(learner: Learner) -> None:
    flags = [one.id for one in some(learner, 3)]
    picked = drills.flagged(learner, learner.catalog.outline_goals.values(), [*flags, "gone-since"], 10)
    assert {one.question.id for one in picked} == set(flags)


def test_a_misconception_is_drilled_by_id_or_name(learner: Learner) -> None:
    wrong_idea = learner.catalog.pack.misconceptions["arithmetic-slip"]
    for name in (wrong_idea.id, wrong_idea.name.upper()):
        picked = drills.on_misconception(learner, name, Random(1), 5)
        assert picked
        assert all(wrong_idea.id in set(drills.tempts_with(one.question)) for one in picked)


def test_a_case_is_drilled_as_it_is_written(learner: Learner) -> None:
    picked = drills.on_case(learner, "hive-scales")
    assert {one.question.case for one in picked} == {"hive-scales"}
    places = [learner.catalog.headings[QuestionId(one.question.id)].place for one in picked]
    assert places == sorted(places)
    assert len(places) >= 3


@pytest.mark.parametrize("name", ["arithmetic-slp"])
def test_a_name_that_is_none_is_told_with_the_nearest(learner: Learner, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        drills.on_misconception(learner, name, Random(1), 5)
    assert caught.value.message == "There is no misconception 'arithmetic-slp'."
    assert caught.value.hint.startswith("Did you mean arithmetic-slip? There are ")
    with pytest.raises(UsageError) as caught:
        drills.on_case(learner, "hive-scale")
    assert caught.value.hint.startswith("Did you mean hive-scales? There are ")


def test_cramming_leaves_no_trace(learner: Learner, clock: MovableClock) -> None:
    picked = picking.recommended(learner, Random(1), 3)
    session = Session(learner, picked, "quiz", Random(1), lambda: 0.0, kept=False)
    before = learner.knowledge.mastery([picked[0].question.concept_id], learner.now())
    while session.current:
        assert session.answer(right_response(session.current.question)).score == 1
    assert list(learner.answers()) == []
    assert learner.concepts() == {}
    assert learner.knowledge.mastery([picked[0].question.concept_id], learner.now()) == before
    assert session.summary().right == 3
    undone = session.undo()
    assert undone
    assert undone.here
    assert session.number == 3


def leech(learner: Learner, clock: MovableClock) -> str:
    """Fail one goal again and again; its id."""
    own = [
        one for one in learner.catalog.pack.headings if one.goal == "3.2.1" and one.contrast and one.type == "single"
    ]
    for number in range(6):
        clock.advance(days=1)
        answer_one(learner, learner.catalog.pack.question(own[number % 2]), right=False)
    return "3.2.1"


def test_a_goal_that_keeps_failing_sends_its_note_and_a_contrast_set(learner: Learner, clock: MovableClock) -> None:
    goal = leech(learner, clock)
    (found,) = leeches(learner)
    assert found.goal.id == goal
    last = list(learner.answers())[-1]
    (again,) = [one for one in learner.catalog.pack.headings if one.id == last.question]
    sitting = remedied(learner, [Picked(learner.catalog.pack.question(again), "due")])
    assert len(sitting) >= 2
    assert sitting[0].note == GoalId(goal)
    assert all(one.reason == "failing" for one in sitting)
    sets = [one.question.contrast for one in sitting]
    assert len(set(sets)) == 1
    assert sets[0]
    assert last.question != sitting[0].question.id
    session = Session(learner, sitting, "review", Random(1), lambda: 0.0)
    assert session.note
    assert session.note.goal == goal
    assert "keeps slipping away" in why_now(learner, sitting[0].question, "failing")


def test_what_does_not_fail_is_asked_as_it_was_picked(learner: Learner) -> None:
    picked = picking.recommended(learner, Random(1), 5)
    assert remedied(learner, picked) == picked
    assert leeches(learner) == []
