"""`cspo backup`: copies of the progress store."""

from datetime import datetime
from pathlib import Path

import typer

from cspo_study.cli import output
from cspo_study.cli.upkeep import open_upkeep
from cspo_study.progress.backups import Backup

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo backup ~/progress-copy.db")
def backup(
    file: Path | None = typer.Argument(None, help="Where to put the copy; among cspo's own backups if left out."),
    *,
    show: bool = typer.Option(False, "--list", help="List cspo's own backups, the newest first."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Copy the progress store: one file with every answer, whole even while another cspo is writing.

    cspo makes backups by itself, at most one an hour of use, and thins them: all of 2 days, one a day for 12 days, one
    a week for 10 weeks, one a month for 9 months.
    """
    upkeep = open_upkeep()
    if show:
        _list([_as_data(one) for one in upkeep.backups()], as_json=as_json)
        return
    made = upkeep.back_up(file)
    if as_json:
        output.write_json("backup", {"file": str(made)})
    else:
        typer.echo(f"Backed up to {made}")


def _as_data(backup: Backup) -> dict[str, str]:
    made = datetime.fromtimestamp(backup.at / 1000).astimezone()
    return {"file": str(backup.path), "at": made.isoformat(), "reason": backup.reason}


def _list(backups: list[dict[str, str]], *, as_json: bool) -> None:
    if as_json:
        output.write_json("backup", {"backups": backups})
        return
    for one in backups:
        typer.echo(f"{one['at'][:16].replace('T', ' ')}  {one['reason']:16}  {one['file']}")
    if not backups:
        output.narrate("There are no backups yet.")
