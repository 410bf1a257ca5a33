"""Days in a row on which something was answered."""

from collections.abc import Collection
from datetime import date, timedelta

from msgspec import Struct


class Streak(Struct, frozen=True):
    """Days in a row up to today, whether today is one of them, and the longest row ever."""

    days: int
    today: bool
    longest: int


def streak(days: Collection[date], today: date) -> Streak:
    """The streak over the study days with an answer. It lasts until a whole day has passed without one.

    Days after `today` (answered before a clock was set back, or across the date line) count as the days they were.
    """
    studied = sorted(set(days))
    longest, row = 0, 0
    for before, day in zip([None, *studied], studied, strict=False):
        row = row + 1 if before == day - timedelta(days=1) else 1
        longest = max(longest, row)
    known, one = set(studied), timedelta(days=1)
    last = next((day for day in (today, today - one, today + one) if day in known), today)
    while last + one in known:
        last += one
    current = 0
    while last - timedelta(days=current) in known:
        current += 1
    return Streak(current, today in known, longest)
