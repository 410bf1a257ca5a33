"""Which questions a sitting asks, and in which order."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from random import Random

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import ConceptId, Goal, Heading, Question, QuestionId
from cspo_study.learning.choosing import Candidate, drill_order, study_order
from cspo_study.study.learner import Learner
from cspo_study.study.projection import QuestionState

SITTING = 10
"""Questions in a sitting where nobody says otherwise: about ten minutes."""


def recommended(learner: Learner, dice: Random, count: int = SITTING) -> list[Question]:
    """What to study now, over the whole outline; the supplement is asked only when wanted."""
    pools = _by_concept(learner.catalog, learner.catalog.outline_goals.values(), ())
    order = list(study_order(_candidates(learner, pools), learner.clock().at, dice))
    return _first(learner.catalog, order, _least_seen_first(pools, learner.questions(), dice), count)


def drill(learner: Learner, goals: Sequence[Goal], types: Sequence[str], dice: Random, count: int) -> list[Question]:
    """Questions on `goals`, of `types` (any if empty): what was asked least and longest ago first."""
    pools = _by_concept(learner.catalog, goals, types)
    order = list(drill_order(_candidates(learner, pools), dice))
    return _first(learner.catalog, order, _least_seen_first(pools, learner.questions(), dice), count)


def seeded_drill(
    catalog: Catalog, goals: Sequence[Goal], types: Sequence[str], dice: Random, count: int
) -> list[Question]:
    """Questions on `goals` drawn by `dice` alone: the same seed asks the same, whatever was answered before."""
    pools = _by_concept(catalog, goals, types)
    candidates = [Candidate(concept, concept.partition("/")[0]) for concept in pools]
    return _first(catalog, list(drill_order(candidates, dice)), _least_seen_first(pools, {}, dice), count)


def as_written(catalog: Catalog, goals: Sequence[Goal], types: Sequence[str], count: int) -> list[Question]:
    """The first questions on `goals` in the order of the files."""
    wanted = {goal.id for goal in goals}
    headings = (one for one in catalog.pack.headings if one.goal in wanted and _of_type(one, types))
    return [catalog.pack.question(heading) for heading in islice(headings, count)]


def _of_type(heading: Heading, types: Sequence[str]) -> bool:
    return not types or heading.type in types


def _by_concept(catalog: Catalog, goals: Iterable[Goal], types: Sequence[str]) -> dict[str, list[Heading]]:
    found: dict[str, list[Heading]] = {}
    for goal in goals:
        for concept in goal.concept_ids():
            headings = [one for one in catalog.headings_by_concept.get(concept, ()) if _of_type(one, types)]
            if headings:
                found[concept] = headings
    return found


def _candidates(learner: Learner, concepts: Iterable[str]) -> Iterator[Candidate]:
    states = learner.concepts()
    for concept in concepts:
        state = states.get(ConceptId(concept))
        goal = concept.partition("/")[0]
        yield (Candidate(concept, goal, state.answered, state.memory.due) if state else Candidate(concept, goal))


def _least_seen_first(
    pools: dict[str, list[Heading]], states: dict[QuestionId, QuestionState], dice: Random
) -> dict[str, list[Heading]]:
    def seen(heading: Heading) -> tuple[int, int, float]:
        state = states.get(QuestionId(heading.id))
        return (state.answers, state.answered, dice.random()) if state else (0, 0, dice.random())

    return {concept: sorted(headings, key=seen) for concept, headings in pools.items()}


def _first(catalog: Catalog, order: Sequence[Candidate], pools: dict[str, list[Heading]], count: int) -> list[Question]:
    """One question of each concept in turn, then a second of each, until there are `count`."""
    return [catalog.pack.question(heading) for heading in islice(_round_after_round(order, pools), count)]


def _round_after_round(order: Sequence[Candidate], pools: dict[str, list[Heading]]) -> Iterator[Heading]:
    """Every question once. A contrast set gives at most one a round: its siblings would answer each other."""
    left = {candidate.concept: list(pools[candidate.concept]) for candidate in order}
    while any(left.values()):
        sets: set[str] = set()
        for headings in left.values():
            pick = next((heading for heading in headings if heading.contrast not in sets), None)
            if pick is None:
                continue
            if pick.contrast:
                sets.add(pick.contrast)
            headings.remove(pick)
            yield pick
