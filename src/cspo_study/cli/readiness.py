"""`cspo readiness`: what a fresh assessment would come to."""

from contextlib import suppress

import typer

from cspo_study.cli import output
from cspo_study.cli.opening import read_learner
from cspo_study.cli.telling import say_told
from cspo_study.cli.terminal import is_interactive
from cspo_study.errors import ExitCode, StoreError
from cspo_study.study.readiness import keep_forecasts, readiness
from cspo_study.study.tell_readiness import tell_readiness

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("readiness", epilog="Example: cspo readiness --json")
def show_readiness(
    *,
    plain: bool = typer.Option(False, "--plain", help="Plain lines instead of a screen."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> int:
    """Show how ready you are for the workshop and the job: what a fresh assessment would come to.

    By domain and in all, each with an interval, and on the workshop's date (a setting) if study goes on or stops. No
    figure while there is too little to go by: it says what is missing instead. Never a chance of passing: there is no
    CSPO exam to pass, and a number for one would be made up. What it foretells is kept and held against your
    assessments.
    """
    learner = read_learner()
    try:
        found = readiness(learner)
        with suppress(StoreError):  # a folder that cannot be written to is no reason not to tell
            keep_forecasts(learner, found)
        if not as_json and not plain and is_interactive():
            from cspo_study.tui.app import run_room  # Textual: only where a screen is drawn
            from cspo_study.tui.readiness import ReadinessScreen
            from cspo_study.tui.reports import ReportRoom

            return run_room(ReportRoom(learner, lambda room: ReadinessScreen(room.learner)))
    finally:
        learner.close()
    if as_json:
        output.write_json("readiness", found)
    else:
        say_told(tell_readiness(found))
    return ExitCode.FINE
