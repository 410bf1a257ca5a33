"""A folder of YAML read whole: every file decoded, every reference followed, every problem listed."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cspo_study.content import families, model, rules
from cspo_study.content.decoding import decode
from cspo_study.content.located import Sequence, Tree, read_tree
from cspo_study.content.problems import ContentError, Place, Problem
from cspo_study.errors import nearest


class LoadedPack(NamedTuple):
    """A pack and where each of its questions is written."""

    pack: model.Pack
    places: dict[str, Place]


class Syllabus(model.Element, frozen=True):
    """The whole of `syllabus.yaml`."""

    domains: tuple[model.Domain, ...]


def load_pack(folder: Path) -> LoadedPack:
    """Read and check all content in `folder`. Raises `ContentError` with every problem there is."""
    return _Reader(folder).read()


class _Written(NamedTuple):
    """One element, and the tree it came from."""

    element: Any
    tree: Tree


class _Reader:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.problems: list[Problem] = []

    def read(self) -> LoadedPack:
        domains = self._domains()
        works = self._by_id("sources.yaml", model.Work)
        misconceptions = self._by_id("misconceptions.yaml", model.Misconception)
        cases = dict(self._cases())
        questions = list(self._questions([topic.id for domain in domains for topic in domain.topics]))
        broken = {problem.place.file.partition("/")[0] for problem in self.problems}
        references = _References(
            None if "syllabus.yaml" in broken else domains,
            None if "sources.yaml" in broken else works,
            None if "misconceptions.yaml" in broken else misconceptions,
            None if "cases" in broken else cases,
        )
        for written in misconceptions.values():
            self.problems.extend(references.misconception_problems(written))
        for written in questions:
            self.problems.extend(references.question_problems(written))
        if self.problems:
            raise ContentError(self.problems)
        material = model.Material(
            cases={name: written.element for name, written in cases.items()},
            misconceptions={name: written.element for name, written in misconceptions.items()},
            works={name: written.element for name, written in works.items()},
        )
        places = {written.element.id: written.tree.place for written in questions}
        return LoadedPack(model.Pack.of(domains, [written.element for written in questions], material), places)

    def _start(self, path: Path) -> Place:
        return Place(path.relative_to(self._folder).as_posix(), 1, 1)

    def _tree(self, path: Path) -> Tree | None:
        return read_tree(path, self._start(path).file, self.problems)

    def _domains(self) -> tuple[model.Domain, ...]:
        tree = self._tree(self._folder / "syllabus.yaml")
        syllabus = decode(tree, Syllabus, self.problems) if tree else None
        if syllabus is None or tree is None:
            return ()
        self.problems.extend(_syllabus_problems(syllabus, tree))
        return syllabus.domains

    def _entries(self, path: Path, kind: Any) -> Iterator[_Written]:  # noqa: ANN401 - a type or a union of types
        tree = self._tree(path)
        if tree is None:
            return
        if not isinstance(tree, Sequence):
            self.problems.append(
                Problem(tree.place, "the file holds no list", "expected a list (lines that begin with '- ')")
            )
            return
        for item in tree.items:
            element = decode(item, kind, self.problems, "this entry")
            if element is not None:
                yield _Written(element, item)

    def _by_id(self, name: str, kind: type) -> dict[str, _Written]:
        found: dict[str, _Written] = {}
        for written in self._entries(self._folder / name, kind):
            self._add(found, written)
        return found

    def _add(self, found: dict[str, _Written], written: _Written) -> None:
        identity = written.element.id
        if identity in found:
            first = found[identity].tree.place
            place = rules.place_of(written.tree, "id")
            self.problems.append(
                Problem(place, f"the id '{identity}' stands already at {first}", "expected an id of its own")
            )
            return
        found[identity] = written

    def _cases(self) -> Iterator[tuple[str, _Written]]:
        for path in sorted(self._folder.glob("cases/*.yaml")):
            tree = self._tree(path)
            case = decode(tree, model.Case, self.problems) if tree else None
            if case is None or tree is None:
                continue
            if not re.fullmatch(model.SLUG_PATTERN, path.stem):
                wrong = f"a case cannot be called '{path.stem}'"
                self.problems.append(Problem(self._start(path), wrong, "expected lower-case words joined by hyphens"))
            faults = rules.table_faults(case.table, tree) if case.table else iter(())
            self.problems.extend(Problem(*fault) for fault in faults)
            yield path.stem, _Written(case, tree)

    def _questions(self, topics: list[str]) -> Iterator[_Written]:
        found: dict[str, _Written] = {}
        for path in sorted(self._folder.glob("questions/*.yaml")):
            if topics:
                self.problems.extend(_unknown("topic", path.stem, topics, self._start(path)))
            for written in self._entries(path, model.Question):
                self._add(found, written)
                self.problems.extend(rules.question_problems(written.element, written.tree))
                if not written.element.goal.startswith(path.stem + "."):
                    place = rules.place_of(written.tree, "goal")
                    wrong = f"a question on {written.element.goal} stands in the file of topic {path.stem}"
                    self.problems.append(
                        Problem(place, wrong, f"expected it in questions/{written.element.goal[:3]}.yaml")
                    )
        yield from found.values()


def _syllabus_problems(syllabus: Syllabus, tree: Tree) -> Iterator[Problem]:
    """Ids that repeat or don't sit under their parents."""
    seen: set[str] = set()

    def check(identity: str, parent: str, place: Place) -> Iterator[Problem]:
        if identity in seen:
            yield Problem(place, f"the id '{identity}' stands twice", "expected an id of its own")
        if parent and not identity.startswith(parent):
            yield Problem(
                place,
                f"'{identity}' stands under {parent[:-1]}",
                f"expected an id that starts with '{parent}'",
            )
        seen.add(identity)

    for d, domain in enumerate(syllabus.domains):
        at: tuple[str | int, ...] = ("domains", d)
        yield from check(domain.id, "", rules.place_of(tree, *at, "id"))
        for t, topic in enumerate(domain.topics):
            yield from check(topic.id, f"{domain.id}.", rules.place_of(tree, *at, "topics", t, "id"))
            for g, goal in enumerate(topic.goals):
                goal_at = (*at, "topics", t, "goals", g)
                yield from check(goal.id, f"{topic.id}.", rules.place_of(tree, *goal_at, "id"))
                for c, concept in enumerate(goal.concepts):
                    place = rules.place_of(tree, *goal_at, "concepts", c, "id")
                    yield from check(f"{goal.id}/{concept.id}", "", place)


