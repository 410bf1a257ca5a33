"""`cspo search`: find something in all there is to read."""

import typer

from cspo_study.cli import output
from cspo_study.cli.packs import open_content
from cspo_study.cli.reading import say, say_wrapped
from cspo_study.content.catalog import Catalog
from cspo_study.places import find_places
from cspo_study.study.plaintext import one_line
from cspo_study.study.search import Hit, Shelf

app = typer.Typer(add_completion=False, rich_markup_mode=None)

WORDS = {"goal": "Goal", "term": "Term", "misconception": "Misconception", "question": "Question"}


@app.command(epilog="Example: cspo search cost of delay")
def search(
    words: list[str] = typer.Argument(help="Words, or how they begin; all of them have to be there."),
    *,
    limit: int = typer.Option(20, "--limit", "-n", min=1, help="How many to show at most."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Search goals, notes, terms, misconceptions and questions; what is called so comes first."""
    hits = Shelf(Catalog(open_content(find_places()))).search(" ".join(words), limit)
    if as_json:
        output.write_json("search", [_as_data(hit) for hit in hits])
        return
    for hit in hits:
        say(f"{WORDS[hit.place.kind]}: {one_line(hit.title)}")
        if hit.place.kind != "question":
            say_wrapped(hit.passage, "  ")
    if not hits:
        output.narrate("Nothing found. Fewer letters find more.")


def _as_data(hit: Hit) -> dict[str, str]:
    return {"kind": hit.place.kind, "id": hit.place.id, "title": hit.title, "passage": hit.passage}
