"""Which questions a sitting asks, in which order, and why: the learner's state put before the engine's policies."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from random import Random
from typing import NamedTuple

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Goal, GoalId, Heading, Question, QuestionId
from cspo_study.learning import policies
from cspo_study.learning.policies import Candidate, Choice, Item, Reason
from cspo_study.study.asking import guess_chance
from cspo_study.study.knowing import DAY, DIFFICULTY
from cspo_study.study.learner import Learner
from cspo_study.study.projection import QuestionState

SITTING = 10
"""Questions in a sitting where nobody says otherwise: about ten minutes."""


Wanted = Callable[[Heading], bool]


class Picked(NamedTuple):
    """A question to ask, why it comes now, and the goal whose note is to be read before it."""

    question: Question
    reason: Reason = "asked"
    note: GoalId | None = None


def recommended(learner: Learner, dice: Random, count: int = SITTING) -> list[Picked]:
    """What to study now, over the whole outline; the supplement is asked only when wanted."""
    candidates = candidates_of(learner, learner.catalog.outline_goals.values())
    now, weights, knowledge = learner.now(), outline_weights(learner.catalog), learner.knowledge
    gains = policies.study(knowledge, candidates, now, learner.target(), weights, dice)
    probes = policies.probe(knowledge, candidates, now, weights, dice)
    return _sitting(learner, policies.with_probes(gains, probes), count)


def due(learner: Learner, dice: Random, count: int = SITTING) -> list[Picked]:
    """What is due now, the longest overdue first."""
    candidates = candidates_of(learner, learner.catalog.goals.values())
    chosen = list(policies.review(learner.knowledge, candidates, learner.now(), dice))
    concepts = {one.concept for one in chosen}
    return _sitting(learner, iter(chosen), count, lambda heading: heading.concept_id in concepts)


def weakest(
    learner: Learner, goals: Iterable[Goal], types: Sequence[str], dice: Random, count: int = SITTING
) -> list[Picked]:
    """What is known least on `goals` by all that is known, asked about by questions of `types` (any if empty)."""
    candidates = candidates_of(learner, goals, lambda heading: _of_type(heading, types))
    chosen = policies.weakest(learner.knowledge, candidates, learner.now(), dice)
    return _sitting(learner, chosen, count, lambda heading: _of_type(heading, types))


def drill(learner: Learner, goals: Iterable[Goal], types: Sequence[str], dice: Random, count: int) -> list[Picked]:
    """Questions on `goals`, of `types` (any if empty): what was asked least and longest ago first."""
    candidates = candidates_of(learner, goals, lambda heading: _of_type(heading, types))
    chosen = policies.drill(learner.knowledge, candidates, learner.now(), dice)
    picked = _sitting(learner, chosen, count, lambda heading: _of_type(heading, types))
    if len(picked) < count:  # more is wanted than there are concepts: further questions of each
        asked = {one.question.id for one in picked}
        rest = candidates_of(
            learner, goals, lambda heading: _of_type(heading, types) and heading.id not in asked, every=True
        )
        items = [Choice(one.concept, one.goal, item.id, "asked") for one in rest for item in one.items]
        dice.shuffle(items)
        states = learner.questions()
        items.sort(key=lambda one: _last_asked(states.get(QuestionId(one.item))))
        picked += _as_picked(learner.catalog, items[: count - len(picked)])
    return picked


def seeded_drill(
    catalog: Catalog, goals: Sequence[Goal], types: Sequence[str], dice: Random, count: int
) -> list[Picked]:
    """Questions on `goals` drawn by `dice` alone: the same seed asks the same, whatever was answered before."""
    wanted = {goal.id for goal in goals}
    headings = [one for one in catalog.pack.headings if one.goal in wanted and _of_type(one, types)]
    dice.shuffle(headings)
    met: set[str] = set()
    apart = [one for one in headings if not one.contrast or (one.contrast not in met and not met.add(one.contrast))]  # type: ignore[func-returns-value]
    late = [one for one in headings if one not in apart]
    choices = [Choice(one.concept_id, one.goal, one.id, "asked") for one in (*apart, *late)]
    return _as_picked(catalog, policies.interleaved(choices[:count]))


def as_written(catalog: Catalog, goals: Sequence[Goal], types: Sequence[str], count: int) -> list[Picked]:
    """The first questions on `goals` in the order of the files."""
    wanted = {goal.id for goal in goals}
    headings = (one for one in catalog.pack.headings if one.goal in wanted and _of_type(one, types))
    return [Picked(catalog.pack.question(heading)) for heading in islice(headings, count)]


def outline_weights(catalog: Catalog) -> dict[str, float]:
    """The outline's goals, each counting alike; the supplement counts for nothing."""
    return dict.fromkeys(map(str, catalog.outline_goals), 1.0)


