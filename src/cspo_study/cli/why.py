"""`cspo why`: what a session started now would ask, and why."""

from random import Random

import typer
from msgspec import Struct

from cspo_study.cli import output
from cspo_study.cli.opening import read_learner
from cspo_study.study import picking
from cspo_study.study.why import why_now

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Reasoned(Struct, frozen=True):
    """A question that would be asked: its id, its goal, and why it comes now."""

    question: str
    goal: str
    why: str


@app.command(epilog="Example: cspo why --questions 3")
def why(
    questions: int = typer.Option(5, "--questions", "-n", min=1, help="How many questions to look ahead."),
    *,
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Say what a session started now would ask, and why. Nothing is asked and nothing is written.

    Among questions worth the same, a session draws anew: it may ask others of them.
    """
    learner = read_learner()
    try:
        # Seeded by the day: asked twice, it says the same.
        picked = picking.recommended(learner, Random(learner.today().toordinal()), questions)
        reasons = [
            Reasoned(one.question.id, one.question.goal, why_now(learner, one.question, one.reason)) for one in picked
        ]
    finally:
        learner.close()
    if as_json:
        output.write_json("why", reasons)
        return
    for number, reasoned in enumerate(reasons, start=1):
        output.print_line(f"{number}. {reasoned.goal}  {reasoned.why}")
