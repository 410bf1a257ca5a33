"""`cspo paths`: where things are."""

import typer

from cspo_study.cli import output
from cspo_study.content.index import shipped_content
from cspo_study.places import find_places

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo paths --json")
def paths(*, as_json: bool = typer.Option(False, "--json", help="Print one JSON document.")) -> None:
    """Show where cspo keeps progress, settings and its cache. None of these has to exist yet.

    CSPO_DATA_DIR, CSPO_CONFIG_DIR and CSPO_CACHE_DIR put them elsewhere.
    """
    places = find_places()
    named = {
        "data": places.data,
        "config": places.config,
        "cache": places.cache,
        "store": places.store,
        "packs": places.packs,
        "content": shipped_content(),
    }
    if as_json:
        output.write_json("paths", {name: str(path) for name, path in named.items()})
        return
    for name, path in named.items():
        typer.echo(f"{name:8} {path}")
