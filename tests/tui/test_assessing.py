"""The screens that say where one stands, at every size."""

from random import Random

import pytest
from textual.content import Content
from textual.widgets import Static

from answering import MovableClock, right_response
from assessing import assess
from cspo_study.errors import StoreError
from cspo_study.study import exam_draft
from cspo_study.study.exam import Exam
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked
from cspo_study.study.placement import Placement
from cspo_study.study.profiles import PROFILES
from cspo_study.study.session import Session
from cspo_study.tui.assessing import PLACES
from cspo_study.tui.exam import Assessing, ExamScreen, ReviewScreen, StartScreen
from cspo_study.tui.exam_result import PaperScreen, ResultScreen
from cspo_study.tui.home import HomeScreen
from cspo_study.tui.placement import MapScreen
from cspo_study.tui.sheets import Sheet
from cspo_study.tui.told import ToldScreen
from rooms import said, screen_lines, settled_room

SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]


def told(screen: ToldScreen) -> str:
    content = screen.query_one("#told", Static).content
    assert isinstance(content, Content)
    return content.plain


@pytest.mark.parametrize("size", SIZES)
async def test_each_opens_from_today_and_goes_back(
    learner: Learner, clock: MovableClock, size: tuple[int, int]
) -> None:
    assess(learner, clock, 0.7)
    room = settled_room(learner)
    async with room.run_test(size=size) as pilot:
        for what in PLACES:
            room.open_assessing(what)
            await pilot.pause()
            assert not isinstance(room.screen, HomeScreen)
            assert max(map(len, screen_lines(room))) <= size[0]
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(room.screen, HomeScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_an_assessment_is_taken_reviewed_and_handed_in(learner: Learner, size: tuple[int, int]) -> None:
    room = settled_room(learner)
    async with room.run_test(size=size) as pilot:
        Assessing(room, Random(1)).open("quick")
        await pilot.pause()
        assert isinstance(room.screen, StartScreen)
        await pilot.press("enter")
        await pilot.pause()
        screen = room.screen
        assert isinstance(screen, ExamScreen)
        assert "1 of 20" in said(room, "#progress")
        assert "25 minutes left" in said(room, "#progress")
        screen._exam.answer(right_response(screen._exam.current.question))
        screen.action_flag()
        await screen.action_turn(1)
        await screen.action_turn(-1)
        assert "Your answer so far: " in said(room, "#after")
        assert "1 answered  ⚑ flagged" in said(room, "#progress")
        screen.action_review()
        await pilot.pause()
        assert isinstance(room.screen, ReviewScreen)
        await pilot.press("h")
        await pilot.pause()
        assert "19 questions are open: h again hands in." in said(room, "#review-head")
        await pilot.press("h")
        await pilot.pause()
        result = room.screen
        assert isinstance(result, ResultScreen)
        assert "5 % right: 1 of 20 points" in told(result)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(room.screen, PaperScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(room.screen, Sheet)
        assert "Source: " in room.screen.body.plain
        await pilot.press("escape", "escape", "escape")
        await pilot.pause()
        assert isinstance(room.screen, HomeScreen)


async def test_at_zero_it_is_handed_in_even_from_the_review_page(learner: Learner, clock: MovableClock) -> None:
    room = settled_room(learner)
    async with room.run_test(size=(80, 24)) as pilot:
        Assessing(room, Random(1)).open("quick")
        await pilot.press("enter")
        await pilot.pause()
        screen = room.screen
        assert isinstance(screen, ExamScreen)
        screen.action_review()
        await pilot.pause()
        clock.advance(seconds=26 * 60)
        screen._tick()
        await pilot.pause()
        assert isinstance(room.screen, ResultScreen)
        assert not exam_draft.path_in(learner.home).exists()  # type: ignore[arg-type]


async def test_today_goes_on_with_an_assessment_that_was_left(learner: Learner, clock: MovableClock) -> None:
    Exam.begin(learner, "quick", PROFILES["quick"], Random(1))
    clock.advance(seconds=600)
    room = settled_room(learner)
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Go on with your assessment: 15 minutes left" in "\n".join(screen_lines(room))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(room.screen, ExamScreen)


async def test_an_answer_that_cannot_be_kept_is_said(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    room = settled_room(learner)
    async with room.run_test(size=(80, 24), notifications=True) as pilot:
        Assessing(room, Random(1)).open("quick")
        await pilot.press("enter")
        await pilot.pause()
        screen = room.screen
        assert isinstance(screen, ExamScreen)

        def full(*_: object) -> None:
            raise StoreError("The disk is full.", "Make room.")

        monkeypatch.setattr(exam_draft, "save", full)
        from cspo_study.tui.answers.control import AnswerControl

        screen.post_message(AnswerControl.Given(right_response(screen._exam.current.question)))
        await pilot.pause()
        assert any("Your answer is not kept yet: give it again." in note.message for note in room._notifications)
        assert screen._exam.place == 0


async def test_a_placement_is_gone_on_with_and_ends_with_its_map(learner: Learner, clock: MovableClock) -> None:
    placement = Placement(learner, Random(1))
    session = Session(learner, [], "diagnostic", Random(1), lambda: 0.0, more=placement.draw, most=placement.left)
    for _ in range(5):
        clock.advance(seconds=30)
        assert session.current
        session.answer(right_response(session.current.question))
    room = settled_room(learner)
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Go on finding out where you stand: 5 answers so far" in "\n".join(screen_lines(room))
        room.start_placement()
        await pilot.pause()
        assert "1 of 35" in said(room, "#progress")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(room.screen, MapScreen)
        assert "go on with cspo diagnose" in told(room.screen)
        assert "Begin here" in told(room.screen)


async def test_a_goal_that_keeps_failing_sends_its_note(learner: Learner) -> None:
    headings = [one for one in learner.catalog.pack.headings if one.goal == "3.2.1" and one.type == "single"]
    question = learner.catalog.pack.question(headings[0])
    from cspo_study.content.model import GoalId
    from cspo_study.tui.app import QuizRoom

    picked = [Picked(question, "failing", GoalId("3.2.1"))]
    room = QuizRoom(learner, Session(learner, picked, "review", Random(1), lambda: 0.0))
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(room.screen, Sheet)
        assert room.screen.sheet_title.startswith("3.2.1 ")
