"""`cspo misconceptions`: the wrong ideas that showed in one's answers."""

import typer

from cspo_study.cli import output
from cspo_study.cli.opening import read_learner
from cspo_study.cli.reading import say, say_wrapped
from cspo_study.study.misconceptions import Showing, showings
from cspo_study.study.plaintext import plain
from cspo_study.study.saying import times

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo misconceptions --all")
def misconceptions(
    *,
    everything: bool = typer.Option(False, "--all", help="Also those you have got over."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Show which wrong ideas your answers fell for, and which of them you have got over since.

    One is shaken once you resisted it on a question that tempts with it, and got over after two such questions.
    """
    learner = read_learner()
    try:
        found = showings(learner)
    finally:
        learner.close()
    if as_json:
        output.write_json("misconceptions", [_as_data(one) for one in found])
        return
    over = [one for one in found if one.standing == "got over"]
    for one in found if everything else [one for one in found if one.standing != "got over"]:
        say(f"{plain(one.misconception.name)}: {one.standing} ({times(one.times)}, last on {one.last.isoformat()})")
        say_wrapped(f"The belief: {one.misconception.belief}", "  ")
        say_wrapped(f"How it is: {one.misconception.truth}", "  ")
        say()
    if not found:
        output.narrate("None has shown yet.")
    elif over and not everything:
        say(f"Got over: {len(over)}. To see them too: cspo misconceptions --all")


def _as_data(showing: Showing) -> dict[str, object]:
    return {
        "id": showing.misconception.id,
        "name": showing.misconception.name,
        "standing": showing.standing,
        "times": showing.times,
        "last": showing.last,
        "question": showing.question,
        "resisted": sorted(showing.resisted),
    }
