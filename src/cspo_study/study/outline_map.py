"""The map of all goals as Today draws it: what each stands at, and no more.

`report.coverage` tells all there is to tell, concept by concept; this is the tenth of it that a first screen needs.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cspo_study.content.model import Goal
from cspo_study.study.learner import Learner


class GoalCell(NamedTuple):
    """One goal: its answers, concepts due, and mastery today with the interval that holds it nine times in ten."""

    goal: Goal
    answers: int
    due: int
    mastery: float
    low: float
    high: float


class TopicCells(NamedTuple):
    """The goals of one topic."""

    id: str
    title: str
    cells: tuple[GoalCell, ...]


class DomainCells(NamedTuple):
    """The topics of one domain, and the mean of its goals' mastery."""

    id: str
    title: str
    topics: tuple[TopicCells, ...]
    mastery: float
    answers: int
    due: int


class OutlineMap(NamedTuple):
    """The domains that count; `answers` and `due` over all of them."""

    domains: tuple[DomainCells, ...]
    answers: int
    due: int


def outline_map(learner: Learner) -> OutlineMap:
    """The map as it is now."""
    domains = tuple(_domains(learner))
    return OutlineMap(domains, sum(one.answers for one in domains), sum(one.due for one in domains))


def _domains(learner: Learner) -> Iterator[DomainCells]:
    states, knowledge, day, now = learner.concepts(), learner.knowledge, learner.now(), learner.clock().at

    def cell(goal: Goal) -> GoalCell:
        concepts = list(goal.concept_ids())
        met = [(concept, states[concept]) for concept in concepts if concept in states]
        due = sum(learner.due(concept, state) <= now for concept, state in met)
        return GoalCell(goal, sum(state.answers for _, state in met), due, *knowledge.mastery(concepts, day))

    for domain in learner.catalog.pack.domains:
        if domain.supplement:
            continue
        topics = tuple(TopicCells(one.id, one.title, tuple(map(cell, one.goals))) for one in domain.topics)
        cells = [one for topic in topics for one in topic.cells]
        yield DomainCells(
            domain.id,
            domain.title,
            topics,
            sum(one.mastery for one in cells) / len(cells),
            sum(one.answers for one in cells),
            sum(one.due for one in cells),
        )
