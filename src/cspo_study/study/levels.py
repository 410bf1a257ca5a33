"""How far someone has come at each level of the outline: describing, applying, analyzing."""

from typing import get_args

from msgspec import Struct

from cspo_study.content.model import Level
from cspo_study.study.learner import Learner
from cspo_study.study.report import Coverage, GoalReport, concept_weights

WORDS: dict[Level, str] = {"describe": "Describe", "apply": "Apply", "analyze": "Analyze"}


class LevelReport(Struct, frozen=True):
    """The goals of one level: how many there are and were `met` in some concept, the questions seen, and mastery over
    all of them with its 90 % interval.
    """

    level: Level
    goals: int
    met: int
    questions: int
    seen: int
    answers: int
    mastery: float
    low: float
    high: float


def levels(learner: Learner, report: Coverage, day: float) -> tuple[LevelReport, ...]:
    """Each level of the outline's goals on a day, the simplest first."""
    reports = [
        goal for domain in report.domains if not domain.supplement for topic in domain.topics for goal in topic.goals
    ]
    return tuple(
        _level(learner, day, level, [goal for goal in reports if goal.level == level]) for level in get_args(Level)
    )


def _level(learner: Learner, day: float, level: Level, goals: list[GoalReport]) -> LevelReport:
    within = [goal for goal in learner.catalog.outline_goals.values() if goal.level == level]
    weights = concept_weights(within)
    mastery = learner.knowledge.weighted_mastery(weights, day) if weights else None
    return LevelReport(
        level=level,
        goals=len(goals),
        met=sum(goal.met > 0 for goal in goals),
        questions=sum(goal.questions for goal in goals),
        seen=sum(goal.seen for goal in goals),
        answers=sum(goal.answers for goal in goals),
        mastery=mastery.mean if mastery else 0.0,
        low=mastery.low if mastery else 0.0,
        high=mastery.high if mastery else 1.0,
    )
