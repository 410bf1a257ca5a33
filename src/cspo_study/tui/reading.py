"""What is read and looked up, as text for a screen: a goal's study note, a term."""

from collections.abc import Iterable

from textual.content import Content

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Note, Term
from cspo_study.study.plaintext import one_line, plain
from cspo_study.study.sections import Section, note_sections, term_sections


def note_content(catalog: Catalog, note: Note) -> Content:
    """A study note, its parts under heads."""
    return sections_content(note_sections(catalog, note))


def term_content(catalog: Catalog, term: Term) -> Content:
    """A term: what it means, whose it is, and what it is taken for."""
    return Content("\n").join(
        [Content.styled(one_line(term.term), "bold"), sections_content(term_sections(catalog, term))]
    )


def sections_content(sections: Iterable[Section]) -> Content:
    """Parts of a text, each under its head."""
    return Content("\n\n").join(
        Content.assemble((f"{one_line(part.title)}\n" if part.title else "", "bold $accent"), paragraphs(part.text))
        for part in sections
    )


def hanging(lead: Content, body: Content, width: int) -> Content:
    """A text behind its number or mark, in lines of at most `width` cells that stand under one another."""
    margin = "\n" + " " * lead.cell_length
    return lead + Content(margin).join(body.wrap(max(width - lead.cell_length, 1)))


def paragraphs(text: str) -> str:
    """A written text as it is read: YAML has joined its lines already, and those it left apart are meant so."""
    return plain(text).strip()
