"""`cspo tune`: fit the memory model to one's own answers."""

import typer
from msgspec import Struct

from cspo_study.cli import output
from cspo_study.cli.opening import read_learner
from cspo_study.learning.memory import DEFAULT_PARAMETERS
from cspo_study.learning.tuning import FEWEST_REVIEWS
from cspo_study.places import find_places

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Outcome(Struct, frozen=True):
    """What a fit came to. Losses are mean log losses on answers held out; null where there were too few to fit."""

    reviews: int | None
    before: float | None
    after: float | None
    taken: bool
    parameters: tuple[float, ...]


@app.command(epilog="Example: cspo tune")
def tune(
    *,
    default: bool = typer.Option(False, "--default", help="Go back to the default numbers."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Fit the memory model to your answers: how long things last with you, and how soon they come back.

    New numbers are taken only if they foretell your later answers better than the default ones, which they were not
    fitted to. They stand in config.toml. This takes some seconds.
    """
    from cspo_study.study.settings import change_settings  # rare

    folder = find_places().config
    if default:
        change_settings(folder, {"memory_parameters": None})
        _show(
            Outcome(None, None, None, False, DEFAULT_PARAMETERS),
            as_json=as_json,
            text="The default numbers serve again.",
        )
        return
    from cspo_study.study.tuning import tune_memory

    learner = read_learner()
    try:
        found = tune_memory(learner)
        present = learner.settings.memory_parameters
    finally:
        learner.close()
    if found is None:
        text = (
            f"Too early: at least {FEWEST_REVIEWS} answers to concepts met on an earlier day are needed.\n"
            "Until then the default numbers serve, fitted to many other people."
        )
        _show(Outcome(None, None, None, False, present), as_json=as_json, text=text)
        return
    if found.is_better:
        change_settings(folder, {"memory_parameters": found.parameters})
    outcome = Outcome(
        found.reviews, found.before, found.after, found.is_better, found.parameters if found.is_better else present
    )
    verdict = "Taken: they stand in config.toml." if found.is_better else "Not taken: the default numbers do as well."
    text = (
        f"Fitted to {found.reviews} answers; log loss on the latest quarter of them, which the fit had not seen:\n"
        f"  default numbers {found.before:.4f}\n  fitted numbers  {found.after:.4f}\n{verdict}"
    )
    _show(outcome, as_json=as_json, text=text)


def _show(outcome: Outcome, *, as_json: bool, text: str) -> None:
    if as_json:
        output.write_json("tune", outcome)
    else:
        output.print_line(text)
