"""`cspo progress`: the coverage report."""

from collections.abc import Iterator

import typer

from cspo_study.cli import output
from cspo_study.cli.opening import read_learner
from cspo_study.study import saying
from cspo_study.study.plaintext import plain as fit
from cspo_study.study.report import DomainReport, Figures
from cspo_study.study.standing import Standing, standing

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo progress --domain 3")
def progress(
    domain: str | None = typer.Option(
        None, "--domain", "-d", help="One domain with its topics, goals and concepts: 1 to 7."
    ),
    *,
    plain: bool = typer.Option(False, "--plain", help="Plain lines instead of a table."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Show what you know: questions seen, answers right, mastery, and what is due.

    Mastery is the share of fresh questions you would be expected to know today, with the interval that holds it nine
    times in ten. Then come the levels, the reviews ahead, how much of what came back you still knew, how far to trust
    your feeling of being sure, and the time it took.
    """
    learner = read_learner()
    try:
        chosen = learner.catalog.domain(domain) if domain else None
        report = standing(learner)
    finally:
        learner.close()
    found = next((one for one in report.domains if chosen and one.id == chosen.id), None)
    if as_json:
        output.write_json("progress", found or report)
        return
    if plain:
        for line in lines(found or report):
            output.print_line(line)
        return
    from cspo_study.cli import tables  # Rich: only for tables

    if found:
        tables.print_domain(found)
    else:
        tables.print_coverage(report)
        tables.print_looking_back(report)


def lines(report: Standing | DomainReport) -> Iterator[str]:
    """A report for a pipe or a screen reader: a line for each part, without columns or bars."""
    if isinstance(report, DomainReport):
        yield _line(report)
        for topic in report.topics:
            yield f"  {_line(topic)}"
            yield from (f"    {_line(goal)}" for goal in topic.goals)
        return
    yield from map(_line, report.domains)
    yield _line(report.overall)
    for head, text in saying.looking_back(report):
        yield f"{head}: {text}"


def _line(figures: Figures) -> str:
    name = fit(figures.title if figures.id == "all" else f"{figures.id} {figures.title}")
    due = f" {figures.due} due." if figures.due else ""
    known = f"{saying.mastery(figures)}. " if figures.answers else ""
    return f"{name}: {known}{saying.rests_on(figures)}{due}"
