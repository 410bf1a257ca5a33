"""A plan to a date, and today's line."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from answering import MovableClock
from assessing import answer_one, assess
from cspo_study.content.catalog import Catalog
from cspo_study.errors import UsageError
from cspo_study.study import picking
from cspo_study.study.learner import Learner
from cspo_study.study.plan import date_of, plan, sentences, today_line
from cspo_study.study.settings import Settings
from cspo_study.study.tell_plan import tell_plan

START = date(2026, 9, 21)


@pytest.fixture
def heading(catalog: Catalog, clock: MovableClock, tmp_path: Path) -> Iterator[Learner]:
    """Somebody with a workshop three weeks ahead."""
    settings = Settings(workshop=START + timedelta(days=21))
    person = Learner.open(catalog, tmp_path / "data" / "progress.db", clock, settings)
    yield person
    person.close()


def study(learner: Learner, clock: MovableClock, count: int) -> None:
    for one in picking.recommended(learner, Random(1), count):
        clock.advance(seconds=20)
        answer_one(learner, one.question)


def test_a_plan_has_every_day_up_to_the_date(learner: Learner) -> None:
    found = plan(learner, START + timedelta(days=21), 20)
    assert [one.day for one in found.planned] == [START + timedelta(days=ahead) for ahead in range(21)]
    assert found.questions == sum(one.reviews + one.new for one in found.planned if not one.mock) + 20 * sum(
        bool(one.mock) for one in found.planned
    )
    assert all(abs(one.minutes - 20) <= 2 for one in found.planned if not one.mock)
    assert found.if_followed.mean > found.if_stopped.mean
    assert found.unmet == 376


def test_the_same_state_date_and_minutes_give_the_same_plan(learner: Learner, clock: MovableClock) -> None:
    study(learner, clock, 10)
    day = START + timedelta(days=9)
    assert plan(learner, day, 20) == plan(learner, day, 20)


def test_a_missed_day_makes_another_plan(learner: Learner, clock: MovableClock) -> None:
    day = START + timedelta(days=21)
    before = plan(learner, day, 20)
    clock.advance(days=3)
    after = plan(learner, day, 20)
    assert (before.days, after.days) == (21, 18)
    assert after.questions < before.questions
    assert after.planned[0].day == START + timedelta(days=3)
    assert after.reached < before.reached


def test_what_was_done_today_is_not_planned_again(learner: Learner, clock: MovableClock) -> None:
    study(learner, clock, 10)
    first = plan(learner, START + timedelta(days=14), 20).planned[0]
    assert first.reviews + first.new < 20


def test_too_little_time_is_said_and_what_to_leave(learner: Learner) -> None:
    found = plan(learner, START + timedelta(days=3), 10)
    assert not found.fits
    assert found.left
    said = " ".join(sentences(found))
    assert said.startswith("3 days at 10 minutes: time for about 33 questions. That is not enough for everything:")
    assert "Leave out: " in said
    assert found.enough is None
    assert "No amount of minutes a day makes up for the days that are missing." in said
    text = "\n".join(line.text for line in tell_plan(found, kept=False))
    assert "There is no time for" in text
    assert "With --keep, study and cspo today aim at it." in " ".join(text.split())
    assert max(map(len, text.split("\n"))) <= 79


def test_enough_time_is_said_too(learner: Learner) -> None:
    found = plan(learner, START + timedelta(days=60), 40)
    assert found.fits
    assert found.left == ()
    assert "All 376 concepts you have not met yet fit in." in sentences(found)


def test_assessments_are_where_they_help(learner: Learner) -> None:
    def mocks(days: int, minutes: int) -> list[str | None]:
        return [one.mock for one in plan(learner, START + timedelta(days=days), minutes).planned if one.mock]

    assert mocks(21, 20) == ["quick", "quick"]
    assert mocks(21, 60) == ["workshop-ready", "workshop-ready"]
    assert mocks(3, 20) == []
    assert mocks(21, 10) == []


@pytest.mark.parametrize(
    ("day", "minutes", "message"),
    [
        (START, 20, "2026-09-21 is not ahead of today."),
        (START + timedelta(days=500), 20, "2028-02-03 is 500 days ahead."),
        (START + timedelta(days=5), 0, "0 minutes a day is no plan."),
        (START + timedelta(days=5), 1000, "1000 minutes a day is no plan."),
    ],
)
def test_what_cannot_be_planned_is_said(learner: Learner, day: date, minutes: int, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        plan(learner, day, minutes)
    assert caught.value.message == message


def test_without_a_date_one_is_asked_for(learner: Learner, heading: Learner) -> None:
    with pytest.raises(UsageError) as caught:
        date_of(learner, None)
    assert caught.value.message == "There is no date to plan for."
    assert date_of(heading, None) == START + timedelta(days=21)


def test_todays_line_follows_the_day(heading: Learner, clock: MovableClock) -> None:
    assert today_line(heading) == "Today: 22 more, about 20 minutes (cspo study) · 21 days to the workshop"
    study(heading, clock, 10)
    line = today_line(heading)
    assert line.startswith("Today: 10 done, ")
    assert "\n" not in line
    study(heading, clock, 40)
    assert today_line(heading).startswith("Done for today: ")
    clock.advance(days=15)
    assert " due" in today_line(heading)
    clock.advance(days=5)
    assert today_line(heading).endswith("the workshop is tomorrow")
    clock.advance(days=5)
    assert "workshop" not in today_line(heading)


def test_on_the_day_of_an_assessment_the_line_says_so(heading: Learner, clock: MovableClock) -> None:
    study(heading, clock, 5)
    planned = plan(heading, START + timedelta(days=21), 20).planned
    days = [(one.day - START).days for one in planned if one.mock]
    assert days == [5, 19]
    clock.advance(days=4)
    assert "assessment" not in today_line(heading)
    clock.advance(days=1)
    assert today_line(heading).startswith("Today: an assessment, 25 minutes (cspo exam --profile quick)")
    assess(heading, clock, 0.8)
    assert "assessment" not in today_line(heading)
    later = plan(heading, START + timedelta(days=21), 20).planned
    assert [(one.day - START).days for one in later if one.mock] == [19]
