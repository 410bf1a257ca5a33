"""When things come back: against recorded figures, against the FSRS library, and with a clock that jumps."""

from datetime import UTC, datetime, timedelta

import fsrs
import msgspec
import pytest
from fsrs import scheduler
from hypothesis import given, settings
from hypothesis import strategies as st

from cspo_study.learning.memory import (
    DEFAULT_PARAMETERS,
    HIGHEST,
    LEECH_LAPSES,
    LONGEST_INTERVAL,
    LOWEST,
    Confidence,
    Memory,
    Rating,
    due,
    interval,
    rate,
    recall,
    review,
)

at_leisure = settings(deadline=None)
DAY = 86_400_000
START = 1_790_000_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

ratings = st.sampled_from(list(Rating))
gaps = st.one_of(st.integers(0, 3 * DAY), st.integers(0, 400 * DAY), st.sampled_from([0, DAY - 1, DAY, DAY + 1]))
histories = st.lists(st.tuples(ratings, gaps), min_size=1, max_size=30)


def reviewed(history: list[tuple[Rating, int]]) -> Memory:
    """The memory after reviews, each so many milliseconds after the one before."""
    memory, at = None, START
    for rating, gap in history:
        at += gap
        memory = review(memory, rating, at)
    assert memory is not None
    return memory


@pytest.mark.parametrize(
    ("score", "confidence", "rating"),
    [
        (0, None, Rating.AGAIN),
        (0.49, None, Rating.AGAIN),
        (0.49, "sure", Rating.AGAIN),
        (0.5, None, Rating.HARD),
        (0.99, "sure", Rating.HARD),
        (1, None, Rating.GOOD),
        (1, "sure", Rating.GOOD),
        (1, "think", Rating.GOOD),
        (1, "guess", Rating.HARD),
        (0, "guess", Rating.AGAIN),
    ],
)
def test_an_answer_is_rated_by_its_score_and_a_lucky_guess_is_hard(
    score: float, confidence: Confidence | None, rating: Rating
) -> None:
    assert rate(score, confidence) is rating


@pytest.mark.parametrize(
    ("rating", "stability", "difficulty", "days"),
    [
        (Rating.AGAIN, 0.212, 6.4133, 1),
        (Rating.HARD, 1.2931, 5.112170705601056, 1),
        (Rating.GOOD, 2.3065, 2.118103970459016, 2),
        (Rating.EASY, 8.2956, 1.0, 8),
    ],
)
def test_a_first_answer_starts_from_the_published_parameters(
    rating: Rating, stability: float, difficulty: float, days: int
) -> None:
    memory = review(None, rating, START)

    assert memory.stability == pytest.approx(stability)
    assert memory.difficulty == pytest.approx(difficulty)
    assert memory.reviewed == START
    assert round(interval(memory.stability, 0.9)) == days


def test_a_known_history_leads_to_the_recorded_figures() -> None:
    """Recorded from fsrs 6.3.1. Other figures mean that every learner's due dates move: raise `FORMULAS`."""
    history = [
        (Rating.GOOD, 0.0, 2.3065, 2.118103970459016, 2),
        (Rating.GOOD, 2.0, 10.964332335820698, 2.111214235785395, 11),
        (Rating.GOOD, 11.0, 46.28021728755693, 2.1043313908464483, 46),
        (Rating.AGAIN, 40.0, 2.888036287678359, 7.389975788014609, 3),
        (Rating.GOOD, 1.0, 4.9162731694662165, 7.377814181523433, 5),
        (Rating.HARD, 3.0, 7.965628985662646, 8.244499229132952, 8),
        (Rating.EASY, 5.0, 19.009898985401364, 7.643121047141945, 19),
        (Rating.GOOD, 0.5, 19.009898985401364, 7.630706295391642, 19),
    ]
    memory, at = None, START
    for rating, gap, stability, difficulty, days in history:
        at += int(gap * DAY)
        memory = review(memory, rating, at)
        assert (memory.stability, memory.difficulty) == pytest.approx((stability, difficulty))
        assert round(interval(memory.stability, 0.9)) == days


@at_leisure
@given(histories)
def test_every_history_leads_where_the_library_leads(history: list[tuple[Rating, int]]) -> None:
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, memory, at = fsrs.Card(card_id=1), None, START
    for rating, gap in history:
        at += gap
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), EPOCH + timedelta(milliseconds=at))
        memory = review(memory, rating, at)

        assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
        assert EPOCH + timedelta(milliseconds=memory.reviewed) == card.last_review
        days = (card.due - card.last_review) / timedelta(days=1) if card.last_review else 0
        assert round(interval(memory.stability, 0.9)) == min(days, LONGEST_INTERVAL)


