"""What every draw of a paper holds to, whatever the store and the seed."""

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspo_study.learning.blueprint import RESTED, Drawable, Place, apportioned, arranged, draw, quotas
from cspo_study.learning.profile import Profile

GOALS = {"1": 10, "2": 9, "3": 11, "4": 10, "5": 7, "6": 9, "7": 9}
LEVELS = ("describe", "apply", "analyze")
PLACES = [
    Place(f"{domain}.{number}", domain, LEVELS[(int(domain) + number) % 3])
    for domain, count in GOALS.items()
    for number in range(count)
]
PROFILES = {"workshop-ready": 65, "quick": 20, "pspo-like": 80, "mine": 33}


@st.composite
def pools(draw_one: st.DrawFn, least: int = 4, most: int = 9) -> list[Drawable]:
    """Questions on every goal, some in contrast sets and cases, each answered some time ago or never."""
    dice = Random(draw_one(st.integers(0, 10**6)))
    pool = []
    for place in PLACES:
        for number in range(dice.randint(least, most)):
            apart = f"{place.goal}-set-{number // 4}" if dice.random() < 0.6 else None
            rested = None if dice.random() < 0.5 else dice.uniform(0, 40)
            pool.append(
                Drawable(
                    f"{place.goal}-{number}",
                    place.goal,
                    f"{place.goal}/{number % 5}",
                    apart,
                    f"case-{dice.randint(0, 20)}" if dice.random() < 0.2 else None,
                    rested,
                    0 if rested is None else dice.randint(1, 5),
                )
            )
    return pool


@given(pools(), st.sampled_from(sorted(PROFILES)), st.integers(0, 10**6))
def test_a_paper_meets_its_blueprint_for_any_store_and_seed(pool: list[Drawable], name: str, seed: int) -> None:
    profile = Profile(PROFILES[name], 60)
    paper = draw(profile, PLACES, pool, Random(seed))
    assert len(paper) == profile.questions
    assert len({one.id for one in paper}) == len(paper)  # no repeat
    cells = {place.goal: (place.domain, place.level) for place in PLACES}
    assert Counter(cells[one.goal] for one in paper) == Counter(
        {cell: count for cell, count in quotas(PLACES, profile.questions).items() if count}
    )
    by_goal = Counter(one.goal for one in paper)
    for cell in set(cells.values()):  # a goal is not asked about twice before every goal of its cell was once
        held = [by_goal[goal] for goal, other in cells.items() if other == cell]
        assert max(held) - min(held) <= 1


@given(pools(), st.integers(0, 10**6))
def test_no_two_of_a_contrast_set_stand_side_by_side(pool: list[Drawable], seed: int) -> None:
    paper = draw(Profile(80, 60), PLACES, pool, Random(seed))
    assert all(not (first.apart and first.apart == second.apart) for first, second in pairwise(paper))


@given(pools(), st.sampled_from(sorted(PROFILES)), st.integers(0, 10**6))
def test_a_question_seen_lately_comes_only_where_its_goal_has_no_other(
    pool: list[Drawable], name: str, seed: int
) -> None:
    paper = draw(Profile(PROFILES[name], 60), PLACES, pool, Random(seed))
    drawn = set(paper)
    for one in paper:
        if one.rested is not None and one.rested < RESTED:
            assert not [other for other in pool if other.goal == one.goal and other.is_fresh and other not in drawn]


@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(2, 40))
def test_an_arrangement_keeps_sets_apart_wherever_that_can_be(seed: int, sets: int, size: int) -> None:
    dice = Random(seed)
    drawn = [
        Drawable(str(number), "g", "c", f"s{dice.randint(1, sets)}" if dice.random() < 0.8 else None)
        for number in range(size)
    ]
    counts = Counter(one.apart for one in drawn if one.apart)
    ordered = arranged(drawn, dice)
    assert Counter(ordered) == Counter(drawn)
    if max(counts.values(), default=0) <= (size + 1) // 2:
        assert all(not (one.apart and one.apart == other.apart) for one, other in pairwise(ordered))


@given(pools(least=0, most=2), st.integers(0, 10**6))
def test_what_the_pool_lacks_is_made_up_as_far_as_it_goes(pool: list[Drawable], seed: int) -> None:
    paper = draw(Profile(80, 60), PLACES, pool, Random(seed))
    assert len(paper) == min(80, len(pool))
    assert len({one.id for one in paper}) == len(paper)


def test_the_workshop_paper_asks_about_every_goal_once() -> None:
    pool = [Drawable(f"{place.goal}-{n}", place.goal, f"{place.goal}/{n}") for place in PLACES for n in range(3)]
    paper = draw(Profile(65, 80), PLACES, pool, Random(1))
    assert {one.goal for one in paper} == {place.goal for place in PLACES}


def test_levels_share_a_paper_in_proportion_to_their_goals() -> None:
    for questions in (20, 33, 65, 80):
        levels: Counter[str] = Counter()
        for (_, level), count in quotas(PLACES, questions).items():
            levels[level] += count
        sizes = Counter(place.level for place in PLACES)
        for level, size in sizes.items():
            assert abs(levels[level] - questions * size / len(PLACES)) < 2


@pytest.mark.parametrize(
    ("total", "sizes", "parts"),
    [
        (65, GOALS, GOALS),
        (20, GOALS, {"1": 3, "2": 3, "3": 3, "4": 3, "5": 2, "6": 3, "7": 3}),
        (0, {"a": 1}, {"a": 0}),
        (5, {"a": 1, "b": 1}, {"a": 3, "b": 2}),
    ],
)
def test_a_number_is_shared_out_by_largest_remainders(
    total: int, sizes: Mapping[str, int], parts: Mapping[str, int]
) -> None:
    assert apportioned(total, sizes) == parts


def test_a_share_stops_where_there_is_no_room() -> None:
    assert apportioned(6, {"a": 1, "b": 1}, {"a": 1, "b": 9}) == {"a": 1, "b": 5}
    assert apportioned(6, {"a": 1, "b": 1}, {"a": 1, "b": 2}) == {"a": 1, "b": 2}
