"""Readiness: no figure on thin evidence, forecasts that are kept and held against what came."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from answering import MovableClock
from assessing import answer_one, assess
from cspo_study.content.catalog import Catalog
from cspo_study.study import picking
from cspo_study.study.exam import Exam
from cspo_study.study.learner import Learner
from cspo_study.study.profiles import PROFILES
from cspo_study.study.readiness import FILE_NAME, keep_forecasts, readiness
from cspo_study.study.settings import Settings
from cspo_study.study.tell_readiness import tell_readiness

WORKSHOP = date(2026, 10, 12)
"""Three weeks after the fixture's clock stands."""


@pytest.fixture
def heading(catalog: Catalog, clock: MovableClock, tmp_path: Path) -> Iterator[Learner]:
    """Somebody with a workshop ahead."""
    person = Learner.open(catalog, tmp_path / "data" / "progress.db", clock, Settings(workshop=WORKSHOP))
    yield person
    person.close()


def text(learner: Learner) -> str:
    return "\n".join(line.text for line in tell_readiness(readiness(learner)))


def test_there_is_no_figure_while_the_evidence_is_thin(learner: Learner) -> None:
    found = readiness(learner)
    assert found.today is None
    assert found.on_date is None
    assert found.missing == ("20 more answers (there are 0)", "answers on domains 1, 2, 3, 4, 5, 6, 7")
    said = text(learner)
    assert "There is too little to go by for a figure." in said
    assert "· 20 more answers (there are 0)" in said
    assert "%" not in said


def test_answers_on_one_domain_say_which_others_are_missing(learner: Learner, clock: MovableClock) -> None:
    for one in picking.drill(learner, learner.catalog.domain("3").goals(), [], Random(1), 21):
        answer_one(learner, one.question)
    assert readiness(learner).missing == ("answers on domains 1, 2, 4, 5, 6, 7",)


def test_after_an_assessment_there_is_a_figure_with_an_interval(learner: Learner, clock: MovableClock) -> None:
    assess(learner, clock, 0.8)
    found = readiness(learner)
    assert found.today
    assert found.today.low < found.today.mean < found.today.high
    assert found.today.mean > 0.6
    assert len(found.domains) == 7
    assert all(domain.ready for domain in found.domains)
    said = text(learner)
    assert "There is no CSPO exam, so there is no chance of passing one." in " ".join(said.split())
    assert max(map(len, said.split("\n"))) <= 79


def test_a_goal_counts_alike_and_the_better_learner_gets_the_higher_figure(
    catalog: Catalog, clock: MovableClock, tmp_path: Path
) -> None:
    means = []
    for chance in (0.3, 0.9):
        person = Learner.open(catalog, tmp_path / f"{chance}" / "progress.db", clock)
        assess(person, clock, chance)
        today = readiness(person).today
        assert today
        means.append(today.mean)
        person.close()
    assert means[0] + 0.2 < means[1]


def test_the_date_is_foreseen_for_going_on_and_for_stopping(heading: Learner, clock: MovableClock) -> None:
    assess(heading, clock, 0.6)
    found = readiness(heading)
    assert found.today
    assert found.on_date
    assert found.on_date.days == (WORKSHOP - heading.today()).days
    assert found.on_date.if_on.mean > found.today.mean > found.on_date.if_stopped.mean - 0.02
    assert "If you stop today" in text(heading)


def test_without_a_date_ahead_there_is_none(heading: Learner, clock: MovableClock) -> None:
    assess(heading, clock, 0.6)
    clock.advance(days=60)
    assert readiness(heading).on_date is None


def test_forecasts_are_kept_once_a_day_and_held_against_what_came(heading: Learner, clock: MovableClock) -> None:
    assess(heading, clock, 0.7)
    for _ in range(2):
        keep_forecasts(heading, readiness(heading))
    assert heading.home
    assert len((heading.home / FILE_NAME).read_text().splitlines()) == 3
    clock.advance(days=1)
    assess(heading, clock, 0.7, seed=2)
    record = readiness(heading).record
    assert [one.about for one in record.results] == ["quick", "quick", "today"]
    assert record.answers == 40
    assert record.brier is not None
    assert 0.1 < record.brier < 0.35
    assert sum(one.count for one in record.bins) == 40
    said = text(heading)
    assert "Brier score" in said
    assert "of 3 results lay where they were expected." in said


def test_a_line_cut_short_loses_only_itself(heading: Learner, clock: MovableClock) -> None:
    assess(heading, clock, 0.7)
    keep_forecasts(heading, readiness(heading))
    assert heading.home
    path = heading.home / FILE_NAME
    path.write_bytes(path.read_bytes()[:-20])
    clock.advance(days=1)
    keep_forecasts(heading, readiness(heading))
    assert len(path.read_text().splitlines()) == 6
    assess(heading, clock, 0.7, seed=2)
    assert len(readiness(heading).record.results) >= 3


def test_a_paper_that_was_broken_off_is_no_test_of_a_forecast(heading: Learner, clock: MovableClock) -> None:
    Exam.begin(heading, "quick", PROFILES["quick"], Random(1)).hand_in()
    assert readiness(heading).record.results == ()


def test_no_forecast_is_kept_without_a_figure(learner: Learner) -> None:
    keep_forecasts(learner, readiness(learner))
    assert learner.home
    assert not (learner.home / FILE_NAME).exists()