class _References:
    """Follows the names in questions to what they name.

    None stands for what has problems itself: names of it are not followed, or one mistake would bury itself in others.
    """

    def __init__(
        self,
        domains: tuple[model.Domain, ...] | None,
        works: dict[str, _Written] | None,
        misconceptions: dict[str, _Written] | None,
        cases: dict[str, _Written] | None,
    ) -> None:
        self._concepts: dict[str, list[str]] | None = None
        if domains is not None:
            goals = [goal for domain in domains for goal in domain.goals()]
            self._concepts = {goal.id: [concept.id for concept in goal.concepts] for goal in goals}
        self._works, self._misconceptions, self._cases = works, misconceptions, cases

    def misconception_problems(self, written: _Written) -> Iterator[Problem]:
        for number, goal in enumerate(written.element.goals):
            yield from _unknown("goal", goal, self._concepts, rules.place_of(written.tree, "goals", number))

    def question_problems(self, written: _Written) -> Iterator[Problem]:
        question, tree = written.element, written.tree
        named: list[tuple[str, str | None, Any, Callable[[], Place]]] = [
            ("goal", question.goal, self._concepts, lambda: rules.place_of(tree, "goal")),
            ("work", question.source.work, self._works, lambda: rules.place_of(tree, "source", "work")),
            ("case", question.case, self._cases, lambda: rules.place_of(tree, "case")),
        ]
        if self._concepts and question.goal in self._concepts:
            concepts = self._concepts[question.goal]
            named.append(
                (
                    f"concept of {question.goal}",
                    question.concept,
                    concepts,
                    lambda: rules.place_of(tree, "concept"),
                )
            )
        if self._concepts and question.touches is not None:
            known = [f"{goal}/{concept}" for goal, concepts in self._concepts.items() for concept in concepts]
            named.append(("concept", question.touches, known, lambda: rules.place_of(tree, "touches")))
        for what, name, known, place in named:
            if name is not None:
                yield from _unknown(what, name, known, place())
        for path, slug in _misconceptions_of(question):
            yield from _unknown("misconception", slug, self._misconceptions, rules.place_of(tree, *path))
        if question.family:
            yield from families.problems(question, rules.place_of(tree, "family"))


def _misconceptions_of(question: model.Question) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for field in ("options", "items", "pitfalls"):
        for number, part in enumerate(getattr(question, field, ())):
            if part.misconception is not None:
                yield (field, number, "misconception"), part.misconception


def _unknown(what: str, name: str, known: Any, place: Place) -> Iterator[Problem]:  # noqa: ANN401 - names or None
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
