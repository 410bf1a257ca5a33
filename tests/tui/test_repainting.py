"""The room paints as soon as there is something to paint."""

import os
import subprocess
import sys

import pytest


def frames(**more: str) -> str:
    """Frames a second at the most, in a program of its own: Textual reads them once."""
    program = "import cspo_study.tui.app, textual.constants; print(textual.constants.MAX_FPS)"
    environment = {name: value for name, value in os.environ.items() if name != "TEXTUAL_FPS"} | more
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return run.stdout.strip()


@pytest.mark.parametrize(("more", "expected"), [({}, "240"), ({"TEXTUAL_FPS": "30"}, "30")])
def test_textual_waits_no_longer_than_a_learner_asks_it_to(more: dict[str, str], expected: str) -> None:
    assert frames(**more) == expected
