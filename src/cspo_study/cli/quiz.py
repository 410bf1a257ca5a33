"""`cspo quiz`: a drill."""

import time
from enum import StrEnum
from random import Random, SystemRandom

import typer

from cspo_study.cli.opening import open_learner
from cspo_study.cli.terminal import is_interactive
from cspo_study.content.model import Goal
from cspo_study.errors import UsageError
from cspo_study.study import picking
from cspo_study.study.learner import Learner
from cspo_study.study.session import Session

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class QuestionType(StrEnum):
    """The types a drill can be narrowed to."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    ORDER = "order"
    MATCH = "match"
    NUMERIC = "numeric"
    SHORT = "short"
    RECALL = "recall"


TYPES = typer.Option([], "--type", help="Only this type of question; may be given again.")


@app.command(epilog="Example: cspo quiz --domain 3 --questions 5")
def quiz(
    domain: str | None = typer.Option(None, "--domain", "-d", help="A domain: 1 to 7."),
    topic: str | None = typer.Option(None, "--topic", "-t", help="A topic, such as 3.2."),
    goal: str | None = typer.Option(None, "--goal", "-g", help="A goal, such as 3.2.1."),
    questions: int = typer.Option(picking.SITTING, "--questions", "-n", min=1, help="How many questions to ask."),
    types: list[QuestionType] = TYPES,
    seed: int | None = typer.Option(None, "--seed", min=0, help="Draw by this number: the same questions each time."),
    *,
    shuffle: bool = typer.Option(
        True, "--shuffle/--no-shuffle", help="Mix questions and options, or keep them as written."
    ),
    weak: bool = typer.Option(False, "--weak", help="What you know least first."),
    plain: bool = typer.Option(False, "--plain", help="Plain lines instead of a screen."),
) -> int:
    """Drill a domain, a topic or a goal: what was asked least, and longest ago, comes first.

    In a terminal this opens the quiz screen. Elsewhere, or with --plain, questions are printed and answers read as
    lines.
    """
    if sum(name is not None for name in (domain, topic, goal)) > 1:
        raise UsageError("--domain, --topic and --goal exclude one another.", "Give the narrowest of them.")
    learner = open_learner()
    try:
        goals = learner.catalog.goals_within(domain, topic, goal)
        dice = Random(seed) if seed is not None else SystemRandom()
        wanted = [one.value for one in types]
        chosen = _questions(
            learner, goals, wanted, dice, questions, weak=weak, seeded=seed is not None, shuffle=shuffle
        )
        session = Session(learner, chosen, "quiz", dice, time.monotonic, shuffle=shuffle)
        return run_session(learner, session, plain=plain)
    finally:
        learner.close()


def _questions(
    learner: Learner,
    goals: list[Goal],
    types: list[str],
    dice: Random,
    count: int,
    *,
    weak: bool,
    seeded: bool,
    shuffle: bool,
) -> list[picking.Picked]:
    if weak:
        chosen = picking.weakest(learner, goals, types, dice, count)
    elif not shuffle:
        chosen = picking.as_written(learner.catalog, goals, types, count)
    elif seeded:
        chosen = picking.seeded_drill(learner.catalog, goals, types, dice, count)
    else:
        chosen = picking.drill(learner, goals, types, dice, count)
    if not chosen:
        written = sorted({heading.goal.partition(".")[0] for heading in learner.catalog.pack.headings})
        kind = f" of type {', '.join(types)}" if types else ""
        raise UsageError(f"There are no questions{kind} here yet.", f"Domains with questions: {', '.join(written)}.")
    return chosen


def run_session(learner: Learner, session: Session, *, plain: bool) -> int:
    """Ask on a screen, or in plain lines where there is none or `plain` wants it."""
    if plain or not is_interactive():
        from cspo_study.cli.plain import run_plain

        return run_plain(session)
    from cspo_study.tui.app import QuizRoom, run_room  # Textual: only where a screen is drawn

    return run_room(QuizRoom(learner, session))
