"""Names in content followed to what they name."""

from collections.abc import Callable, Iterator
from typing import Any

from cspo_study.content import families, model, rules
from cspo_study.content.parts import Parts, Written
from cspo_study.content.problems import Place, Problem
from cspo_study.errors import nearest


class References:
    """Knows everything that can be named: `parts`.

    Names of what is in `broken` files, which have problems themselves, are not followed, or one mistake would bury
    itself in others.
    """

    def __init__(self, parts: Parts, broken: set[str]) -> None:
        self._works = None if "sources.yaml" in broken else parts.works
        self._misconceptions = None if "misconceptions.yaml" in broken else parts.misconceptions
        self._cases = None if "cases" in broken else parts.cases
        self._terms = None if "glossary.yaml" in broken else parts.terms
        self._concepts: dict[str, list[str]] | None = None
        if "syllabus.yaml" not in broken:
            goals = [goal for written in parts.domains.values() for goal in written.element.goals()]
            self._concepts = {goal.id: [concept.id for concept in goal.concepts] for goal in goals}

    def problems(self, parts: Parts) -> Iterator[Problem]:
        """Every name in `parts` that leads nowhere."""
        for written in parts.misconceptions.values():
            yield from self._goals(written)
        for written in parts.terms.values():
            yield from self._goals(written)
            yield from self._confusions(written)
        for written in parts.notes.values():
            yield from self._note(written)
        for written in parts.questions.values():
            yield from self._question(written)

    def _goals(self, written: Written) -> Iterator[Problem]:
        for number, goal in enumerate(written.element.goals):
            yield from unknown("goal", goal, self._concepts, rules.place_of(written.tree, "goals", number))

    def _confusions(self, written: Written) -> Iterator[Problem]:
        for number, confusion in enumerate(written.element.confused):
            place = rules.place_of(written.tree, "confused", number, "term")
            yield from unknown("term", confusion.term, self._terms, place)
            if confusion.term == written.element.id:
                yield Problem(place, f"'{confusion.term}' is confused with itself", "expected another term")

    def _note(self, written: Written) -> Iterator[Problem]:
        note, tree = written.element, written.tree
        yield from unknown("goal", note.goal, self._concepts, rules.place_of(tree, "goal"))
        for number, source in enumerate(note.read):
            yield from unknown("work", source.work, self._works, rules.place_of(tree, "read", number, "work"))

    def _question(self, written: Written) -> Iterator[Problem]:
        question, tree = written.element, written.tree
        named: list[tuple[str, str | None, Any, Callable[[], Place]]] = [
            ("goal", question.goal, self._concepts, lambda: rules.place_of(tree, "goal")),
            ("work", question.source.work, self._works, lambda: rules.place_of(tree, "source", "work")),
            ("case", question.case, self._cases, lambda: rules.place_of(tree, "case")),
        ]
        if self._concepts and question.goal in self._concepts:
            concepts = self._concepts[question.goal]
            what = f"concept of {question.goal}"
            named.append((what, question.concept, concepts, lambda: rules.place_of(tree, "concept")))
        if self._concepts and question.touches is not None:
            known = [f"{goal}/{concept}" for goal, concepts in self._concepts.items() for concept in concepts]
            named.append(("concept", question.touches, known, lambda: rules.place_of(tree, "touches")))
        for what, name, known, place in named:
            if name is not None:
                yield from unknown(what, name, known, place())
        for path, slug in _misconceptions_of(question):
            yield from unknown("misconception", slug, self._misconceptions, rules.place_of(tree, *path))
        if question.family:
            yield from families.problems(question, rules.place_of(tree, "family"))


def _misconceptions_of(question: model.Question) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for field in ("options", "items", "pitfalls"):
        for number, part in enumerate(getattr(question, field, ())):
            if part.misconception is not None:
                yield (field, number, "misconception"), part.misconception


def unknown(what: str, name: str, known: Any, place: Place) -> Iterator[Problem]:  # noqa: ANN401 - names or None
    """The problem of a name that is not among the `known`; None where they are not known themselves."""
    if known is None or name in known:
        return
    close = nearest(name, list(known))
    if close:
        expected = f"expected '{close}'?"
    elif known and len(known) <= 12:
        expected = f"expected one of {', '.join(known)}"
    else:
        expected = f"expected one that is defined ({len(known)} are)"
    yield Problem(place, f"unknown {what} '{name}'", expected)
