"""`cspo progress`: the coverage report."""

import typer

from cspo_study.cli import output
from cspo_study.cli.opening import read_learner
from cspo_study.study.report import coverage

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo progress --domain 3")
def progress(
    domain: str | None = typer.Option(
        None, "--domain", "-d", help="One domain with its topics, goals and concepts: 1 to 7."
    ),
    *,
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Show what you know: questions seen, answers right, mastery, and what is due.

    Mastery is a cautious estimate: what was never asked about counts as not known yet.
    """
    learner = read_learner()
    chosen = learner.catalog.domain(domain) if domain else None
    report = coverage(learner)
    learner.close()
    found = next((one for one in report.domains if chosen and one.id == chosen.id), None)
    if as_json:
        output.write_json("progress", found or report)
        return
    from cspo_study.cli import tables  # Rich: only for tables

    if found:
        tables.print_domain(found)
    else:
        tables.print_coverage(report)
