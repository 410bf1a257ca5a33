"""What to ask about next: small policies that rank concepts, each for one purpose, over the same view of the learner.

A policy returns choices, best first, each with the reason that decided it. Ties are broken by dice that are passed in.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from random import Random
from typing import Literal, NamedTuple

from cspo_study.learning.answer import TOUCHED, Answer
from cspo_study.learning.knowledge import Knowledge

Reason = Literal["due", "gain", "probe", "unknown", "weak", "asked", "failing", "case"]
"""Why a concept was chosen: it is due; it raises the score most; it tells whether old practice holds; it is where
the map is least sharp; it is known least; it was asked for; its goal keeps failing; its case is being told anyway."""

GOAL_LIMIT = 2
"""Times a goal comes up in one sitting, as long as others are left."""
GOALS_BETWEEN = 3
"""Other goals asked about before the same one returns, where there are enough."""
EDGE = 0.7
"""The chance of a right answer at which a question is neither dull nor hopeless."""
SAME_DAY = 0.6
"""Days within which a concept is not asked about again where others are left."""
PROBE_EVERY, PROBE_REST = 10, 3.0
"""One question in ten is a probe, of a concept last asked about at least three days ago."""


class Item(NamedTuple):
    """A question as a policy sees it. `apart` names what a sitting should meet only once: a contrast set, a family."""

    id: str
    guess: float
    difficulty: float
    touches: str | None = None
    apart: str | None = None


class Candidate(NamedTuple):
    """A concept that can be asked about: its goal, its least asked questions, when it was last answered and when it is
    due (days since 1970; None: never).
    """

    concept: str
    goal: str
    items: tuple[Item, ...]
    answered: float | None = None
    due: float | None = None


class Choice(NamedTuple):
    """A concept to ask about, by which question, and why. `apart` is the question's own."""

    concept: str
    goal: str
    item: str
    reason: Reason
    apart: str | None = None


Worth = Callable[[Candidate, Item], float]


def study(
    knowledge: Knowledge,
    candidates: Sequence[Candidate],
    day: float,
    target: float,
    weights: Mapping[str, float],
    dice: Random,
) -> Iterator[Choice]:
    """All candidates by what asking once on `day` is worth to the score on `target`; goals apart.

    A question that touches a second concept is worth more by what that one gains. What was answered today comes last.
    """
    gains = knowledge.gains(day, target, weights)

    def worth(candidate: Candidate, item: Item) -> float:
        return gains[candidate.concept] + TOUCHED * gains.get(item.touches or "", 0.0)

    fresh = [one for one in candidates if one.answered is None or day - one.answered >= SAME_DAY]
    todays = [one for one in candidates if one.answered is not None and day - one.answered < SAME_DAY]
    for part in (fresh, todays):
        yield from _ranked(knowledge, part, day, worth, "gain", dice)


def with_probes(choices: Iterator[Choice], probes: Iterator[Choice]) -> Iterator[Choice]:
    """`choices` with a probe in every tenth place, as long as there are any; nothing comes twice.

    A probe from a contrast set or family that was met in its block waits for the next.
    """
    asked: set[str] = set()
    while True:
        block = list(islice((one for one in choices if one.concept not in asked), PROBE_EVERY - 1))
        asked.update(one.concept for one in block)
        met = {one.apart for one in block if one.apart}
        found = next((one for one in probes if one.concept not in asked and one.apart not in met), None)
        if found:
            asked.add(found.concept)
            block.append(found)
        if not block:
            return
        yield from block


def probe(
    knowledge: Knowledge, candidates: Sequence[Candidate], day: float, weights: Mapping[str, float], dice: Random
) -> Iterator[Choice]:
    """Concepts not asked about for some days, drawn by their goals' weights: does what was practised hold?"""
    lagged = [one for one in candidates if one.answered is not None and day - one.answered >= PROBE_REST]
    drawn = {one.concept: dice.random() ** (1 / max(weights.get(one.goal, 0.0), 1e-9)) for one in lagged}
    return _ranked(knowledge, lagged, day, lambda candidate, _: drawn[candidate.concept], "probe", dice)


def placement(
    knowledge: Knowledge, candidates: Sequence[Candidate], day: float, weights: Mapping[str, float], dice: Random
) -> Iterator[Choice]:
    """All candidates, each time the question whose answer is expected to sharpen the map of the domains most.

    It thinks anew for every question: observe each answer before taking the next. What was asked about is sharper, so
    that questions spread over domains and goals by themselves.
    """
    left = {one.concept: one for one in candidates if one.items}
    while left:
        offers = [(one, item) for one in left.values() for item in one.items]
        answers = [_asking(one.concept, item, day) for one, item in offers]
        values = [(value, dice.random()) for value in knowledge.sharpening(answers, weights)]
        candidate, item = offers[max(range(len(offers)), key=values.__getitem__)]
        del left[candidate.concept]
        yield Choice(candidate.concept, candidate.goal, item.id, "unknown")


