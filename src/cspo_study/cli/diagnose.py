"""`cspo diagnose`: where one stands."""

import time
from random import SystemRandom

import typer

from cspo_study.cli import output
from cspo_study.cli.opening import open_learner, read_learner
from cspo_study.cli.telling import say_told
from cspo_study.cli.terminal import is_interactive
from cspo_study.errors import ExitCode
from cspo_study.study.learner import Learner
from cspo_study.study.placement import FEWEST, MOST, Placement, map_of, sofar
from cspo_study.study.session import Session
from cspo_study.study.tell_map import tell_map

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo diagnose --questions 30")
def diagnose(
    questions: int = typer.Option(MOST, "--questions", "-n", min=5, max=MOST, help="The most questions to ask."),
    *,
    show_map: bool = typer.Option(False, "--map", help="Show the map as it is, and ask nothing."),
    anew: bool = typer.Option(False, "--anew", help="Begin again, though one was begun or done a short while ago."),
    plain: bool = typer.Option(False, "--plain", help="Plain lines instead of a screen."),
    as_json: bool = typer.Option(False, "--json", help="Print the map as one JSON document, and ask nothing."),
) -> int:
    """Find out where you stand: 20 to 40 questions, each chosen for what its answer would tell about the whole map.

    It stops when the map is sharp enough, and can be left at any question: the next time it goes on, for three days.
    Then it shows what you know, what you don't, what is unsure, and where to begin.
    """
    if show_map or as_json:
        learner = read_learner()
        try:
            found = map_of(learner)
        finally:
            learner.close()
        if as_json:
            output.write_json("diagnose", found)
        else:
            say_told(tell_map(found))
        return ExitCode.FINE
    learner = open_learner()
    try:
        return _place(learner, questions, anew=anew, plain=plain)
    finally:
        learner.close()


def _place(learner: Learner, most: int, *, anew: bool, plain: bool) -> int:
    before = sofar(learner)
    if before.answers and before.recent and not before.open and not anew:
        output.narrate("Your placement is done. This is the map as it stands now; to begin again: cspo diagnose --anew")
        say_told(tell_map(map_of(learner)))
        return ExitCode.FINE
    placement = Placement(learner, SystemRandom(), most=most, anew=anew)
    if not plain and is_interactive():
        from cspo_study.tui.app import run_room  # Textual: only where a screen is drawn
        from cspo_study.tui.placement import PlacementRoom

        return run_room(PlacementRoom(learner, placement))
    from cspo_study.cli.plain import run_plain

    if placement.answers:
        output.narrate(f"Going on after {len(placement.answers)} answers.")
    else:
        output.narrate(f"At least {min(FEWEST, most)}, at most {most} questions; leave at any of them.")
    session = Session(
        learner, [], "diagnostic", SystemRandom(), time.monotonic, more=placement.draw, most=placement.left
    )
    status = run_plain(session)
    say_told(tell_map(map_of(learner, placement.answers)))
    return status
