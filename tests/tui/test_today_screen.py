"""Today: the sitting it offers, the map, what is left from before."""

import pytest

from answering import MovableClock
from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Single
from cspo_study.study.learner import Learner
from cspo_study.tui.answers.control import AnswerControl
from cspo_study.tui.first_run import FirstRunScreen
from cspo_study.tui.goal_map import GoalMap
from cspo_study.tui.home import Choice, HomeScreen
from cspo_study.tui.session import SessionScreen
from cspo_study.tui.sheets import Sheet
from cspo_study.tui.summary import SummaryScreen
from month import lived_month
from rooms import said, screen_lines, settled_room


async def test_enter_starts_the_sitting_that_is_told(learner: Learner) -> None:
    room = settled_room(learner)
    async with room.run_test(size=(80, 24)) as pilot:
        assert "20 new" in said(room, "#start")
        assert room.focused is room.screen.query_one("#start", Choice)
        await pilot.press("enter")
        await pilot.pause()
        assert "1 of 20" in said(room, "#progress")


async def test_everything_fits_80_by_24_without_scrolling(learner: Learner, clock: MovableClock) -> None:
    lived_month(learner, clock, days=3)
    room = settled_room(learner)
    async with room.run_test(size=(80, 24)):
        shown = "\n".join(screen_lines(room))
        for domain in learner.catalog.pack.domains[:7]:
            assert domain.title in shown
        assert "from weak to strong" in shown
        assert "in a row" in shown
        assert "q Quit" in shown


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_the_map_draws_65_goals_at_every_size(learner: Learner, size: tuple[int, int]) -> None:
    room = settled_room(learner)
    async with room.run_test(size=size):
        grid = room.screen.query_one(GoalMap)
        assert len(grid.cells) == 65
        assert said(room, "#map").count("·") >= 65
        assert grid.drawn_width <= size[0] - 4


async def test_the_cursor_tells_of_each_goal_and_drills_it(learner: Learner, catalog: Catalog) -> None:
    room = settled_room(learner)
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "tab", "down", "right")
        await pilot.pause()
        goal = room.screen.query_one(GoalMap).cell.goal
        assert goal.id == "2.1.2"
        assert "2.1.2" in said(room, "#goal")
        assert "not asked yet" in said(room, "#goal")
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(room.screen, Sheet)
        assert room.screen.sheet_title.startswith("2.1.2")
        await pilot.press("escape", "enter")
        await pilot.pause()
        assert isinstance(room.screen, SessionScreen)
        assert "2.1.2" in said(room, "#progress")


async def test_the_mouse_reaches_what_the_keys_reach(learner: Learner) -> None:
    room = settled_room(learner)
    async with room.run_test(size=(80, 24)) as pilot:
        row = said(room, "#map").splitlines()[2]
        await pilot.click("#map", offset=(row.index("·") + 2, 2))
        await pilot.pause()
        assert room.screen.query_one(GoalMap).cell.goal.id == "3.1.2"
        await pilot.click("#start")
        await pilot.pause()
        assert isinstance(room.screen, SessionScreen)


async def test_a_sitting_left_is_offered_first_and_comes_back_exactly(learner: Learner) -> None:
    room = settled_room(learner)
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        stem = said(room, "#stem")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(room.screen, HomeScreen)
        assert "question 2 of 20" in said(room, "#resume")
        await pilot.press("enter")
        await pilot.pause()
        assert said(room, "#stem") == stem
        assert "2 of 20" in said(room, "#progress")


async def test_a_sitting_left_can_be_ended_and_is_summed_up(learner: Learner) -> None:
    room = settled_room(learner)
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")  # a drill of domain 1
        await pilot.pause()
        while not isinstance(room.screen.query_one(AnswerControl).asked.question, Single):
            await pilot.press("ctrl+s")
            await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(room.screen, SummaryScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(room.screen, HomeScreen)
        assert not room.screen.query_one("#resume", Choice).display


async def test_what_is_wrong_with_the_settings_file_is_told(learner: Learner) -> None:
    room = settled_room(learner)
    room.problems = ("config.toml:3: 'minutes' is 'soon', expected a whole number from 5 to 240",)
    async with room.run_test(size=(80, 24)):
        assert "config.toml:3" in said(room, "#problems")


async def test_the_first_run_has_three_steps_each_skipped_with_esc(learner: Learner) -> None:
    from cspo_study.tui.app import StudyRoom

    room = StudyRoom(learner)
    async with room.run_test(size=(80, 24)) as pilot:
        assert isinstance(room.screen, FirstRunScreen)
        for step in ("1 of 3", "2 of 3", "3 of 3"):
            assert step in said(room, "#step-title")
            await pilot.press("escape")
            await pilot.pause()
        assert isinstance(room.screen, HomeScreen)
    again = StudyRoom(learner)
    async with again.run_test(size=(80, 24)):
        assert isinstance(again.screen, HomeScreen)


async def test_the_first_run_takes_a_date_and_minutes_and_starts_the_placement(learner: Learner) -> None:
    from cspo_study.tui.app import StudyRoom

    room = StudyRoom(learner)
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", *"2026-13-40", "enter")
        await pilot.press(*["backspace"] * 2, "3", "0", "enter")
        await pilot.pause()
        assert "no day" in said(room, "#wrong")
        await pilot.press("up", *["backspace"] * 10, *"2026-12-15", "enter", "enter")
        await pilot.pause()
        assert learner.settings.minutes == 30
        assert str(learner.settings.workshop) == "2026-12-15"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(room.screen, SessionScreen)
        assert "1 of 40" in said(room, "#progress")
