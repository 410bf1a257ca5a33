"""What someone knows so far, by domain, topic and goal."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from cspo_study.content.model import Goal, QuestionId
from cspo_study.learning.mastery import Evidence, goal_mastery
from cspo_study.study.learner import Learner
from cspo_study.study.projection import ConceptState
from cspo_study.study.streak import Streak


class Figures(Struct, frozen=True, kw_only=True):
    """The same figures at every height of the tree.

    `questions` there are and `seen` at least once; `concepts` there are and `met`; `answers` given and the share
    `right` of them (null before the first); `mastery` 0 to 1, cautious: what was never asked about counts as not
    known; `due` concepts now.
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


def coverage(learner: Learner) -> Coverage:
    """The report over the whole syllabus, now."""
    return _Reporter(learner).coverage()


class _Reporter:
    def __init__(self, learner: Learner) -> None:
        self._catalog = learner.catalog
        self._states = learner.concepts()
        self._seen = learner.questions()
        self._now = learner.clock().at
        self._streak = learner.streak()

    def coverage(self) -> Coverage:
        domains = []
        for domain in self._catalog.pack.domains:
            topics = []
            for topic in domain.topics:
                goals = tuple(self._goal(goal) for goal in topic.goals)
                topics.append(TopicReport(**_sum(topic.id, topic.title, goals), goals=goals))
            figures = _sum(domain.id, domain.title, topics)
            domains.append(DomainReport(**figures, supplement=domain.supplement, topics=tuple(topics)))
        outline = [domain for domain in domains if not domain.supplement]
        overall = Figures(**_sum("all", "All domains", outline))
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
            mastery=goal_mastery([state.evidence if state else Evidence() for state in states]),
            due=sum(state.memory.due <= self._now for state in known),
            concept_reports=tuple(
                self._concept(concept, goal_concept.name, len(pool), state)
                for concept, goal_concept, pool, state in zip(concepts, goal.concepts, pools, states, strict=True)
            ),
        )

    @staticmethod
    def _concept(concept: str, name: str, questions: int, state: ConceptState | None) -> ConceptReport:
        return ConceptReport(
            id=concept,
            name=name,
            questions=questions,
            answers=state.answers if state else 0,
            mastery=state.evidence.mastery() if state else 0.0,
            due=state.memory.due if state else None,
        )


def _sum(identity: str, title: str, parts: Sequence[Figures]) -> dict[str, Any]:
    """The parts' figures put together. Mastery is weighted by goals, so that each of the 65 counts alike."""
    answers = sum(part.answers for part in parts)
    goals = [_goal_count(part) for part in parts]
    return {
        "id": identity,
        "title": title,
        **{name: _total(parts, name) for name in ("questions", "seen", "concepts", "met", "answers", "due")},
        "right": sum((part.right or 0.0) * part.answers for part in parts) / answers if answers else None,
        "mastery": sum(part.mastery * count for part, count in zip(parts, goals, strict=True)) / sum(goals),
    }


def _total(parts: Iterable[Figures], name: str) -> int:
    return sum(getattr(part, name) for part in parts)


def _goal_count(part: Figures) -> int:
    match part:
        case DomainReport():
            return sum(len(topic.goals) for topic in part.topics)
        case TopicReport():
            return len(part.goals)
    return 1
