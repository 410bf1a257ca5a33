"""`cspo study`: the study room."""

import typer

from cspo_study.cli.opening import open_learner
from cspo_study.cli.terminal import is_interactive
from cspo_study.errors import UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo study")
def study() -> int:
    """Open the study room: your map of the seven domains, and a session of what is worth asking you now."""
    if not is_interactive():
        raise UsageError("cspo study needs a terminal.", "For plain lines use: cspo quiz --plain")
    learner = open_learner()
    from cspo_study.tui.app import StudyRoom, run_room  # Textual: only where a screen is drawn

    try:
        return run_room(StudyRoom(learner))
    finally:
        learner.close()
