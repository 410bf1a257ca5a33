"""What there is to read, part by part, with the same heads on a screen and in plain lines."""

from typing import NamedTuple

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Misconception, Note, Term


class Section(NamedTuple):
    """A part of a text: its head, empty where it needs none, and its paragraphs with a blank line between them."""

    title: str
    text: str


def note_sections(catalog: Catalog, note: Note) -> list[Section]:
    """A study note."""
    works = catalog.pack.works
    read = "\n".join(f"{works[source.work].citation()}: {source.part}" for source in note.read)
    return [
        Section("The idea", note.idea),
        Section("An example", note.example),
        Section("Where people go wrong", note.mistakes),
        Section("On Monday", note.practice),
        Section("In the Scrum Guide", note.guide),
        Section("To read on", read),
    ]


def term_sections(catalog: Catalog, term: Term) -> list[Section]:
    """A term of the glossary."""
    sections = [Section("", term.definition)]
    if term.also:
        sections.append(Section("Also", ", ".join(term.also)))
    sections += [
        Section(f"Not the same as {catalog.glossary[one.term].term}", one.how)
        for one in term.confused
        if one.term in catalog.glossary
    ]
    return [*sections, Section("Where it comes from", term.origin)]


def idea_sections(idea: Misconception) -> list[Section]:
    """A wrong idea that competent people hold."""
    return [
        Section("The belief", idea.belief),
        Section("Why it tempts", idea.tempting),
        Section("How it is", idea.truth),
    ]
