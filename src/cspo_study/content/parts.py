"""What a folder of content holds before it becomes a pack: every element with the tree it was written as, by id."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cspo_study.content.located import Tree
from cspo_study.content.model import Material, Pack
from cspo_study.content.problems import Place


class Written(NamedTuple):
    """One element, and the tree it came from."""

    element: Any
    tree: Tree


ById = dict[str, Written]


@dataclass(frozen=True)
class Parts:
    """All elements by their ids; a note's id is its goal, a case's its file's name."""

    domains: ById = field(default_factory=dict)
    works: ById = field(default_factory=dict)
    misconceptions: ById = field(default_factory=dict)
    cases: ById = field(default_factory=dict)
    questions: ById = field(default_factory=dict)
    notes: ById = field(default_factory=dict)
    terms: ById = field(default_factory=dict)

    def joined(self, other: "Parts") -> "Parts":
        """These and the others, which have no id in common."""
        return Parts(**{name: by_id | getattr(other, name) for name, by_id in vars(self).items()})

    def place(self, question: str) -> Place:
        """Where a question is written."""
        return self.questions[question].tree.place

    def pack(self) -> Pack:
        """The pack they make."""
        material = Material(_elements(self.cases), _elements(self.misconceptions), _elements(self.works))
        domains, questions, notes, terms = (
            tuple(_elements(by_id).values()) for by_id in (self.domains, self.questions, self.notes, self.terms)
        )
        return Pack.of(domains, questions, material, notes, terms)


def _elements(by_id: ById) -> dict[str, Any]:
    return {name: written.element for name, written in by_id.items()}
