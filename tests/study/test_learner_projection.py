"""What is derived from answers, one at a time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answering import single, small_catalog
from cspo_study.content.model import heading_of
from cspo_study.learning.memory import DEFAULT_PARAMETERS, DESIRED_RETENTION, Confidence, Rating, due, review
from cspo_study.progress.attempt import Attempt
from cspo_study.progress.projecting import Between, ByColumn, Key
from cspo_study.study.projection import (
    MILLISECONDS_A_WORD,
    ConceptState,
    DayState,
    LearnerProjector,
    QuestionState,
    State,
)

START = 1_790_000_000_000
DAY = 86_400_000
CONCEPT = Key("concept", "1.1.1/a")
QUESTION = Key("question", "one")
DAY_OF_START = Key("day", "2026-09-21")


def attempt(
    score: float,
    days: float = 0,
    *,
    version: int = 1,
    question: str = "one",
    guess: float = 0.25,
    utc_offset: int = 120,
    confidence: str | None = None,
    taken: int = 1000,
) -> Attempt:
    at = START + int(days * DAY)
    return Attempt(
        id=at.to_bytes(16),
        device=bytes(16),
        at=at,
        utc_offset=utc_offset,
        session=bytes(16),
        mode="study",
        question=question,
        version=version,
        concept="1.1.1/a",
        seed=1,
        shown="[]",
        response="{}",
        score=score,
        guess=guess,
        confidence=confidence,
        taken=taken,
    )


def projector(version: int = 1, rollover_hour: int = 4) -> LearnerProjector:
    return LearnerProjector(small_catalog([single("one", version=version), single("two")]), rollover_hour)


def folded(key: Key, *attempts: Attempt, version: int = 1) -> State:
    """The state after attempts, through its text each time."""
    fold = projector(version)
    state: State | None = None
    for one in attempts:
        state = fold.decode(key, fold.encode(fold.step(key, state, one)))
    assert state is not None
    return state


def concept_after(*attempts: Attempt, version: int = 1) -> ConceptState:
    state = folded(CONCEPT, *attempts, version=version)
    assert isinstance(state, ConceptState)
    return state


def test_an_answer_counts_for_its_concept_its_question_and_its_day() -> None:
    assert projector().keys(attempt(1)) == [CONCEPT, QUESTION, DAY_OF_START]


def test_an_answer_after_midnight_counts_for_the_evening_before() -> None:
    night = attempt(1, 0.5)  # START is 16:13 local, so this is 04:13
    earlier = attempt(1, 0.49)  # and this 03:59

    assert projector().keys(night)[2].name == "2026-09-22"
    assert projector().keys(earlier)[2].name == "2026-09-21"
    assert projector(rollover_hour=5).keys(night)[2].name == "2026-09-21"


@settings(deadline=None)
@given(st.floats(-5000, 5000), st.integers(-1080, 1080), st.integers(0, 12))
def test_every_answer_is_among_those_that_its_day_is_derived_from(
    days: float, utc_offset: int, rollover_hour: int
) -> None:
    fold = projector(rollover_hour=rollover_hour)
    one = attempt(1, days, utc_offset=utc_offset)
    concept, question, day = fold.keys(one)
    among = fold.selection(day)

    assert isinstance(among, Between)
    assert among.start <= one.at < among.end
    assert fold.selection(concept) == ByColumn("concept", one.concept)
    assert fold.selection(question) == ByColumn("question", one.question)


def test_a_concept_adds_up_its_answers_over_all_its_questions() -> None:
    state = concept_after(attempt(1), attempt(0, 1, question="two"), attempt(0.5, 3))

    assert (state.answers, state.score, state.answered) == (3, 1.5, START + 3 * DAY)
    first = review(None, Rating.GOOD, START)
    second = review(first, Rating.AGAIN, START + DAY)
    assert state.memory == review(second, Rating.HARD, START + 3 * DAY)


def test_a_question_counts_its_answers_and_those_right_in_full() -> None:
    state = folded(QUESTION, attempt(1), attempt(0.9, 1), attempt(1, 2), attempt(0.25, 5))

    assert state == QuestionState(answers=4, right=2, last_score=0.25, answered=START + 5 * DAY)


def test_a_day_counts_its_answers_those_right_in_full_and_their_time() -> None:
    assert folded(DAY_OF_START, attempt(1), attempt(0.9), attempt(1)) == DayState(answers=3, right=2, taken=3000)


READING = 8 * MILLISECONDS_A_WORD
"""How long reading question one takes: a word to ask, one in the right option, two in each of the three others."""


@pytest.mark.parametrize(
    ("score", "confidence", "taken", "rating"),
    [
        (0, None, 10_000, Rating.AGAIN),
        (0.49, "guess", 1000, Rating.AGAIN),
        (0.5, "sure", 1000, Rating.HARD),
        (0.99, None, 10_000, Rating.HARD),
        (1, "guess", 1000, Rating.HARD),
        (1, None, 1000, Rating.GOOD),
        (1, "think", 1000, Rating.GOOD),
        (1, "sure", READING, Rating.EASY),
        (1, "sure", READING + 1, Rating.GOOD),
        (1, "sure", 0, Rating.GOOD),  # nobody timed it
    ],
)
def test_memory_takes_an_answer_by_its_score_how_sure_it_was_and_how_quick(
    score: float, confidence: Confidence | None, taken: int, rating: Rating
) -> None:
    assert (heading_of(single("one")).words, READING) == (8, 2000)
    state = concept_after(attempt(score, confidence=confidence, taken=taken))

    assert state.memory == review(None, rating, START)


def test_nobody_can_tell_whether_an_answer_to_a_question_no_longer_there_was_quick() -> None:
    state = concept_after(attempt(1, question="gone", confidence="sure", taken=1))

    assert state.memory == review(None, Rating.GOOD, START)


def test_a_lucky_guess_comes_back_sooner() -> None:
    sure, lucky = (concept_after(attempt(1, confidence=confidence)).memory for confidence in ("sure", "guess"))

    assert due("1.1.1/a", lucky, DESIRED_RETENTION) < due("1.1.1/a", sure, DESIRED_RETENTION)


def test_an_answer_to_an_older_version_was_practice_all_the_same() -> None:
    assert concept_after(attempt(1), version=2) == concept_after(attempt(1), version=1)


def test_memory_follows_the_learners_own_parameters() -> None:
    own = (*DEFAULT_PARAMETERS[:2], 5.0, *DEFAULT_PARAMETERS[3:])
    fold = LearnerProjector(small_catalog([single("one")]), 4, own)
    state = fold.step(CONCEPT, None, attempt(1))

    assert isinstance(state, ConceptState)
    assert state.memory == review(None, Rating.GOOD, START, own)
    assert state.memory.stability == 5


def test_only_a_raised_version_another_rollover_hour_or_own_parameters_change_what_states_rest_on() -> None:
    more = LearnerProjector(small_catalog([single("one"), single("two"), single("three")]), 4)

    assert more.basis == projector().basis
    assert projector(2).basis.formulas == projector().basis.formulas
    assert projector(2).basis.versions == {"one": 2} != projector().basis.versions
    assert projector(rollover_hour=5).basis.formulas != projector().basis.formulas
    again = LearnerProjector(small_catalog([single("one"), single("two")]), 4, DEFAULT_PARAMETERS)
    own = LearnerProjector(small_catalog([single("one"), single("two")]), 4, (1.0, *DEFAULT_PARAMETERS[1:]))
    assert again.basis == projector().basis
    assert own.basis.formulas != projector().basis.formulas


@pytest.mark.parametrize("key", [CONCEPT, QUESTION, DAY_OF_START])
def test_the_same_answers_lead_to_the_same_state_to_the_letter(key: Key) -> None:
    attempts = [attempt(number % 5 / 4, number * 2) for number in range(12)]
    states = [projector().encode(folded(key, *attempts)) for _ in range(2)]

    assert states[0] == states[1]
