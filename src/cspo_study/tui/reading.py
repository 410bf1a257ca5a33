"""What is read and looked up, as text for a screen: a goal's study note, a term."""

from textual.content import Content

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Note, Source, Term
from cspo_study.study.plaintext import one_line, plain

PARTS = (
    ("The idea", "idea"),
    ("An example", "example"),
    ("Where people go wrong", "mistakes"),
    ("On Monday", "practice"),
    ("The Scrum Guide", "guide"),
)
"""A note's parts under their headings, in the order they are read."""


def note_content(catalog: Catalog, note: Note) -> Content:
    """A study note, its parts under headings."""
    blocks = [
        Content.assemble((heading, "bold $accent"), "\n", paragraphs(getattr(note, name))) for heading, name in PARTS
    ]
    sources = "\n".join(f"· {citation(catalog, source)}" for source in note.read)
    return Content("\n\n").join([*blocks, Content.assemble(("Read on", "bold $accent"), "\n", sources)])


def term_content(catalog: Catalog, term: Term) -> Content:
    """A term: what it means, whose it is, and what it is taken for."""
    also = f"\nAlso: {', '.join(map(one_line, term.also))}" if term.also else ""
    parts = [
        Content.assemble((one_line(term.term), "bold $accent"), (also, "$secondary")),
        Content(paragraphs(term.definition)),
    ]
    for confusion in term.confused:
        other = catalog.glossary.get(confusion.term)
        name = one_line(other.term) if other else confusion.term
        parts.append(Content.assemble((f"Not to be taken for {name}: ", "bold"), one_line(confusion.how)))
    parts.append(Content.styled(f"From: {one_line(term.origin)}", "$secondary"))
    return Content("\n\n").join(parts)


def citation(catalog: Catalog, source: Source) -> str:
    """A source in a line."""
    return one_line(f"{catalog.pack.works[source.work].citation()}: {source.part}")


def paragraphs(text: str) -> str:
    """Written paragraphs as running text: a blank line parts them, a single line end is a blank."""
    return "\n\n".join(" ".join(part.split()) for part in plain(text).strip().split("\n\n"))
