"""Settings: a change is at work and in the file at once; what is wrong is said where it stands."""

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from cspo_study.study.learner import Learner
from cspo_study.study.preferences import PREFERENCES
from cspo_study.study.settings import read_settings
from cspo_study.tui.app import StudyRoom
from cspo_study.tui.bindings import all_bindings
from cspo_study.tui.home import HomeScreen
from cspo_study.tui.key_map import KeyAsked, KeyMapScreen
from cspo_study.tui.rows import Rows

SIZE = (80, 24)
PLACES = {one.name: place for place, one in enumerate(PREFERENCES)}


@pytest.fixture
def config(folders: Path) -> Path:
    (folders / "config").mkdir()
    path = folders / "config" / "config.toml"
    path.write_text("# mine\nminutes = 25\n")
    return path


def text_of(room: StudyRoom, selector: str) -> str:
    return str(room.screen.query_one(selector, Static).content)


def row(room: StudyRoom, name: str) -> str:
    return str(room.screen.query_one("#settings", Rows).get_option_at_index(PLACES[name]).prompt)


def room_for(learner: Learner, config: Path) -> StudyRoom:
    learner.settings = read_settings(config.parent).settings
    return StudyRoom(learner)


async def test_arrows_change_a_number_and_the_file_keeps_its_comments(learner: Learner, config: Path) -> None:
    room = room_for(learner, config)
    async with room.run_test(size=SIZE) as pilot:
        room.open_settings()
        await pilot.pause()
        assert row(room, "minutes").split()[-1] == "25"
        await pilot.press("right", "right")
        await pilot.pause()
        assert row(room, "minutes").split()[-1] == "35"
        assert learner.settings.minutes == 35
        assert config.read_text() == "# mine\nminutes = 35\n"
        await pilot.press("backspace")
        await pilot.pause()
        assert learner.settings.minutes == 20
        assert config.read_text() == "# mine\n"


async def test_a_day_is_typed_and_a_wrong_one_refused_with_what_would_fit(learner: Learner, config: Path) -> None:
    room = room_for(learner, config)
    async with room.run_test(size=SIZE) as pilot:
        room.open_settings()
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        room.screen.query_one("#typed", Input).value = "2027-02-30"
        await pilot.press("enter")
        await pilot.pause()
        assert text_of(room, "#wrong").startswith("✗ 'workshop' cannot be '2027-02-30'.")
        assert "workshop" not in config.read_text()
        room.screen.query_one("#typed", Input).value = "2027-02-28"
        await pilot.press("enter")
        await pilot.pause()
        assert "workshop = 2027-02-28" in config.read_text()
        assert row(room, "workshop").split()[-1] == "2027-02-28"
        assert not room.screen.query_one("#typed").display
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(room.screen, HomeScreen)


async def test_a_theme_is_at_work_at_once(learner: Learner, config: Path) -> None:
    room = room_for(learner, config)
    async with room.run_test(size=SIZE) as pilot:
        room.open_settings()
        await pilot.pause()
        await pilot.press(*["down"] * PLACES["theme"], "right")
        await pilot.pause()
        assert room.theme == learner.settings.theme == "cspo-light"
        await pilot.press("left")
        await pilot.pause()
        assert room.theme == "cspo-dark"
        await pilot.press("down", "enter")
        await pilot.pause()
        assert row(room, "animation").split()[-1] == "off"


async def test_a_bad_file_is_told_with_line_and_key_and_is_not_written_over(learner: Learner, config: Path) -> None:
    config.write_text('minutes = "many"\nspeed = 3\n')
    room = room_for(learner, config)
    async with room.run_test(size=(120, 30)) as pilot:
        room.open_settings()
        await pilot.pause()
        assert f"✗ {config}:1: 'minutes' is 'many', expected a whole number" in text_of(room, "#problems")
        assert f"✗ {config}:2: unknown setting 'speed'" in text_of(room, "#problems")
        assert row(room, "minutes").split()[-1] == "20"
        await pilot.press("right")
        await pilot.pause()
        assert config.read_text() == "minutes = 25\nspeed = 3\n"
        assert "'minutes'" not in text_of(room, "#problems")
        config.write_text("minutes = = 3\n")
        await pilot.press("right")
        await pilot.pause()
        assert "could not be changed" in text_of(room, "#wrong")
        assert config.read_text() == "minutes = = 3\n"


async def test_a_key_is_given_and_taken_back(learner: Learner, config: Path) -> None:
    room = room_for(learner, config)
    async with room.run_test(size=SIZE) as pilot:
        room.open_settings()
        await pilot.pause()
        await pilot.press(*["down"] * PLACES["keys"], "enter")
        await pilot.pause()
        assert isinstance(room.screen, KeyMapScreen)
        room.screen.query_one(Rows).go_to("today.progress")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(room.screen, KeyAsked)
        await pilot.press("z")
        await pilot.pause()
        assert learner.settings.keys == {"today.progress": "z"}
        assert '"today.progress" = "z"' in config.read_text()
        await pilot.press("escape", "escape")
        await pilot.pause()
        await pilot.press("z")
        await pilot.pause()
        assert type(room.screen).__name__ == "ProgressScreen"
        await pilot.press("escape")
        room.open_settings()
        await pilot.pause()
        await pilot.press(*["down"] * PLACES["keys"], "enter")
        await pilot.pause()
        room.screen.query_one(Rows).go_to("today.progress")
        await pilot.press("backspace")
        await pilot.pause()
        assert learner.settings.keys == {}
        assert "today.progress" not in config.read_text()


def test_every_key_that_is_told_has_an_id_of_its_place() -> None:
    bound = all_bindings()
    ids = [one.id for one in bound]
    assert len(ids) == len(set(ids))
    assert {"session.skip", "today.progress", "library.search", "progress.order", "app.keys"} <= set(ids)
    assert all(one.does and one.keys for one in bound)
