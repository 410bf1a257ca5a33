"""Time as it is passed in: the moment on the learner's clock, and the study day it falls on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

ROLLOVER_HOUR = 4
"""A study day starts at 04:00 local: an answer after midnight belongs to the evening before."""


class Moment(NamedTuple):
    """A point in time and where its learner's clock stood: milliseconds UTC, and minutes east of UTC."""

    at: int
    utc_offset: int

    @property
    def study_day(self) -> date:
        """The day this moment belongs to for streaks and plans."""
        local = datetime.fromtimestamp(self.at / 1000, UTC) + timedelta(minutes=self.utc_offset)
        return (local - timedelta(hours=ROLLOVER_HOUR)).date()


Clock = Callable[[], Moment]


def system_clock() -> Moment:
    """Now, by this machine."""
    now = datetime.now().astimezone()
    offset = now.utcoffset() or timedelta()
    return Moment(int(now.timestamp() * 1000), round(offset.total_seconds() / 60))
