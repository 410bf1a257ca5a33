"""`cspo import`: another log joins this one."""

from pathlib import Path

import typer

from cspo_study.cli import output
from cspo_study.cli.upkeep import counted, open_upkeep

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(name="import", epilog="Example: cspo import my-answers.jsonl")
def import_log(
    file: Path = typer.Argument(help="A log that cspo export wrote, here or on another machine."),
    *,
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Take in a log: all of it or, if a line is wrong, nothing. Importing the same one again changes nothing."""
    imported = open_upkeep().merge(file)
    if as_json:
        output.write_json("import", imported._asdict())
    else:
        typer.echo(f"Imported {counted(imported.new, 'line')}; {imported.known:,} were here already.")