@at_leisure
@given(histories)
def test_a_memory_goes_through_the_store_unchanged(history: list[tuple[Rating, int]]) -> None:
    memory = reviewed(history)

    assert msgspec.json.decode(msgspec.json.encode(memory), type=Memory) == memory


@at_leisure
@given(st.lists(st.tuples(ratings, st.integers(-4000 * DAY, 400 * DAY)), min_size=1, max_size=30))
def test_a_clock_that_jumps_never_crashes_nor_turns_time_back(jumps: list[tuple[Rating, int]]) -> None:
    memory, at = None, START
    for rating, gap in jumps:
        at = max(at + gap, 1)
        before, memory = memory, review(memory, rating, at)

        assert due("a/b", memory, 0.9) >= memory.reviewed + DAY
        assert memory.reviewed >= (before.reviewed if before else at)
        assert memory.stability > 0
        assert 1 <= memory.difficulty <= 10


@at_leisure
@given(histories, ratings, st.integers(0, 4000 * DAY))
def test_a_clock_set_back_counts_as_no_time_passed(
    history: list[tuple[Rating, int]], rating: Rating, back: int
) -> None:
    memory = reviewed(history)

    assert review(memory, rating, memory.reviewed - back) == review(memory, rating, memory.reviewed)


@at_leisure
@given(histories, st.sampled_from([Rating.GOOD, Rating.EASY]), st.integers(0, 4000 * DAY))
def test_a_clock_set_back_never_shrinks_what_a_right_answer_holds(
    history: list[tuple[Rating, int]], rating: Rating, back: int
) -> None:
    memory = reviewed(history)

    assert review(memory, rating, memory.reviewed - back).stability >= memory.stability


@at_leisure
@given(histories, gaps)
def test_the_better_the_answer_the_later_it_comes_back(history: list[tuple[Rating, int]], gap: int) -> None:
    memory = reviewed(history)
    intervals = [interval(review(memory, rating, memory.reviewed + gap).stability, 0.9) for rating in Rating]

    assert intervals == sorted(intervals)


def test_the_default_parameters_are_the_librarys_own() -> None:
    assert fsrs.Scheduler().parameters == DEFAULT_PARAMETERS
    assert (scheduler.LOWER_BOUNDS_PARAMETERS, scheduler.UPPER_BOUNDS_PARAMETERS) == (LOWEST, HIGHEST)


def test_sure_and_quick_is_easy_and_nothing_else_is() -> None:
    assert rate(1.0, "sure", quick=True) is Rating.EASY
    assert rate(1.0, "think", quick=True) is rate(1.0, None, quick=True) is rate(1.0, "sure") is Rating.GOOD
    assert rate(0.9, "sure", quick=True) is Rating.HARD
    assert rate(0.0, "sure", quick=True) is Rating.AGAIN


@at_leisure
@given(histories, st.floats(0.7, 0.97))
def test_a_concept_is_due_when_the_chance_to_know_it_has_fallen_to_the_aim(
    history: list[tuple[Rating, int]], aim: float
) -> None:
    memory = reviewed(history)
    days = interval(memory.stability, aim)
    if 1.0 < days < LONGEST_INTERVAL:
        assert recall(memory, memory.reviewed + round(days * DAY)) == pytest.approx(aim, abs=1e-6)
    assert interval(memory.stability, 0.97) <= days <= interval(memory.stability, 0.7)


def test_what_was_learned_together_does_not_all_come_back_together() -> None:
    memory = Memory(30.0, 5.0, START, 4, 0)
    days = {(due(f"3.2.1/{number}", memory, 0.9) - START) // DAY for number in range(60)}
    assert len(days) >= 4
    assert all(27 <= day <= 33 for day in days)
    assert due("3.2.1/a", memory, 0.9) == due("3.2.1/a", memory, 0.9)


@at_leisure
@given(histories)
def test_lapses_count_what_was_lost_after_it_was_met(history: list[tuple[Rating, int]]) -> None:
    memory = reviewed(history)
    assert memory.reviews == len(history)
    assert memory.lapses == sum(rating is Rating.AGAIN for rating, _ in history[1:])
    assert memory.is_leech == (memory.lapses >= LEECH_LAPSES)