def review(knowledge: Knowledge, candidates: Sequence[Candidate], day: float, dice: Random) -> Iterator[Choice]:
    """What is due by `day`, the longest overdue first, goals apart."""
    due = [one for one in candidates if one.due is not None and one.due <= day]
    return _ranked(knowledge, due, day, lambda candidate, _: day - (candidate.due or day), "due", dice)


def weakest(knowledge: Knowledge, candidates: Sequence[Candidate], day: float, dice: Random) -> Iterator[Choice]:
    """What is known least by all that is known, first what was ever answered."""
    known = {one.concept: knowledge.mastery([one.concept], day).mean for one in candidates}

    def weakness(candidate: Candidate, _: Item) -> float:
        return (candidate.answered is not None) - known[candidate.concept]

    return _ranked(knowledge, candidates, day, weakness, "weak", dice)


def drill(knowledge: Knowledge, candidates: Sequence[Candidate], day: float, dice: Random) -> Iterator[Choice]:
    """All candidates, the longest unasked first whatever is due."""
    return _ranked(
        knowledge,
        candidates,
        day,
        lambda candidate, _: 1e9 if candidate.answered is None else day - candidate.answered,
        "asked",
        dice,
    )


def interleaved(chosen: Iterable[Choice]) -> Iterator[Choice]:
    """`chosen` with the same goal at least `GOALS_BETWEEN` others apart, as far as the goals allow.

    Practice that mixes goals teaches to tell them apart (Rohrer and Taylor 2007).
    """
    waiting = list(chosen)
    left = Counter(one.goal for one in waiting)
    recent: list[str] = []
    while waiting:
        free = [one for one in waiting if one.goal not in recent] or waiting
        choice = max(free, key=lambda one: left[one.goal])  # the first of those; the fullest goal needs most room
        waiting.remove(choice)
        left[choice.goal] -= 1
        recent = [*recent, choice.goal][-GOALS_BETWEEN:]
        yield choice


def _ranked(
    knowledge: Knowledge, candidates: Sequence[Candidate], day: float, worth: Worth, reason: Reason, dice: Random
) -> Iterator[Choice]:
    """Candidates by the worth of their best question; goals take turns, contrast sets and families stay apart."""
    offered = [one for one in candidates if one.items]
    value = {one.concept: (max(worth(one, item) for item in one.items), dice.random()) for one in offered}
    offered.sort(key=lambda one: value[one.concept], reverse=True)
    met: set[str] = set()
    waiting = []
    for candidate in _in_turns(offered):
        free = [item for item in candidate.items if item.apart not in met]
        if not free:
            waiting.append(candidate)
            continue
        item = _best(knowledge, candidate, free, day, worth)
        if item.apart:
            met.add(item.apart)
        yield Choice(candidate.concept, candidate.goal, item.id, reason, item.apart)
    for candidate in waiting:
        item = _best(knowledge, candidate, candidate.items, day, worth)
        yield Choice(candidate.concept, candidate.goal, item.id, reason, item.apart)


def _best(knowledge: Knowledge, candidate: Candidate, items: Sequence[Item], day: float, worth: Worth) -> Item:
    """The question worth most; among equals the one nearest to the learner's edge."""
    if len(items) == 1:
        return items[0]

    def edge(item: Item) -> float:
        return abs(knowledge.predict(_asking(candidate.concept, item, day)) - EDGE)

    return max(items, key=lambda item: (worth(candidate, item), -edge(item)))


def _in_turns(ranked: Sequence[Candidate]) -> Iterator[Candidate]:
    """`ranked` with at most `GOAL_LIMIT` of a goal before every other goal had as many."""
    taken: dict[str, int] = {}
    waiting = list(ranked)
    limit = GOAL_LIMIT
    while waiting:
        later = []
        for candidate in waiting:
            if taken.get(candidate.goal, 0) < limit:
                taken[candidate.goal] = taken.get(candidate.goal, 0) + 1
                yield candidate
            else:
                later.append(candidate)
        waiting, limit = later, limit + GOAL_LIMIT


def _asking(concept: str, item: Item, day: float) -> Answer:
    return Answer(concept, day, 1.0, item.guess, item.difficulty, item.touches)
