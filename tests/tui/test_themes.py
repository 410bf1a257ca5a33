"""Colours that can be read: by contrast, without colour, without motion."""

import os
import re

import pytest
from textual.color import Color
from textual.theme import Theme

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Single
from cspo_study.study.learner import Learner
from cspo_study.tui import theme
from rooms import first, quiz_room, said, screen_lines, settled_room

TEXTS = ("foreground", "secondary", "accent", "success", "error", "primary", "warning")
GROUNDS = ("background", "panel", "block-cursor-background", "footer-background")


def luminance(colour: Color) -> float:
    """Relative luminance by WCAG 2."""
    parts = [part / 255 for part in colour.rgb]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG 2."""
    lighter, darker = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("own", theme.OWN, ids=lambda own: own.name)
def test_every_text_colour_can_be_read_on_every_ground(own: Theme) -> None:
    variables = own.to_color_system().generate()
    for text in TEXTS:
        for ground in GROUNDS:
            assert contrast(variables[text], variables[ground]) >= 4.5, (text, ground)
    assert contrast(variables["footer-key-foreground"], variables["footer-background"]) >= 4.5
    assert contrast(variables["footer-description-foreground"], variables["footer-background"]) >= 4.5


def test_the_design_page_lists_the_colours_there_are(pytestconfig: pytest.Config) -> None:
    page = (pytestconfig.rootpath / "docs" / "design" / "tui.md").read_text("utf-8")
    for name, dark, light in re.findall(r"\| `\$(\w+)` \| (\w{6}) \| (\w{6}) \|", page):
        assert (getattr(theme.DARK, name), getattr(theme.LIGHT, name)) == (f"#{dark}", f"#{light}")


@pytest.mark.parametrize("name", ["cspo-light", "ansi-dark", "ansi-light", "nord", "gruvbox"])
async def test_other_themes_serve_as_well(learner: Learner, catalog: Catalog, name: str) -> None:
    room = quiz_room(learner, first(catalog, Single))
    async with room.run_test(size=(80, 24)) as pilot:
        room.theme = name
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert said(room, "#verdict") in ("✓ Right", "✗ Wrong")


def test_a_theme_that_is_none_is_told(learner: Learner) -> None:
    import asyncio

    import msgspec

    async def drive() -> None:
        learner.settings = msgspec.structs.replace(learner.settings, theme="sunny")
        room = settled_room(learner)
        async with room.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            assert room.theme == "cspo-dark"
            assert any("sunny" in note.message for note in room._notifications)

    asyncio.run(drive())


async def test_without_colour_the_cursor_and_the_marks_are_still_told(
    learner: Learner, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "NO_COLOR", "1")
    room = quiz_room(learner, first(catalog, Single))
    async with room.run_test(size=(80, 24)) as pilot:
        assert any(line.lstrip().startswith("▌1") for line in screen_lines(room))
        await pilot.press("1")
        await pilot.pause()
        shown = "\n".join(screen_lines(room))
        assert "right answer" in shown or "right, your choice" in shown


async def test_nothing_moves_where_motion_is_turned_off(learner: Learner) -> None:
    import msgspec

    learner.settings = msgspec.structs.replace(learner.settings, animation=False)
    room = settled_room(learner)
    async with room.run_test(size=(80, 24)):
        assert room.animation_level == "none"
