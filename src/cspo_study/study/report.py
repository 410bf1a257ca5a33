"""What someone knows so far, by domain, topic and goal."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from cspo_study.content.model import ConceptId, Goal, QuestionId
from cspo_study.study.learner import Learner
from cspo_study.study.projection import ConceptState
from cspo_study.study.streak import Streak


class Figures(Struct, frozen=True, kw_only=True):
    """The same figures at every height of the tree.

    `questions` there are and `seen` at least once; `concepts` there are and `met`; `answers` given and the share
    `right` of them (null before the first); `mastery`, the expected share of fresh questions known today, 0 to 1, with
    the interval from `low` to `high` that holds it nine times in ten; `due` concepts now.
    """

    id: str
    title: str
    questions: int
    seen: int
    concepts: int
    met: int
    answers: int
    right: float | None
    mastery: float
    low: float
    high: float
    due: int


class ConceptReport(Struct, frozen=True, kw_only=True):
    """One concept: its answers, its mastery, and when it is due.

    `due` is in milliseconds since 1970 UTC; null before the first answer.
    """

    id: str
    name: str
    questions: int
    answers: int
    mastery: float
    low: float
    high: float
    due: int | None


class GoalReport(Figures, frozen=True, kw_only=True):
    """A goal and its concepts."""

    level: str
    concept_reports: tuple[ConceptReport, ...]


class TopicReport(Figures, frozen=True, kw_only=True):
    """A topic and its goals."""

    goals: tuple[GoalReport, ...]


class DomainReport(Figures, frozen=True, kw_only=True):
    """A domain and its topics; a `supplement` is left out of the whole."""

    supplement: bool
    topics: tuple[TopicReport, ...]


class Coverage(Struct, frozen=True, kw_only=True):
    """The whole, the days in a row, and every domain."""

    overall: Figures
    streak: Streak
    domains: tuple[DomainReport, ...]


def coverage(learner: Learner, day: float | None = None) -> Coverage:
    """The report over the whole syllabus, now; `day` is that moment where it was already taken."""
    return _Reporter(learner, learner.now() if day is None else day).coverage()


class _Reporter:
    def __init__(self, learner: Learner, day: float) -> None:
        self._catalog = learner.catalog
        self._states = learner.concepts()
        self._seen = learner.questions()
        self._now = learner.clock().at
        self._streak = learner.streak()
        self._learner = learner
        self._knowledge = learner.knowledge
        self._day = day

    def coverage(self) -> Coverage:
        domains = []
        for domain in self._catalog.pack.domains:
            topics = []
            for topic in domain.topics:
                goals = tuple(self._goal(goal) for goal in topic.goals)
                topics.append(TopicReport(**self._sum(topic.id, topic.title, topic.goals, goals), goals=goals))
            figures = self._sum(domain.id, domain.title, list(domain.goals()), topics)
            domains.append(DomainReport(**figures, supplement=domain.supplement, topics=tuple(topics)))
        outline = [domain for domain in domains if not domain.supplement]
        overall = Figures(**self._sum("all", "All domains", list(self._catalog.outline_goals.values()), outline))
        return Coverage(overall=overall, streak=self._streak, domains=tuple(domains))

    def _goal(self, goal: Goal) -> GoalReport:
        concepts = list(goal.concept_ids())
        states = [self._states.get(concept) for concept in concepts]
        known = [state for state in states if state]
        pools = [self._catalog.headings_by_concept.get(concept, []) for concept in concepts]
        answers = sum(state.answers for state in known)
        return GoalReport(
            id=goal.id,
            title=goal.title,
            level=goal.level,
            questions=sum(map(len, pools)),
            seen=sum(QuestionId(heading.id) in self._seen for pool in pools for heading in pool),
            concepts=len(concepts),
            met=len(known),
            answers=answers,
            right=sum(state.score for state in known) / answers if answers else None,
            **self._mastery([goal]),
            due=sum(
                self._learner.due(concept, state) <= self._now
                for concept, state in zip(concepts, states, strict=True)
                if state
            ),
            concept_reports=tuple(
                self._concept(concept, goal_concept.name, len(pool), state)
                for concept, goal_concept, pool, state in zip(concepts, goal.concepts, pools, states, strict=True)
            ),
        )

    def _concept(self, concept: ConceptId, name: str, questions: int, state: ConceptState | None) -> ConceptReport:
        mastery = self._knowledge.mastery([concept], self._day)
        return ConceptReport(
            id=concept,
            name=name,
            questions=questions,
            answers=state.answers if state else 0,
            mastery=mastery.mean,
            low=mastery.low,
            high=mastery.high,
            due=self._learner.due(concept, state) if state else None,
        )

    def _mastery(self, goals: Iterable[Goal]) -> dict[str, float]:
        """Each goal counting alike, and each concept of a goal."""
        found = self._knowledge.weighted_mastery(concept_weights(goals), self._day)
        return {"mastery": found.mean, "low": found.low, "high": found.high}

    def _sum(self, identity: str, title: str, goals: Sequence[Goal], parts: Sequence[Figures]) -> dict[str, Any]:
        """The parts' figures put together."""
        answers = sum(part.answers for part in parts)
        return {
            "id": identity,
            "title": title,
            **{name: _total(parts, name) for name in ("questions", "seen", "concepts", "met", "answers", "due")},
            "right": sum((part.right or 0.0) * part.answers for part in parts) / answers if answers else None,
            **self._mastery(goals),
        }


def concept_weights(goals: Iterable[Goal]) -> dict[str, float]:
    """What each concept counts where each goal counts alike."""
    return {concept: 1 / len(goal.concepts) for goal in goals for concept in goal.concept_ids()}


def _total(parts: Iterable[Figures], name: str) -> int:
    return sum(getattr(part, name) for part in parts)
