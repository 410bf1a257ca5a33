"""`cspo doctor`: is everything in order with the answers?"""

import typer

from cspo_study.cli import output
from cspo_study.cli.upkeep import counted, open_upkeep
from cspo_study.errors import ExitCode
from cspo_study.progress.doctor import Finding, Repair

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo doctor --repair")
def doctor(
    *,
    repair: bool = typer.Option(False, "--repair", help="Mend what can be mended; a damaged file is kept."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> int:
    """Check the progress store: the file, every row, the derived figures against the log, lost questions, clocks.

    Ends with exit code 1 when it found something. With --repair, derived figures are derived again, and from a
    damaged file every answer that it or a backup still holds is saved into a new one.
    """
    upkeep = open_upkeep()
    done = upkeep.repair() if repair else None
    findings = upkeep.examine()
    if as_json:
        entries = [output.ErrorEntry(one.code, one.message, one.mend) for one in findings]
        output.write_json("doctor", {"store": str(upkeep.path), "repair": _as_data(done)}, entries)
    else:
        _print(findings, done)
    return ExitCode.FOUND if findings else ExitCode.FINE


def _as_data(done: Repair | None) -> dict[str, object] | None:
    return None if done is None else {**done._asdict(), "kept": str(done.kept) if done.kept else None}


def _print(findings: list[Finding], done: Repair | None) -> None:
    if done:
        typer.echo(f"Repaired: the log has {counted(done.entries, 'line')}, and everything derived was derived again.")
        if done.from_backups:
            typer.echo(f"{counted(done.from_backups, 'line')} of them came from backups.")
        if done.lost:
            typer.echo(f"{counted(done.lost, 'line')} could not be saved: neither the file nor a backup holds them.")
        if done.kept:
            typer.echo(f"The damaged file is kept: {done.kept}")
    for finding in findings:
        typer.echo(f"{finding.message}\n  {finding.mend}")
    if not findings:
        typer.echo("Everything is in order.")
