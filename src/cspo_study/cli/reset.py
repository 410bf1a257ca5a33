"""`cspo reset`: begin anew."""

import shlex
import sys

import typer

from cspo_study.cli import output
from cspo_study.cli.upkeep import counted, open_upkeep
from cspo_study.errors import ExitCode

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo reset --yes")
def reset(*, yes: bool = typer.Option(False, "--yes", help="Don't ask.")) -> int:
    """Begin anew with an empty progress store. A backup is made first, and cspo restore brings everything back."""
    upkeep = open_upkeep()
    holdings = upkeep.holdings()
    since = f", given from {holdings.first} to {holdings.last}" if holdings.first else ""
    if not yes:
        sys.stderr.write(
            f"This would clear {counted(holdings.answers, 'answer')}{since}, with all that was derived from them,\n"
            f"from {upkeep.path}\nA backup is made first. Type yes to go on: "
        )
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() != "yes":
            output.narrate("Nothing was changed.")
            return ExitCode.FINE
    kept = upkeep.reset()
    back = f"cspo restore {shlex.quote(str(kept))}"
    typer.echo(f"Cleared {counted(holdings.answers, 'answer')}. To bring them back: {back}")
    return ExitCode.FINE
