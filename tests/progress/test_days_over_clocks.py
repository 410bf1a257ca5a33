"""Days and due dates by the learner's own clock: past midnight, at summer time, on journeys, and when it is set."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answering import MovableClock
from cspo_study.learning.memory import DESIRED_RETENTION, due
from cspo_study.study.clock import Moment
from cspo_study.study.learner import Learner
from cspo_study.study.settings import Settings
from cspo_study.study.streak import Streak
from progress.logbook import DAY, HOUR, MINUTE, NOON, attempt, content, light_folder, opened

SUMMER, WINTER = 120, 60
"""Berlin, in minutes east of UTC."""
AUCKLAND, HONOLULU, KATHMANDU, APIA = 780, -600, 345, 780

Told = tuple[str, int]
"""What a clock shows, and how far east of UTC it stands."""


def moment(told: Told) -> Moment:
    shown, utc_offset = told
    at = datetime.fromisoformat(shown).replace(tzinfo=UTC).timestamp() * 1000 - utc_offset * MINUTE
    return Moment(round(at), utc_offset)


def studied(path: Path, clock: MovableClock, answers: list[Told], now: Told, rollover_hour: int = 4) -> Learner:
    """Someone who answered at these times by their clock, and looks at it now."""
    clock.moment = moment(now)
    learner = Learner.open(content(), path, clock, Settings(rollover_hour=rollover_hour))
    for told in answers:
        at, utc_offset = moment(told)
        learner.record(attempt(learner.device, at, utc_offset=utc_offset))
    return learner


@pytest.mark.parametrize(
    ("answers", "now", "expected"),
    [
        pytest.param(
            [("2026-09-20T12:00", SUMMER), ("2026-09-22T03:59", SUMMER)],
            ("2026-09-22T03:59", SUMMER),
            Streak(2, True, 2),
            id="past midnight is still the evening",
        ),
        pytest.param(
            [("2026-09-20T12:00", SUMMER), ("2026-09-22T04:00", SUMMER)],
            ("2026-09-22T04:00", SUMMER),
            Streak(1, True, 1),
            id="from four it is the next day",
        ),
        pytest.param(
            [("2026-09-20T12:00", SUMMER), ("2026-09-21T12:00", SUMMER)],
            ("2026-09-23T03:59", SUMMER),
            Streak(2, False, 2),
            id="until four there is time for yesterday",
        ),
        pytest.param(
            [("2026-09-20T12:00", SUMMER), ("2026-09-21T12:00", SUMMER)],
            ("2026-09-23T04:00", SUMMER),
            Streak(0, False, 2),
            id="and then the streak is over",
        ),
        pytest.param(
            [("2026-03-28T12:00", WINTER), ("2026-03-29T03:30", SUMMER), ("2026-03-29T05:00", SUMMER)],
            ("2026-03-29T05:00", SUMMER),
            Streak(2, True, 2),
            id="the night that is an hour short",
        ),
        pytest.param(
            [("2026-03-28T03:59", WINTER), ("2026-03-30T04:00", SUMMER)],
            ("2026-03-30T04:00", SUMMER),
            Streak(1, True, 1),
            id="the day that is an hour short is a whole day",
        ),
        pytest.param(
            [("2026-03-28T04:00", WINTER), ("2026-03-29T04:00", SUMMER), ("2026-03-30T04:00", SUMMER)],
            ("2026-03-30T04:00", SUMMER),
            Streak(3, True, 3),
            id="every day at four through the start of summer time",
        ),
        pytest.param(
            [("2026-10-24T12:00", SUMMER), ("2026-10-25T02:30", SUMMER), ("2026-10-25T02:30", WINTER)],
            ("2026-10-25T03:59", WINTER),
            Streak(1, True, 1),
            id="the night that is an hour long",
        ),
        pytest.param(
            [("2026-10-24T03:59", SUMMER), ("2026-10-25T03:59", WINTER), ("2026-10-26T03:59", WINTER)],
            ("2026-10-26T03:59", WINTER),
            Streak(3, True, 3),
            id="every night just before four through the end of summer time",
        ),
        pytest.param(
            [("2026-03-09T10:00", AUCKLAND), ("2026-03-10T10:00", AUCKLAND), ("2026-03-09T22:00", HONOLULU)],
            ("2026-03-09T22:00", HONOLULU),
            Streak(2, True, 2),
            id="east over the date line: the same day once more",
        ),
        pytest.param(
            [("2026-03-10T10:00", AUCKLAND)],
            ("2026-03-09T15:00", HONOLULU),
            Streak(1, False, 1),
            id="what was answered tomorrow",
        ),
        pytest.param(
            [("2026-03-10T10:00", AUCKLAND), ("2026-03-09T22:00", HONOLULU), ("2026-03-10T22:00", HONOLULU)],
            ("2026-03-11T12:00", HONOLULU),
            Streak(2, False, 2),
            id="and the day that comes again counts once",
        ),
        pytest.param(
            [("2026-03-09T20:00", HONOLULU), ("2026-03-11T09:00", AUCKLAND)],
            ("2026-03-11T09:00", AUCKLAND),
            Streak(1, True, 1),
            id="west over the date line: the day that never was is missed",
        ),
        pytest.param(
            [("2026-05-01T23:50", KATHMANDU), ("2026-05-02T23:50", KATHMANDU), ("2026-05-03T20:00", SUMMER)],
            ("2026-05-03T20:00", SUMMER),
            Streak(3, True, 3),
            id="home from Kathmandu",
        ),
        pytest.param(
            [("2026-09-21T12:00", SUMMER), ("2026-09-22T12:00", SUMMER), ("2026-09-20T12:00", SUMMER)],
            ("2026-09-20T12:00", SUMMER),
            Streak(3, True, 3),
            id="a clock set back by two days",
        ),
        pytest.param(
            [("2027-09-21T12:00", SUMMER), ("2026-09-20T12:00", SUMMER), ("2026-09-21T12:00", SUMMER)],
            ("2026-09-21T12:00", SUMMER),
            Streak(2, True, 2),
            id="a clock that was a year ahead",
        ),
        pytest.param([], ("2026-09-21T12:00", SUMMER), Streak(0, False, 0), id="nothing yet"),
    ],
)
def test_a_streak_is_of_days_as_the_learners_clock_showed_them(
    tmp_path: Path, clock: MovableClock, answers: list[Told], now: Told, expected: Streak
) -> None:
    learner = studied(tmp_path / "progress.db", clock, answers, now)
    assert learner.streak() == expected
    learner.close()


def test_an_answer_stays_on_its_day_wherever_it_is_looked_at(tmp_path: Path, clock: MovableClock) -> None:
    learner = studied(
        tmp_path / "progress.db",
        clock,
        [("2026-10-24T23:00", SUMMER), ("2026-10-25T01:00", SUMMER)],
        ("2026-10-25T10:00", WINTER),
    )
    days = learner.days()
    assert [(day, state.answers) for day, state in days.items()] == [(date(2026, 10, 24), 2)]
    for elsewhere in (AUCKLAND, HONOLULU, APIA, 0):
        clock.moment = clock.moment._replace(utc_offset=elsewhere)
        assert learner.days() == days
    learner.close()


def test_another_hour_for_the_day_to_begin_moves_what_was_answered_before(tmp_path: Path, clock: MovableClock) -> None:
    path, now = tmp_path / "progress.db", ("2026-09-22T12:00", SUMMER)
    night = [("2026-09-21T02:00", SUMMER), ("2026-09-22T05:00", SUMMER)]
    for hour, expected in (
        (4, [date(2026, 9, 20), date(2026, 9, 22)]),
        (0, [date(2026, 9, 21), date(2026, 9, 22)]),
        (6, [date(2026, 9, 20), date(2026, 9, 21)]),
        (4, [date(2026, 9, 20), date(2026, 9, 22)]),
    ):
        learner = studied(path, clock, night, now, hour)
        assert sorted(learner.days()) == expected
        learner.close()
        night = []


# --- due dates --------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.one_of(st.integers(-500 * DAY, 500 * DAY), st.sampled_from([0, 1, -1, HOUR, -HOUR])),
            st.sampled_from([0.0, 0.5, 1.0]),
            st.sampled_from([None, "guess"]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_nothing_is_due_before_the_answer_that_it_follows(history: list[tuple[int, float, str | None]]) -> None:
    at = NOON
    with light_folder() as folder, opened(Path(folder) / "progress.db") as store:
        moments = []
        for passed, score, confidence in history:
            at = max(1, at + passed)
            moments.append(at)
            store.record(attempt(store.device, at, score=score, confidence=confidence))
            (state,) = store.states("concept").values()
            assert state.memory.reviewed == max(moments)
            for retention in (0.7, DESIRED_RETENTION, 0.97):
                assert due("1.1.1/a", state.memory, retention) - state.memory.reviewed >= DAY


def test_a_clock_set_back_makes_nothing_due_at_once(tmp_path: Path) -> None:
    with opened(tmp_path / "progress.db") as store:
        store.record(attempt(store.device, NOON))
        before = store.states("concept")["1.1.1/a"].memory
        store.record(attempt(store.device, NOON - 300 * DAY))
        after = store.states("concept")["1.1.1/a"].memory
    assert before.reviewed == after.reviewed == NOON
    assert due("1.1.1/a", after, DESIRED_RETENTION) >= NOON + DAY
