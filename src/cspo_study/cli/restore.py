"""`cspo restore`: back to a backup."""

from pathlib import Path

import typer

from cspo_study.cli import output
from cspo_study.cli.upkeep import counted, open_upkeep

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo restore ~/progress-copy.db")
def restore(
    file: Path = typer.Argument(help="A backup: cspo backup --list shows cspo's own."),
    *,
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Put a backup in the place of the progress store. It is checked first, and what it replaces is kept."""
    restored = open_upkeep().restore(file)
    if as_json:
        kept = str(restored.kept) if restored.kept else None
        output.write_json("restore", {"entries": restored.entries, "kept": kept})
        return
    typer.echo(f"Restored a log of {counted(restored.entries, 'line')} from {file}")
    if restored.kept:
        typer.echo(f"The store it replaced is kept: {restored.kept}")
