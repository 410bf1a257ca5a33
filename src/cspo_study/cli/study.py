"""`cspo study`: the study room."""

import os

import typer

from cspo_study.cli.opening import open_learner
from cspo_study.cli.terminal import is_interactive
from cspo_study.errors import UsageError
from cspo_study.places import find_places
from cspo_study.study.settings import read_settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo study")
def study() -> int:
    """Open the study room: what to do today, the map of your 65 goals, your progress and the library."""
    if not is_interactive() and not is_served():
        raise UsageError("cspo study needs a terminal.", "For plain lines use: cspo quiz --plain")
    learner = open_learner()
    from cspo_study.tui.app import StudyRoom, run_room  # Textual: only where a screen is drawn

    places = find_places()
    try:
        return run_room(StudyRoom(learner, places, read_settings(places.config).problems))
    finally:
        learner.close()


def is_served() -> bool:
    """Whether `cspo serve` runs this: the screen is then drawn in a browser, and there is no terminal."""
    return "TEXTUAL_DRIVER" in os.environ
