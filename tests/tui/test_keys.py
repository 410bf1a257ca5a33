"""Keys: each has a name, can be remapped, is listed under `?`, and all is found with ctrl+p."""

import msgspec
from textual.command import CommandPalette

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Single
from cspo_study.study.learner import Learner
from cspo_study.tui.bindings import all_bindings
from cspo_study.tui.palette import Actions, Goals, Terms
from cspo_study.tui.session import SessionScreen
from cspo_study.tui.sheets import Sheet
from rooms import first, quiz_room, settled_room


def test_every_binding_has_a_name_and_says_what_it_does() -> None:
    found = all_bindings()
    assert len(found) > 60
    assert [bound.id for bound in found if not bound.does] == []


async def test_a_key_of_ones_own_takes_the_place_of_the_default(learner: Learner, catalog: Catalog) -> None:
    learner.settings = msgspec.structs.replace(learner.settings, keys={"session.skip": "z"})
    question = first(catalog, Single)
    room = quiz_room(learner, question, question)
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(room.screen, SessionScreen)
        assert "1 of 2" in str(room.screen.query_one("#progress").content)  # type: ignore[attr-defined]
        await pilot.press("z")
        await pilot.pause()
        assert "2 of 2" in str(room.screen.query_one("#progress").content)  # type: ignore[attr-defined]


async def test_a_key_name_that_is_none_is_told(learner: Learner) -> None:
    learner.settings = msgspec.structs.replace(learner.settings, keys={"session.hop": "z"})
    room = settled_room(learner)
    async with room.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert any("session.hop" in note.message for note in room._notifications)


async def test_the_question_mark_lists_the_keys_of_the_place(learner: Learner, catalog: Catalog) -> None:
    room = quiz_room(learner, first(catalog, Single))
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(room.screen, Sheet)
        listed = room.screen.body.plain
        for what in ("Skip", "Flag", "Think so", "Choose 1", "Leave", "Find any action"):
            assert what in listed
        assert "Scroll Left" not in listed
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(room.screen, SessionScreen)


async def test_the_palette_knows_every_action_goal_and_term(learner: Learner) -> None:
    room = settled_room(learner)
    async with room.run_test(size=(80, 24)) as pilot:
        names = {kind: [command.name for command in kind(room.screen).commands()] for kind in (Actions, Goals, Terms)}
        assert {"Progress", "Library", "Settings", "Start", "Quit"} <= set(names[Actions])
        for identity, goal in learner.catalog.goals.items():
            assert f"{identity} {goal.title}" in names[Goals]
        assert len(names[Terms]) == len(learner.catalog.glossary)
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(room.screen, CommandPalette)
        await pilot.press("escape")


async def test_the_palette_offers_what_is_wanted_before_anything_is_typed(learner: Learner, catalog: Catalog) -> None:
    for room, first_ones in (
        (settled_room(learner), ["Start", "Progress", "Library"]),
        (quiz_room(learner, first(catalog, Single)), ["Answer", "Skip", "Why"]),
    ):
        async with room.run_test(size=(80, 24)):
            offered = [hit.text async for hit in Actions(room.screen).discover()]
        assert offered[:3] == first_ones
        assert len(offered) == len(set(offered))
        assert not {"Line above", "Down", "Scroll down"} & set(offered)
