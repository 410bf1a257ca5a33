"""What an assessment is made of: how many questions on what, and which.

A blueprint spreads the questions over domains and levels in proportion to their goals, so that two papers of one
profile ask for the same mix however they are drawn.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import groupby
from random import Random
from typing import NamedTuple, TypeVar

from cspo_study.learning.profile import Profile

RESTED = 14.0
"""Days after which a question counts as not seen lately: till then its answer may be remembered by its looks."""

K = TypeVar("K", bound=Hashable)
Cell = tuple[str, str]
"""A domain and a level."""


class Place(NamedTuple):
    """A goal's place in a blueprint."""

    goal: str
    domain: str
    level: str


class Drawable(NamedTuple):
    """A question that may be drawn.

    `apart` names the contrast set or family it shares with others; `case` the story it stands in; `rested` is the days
    since it was last answered (None: never); `times` is how often it was.
    """

    id: str
    goal: str
    concept: str
    apart: str | None = None
    case: str | None = None
    rested: float | None = None
    times: int = 0

    @property
    def is_fresh(self) -> bool:
        """Whether it was not seen lately."""
        return self.rested is None or self.rested >= RESTED


def quotas(places: Sequence[Place], questions: int) -> dict[Cell, int]:
    """How many questions each domain gets at each level: in proportion to their goals, in whole questions.

    What rounding takes from a level in one domain it gives back in the next.
    """
    by_domain = _sizes(place.domain for place in places)
    owed: dict[str, float] = {}
    found: dict[Cell, int] = {}
    for domain, count in apportioned(questions, by_domain).items():
        for level, size in _sizes(place.level for place in places if place.domain == domain).items():
            owed[level] = owed.get(level, 0.0) + questions * size / len(places)
            found[domain, level] = 0
        for _ in range(count):
            most = max((cell for cell in found if cell[0] == domain), key=lambda cell: owed[cell[1]])
            found[most] += 1
            owed[most[1]] -= 1
    return found


def draw(profile: Profile, places: Sequence[Place], pool: Iterable[Drawable], dice: Random) -> list[Drawable]:
    """The questions of a paper in the order they are asked.

    Every cell of the blueprint is filled from its goals, each as often as the others. Of a goal's questions those not
    seen lately come first, then those that share no contrast set, family or concept with what is drawn already, then
    the ones answered least. No question comes twice; what the pool cannot give goes to other goals of the domain, then
    to the other domains.
    """
    by_goal = _grouped(pool)
    inside = [place for place in places if by_goal.get(place.goal)]
    drawn: list[Drawable] = []
    for place, count in _counts(inside, by_goal, profile.questions, dice):
        drawn += _drawn(by_goal[place.goal], count, drawn, dice)
    return arranged(drawn, dice)


def apportioned(
    total: int, sizes: Mapping[K, int], room: Mapping[K, int] | None = None, tie: Callable[[K], float] = lambda _: 0.0
) -> dict[K, int]:
    """`total` in whole parts in proportion to `sizes`, none above its `room`; less than `total` where room is short.

    One at a time to whoever lacks most of its share (largest remainder, Hamilton 1792); `tie` decides among equals.
    """
    whole = sum(sizes.values())
    given = dict.fromkeys(sizes, 0)
    for _ in range(total):
        open_ones = [one for one in sizes if room is None or given[one] < room[one]]
        if not open_ones:
            break
        most = max(open_ones, key=lambda one: (total * sizes[one] / whole - given[one], tie(one)))
        given[most] += 1
    return given


def arranged(drawn: Sequence[Drawable], dice: Random) -> list[Drawable]:
    """In a random order in which no two of a contrast set or family stand side by side, where that can be.

    Questions on one story follow each other: it is read once.
    """
    left = list(drawn)
    dice.shuffle(left)
    ordered: list[Drawable] = []
    while left:
        last = ordered[-1] if ordered else None
        following = _following(left, last)
        left.remove(following)
        ordered.append(following)
    return ordered


def _following(left: Sequence[Drawable], last: Drawable | None) -> Drawable:
    """The one to come after `last`: of a set that would else run out of others, of the same story, or the first."""
    counts = _sizes(one.apart for one in left if one.apart)
    pressing = {apart for apart, count in counts.items() if 2 * count > len(left)}
    free = [one for one in left if last is None or not one.apart or one.apart != last.apart]
    pressed = [one for one in free if one.apart in pressing]
    same = [one for one in free if last and one.case and one.case == last.case]
    return (pressed or same or free or list(left))[0]


def _counts(
    places: Sequence[Place], by_goal: Mapping[str, Sequence[Drawable]], questions: int, dice: Random
) -> list[tuple[Place, int]]:
    """How often each goal is asked about."""
    cells: dict[Cell, list[Place]] = {}
    for place in places:
        cells.setdefault((place.domain, place.level), []).append(place)
    room = {cell: sum(len(by_goal[place.goal]) for place in held) for cell, held in cells.items()}
    counts: list[tuple[Place, int]] = []
    for cell, count in _filled(quotas(places, questions), room).items():
        held = cells[cell]
        luck = {place: dice.random() for place in held}
        each = apportioned(
            count, dict.fromkeys(held, 1), {place: len(by_goal[place.goal]) for place in held}, luck.__getitem__
        )
        counts += [(place, number) for place, number in each.items() if number]
    return counts


def _filled(wanted: Mapping[Cell, int], room: Mapping[Cell, int]) -> dict[Cell, int]:
    """The quotas as far as the pool has questions; what one cell lacks goes to its domain, then to the others."""
    given = {cell: min(count, room[cell]) for cell, count in wanted.items()}
    owed = [cell for cell, count in wanted.items() for _ in range(count - given[cell])]
    for domain, _ in owed:
        near = [cell for cell in given if cell[0] == domain]
        if not _give(given, room, near):
            _give(given, room, list(given))
    return given


def _give(given: dict[Cell, int], room: Mapping[Cell, int], cells: Sequence[Cell]) -> bool:
    """One more to the cell among `cells` with most room left; whether there was any."""
    most = max(cells, key=lambda one: room[one] - given[one])
    if room[most] <= given[most]:
        return False
    given[most] += 1
    return True


def _drawn(pool: Sequence[Drawable], count: int, before: Sequence[Drawable], dice: Random) -> list[Drawable]:
    luck = {one.id: dice.random() for one in pool}
    drawn: list[Drawable] = []
    while len(drawn) < count:
        met = [*before, *drawn]
        sets, concepts = {one.apart for one in met if one.apart}, {one.concept for one in met}

        def order(one: Drawable, sets: set[str] = sets, concepts: set[str] = concepts) -> tuple[object, ...]:
            return (not one.is_fresh, one.apart in sets, one.concept in concepts, one.times, luck[one.id])

        drawn.append(min((one for one in pool if one not in drawn), key=order))
    return drawn


def _grouped(pool: Iterable[Drawable]) -> dict[str, list[Drawable]]:
    ranked = sorted(pool, key=lambda one: (one.goal, one.id))
    return {goal: list(held) for goal, held in groupby(ranked, key=lambda one: one.goal)}


def _sizes(names: Iterable[K]) -> dict[K, int]:
    found: dict[K, int] = {}
    for name in names:
        found[name] = found.get(name, 0) + 1
    return found
