"""What is believed of a learner before any answer: abilities vary together within a topic and a domain, so that an
answer in one goal moves its neighbours.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

SLIP = 0.05
"""The chance of a wrong answer to what is known for certain."""
SPREAD_LEARNER, SPREAD_DOMAIN, SPREAD_TOPIC, SPREAD_GOAL, SPREAD_CONCEPT = 0.9, 0.75, 0.6, 0.75, 0.9
"""Standard deviations of ability before any answer, in logits: of learners, domains, topics, goals, concepts."""


class GoalShape(NamedTuple):
    """A goal's place in the syllabus, and its concepts by their full ids."""

    id: str
    domain: str
    topic: str
    concepts: tuple[str, ...]


def covariances(goals: Sequence[GoalShape]) -> list[list[float]]:
    """How the goals' abilities vary together."""
    return [
        [
            SPREAD_LEARNER**2
            + SPREAD_DOMAIN**2 * (goal.domain == other.domain)
            + SPREAD_TOPIC**2 * (goal.topic == other.topic)
            + SPREAD_GOAL**2 * (goal is other)
            for other in goals
        ]
        for goal in goals
    ]


def by_goal(goals: Iterable[GoalShape]) -> dict[str, float]:
    """Every goal counting alike."""
    return {goal.id: 1.0 for goal in goals}
