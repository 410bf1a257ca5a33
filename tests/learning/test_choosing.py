"""Which concept comes next."""

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cspo_study.learning.choosing import GOALS_BETWEEN, Candidate, drill_order, interleaved, study_order

at_leisure = settings(deadline=None)
NOW = 1_000
times = st.one_of(st.none(), st.integers(0, 2 * NOW))


@st.composite
def bank(draw: st.DrawFn, goals: int = 5) -> list[Candidate]:
    """Concepts over a few goals, some answered, some of these due."""
    found = []
    for number in range(draw(st.integers(0, 25))):
        answered = draw(st.one_of(st.none(), st.integers(0, NOW)))
        due = None if answered is None else answered + draw(st.integers(1, NOW))
        found.append(Candidate(f"concept {number}", f"goal {draw(st.integers(1, goals))}", answered, due))
    return found


def a_goal_each(candidates: list[Candidate]) -> list[Candidate]:
    """The same concepts, each in a goal of its own: nothing has to be kept apart."""
    return [Candidate(one.concept, one.concept, one.answered, one.due) for one in candidates]


def is_due(candidate: Candidate) -> bool:
    return candidate.due is not None and candidate.due <= NOW


@at_leisure
@given(bank(), st.integers())
def test_every_candidate_comes_exactly_once(candidates: list[Candidate], seed: int) -> None:
    for order in (study_order(candidates, NOW, Random(seed)), drill_order(candidates, Random(seed))):
        assert Counter(one.concept for one in order) == Counter(one.concept for one in candidates)


@at_leisure
@given(bank(), st.integers())
def test_the_same_dice_give_the_same_order(candidates: list[Candidate], seed: int) -> None:
    study = [list(study_order(candidates, NOW, Random(seed))) for _ in range(2)]
    drill = [list(drill_order(candidates, Random(seed))) for _ in range(2)]

    assert study[0] == study[1]
    assert drill[0] == drill[1]


@at_leisure
@given(bank().map(a_goal_each), st.integers())
def test_due_comes_first_and_of_these_the_longest_due(candidates: list[Candidate], seed: int) -> None:
    order = list(study_order(candidates, NOW, Random(seed)))
    due = [one for one in order if is_due(one)]

    assert order[: len(due)] == due
    assert [one.due for one in due] == sorted(one.due for one in due if one.due is not None)


@at_leisure
@given(bank().map(a_goal_each), st.integers())
def test_after_the_due_ones_come_the_never_asked_then_the_longest_unasked(
    candidates: list[Candidate], seed: int
) -> None:
    rest = [one.answered for one in study_order(candidates, NOW, Random(seed)) if not is_due(one)]
    never = rest.count(None)

    assert rest[:never] == [None] * never
    assert rest[never:] == sorted(answered for answered in rest if answered is not None)


@at_leisure
@given(bank().map(a_goal_each), st.integers())
def test_a_drill_asks_the_longest_unasked_whatever_is_due(candidates: list[Candidate], seed: int) -> None:
    answered = [-1 if one.answered is None else one.answered for one in drill_order(candidates, Random(seed))]

    assert answered == sorted(answered)


def test_what_is_due_this_very_millisecond_is_due() -> None:
    later = Candidate("later", "1.1.1", answered=0, due=NOW + 1)
    due = Candidate("due", "2.1.1", answered=5, due=NOW)
    new = Candidate("new", "3.1.1")

    assert list(study_order([later, new, due], NOW, Random(1))) == [due, new, later]


@at_leisure
@given(bank(), st.integers())
def test_a_goal_returns_early_only_when_no_other_is_left(candidates: list[Candidate], seed: int) -> None:
    order = list(study_order(candidates, NOW, Random(seed)))
    for place, one in enumerate(order):
        recent = {before.goal for before in order[max(0, place - GOALS_BETWEEN) : place]}
        if one.goal in recent:
            assert {left.goal for left in order[place:]} <= recent


@at_leisure
@given(bank(), st.integers())
def test_within_a_goal_the_most_urgent_comes_first(candidates: list[Candidate], seed: int) -> None:
    order = list(study_order(candidates, NOW, Random(seed)))
    for goal in {one.goal for one in candidates}:
        ranks = [
            (0, one.due) if is_due(one) else (1, -1 if one.answered is None else one.answered)
            for one in order
            if one.goal == goal
        ]
        assert ranks == sorted(ranks)


def test_goals_are_kept_apart_where_there_are_enough() -> None:
    ranked = [Candidate(f"{goal}/{number}", goal) for goal in ("1.1.1", "2.1.1", "3.1.1") for number in range(4)]

    assert [one.goal for one in interleaved(ranked)] == ["1.1.1", "2.1.1", "3.1.1"] * 4


def test_one_goal_alone_is_asked_in_its_own_order() -> None:
    ranked = [Candidate(f"1.1.1/{number}", "1.1.1") for number in range(5)]

    assert list(interleaved(ranked)) == ranked


def test_nothing_to_choose_from_gives_nothing() -> None:
    assert list(study_order([], NOW, Random(0))) == []
    assert list(drill_order([], Random(0))) == []


def test_dice_decide_among_the_never_asked() -> None:
    candidates = [Candidate(f"{goal}.1.1/one", f"{goal}.1.1") for goal in range(1, 5)]
    first = Counter(next(study_order(candidates, NOW, Random(seed))).concept for seed in range(200))

    assert len(first) == 4
    assert min(first.values()) > 20
