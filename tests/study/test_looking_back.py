"""History, forecast, retention, calibration, levels, time: figures that a known history leads to."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from answering import MovableClock, numeric, right_response, single, small_catalog, wrong_response
from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Question, QuestionId
from cspo_study.learning.interval import counted
from cspo_study.learning.memory import Confidence
from cspo_study.study.calibration import calibration
from cspo_study.study.forecast import forecast
from cspo_study.study.history import pasts, questions_on, time_spent
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked
from cspo_study.study.retention import retention
from cspo_study.study.session import Session
from cspo_study.study.standing import standing
from month import SetClock, lived_month

QUESTIONS: Sequence[Question] = (
    single("a-1", "1.1.1", "a"),
    single("a-2", "1.1.1", "a", version=2),
    single("b-1", "1.1.1", "b"),
    numeric("a-number"),
)


@pytest.fixture
def person(clock: MovableClock, tmp_path: Path) -> Learner:
    return Learner.open(small_catalog(QUESTIONS), tmp_path / "small" / "progress.db", clock)


def answer(person: Learner, name: str, *, right: bool, confidence: Confidence | None = None, seconds: int = 0) -> None:
    question = person.catalog.question(QuestionId(name))
    ticks = iter((0.0, 0.0, float(seconds)))
    session = Session(person, [Picked(question)], "study", Random(1), lambda: next(ticks))
    session.show()
    session.answer(right_response(question) if right else wrong_response(question), confidence)


def test_a_question_remembers_every_answer(person: Learner, clock: MovableClock) -> None:
    answer(person, "a-1", right=False, confidence="sure", seconds=30)
    clock.advance(days=2)
    answer(person, "a-1", right=True)
    (first, second) = pasts(person)[QuestionId("a-1")]

    assert (first.verdict, first.confidence, first.taken) == ("wrong", "sure", 30_000)
    assert (second.verdict, second.confidence) == ("right", None)
    assert second.day - first.day == timedelta(days=2)
    assert not second.outdated


def test_a_goals_questions_come_with_those_met_first(person: Learner) -> None:
    answer(person, "b-1", right=True)
    rows = questions_on(person, "1.1.1")

    assert [row.heading.id for row in rows] == ["b-1", "a-1", "a-2", "a-number"]
    assert [len(row.answers) for row in rows] == [1, 0, 0, 0]


def test_time_is_added_up_by_day_week_and_month(person: Learner, clock: MovableClock) -> None:
    for days in (0, 20, 15, 0):
        clock.advance(days=days)
        answer(person, "a-1", right=True, seconds=60)
    spent = time_spent(person.days(), person.today())

    assert (spent.today, spent.week, spent.month, spent.whole) == (120_000, 120_000, 180_000, 240_000)
    assert spent.days_studied == 3
    assert (len(spent.by_day), spent.by_day[-1], spent.by_day[-16]) == (30, 120_000, 60_000)


def test_the_forecast_has_each_concept_once_and_today_what_is_overdue(person: Learner, clock: MovableClock) -> None:
    answer(person, "a-1", right=True)
    answer(person, "b-1", right=False)
    ahead = forecast(person)
    assert (ahead.days[0].due, ahead.whole + ahead.later) == (0, 2)
    assert [day.due for day in ahead.days[:4]] == [0, 1, 1, 0]  # a lost concept comes back the next day
    assert ahead.days[0].day == person.today()
    assert ahead.week == 2

    clock.advance(days=100)
    assert forecast(person).days[0].due == 2


def test_retention_counts_reviews_on_later_days_alone(person: Learner, clock: MovableClock) -> None:
    answer(person, "a-1", right=True)
    answer(person, "a-1", right=True)  # the same day: no review
    assert retention(person, person.answers()).kept is None
    for right in (True, True, False, True):
        clock.advance(days=1)
        answer(person, "a-1", right=right)
    found = retention(person, person.answers())

    assert (found.reviews, found.kept) == (4, 0.75)
    assert found.low < 0.75 < found.high
    assert found.says == "4 reviews so far: about 20 are needed to tell."
    assert found.known_now is not None
    clock.advance(days=60)
    assert retention(person, person.answers()).reviews == 0


def test_retention_says_when_it_falls_short(person: Learner, clock: MovableClock) -> None:
    for number in range(30):
        answer(person, "a-1", right=number % 2 == 0)
        clock.advance(days=0.99)
    assert retention(person, person.answers()).says == "Below your aim: more comes back unknown than planned for."


@pytest.mark.parametrize(
    ("right", "says"),
    [
        (12, "When you are sure, you can trust it."),
        (6, "You are sure too soon: about 1 sure answer in 2 is wrong."),
    ],
)
def test_calibration_tells_whether_to_trust_the_feeling(person: Learner, right: int, says: str) -> None:
    assert calibration(person.answers()).says.startswith("Say how sure you are")
    answer(person, "b-1", right=True)  # without a confidence: left out
    answer(person, "b-1", right=False, confidence="guess")
    for number in range(12):
        answer(person, "a-1", right=number < right, confidence="sure")
    found = calibration(person.answers())
    sure, think, guess = found.levels

    assert (sure.answers, sure.right, think.right, guess.answers, guess.meant) == (12, right / 12, None, 1, 0.25)
    assert found.says == says
    assert found.answers == 13


def test_the_interval_of_a_share_is_honest_for_few_answers() -> None:
    assert counted(0, 0) == (0, 0, 1)
    assert counted(3, 3).low < 0.6
    _, low, high = counted(90, 100)
    assert 0.83 < low < 0.9 < high < 0.95


def test_a_month_adds_up(catalog: Catalog, clock: MovableClock, tmp_path: Path) -> None:
    calendar = SetClock(clock.moment.at)
    person = Learner.open(catalog, tmp_path / "month" / "progress.db", calendar)
    lived_month(person, calendar)
    found = standing(person)

    assert sum(level.goals for level in found.levels) == 65
    for name in ("questions", "seen", "answers"):
        assert sum(getattr(level, name) for level in found.levels) == getattr(found.overall, name)
    assert found.forecast.whole + found.forecast.later == found.overall.met
    assert found.forecast.days[0].due >= found.overall.due
    assert 0 < found.calibration.answers < found.overall.answers
    assert found.time.month <= found.time.whole
    assert found.time.days_studied == len(person.days())
    person.close()
