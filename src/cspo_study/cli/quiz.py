"""`cspo quiz`: a drill."""

import time
from enum import StrEnum
from random import Random, SystemRandom

import typer

from cspo_study.cli import output
from cspo_study.cli.opening import open_learner
from cspo_study.cli.sitting import begin, go_on, refuse_choosing
from cspo_study.content.model import Goal, type_name
from cspo_study.errors import UsageError
from cspo_study.places import find_places
from cspo_study.study import drills, picking
from cspo_study.study.learner import Learner
from cspo_study.study.marks import Marks
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
    context: typer.Context,
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
    missed: bool = typer.Option(False, "--missed", help="What you got wrong the last time."),
    flagged: bool = typer.Option(False, "--flagged", help="What you flagged."),
    new: bool = typer.Option(False, "--new", help="What you have not met yet."),
    misconception: str | None = typer.Option(None, "--misconception", help="Questions that tempt with a wrong idea."),
    case: str | None = typer.Option(None, "--case", help="All questions on a story."),
    cram: bool = typer.Option(False, "--cram", help="Leave no trace: your schedule and your map stay as they are."),
    resume: bool = typer.Option(False, "--resume", help="Go on with the quiz you left, at its question."),
    plain: bool = typer.Option(False, "--plain", help="Plain lines instead of a screen."),
) -> int:
    """Drill a domain, a topic or a goal: what was asked least, and longest ago, comes first.

    In a terminal this opens the quiz screen. Elsewhere, or with --plain, questions are printed and answers read as
    lines. Drills with a purpose: --weak, --missed, --flagged, --new, --misconception and --case; with --cram nothing is
    recorded. A quiz that is left, or killed, can be gone on with: --resume.
    """
    if resume:
        refuse_choosing(context, "quiz")
    if sum(name is not None for name in (domain, topic, goal)) > 1:
        raise UsageError("--domain, --topic and --goal exclude one another.", "Give the narrowest of them.")
    learner = open_learner()
    try:
        if resume:
            return go_on(learner, "quiz", plain=plain)
        goals = learner.catalog.goals_within(domain, topic, goal)
        dice = Random(seed) if seed is not None else SystemRandom()
        asked_for: dict[str, bool | str | None] = {
            "weak": weak, "missed": missed, "flagged": flagged, "new": new,
            "misconception": misconception, "case": case,
        }  # fmt: skip
        drill = _the_one({name: value for name, value in asked_for.items() if value})
        wanted = [one.value for one in types]
        if drill and not weak:
            chosen = _drilled(learner, drill, goals, wanted, dice)[:questions]
        else:
            chosen = _questions(
                learner, goals, wanted, dice, questions, weak=weak, seeded=seed is not None, shuffle=shuffle
            )
        if cram:
            output.narrate("Cramming: nothing of this is recorded. Your schedule and your map stay as they are.")
        session = Session(learner, chosen, "quiz", dice, time.monotonic, shuffle=shuffle, kept=not cram)
        return begin(learner, session, "quiz", plain=plain)
    finally:
        learner.close()


def _the_one(asked_for: dict[str, bool | str | None]) -> tuple[str, str] | None:
    """The drill that was asked for, and its name if it has one. `UsageError` for two at once."""
    if len(asked_for) > 1:
        names = " and ".join(f"--{name}" for name in asked_for)
        raise UsageError(f"{names} exclude one another.", "Give one of them.")
    return next(((name, value if isinstance(value, str) else "") for name, value in asked_for.items()), None)


def _drilled(
    learner: Learner, drill: tuple[str, str], goals: list[Goal], types: list[str], dice: Random
) -> list[picking.Picked]:
    """All questions of a drill with a purpose. `UsageError` says why there are none."""
    count = len(learner.catalog.headings)
    match drill:
        case ("missed", _):
            chosen, none = drills.missed(learner, goals, count), "There is nothing you got wrong the last time."
        case ("flagged", _):
            flags = sorted(Marks.beside(find_places().store).flagged)
            chosen, none = drills.flagged(learner, goals, flags, count), "There is nothing you flagged."
        case ("new", _):
            chosen, none = drills.unmet(learner, goals, dice, count), "There is nothing here that you have not met."
        case ("case", name):
            chosen, none = drills.on_case(learner, name), f"There are no questions on the case {name!r}."
        case (_, name):
            chosen = drills.on_misconception(learner, name, dice, count)
            none = f"There are no questions that tempt with {name!r}."
    if types:
        chosen = [one for one in chosen if type_name(one.question) in types]
        none = f"There is nothing of type {', '.join(types)} among them."
    if not chosen:
        raise UsageError(none, "For a drill of anything: cspo quiz")
    return chosen


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