def candidates_of(
    learner: Learner, goals: Iterable[Goal], wanted: Wanted = lambda _: True, *, every: bool = False
) -> list[Candidate]:
    """The concepts of `goals` with their least asked questions (with `every`, all) among those `wanted`."""
    states, asked = learner.concepts(), learner.questions()
    found = []
    for goal in goals:
        for concept in goal.concept_ids():
            headings = [one for one in learner.catalog.headings_by_concept.get(concept, ()) if wanted(one)]
            if not headings:
                continue
            items = tuple(map(as_item, headings if every else _least_asked(headings, asked)))
            state = states.get(concept)
            if state is None:
                found.append(Candidate(concept, goal.id, items))
            else:
                due_on = learner.due(concept, state) / DAY
                found.append(Candidate(concept, goal.id, items, state.answered / DAY, due_on))
    return found


def as_item(heading: Heading) -> Item:
    """A question as the policies see it."""
    apart = heading.contrast or heading.family
    return Item(heading.id, guess_chance(heading), DIFFICULTY[heading.difficulty], heading.touches, apart)


def _least_asked(headings: Sequence[Heading], asked: Mapping[QuestionId, QuestionState]) -> list[Heading]:
    """Those asked the fewest times; among them, if all were asked, the one asked longest ago."""

    def times(heading: Heading) -> int:
        state = asked.get(QuestionId(heading.id))
        return state.answers if state else 0

    fewest = min(map(times, headings))
    least = [one for one in headings if times(one) == fewest]
    return [min(least, key=lambda one: asked[QuestionId(one.id)].answered)] if fewest else least


def _last_asked(state: QuestionState | None) -> tuple[int, int]:
    return (state.answers, state.answered) if state else (0, 0)


def _sitting(learner: Learner, choices: Iterator[Choice], count: int, wanted: Wanted = lambda _: True) -> list[Picked]:
    """The first choices, goals apart; questions of a case stand together behind the first of them.

    Having read a case, one goes on with it, and what is worth least makes room; but not a probe.
    """
    worthiest = sorted(islice(choices, count), key=lambda one: one.reason != "probe")
    kept: dict[Choice, list[Choice]] = {}
    for choice, siblings in _with_siblings(learner, worthiest, wanted):
        if sum(map(len, kept.values())) < count:
            kept[choice] = [choice, *siblings]
    order = (one for choice in policies.interleaved(kept) for one in kept[choice])
    return _as_picked(learner.catalog, islice(order, count))


def _with_siblings(
    learner: Learner, choices: Sequence[Choice], wanted: Wanted
) -> Iterator[tuple[Choice, list[Choice]]]:
    """Each choice with the least asked siblings of its case that are `wanted`; a case is told once."""
    asked = learner.questions()
    chosen = {one.item: one for one in choices}
    told: set[str] = set()
    for choice in choices:
        case = learner.catalog.headings[QuestionId(choice.item)].case
        if case in told:
            continue
        siblings = []
        if case:
            told.add(case)
            same = [one for one in learner.catalog.pack.headings if one.case == case and wanted(one)]
            others = [one for one in same if one.id != choice.item]
            least = [one for one in others if one.id in chosen or one in _least_asked(others, asked)]
            siblings = [chosen.get(one.id) or Choice(one.concept_id, one.goal, one.id, "case") for one in least]
        yield choice, siblings


def _as_picked(catalog: Catalog, choices: Iterable[Choice]) -> list[Picked]:
    return [Picked(catalog.question(QuestionId(choice.item)), choice.reason) for choice in choices]


def _of_type(heading: Heading, types: Sequence[str]) -> bool:
    return not types or heading.type in types
