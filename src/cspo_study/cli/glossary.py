"""`cspo glossary`: what a word of the field means, and whose it is."""

import typer

from cspo_study.cli import output
from cspo_study.cli.packs import open_content
from cspo_study.cli.reading import say, say_sections
from cspo_study.content.catalog import Catalog
from cspo_study.content.glossary import folded
from cspo_study.content.model import Term
from cspo_study.errors import UsageError, nearest
from cspo_study.places import find_places
from cspo_study.study.plaintext import plain
from cspo_study.study.sections import term_sections

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo glossary wsjf")
def glossary(
    term: list[str] | None = typer.Argument(None, help="A term or an abbreviation; all are listed if left out."),
    *,
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Look up a term: what it means, where it comes from, and what it is often taken for."""
    catalog = Catalog(open_content(find_places()))
    if not term:
        terms = sorted(catalog.glossary.values(), key=lambda one: folded(one.term))
        if as_json:
            output.write_json("glossary", {"terms": [{"id": one.id, "term": one.term} for one in terms]})
            return
        for one in terms:
            say(plain(one.term) + (f" ({plain(', '.join(one.also))})" if one.also else ""))
        return
    found = _found(catalog, " ".join(term))
    if as_json:
        output.write_json("glossary", found)
        return
    say(plain(found.term))
    say_sections(term_sections(catalog, found))
    if found.goals:
        say(f"\nNotes that use it: {', '.join(f'cspo note {goal}' for goal in found.goals)}")


def _found(catalog: Catalog, name: str) -> Term:
    """The term of that id or in that form. Raises `UsageError` with those that are near."""
    by_form = {form: term for term in catalog.glossary.values() for form in (term.id, *map(folded, term.forms()))}
    wanted = folded(name)
    if wanted in by_form:
        return by_form[wanted]
    near = list(dict.fromkeys(term.term for form, term in by_form.items() if wanted in form))
    close = nearest(wanted, list(by_form))
    if close and by_form[close].term not in near:
        near.insert(0, by_form[close].term)
    meant = f"Did you mean {', or '.join(near[:4])}? " if near else ""
    raise UsageError(f"There is no term {name!r}.", f"{meant}All terms: cspo glossary. Everywhere: cspo search {name}")
