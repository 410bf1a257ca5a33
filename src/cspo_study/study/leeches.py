"""Goals that keep failing. More of the same does not help there: what helps is to read, and to tell things apart.

A concept that was lost four times after it had been known is a leech. Its goal sends its note, and then questions that
look alike and differ in the one thing that matters, a contrast set (Rohrer and Taylor 2007; Kornell and Bjork 2008).
"""

from collections.abc import Sequence
from typing import NamedTuple

from cspo_study.content.model import ConceptId, Goal, GoalId, Heading, QuestionId
from cspo_study.study.knowing import DAY
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked

FAILS, OF = 4, 6
"""A goal keeps failing, too, when so many of its last answers were wrong."""
SET = 3
"""Questions of the contrast set that are sent."""
RECENT = 60.0
"""Days back that such answers are looked for: what failed earlier was long ago."""


class Leech(NamedTuple):
    """A goal that keeps failing, the concepts that do, and when one of them was last answered (days since 1970)."""

    goal: Goal
    concepts: tuple[ConceptId, ...]
    answered: float


def leeches(learner: Learner) -> list[Leech]:
    """The goals that keep failing, the worst first."""
    found: dict[str, list[ConceptId]] = {}
    states = learner.concepts()
    for concept, state in states.items():
        if state.memory.is_leech and concept in learner.catalog.concept_names:
            found.setdefault(learner.catalog.goal_of(concept).id, []).append(concept)
    for goal, concepts in _failing(learner).items():
        found.setdefault(goal, concepts)
    ranked = sorted(found.items(), key=lambda one: -sum(states[name].memory.lapses for name in one[1]))
    return [
        Leech(
            learner.catalog.goals[GoalId(goal)],
            tuple(concepts),
            max(states[concept].answered for concept in concepts) / DAY,
        )
        for goal, concepts in ranked
    ]


def remedied(learner: Learner, picked: Sequence[Picked]) -> list[Picked]:
    """`picked` with a note and a contrast set in the place of questions on what keeps failing, a goal once."""
    by_goal = {leech.goal.id: leech for leech in leeches(learner)}
    sitting: list[Picked] = []
    sent: set[str] = set()
    for one in picked:
        leech = by_goal.get(one.question.goal)
        if leech is None or one.question.concept_id not in leech.concepts:
            sitting.append(one)
        elif leech.goal.id not in sent:
            sent.add(leech.goal.id)
            taken = {other.question.id for other in (*sitting, *picked) if other is not one}
            sitting += remedy(learner, leech, taken) or [one]
    return sitting


def remedy(learner: Learner, leech: Leech, taken: set[str] = frozenset()) -> list[Picked]:  # type: ignore[assignment]
    """The note of a goal and a contrast set on what fails: not the question that was asked last."""
    headings = _contrast_set(learner, leech, taken)
    noted = GoalId(leech.goal.id) if GoalId(leech.goal.id) in learner.catalog.notes else None
    return [
        Picked(learner.catalog.pack.question(heading), "failing", None if number else noted)
        for number, heading in enumerate(headings)
    ]


def _contrast_set(learner: Learner, leech: Leech, taken: set[str]) -> list[Heading]:
    """Questions of the set that holds most of what fails; where there is none, of the concepts that fail."""
    asked = learner.questions()
    catalog = learner.catalog
    own = [one for one in catalog.pack.headings if one.concept_id in leech.concepts and one.id not in taken]
    sets: dict[str, list[Heading]] = {}
    names = {one.contrast for one in own if one.contrast}
    for one in catalog.pack.headings:
        if one.contrast in names and one.contrast and one.id not in taken:
            sets.setdefault(one.contrast, []).append(one)

    def seen(heading: Heading) -> int:
        state = asked.get(QuestionId(heading.id))
        return state.answered if state else 0

    ranked = sorted(sets.values(), key=lambda held: (-min(len(held), SET), sum(map(seen, held)) / len(held)))
    chosen = sorted(ranked[0], key=seen)[:SET] if ranked and len(ranked[0]) > 1 else []
    rest = sorted((one for one in own if one not in chosen), key=seen)
    return [*chosen, *rest][: max(len(chosen), 2)]


def _failing(learner: Learner) -> dict[str, list[ConceptId]]:
    """Goals most of whose last answers were wrong, with the concepts that were."""
    last: dict[str, list[tuple[str, float]]] = {}
    for attempt in learner.answers_since(learner.clock().at - round(RECENT * DAY)):
        if attempt.concept in learner.catalog.concept_names:
            held = last.setdefault(attempt.concept.partition("/")[0], [])
            held.append((attempt.concept, attempt.score))
            del held[:-OF]
    failing = {}
    for goal, answers in last.items():
        wrong = [concept for concept, score in answers if score < 0.5]
        if len(answers) == OF and len(wrong) >= FAILS:
            failing[goal] = [ConceptId(name) for name in dict.fromkeys(wrong)]
    return failing
