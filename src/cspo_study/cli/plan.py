"""`cspo plan`: what to do each day up to a date."""

import typer

from cspo_study.cli import output
from cspo_study.cli.days import read_day
from cspo_study.cli.opening import read_learner
from cspo_study.cli.telling import say_told
from cspo_study.cli.terminal import is_interactive
from cspo_study.errors import ExitCode
from cspo_study.places import find_places
from cspo_study.study.learner import Learner
from cspo_study.study.plan import Plan, date_of, plan
from cspo_study.study.settings import change_settings
from cspo_study.study.tell_plan import tell_plan

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("plan", epilog="Example: cspo plan --date 2026-12-15 --minutes 20")
def show_plan(
    day: str | None = typer.Option(None, "--date", help="The day to be strongest on; the workshop's if left out."),
    minutes: int | None = typer.Option(None, "--minutes", help="Minutes a day; those of the settings if left out."),
    *,
    keep: bool = typer.Option(False, "--keep", help="Keep date and minutes as settings: study and today aim at them."),
    every_day: bool = typer.Option(False, "--days", help="Tell every day on its own."),
    plain: bool = typer.Option(False, "--plain", help="Plain lines instead of a screen."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> int:
    """Plan each day up to a date: what comes back, which goals are new, when an assessment helps.

    The plan follows from where you stand today: a missed day makes another plan by itself. Where the time is not
    enough, it says so, and what to leave out.
    """
    learner = read_learner()
    try:
        on = date_of(learner, read_day(day, "--date") if day else None)
        given = learner.settings.minutes if minutes is None else minutes
        found = plan(learner, on, given)
        kept = keep or _is_kept(learner, found)
        if keep:
            learner.settings = change_settings(find_places().config, {"workshop": on, "minutes": max(given, 5)})
        if not as_json and not plain and is_interactive():
            from cspo_study.tui.app import run_room  # Textual: only where a screen is drawn
            from cspo_study.tui.plan import PlanScreen
            from cspo_study.tui.reports import ReportRoom

            return run_room(ReportRoom(learner, lambda room: PlanScreen(learner, room.places.config, on, given)))
    finally:
        learner.close()
    if as_json:
        output.write_json("plan", found)
    else:
        say_told(tell_plan(found, kept=kept, every_day=every_day))
    return ExitCode.FINE


def _is_kept(learner: Learner, found: Plan) -> bool:
    settings = learner.settings
    return (settings.workshop, settings.minutes) == (found.day, found.minutes)
