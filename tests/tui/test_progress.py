"""Progress: the tree, its filters and orders, the charts, and the ways on from a goal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Static

from answering import StillClock
from cspo_study.content.catalog import Catalog
from cspo_study.study.learner import Learner
from cspo_study.study.outline_rows import View, rows
from cspo_study.study.report import GoalReport
from cspo_study.study.standing import standing
from cspo_study.tui.app import StudyRoom
from cspo_study.tui.chooser import Chooser
from cspo_study.tui.progress import ProgressScreen
from cspo_study.tui.rows import Rows
from cspo_study.tui.session import SessionScreen
from cspo_study.tui.sheets import Sheet
from month import SetClock, lived_month

NARROW, WIDE = (80, 24), (130, 40)


@pytest.fixture(scope="module")
def store(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A month of answers, made once; tests here add none."""
    path = tmp_path_factory.mktemp("month") / "progress.db"
    clock = SetClock(StillClock().moment.at)
    learner = Learner.open(catalog, path, clock)
    lived_month(learner, clock)
    learner.close()
    return path


@pytest.fixture
def studied(store: Path, catalog: Catalog) -> Iterator[Learner]:
    clock = SetClock(StillClock().moment.at)
    clock.advance(days=30)
    learner = Learner.read(catalog, store, clock)
    yield learner
    learner.close()


def text_of(room: StudyRoom, selector: str) -> str:
    return str(room.screen.query_one(selector, Static).content)


def lines(room: StudyRoom) -> list[str]:
    return [str(option.prompt) for option in room.screen.query_one(Rows).options]


async def test_branches_open_and_close_by_keys(studied: Learner) -> None:
    room = StudyRoom(studied)
    async with room.run_test(size=NARROW) as pilot:
        room.push_screen(ProgressScreen(studied))
        await pilot.pause()
        assert len(lines(room)) == 8
        await pilot.press("enter", "down", "right", "down")
        await pilot.pause()
        assert [line.split()[:2] for line in lines(room)[:3]] == [["▾", "1"], ["▾", "1.1"], ["1.1.1", "Accountable"]]
        assert text_of(room, "#about").startswith("1.1.1 Accountable for value   describe\n")
        assert "Rests on " in text_of(room, "#about")
        await pilot.press("left", "left", "left", "left")
        await pilot.pause()
        assert len(lines(room)) == 8


async def test_a_click_opens_a_branch(studied: Learner) -> None:
    room = StudyRoom(studied)
    async with room.run_test(size=NARROW) as pilot:
        room.push_screen(ProgressScreen(studied))
        await pilot.pause()
        await pilot.click(Rows, offset=(8, 2))
        await pilot.pause()
        assert "▾ 3 Managing the Product Backlog" in lines(room)[2]


async def test_filters_and_orders_by_key_and_by_mouse(studied: Learner) -> None:
    room = StudyRoom(studied)
    async with room.run_test(size=WIDE) as pilot:
        room.push_screen(ProgressScreen(studied))
        await pilot.pause()
        await pilot.press("o")
        await pilot.pause()
        goals = [line.split()[0] for line in lines(room)]
        assert len(goals) == 71
        mastery = {row.figures.id: row.figures.mastery for row in rows(standing(studied), View(order="weakest"), bool)}
        assert goals == list(mastery)
        await pilot.click("#show")
        await pilot.pause()
        assert room.screen.query_one("#show", Chooser).way == "due"
        assert 0 < len(lines(room)) < 71
        await pilot.press("v")
        await pilot.pause()
        assert {studied.catalog.goals[line.split()[0]].level for line in lines(room)} == {"describe"}  # type: ignore[index]


async def test_the_charts_stand_beside_or_behind_a_key(studied: Learner) -> None:
    room = StudyRoom(studied)
    async with room.run_test(size=NARROW) as pilot:
        room.push_screen(ProgressScreen(studied))
        await pilot.pause()
        assert not room.screen.query_one("#beside").display
        await pilot.press("c")
        await pilot.pause()
        assert room.screen.query_one("#beside").display
        assert not room.screen.query_one("#outline").display
        charts = text_of(room, "#charts")
        for head in ("By level", "Reviews ahead", "Still known when it came back", "Feeling sure", "Time"):
            assert f"{head}\n" in charts
        await pilot.press("escape")
        await pilot.pause()
        assert room.screen.query_one("#outline").display
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert room.screen.query_one("#beside").display
        assert room.screen.query_one("#outline").display
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(room.screen, ProgressScreen)


async def test_a_goal_leads_to_its_note_and_to_questions(learner: Learner) -> None:
    room = StudyRoom(learner)
    async with room.run_test(size=NARROW) as pilot:
        room.push_screen(ProgressScreen(learner))
        await pilot.pause()
        assert "not asked yet" in lines(room)[0]
        await pilot.press("right", "down", "right", "down", "n")
        await pilot.pause()
        assert isinstance(room.screen, Sheet)
        assert room.screen.sheet_title == "1.1.1 Accountable for value"
        await pilot.press("escape", "d")
        await pilot.pause()
        assert isinstance(room.screen, SessionScreen)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_no_row_is_wider_than_its_room(studied: Learner, size: tuple[int, int]) -> None:
    room = StudyRoom(studied)
    async with room.run_test(size=size) as pilot:
        room.push_screen(ProgressScreen(studied))
        await pilot.pause()
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        tree = room.screen.query_one(Rows)
        assert max(map(len, lines(room))) <= tree.scrollable_content_region.width
        assert tree.virtual_size.height == len(lines(room))  # none is wrapped


def test_a_filtered_tree_keeps_only_branches_with_something_in_them(studied: Learner) -> None:
    found = rows(standing(studied), View(show="weak"), lambda _: False)
    assert found
    for row, after in zip(found, [*found[1:], None], strict=True):
        assert isinstance(row.figures, GoalReport) or (after is not None and after.depth == row.depth + 1)
        assert not isinstance(row.figures, GoalReport) or row.figures.mastery < 0.7
