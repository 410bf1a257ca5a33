"""One folder of YAML, read file by file into its parts. Names in it are not followed here; `references` does."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cspo_study.content import model, rules
from cspo_study.content.decoding import decode
from cspo_study.content.located import Mapping, Sequence, Tree, read_tree
from cspo_study.content.parts import ById, Parts, Written
from cspo_study.content.problems import Place, Problem
from cspo_study.content.references import unknown


class FolderReader:
    """Reads the shipped folder, or that of a pack of one's own.

    For a pack, `prefix` stands before its files' names in messages, every file may be left out, and `base` is what its
    ids must not clash with.
    """

    def __init__(self, folder: Path, prefix: str = "", base: Parts | None = None) -> None:
        self._folder, self._prefix = folder, prefix
        self._base = base or Parts()
        self._own = base is not None
        self.problems: list[Problem] = []

    def read(self) -> Parts:
        """Everything in the folder that could be read; what could not is in `problems`."""
        domains = self._domains()
        topics = [
            topic.id
            for written in [*self._base.domains.values(), *domains.values()]
            for topic in written.element.topics
        ]
        return Parts(
            domains=domains,
            works=self._by_id("sources.yaml", model.Work, self._base.works),
            misconceptions=self._by_id("misconceptions.yaml", model.Misconception, self._base.misconceptions),
            terms=self._terms(),
            cases=self._cases(),
            questions=self._questions(topics),
            notes=self._notes(topics),
        )

    def broken(self) -> set[str]:
        """The files at the top, and the folders, in which something is wrong."""
        return {problem.place.file.removeprefix(self._prefix).partition("/")[0] for problem in self.problems}

    # --- files ---

    def _start(self, path: Path) -> Place:
        return Place(self._prefix + path.relative_to(self._folder).as_posix(), 1, 1)

    def _tree(self, path: Path) -> Tree | None:
        return read_tree(path, self._start(path).file, self.problems)

    def _entries(self, path: Path, kind: Any) -> Iterator[Written]:  # noqa: ANN401 - a type or a union of types
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
                yield Written(element, item)

    def _absent(self, name: str, *, optional: bool) -> bool:
        return optional and not (self._folder / name).exists()

    def _add(self, found: ById, known: ById, written: Written, identity: str, *at: str) -> bool:
        """Keep one element; whether it is the first with its id, in this folder and in what it is joined to."""
        first = found.get(identity) or known.get(identity)
        if first:
            place = rules.place_of(written.tree, *at)
            wrong = f"the {' '.join(at) or 'name'} '{identity}' stands already at {first.tree.place}"
            self.problems.append(Problem(place, wrong, "expected an id of its own"))
            return False
        found[identity] = written
        return True

    # --- the syllabus ---

    def _domains(self) -> ById:
        if self._absent("syllabus.yaml", optional=self._own):
            return {}
        tree = self._tree(self._folder / "syllabus.yaml")
        syllabus = decode(tree, model.Syllabus, self.problems) if tree else None
        if syllabus is None or tree is None:
            return {}
        self.problems.extend(_syllabus_problems(syllabus, tree))
        found: ById = {}
        for number, domain in enumerate(syllabus.domains):
            written = Written(domain, _part(tree, "domains", number))
            if domain.id in self._base.domains:
                self._add(found, self._base.domains, written, domain.id, "id")
            found[domain.id] = written
        return found

    # --- lists ---

    def _by_id(self, name: str, kind: type, known: ById, *, optional: bool = False) -> ById:
        found: ById = {}
        if not self._absent(name, optional=optional or self._own):
            for written in self._entries(self._folder / name, kind):
                self._add(found, known, written, written.element.id, "id")
        return found

    def _terms(self) -> ById:
        found = self._by_id("glossary.yaml", model.Term, self._base.terms, optional=True)
        self.problems.extend(rules.form_problems([*self._base.terms.values(), *found.values()]))
        return found

    def _cases(self) -> ById:
        found: ById = {}
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
            self._add(found, self._base.cases, Written(case, tree), path.stem)
        return found

    # --- files by topic ---

    def _questions(self, topics: list[str]) -> ById:
        found: ById = {}
        for written in self._of_topics("questions", model.Question, topics, "a question"):
            self._add(found, self._base.questions, written, written.element.id, "id")
            self.problems.extend(rules.question_problems(written.element, written.tree))
        return found

    def _notes(self, topics: list[str]) -> ById:
        found: ById = {}
        for written in self._of_topics("notes", model.Note, topics, "a note"):
            first = found.get(written.element.goal) or self._base.notes.get(written.element.goal)
            if first:
                wrong = f"a note on {written.element.goal} stands already at {first.tree.place}"
                place = rules.place_of(written.tree, "goal")
                self.problems.append(Problem(place, wrong, "expected at most one for each goal"))
            found[written.element.goal] = written
        return found

    def _of_topics(self, folder: str, kind: Any, topics: list[str], what: str) -> Iterator[Written]:  # noqa: ANN401
        """Every entry of `<folder>/<topic>.yaml`; one that belongs to another topic is told."""
        for path in sorted(self._folder.glob(f"{folder}/*.yaml")):
            if topics:
                self.problems.extend(unknown("topic", path.stem, topics, self._start(path)))
            for written in self._entries(path, kind):
                yield written
                goal = written.element.goal
                if not goal.startswith(path.stem + "."):
                    place = rules.place_of(written.tree, "goal")
                    wrong = f"{what} on {goal} stands in the file of topic {path.stem}"
                    expected = f"expected it in {folder}/{goal.rpartition('.')[0]}.yaml"
                    self.problems.append(Problem(place, wrong, expected))


def _part(tree: Tree, name: str, number: int) -> Tree:
    """An entry of a list in a tree that decoded, so that both are there."""
    assert isinstance(tree, Mapping)
    entries = tree.entries[name][1]
    assert isinstance(entries, Sequence)
    return entries.items[number]


def _syllabus_problems(syllabus: model.Syllabus, tree: Tree) -> Iterator[Problem]:
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
