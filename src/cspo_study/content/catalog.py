"""A pack with its lookups: what belongs to what, and which goals someone means by a domain, a topic or a goal."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, TypeVar

from cspo_study.content.glossary import TermFinder
from cspo_study.content.model import (
    ConceptId,
    Domain,
    DomainId,
    Goal,
    GoalId,
    Heading,
    Level,
    Note,
    Pack,
    Question,
    QuestionId,
    Term,
    Topic,
    TopicId,
)
from cspo_study.errors import UsageError, nearest

T = TypeVar("T")


class Catalog:
    """Read access to a pack by id. All mappings keep the syllabus's order."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.domains = {DomainId(domain.id): domain for domain in pack.domains}
        self.topics = {TopicId(topic.id): topic for domain in pack.domains for topic in domain.topics}
        self.goals = {GoalId(goal.id): goal for topic in self.topics.values() for goal in topic.goals}

    @cached_property
    def outline_goals(self) -> dict[GoalId, Goal]:
        """The goals that count: those of the outline, without the supplement."""
        return {identity: goal for identity, goal in self.goals.items() if not self.is_supplement(identity)}

    def is_supplement(self, goal: GoalId) -> bool:
        """Whether a goal lies beyond the outline."""
        return self.domains[DomainId(goal.partition(".")[0])].supplement

    @cached_property
    def notes(self) -> dict[GoalId, Note]:
        """The study note of every goal that has one."""
        return {GoalId(note.goal): note for note in self.pack.notes}

    @cached_property
    def glossary(self) -> dict[str, Term]:
        """The terms by their ids."""
        return {term.id: term for term in self.pack.glossary}

    def terms_in(self, text: str) -> list[Term]:
        """The glossary's terms that `text` mentions, each once, in the order of their first mention."""
        return self._finder.terms_in(text)

    @cached_property
    def _finder(self) -> TermFinder:
        return TermFinder(self.pack.glossary)

    @cached_property
    def headings(self) -> dict[QuestionId, Heading]:
        """The heading of every question by its id."""
        return {QuestionId(heading.id): heading for heading in self.pack.headings}

    def question(self, identity: QuestionId) -> Question:
        """The question with an id. Raises `KeyError` where the content has none."""
        return self.pack.question(self.headings[identity])

    @cached_property
    def headings_by_concept(self) -> dict[ConceptId, list[Heading]]:
        """The headings of each concept's questions; concepts without any are left out. Needs no question's text."""
        found: dict[ConceptId, list[Heading]] = {}
        for heading in self.pack.headings:
            found.setdefault(heading.concept_id, []).append(heading)
        return found

    @cached_property
    def concept_names(self) -> dict[ConceptId, str]:
        """What each concept is called."""
        return {
            ConceptId(f"{goal.id}/{concept.id}"): concept.name
            for goal in self.goals.values()
            for concept in goal.concepts
        }

    def goal_of(self, concept: ConceptId) -> Goal:
        """The goal that a concept belongs to."""
        return self.goals[GoalId(concept.partition("/")[0])]

    def topic_of(self, goal: GoalId) -> Topic:
        """The topic that a goal belongs to."""
        return self.topics[TopicId(goal.rpartition(".")[0])]

    def level_of(self, question: Question) -> Level:
        """The level a question asks at: its own, or its goal's."""
        return question.level or self.goals[GoalId(question.goal)].level

    def domain(self, name: str) -> Domain:
        """The domain called `name`; `UsageError` says which exist."""
        return _found("domain", name, self.domains)

    def goals_within(self, domain: str | None = None, topic: str | None = None, goal: str | None = None) -> list[Goal]:
        """The goals named by one of the three, or those of the outline.

        `UsageError` says which exist and which is nearest.
        """
        if goal is not None:
            return [_found("goal", goal, self.goals)]
        if topic is not None:
            return list(_found("topic", topic, self.topics).goals)
        if domain is not None:
            return list(self.domain(domain).goals())
        return list(self.outline_goals.values())


def _found(what: str, name: str, known: Mapping[Any, T]) -> T:
    if name in known:
        return known[name]
    names = [str(key) for key in known]
    close = nearest(name, names)
    listed = ", ".join(names) if len(names) <= 20 else f"{names[0]} to {names[-1]} (cspo progress lists them)"
    meant = f"Did you mean {close}? " if close else ""
    raise UsageError(f"There is no {what} {name!r}.", f"{meant}The {what}s are {listed}.")
