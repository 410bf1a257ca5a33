"""`cspo review`: what is due, and nothing else."""

import time
from random import SystemRandom

import typer

from cspo_study.cli import output
from cspo_study.cli.opening import open_learner
from cspo_study.cli.sitting import begin, go_on, refuse_choosing
from cspo_study.errors import ExitCode
from cspo_study.study import leeches, picking
from cspo_study.study.session import Session

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo review --questions 15")
def review(
    context: typer.Context,
    questions: int = typer.Option(picking.SITTING, "--questions", "-n", min=1, help="How many questions to ask."),
    *,
    resume: bool = typer.Option(False, "--resume", help="Go on with the review you left, at its question."),
    plain: bool = typer.Option(False, "--plain", help="Plain lines instead of a screen."),
) -> int:
    """Go over what is due, the longest overdue first. Each concept comes back with another of its questions.

    A goal that keeps failing sends its note and a set of questions that look alike, instead of the same again.
    """
    if resume:
        refuse_choosing(context, "review")
    learner = open_learner()
    try:
        if resume:
            return go_on(learner, "review", plain=plain)
        dice = SystemRandom()
        chosen = leeches.remedied(learner, picking.due(learner, dice, questions))
        if not chosen:
            output.narrate("Nothing is due. Meet something new with: cspo study")
            return ExitCode.FINE
        session = Session(learner, chosen, "review", dice, time.monotonic)
        return begin(learner, session, "review", plain=plain)
    finally:
        learner.close()
