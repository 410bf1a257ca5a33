"""Time as it is passed in: the moment on the learner's clock, and the study day it falls on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple


class Moment(NamedTuple):
    """A point in time and where its learner's clock stood: milliseconds UTC, and minutes east of UTC."""

    at: int
    utc_offset: int


Clock = Callable[[], Moment]


def system_clock() -> Moment:
    """Now, by this machine."""
    now = datetime.now().astimezone()
    offset = now.utcoffset() or timedelta()
    return Moment(int(now.timestamp() * 1000), round(offset.total_seconds() / 60))


def study_day(moment: Moment, rollover_hour: int) -> date:
    """The day `moment` belongs to for streaks and plans: it starts at `rollover_hour` on the learner's clock.

    What the learner's clock showed is what counts, so that neither a change to summer time nor travel moves an answer
    to another day afterwards.
    """
    local = datetime.fromtimestamp(moment.at / 1000, UTC) + timedelta(minutes=moment.utc_offset)
    return (local - timedelta(hours=rollover_hour)).date()
