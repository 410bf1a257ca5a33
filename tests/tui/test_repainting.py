"""The room paints as soon as there is something to paint."""

import os
import subprocess
import sys

import pytest

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Single
from cspo_study.study.learner import Learner
from rooms import quiz_room


def frames(**more: str) -> str:
    """Frames a second at the most, in a program of its own: Textual reads them once."""
    program = "import cspo_study.tui.app, textual.constants; print(textual.constants.MAX_FPS)"
    environment = {name: value for name, value in os.environ.items() if name != "TEXTUAL_FPS"} | more
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return run.stdout.strip()


@pytest.mark.parametrize(("more", "expected"), [({}, "240"), ({"TEXTUAL_FPS": "30"}, "30")])
def test_textual_waits_no_longer_than_a_learner_asks_it_to(more: dict[str, str], expected: str) -> None:
    assert frames(**more) == expected


async def test_a_key_is_worth_one_layout(learner: Learner, catalog: Catalog) -> None:
    questions = [one for one in catalog.pack.questions if isinstance(one, Single) and not one.case][:4]
    room = quiz_room(learner, *questions)
    async with room.run_test(size=(80, 24)) as pilot:
        layouts: list[object] = []
        room.screen.screen_layout_refresh_signal.subscribe(room.screen, layouts.append)
        counted = []
        for key in ("1", "enter", "1", "enter", "1", "enter"):
            layouts.clear()
            await pilot.press(key)
            await pilot.pause()
            counted.append(len(layouts))
    assert counted[2:] == [1, 1, 1, 1]
