"""`cspo today`: today in a line."""

import typer
from msgspec import Struct

from cspo_study.cli import output
from cspo_study.cli.opening import read_learner
from cspo_study.study.plan import due_now, today_line

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Line(Struct, frozen=True):
    """Today's line, and how much is due."""

    line: str
    due: int


@app.command(epilog="Example: cspo today")
def today(*, as_json: bool = typer.Option(False, "--json", help="Print one JSON document.")) -> None:
    """Say in a line what today is for: for a shell prompt, or a mail by cron. It reads only.

    In a prompt, once a shell: PS1="$(cspo today)\\n$PS1". By cron: 0 7 * * * cspo today.
    """
    learner = read_learner()
    try:
        said = Line(today_line(learner), due_now(learner))
    finally:
        learner.close()
    if as_json:
        output.write_json("today", said)
    else:
        output.print_line(said.line)
