"""`cspo export`: the whole log as lines."""

import sys
from enum import StrEnum
from pathlib import Path

import typer

from cspo_study.cli import output
from cspo_study.cli.upkeep import counted, open_upkeep

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class LogFormat(StrEnum):
    """What the log can be written as."""

    JSONL = "jsonl"


FORMAT = typer.Option(LogFormat.JSONL, "--format", help="What to write: a line of JSON for each entry.")


@app.command(epilog="Example: cspo export --format jsonl my-answers.jsonl")
def export(
    file: Path | None = typer.Argument(None, help="Where to write; standard output if left out."),
    form: LogFormat = FORMAT,  # noqa: ARG001 - there is one
) -> None:
    """Write every answer ever given, and every one taken back, without loss. cspo import takes it in again."""
    lines = open_upkeep().export(file)
    if file is None:
        sys.stdout.buffer.writelines(lines)
        sys.stdout.buffer.flush()
    else:
        output.narrate(f"Wrote {counted(len(lines) - 1, 'line')} to {file}")
