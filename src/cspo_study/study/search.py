"""Finding something in all there is to read, as one types: goals, notes, terms, wrong ideas, questions."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import GoalId, Misconception, Note, Term

Kind = Literal["goal", "term", "misconception", "question"]
KINDS: tuple[Kind, ...] = ("goal", "term", "misconception", "question")
LINE = 90
"""Characters of the passage that a hit shows."""


class Place(NamedTuple):
    """Something to read: what it is, and its id."""

    kind: Kind
    id: str


class Hit(NamedTuple):
    """A place that fits what was typed: what it is called, and the passage in which the words stand."""

    place: Place
    title: str
    passage: str


class Leaf(NamedTuple):
    """A place with its words: `title` and `names` weigh more than what stands in the `text`."""

    place: Place
    title: str
    names: str
    text: str
    folded: str


class Shelf:
    """All that can be found. Made once; a search takes a few milliseconds."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._leaves = list(self._read())

    def search(self, typed: str, limit: int = 200) -> list[Hit]:
        """Places that hold every word of `typed`, as its beginning or whole; the best first.

        What is called so comes before what merely speaks of it; after that goals, terms, wrong ideas and questions.
        """
        words = folded(typed).split()
        if not words:
            return []
        patterns = [re.compile(rf"(?<!\w){re.escape(word)}") for word in words]
        found = [
            (rank, number)
            for number, leaf in enumerate(self._leaves)
            if (rank := _rank(leaf, words, patterns)) is not None
        ]
        return [self._hit(self._leaves[number], words) for _, number in sorted(found)[:limit]]

    def title(self, place: Place) -> str:
        """What a place is called."""
        return next((leaf.title for leaf in self._leaves if leaf.place == place), place.id)

    def _hit(self, leaf: Leaf, words: list[str]) -> Hit:
        named = all(word in leaf.names for word in words)
        return Hit(leaf.place, leaf.title, passage(leaf.text, [] if named else words))

    def _read(self) -> Iterator[Leaf]:
        catalog = self._catalog
        for goal in catalog.goals.values():
            concepts = ". ".join(concept.name for concept in goal.concepts)
            note = catalog.notes.get(GoalId(goal.id))
            text = f"{goal.statement} {concepts}. {note_text(note) if note else ''}"
            yield _leaf(Place("goal", goal.id), f"{goal.id} {goal.title}", "", text)
        for term in catalog.glossary.values():
            yield _leaf(Place("term", term.id), term.term, " ".join(term.also), term_text(term))
        for identity, idea in catalog.pack.misconceptions.items():
            yield _leaf(Place("misconception", identity), idea.name, "", idea_text(idea))
        for question in catalog.pack.questions:
            # The stem alone: a search is no way to look answers up beforehand.
            yield _leaf(Place("question", question.id), question.stem, question.id, question.stem)


def note_text(note: Note) -> str:
    """A note as one text."""
    return " ".join((note.idea, note.example, note.mistakes, note.practice, note.guide))


def term_text(term: Term) -> str:
    """A term's explanations as one text."""
    return " ".join((term.definition, term.origin, *(confusion.how for confusion in term.confused)))


def idea_text(idea: Misconception) -> str:
    """A wrong idea as one text."""
    return f"{idea.belief} {idea.tempting} {idea.truth}"


def folded(text: str) -> str:
    """A text as it is compared: small letters, without accents."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def passage(text: str, words: list[str], length: int = LINE) -> str:
    """The part of a text around the first of some folded words; without any, its beginning.

    Words stay whole, and … shows that something is left out.
    """
    flat = " ".join(text.split())
    places = [folded(flat).find(word) for word in words]
    at = min((found for found in places if found >= 0), default=0)
    if len(flat) <= length:
        return flat
    start = max(0, min(at - length // 4, len(flat) - length))
    part = flat[start : start + length]
    before = part.find(" ") + 1 if start else 0
    after = part.rfind(" ") if start + length < len(flat) else len(part)
    return ("…" if start else "") + part[before:after] + ("…" if start + length < len(flat) else "")


def _leaf(place: Place, title: str, names: str, text: str) -> Leaf:
    return Leaf(place, title, folded(f"{title} {names}"), text, folded(text))


def _rank(leaf: Leaf, words: list[str], patterns: list[re.Pattern[str]]) -> tuple[int, int] | None:
    """How well a place fits, the smaller the better; None where a word is in neither its names nor its text."""
    if not all(word in leaf.names or word in leaf.folded for word in words):  # quick: most fail here
        return None
    named = all(pattern.search(leaf.names) for pattern in patterns)
    if not named and not all(pattern.search(leaf.names) or pattern.search(leaf.folded) for pattern in patterns):
        return None
    whole, kind = " ".join(words), KINDS.index(leaf.place.kind)
    together = whole in leaf.folded
    if leaf.place.kind == "question":
        return (5 if together else 6), kind
    if named:
        titled = all(word in folded(leaf.title) for word in words)
        return (0 if leaf.names.startswith(whole) else 1 if titled else 2), kind
    return (3 if together else 4), kind
