"""`cspo certificate`: the ledger of the certificate itself."""

import msgspec
import typer

from cspo_study.cli import output
from cspo_study.cli.days import read_day
from cspo_study.cli.telling import say_told
from cspo_study.cli.terminal import is_interactive
from cspo_study.content.certificate import requirements
from cspo_study.content.index import shipped_content
from cspo_study.errors import ExitCode, UsageError
from cspo_study.places import find_places
from cspo_study.study.certificate import Ledger, Unit, load, save, standing, with_units, without_units
from cspo_study.study.clock import study_day, system_clock
from cspo_study.study.settings import read_settings
from cspo_study.study.tell_certificate import tell_certificate

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo certificate --seu 1.5 --category events --note 'User group'")
def certificate(
    course: str | None = typer.Option(None, "--course", help="The day the course begins, such as 2026-12-15."),
    hours: float | None = typer.Option(None, "--hours", min=0, max=200, help="Hours the course has."),
    issued: str | None = typer.Option(None, "--issued", help="The day of issue, as it stands on the certificate."),
    seu: float | None = typer.Option(None, "--seu", help="Units earned, an hour being one."),
    on: str | None = typer.Option(None, "--on", help="The day they were earned; today if left out."),
    category: str = typer.Option("other", "--category", help="What they were earned by."),
    note: str = typer.Option("", "--note", help="What it was."),
    remove: int | None = typer.Option(None, "--remove", help="Take out the entry of units with this number."),
    *,
    plain: bool = typer.Option(False, "--plain", help="Plain lines instead of a screen."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> int:
    """Keep track of the certificate itself: the course and its hours, the day of issue, and units toward renewal.

    Without options it shows what is entered, what is missing and by when. What is asked for stands in the content with
    its source and date; check with the issuer.
    """
    places = find_places()
    today = study_day(system_clock(), read_settings(places.config).settings.rollover_hour)
    required = requirements(shipped_content())
    before = load(places.data)
    ledger = before
    if course is not None:
        ledger = msgspec.structs.replace(ledger, course=read_day(course, "--course"))
    if hours is not None:
        ledger = msgspec.structs.replace(ledger, hours=hours)
    if issued is not None:
        ledger = msgspec.structs.replace(ledger, issued=read_day(issued, "--issued"))
    if remove is not None:
        ledger = without_units(ledger, remove)
    if seu is not None:
        ledger = with_units(ledger, Unit(read_day(on, "--on") if on else today, seu, category, note), required)
    elif on or note:
        raise UsageError("--on and --note go with --seu.", "Example: cspo certificate --seu 1 --on 2027-01-10")
    _keep(before, ledger)
    found = standing(ledger, required, today)
    if as_json:
        output.write_json("certificate", {"standing": found, "requirements": required})
    elif ledger == before and not plain and is_interactive():
        return _show()
    else:
        say_told(tell_certificate(found, required))
    return ExitCode.FINE


def _keep(before: Ledger, ledger: Ledger) -> None:
    if ledger != before:
        save(find_places().data, ledger)


def _show() -> int:
    from cspo_study.cli.opening import read_learner
    from cspo_study.tui.app import run_room  # Textual: only where a screen is drawn
    from cspo_study.tui.certificate import CertificateScreen
    from cspo_study.tui.reports import ReportRoom

    learner = read_learner()
    try:
        return run_room(ReportRoom(learner, lambda room: CertificateScreen(learner, room.places.data)))
    finally:
        learner.close()
