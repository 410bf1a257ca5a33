"""`cspo review`: what is due, and nothing else."""

import time
from random import SystemRandom

import typer

from cspo_study.cli import output
from cspo_study.cli.opening import open_learner
from cspo_study.cli.quiz import run_session
from cspo_study.errors import ExitCode
from cspo_study.study import leeches, picking
from cspo_study.study.session import Session

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo review --questions 15")
def review(
    questions: int = typer.Option(picking.SITTING, "--questions", "-n", min=1, help="How many questions to ask."),
    *,
    plain: bool = typer.Option(False, "--plain", help="Plain lines instead of a screen."),
) -> int:
    """Go over what is due, the longest overdue first. Each concept comes back with another of its questions.

    A goal that keeps failing sends its note and a set of questions that look alike, instead of the same again.
    """
    learner = open_learner()
    try:
        dice = SystemRandom()
        chosen = leeches.remedied(learner, picking.due(learner, dice, questions))
        if not chosen:
            output.narrate("Nothing is due. Meet something new with: cspo study")
            return ExitCode.FINE
        return run_session(learner, Session(learner, chosen, "review", dice, time.monotonic), plain=plain)
    finally:
        learner.close()
