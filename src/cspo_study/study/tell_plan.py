"""A plan in lines."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from cspo_study.learning.profile import Profile
from cspo_study.study.plaintext import cut, one_line
from cspo_study.study.plan import Plan, PlannedDay, sentences
from cspo_study.study.profiles import PROFILES
from cspo_study.study.saying import counted
from cspo_study.study.shares import percent
from cspo_study.study.telling import Told, measured, paragraph, part

EACH_DAY = 7
"""Days that are told one by one; later ones by the week, for they will change."""


def tell_plan(found: Plan, *, kept: bool, every_day: bool = False) -> Iterator[Told]:
    """What it comes to, the days, and what to expect."""
    yield Told(f"To be strongest on {_day(found.day)}", "head")
    for one in sentences(found):
        yield from paragraph(one)
    if found.left:
        yield from part("There is no time for", _left(found))
    near = found.planned if every_day else found.planned[:EACH_DAY]
    yield from part("Each day", map(_planned, near))
    if len(near) < len(found.planned):
        yield from part("Then, by the week", _weeks(found.planned[EACH_DAY:]))
    yield from part("Expected share right on a fresh assessment", _expected(found))
    yield Told("")
    yield from paragraph(
        "A plan follows from where you stand: miss a day, and tomorrow's is another."
        + ("" if kept else " This one is not kept. With --keep, study and cspo today aim at it."),
        "quiet",
    )


def _planned(one: PlannedDay) -> Told:
    if one.mock:
        what = f"an assessment: {_mock(PROFILES[one.mock])} (cspo exam --profile {one.mock})"
        return Told(f"{_day(one.day)}  {what}", "row")
    if not one.reviews and not one.new:
        return Told(f"{_day(one.day)}  done", "quiet")
    begin = f"{_day(one.day)}  {one.reviews:3} to review, {one.new:3} new"
    goals = f"  {cut(', '.join(one.goals), 34)}" if one.goals else ""
    return Told(begin + goals, "row")


def _weeks(days: Sequence[PlannedDay]) -> Iterator[Told]:
    for _, held in groupby(enumerate(days), key=lambda one: one[0] // 7):
        week = [day for _, day in held]
        topics = sorted({goal.rpartition(".")[0] for day in week for goal in day.goals})
        mocks = [f"an assessment on {_day(day.day)}" for day in week if day.mock]
        begin = f"{_day(week[0].day)}  {sum(d.reviews for d in week):3} to review, {sum(d.new for d in week):3} new"
        new = f"  {cut(', '.join(topics), 34 if not mocks else 8)}" if topics else ""
        yield Told(begin + new + "".join(f"  {mock}" for mock in mocks), "row")


def _left(found: Plan) -> Iterator[Told]:
    for one in found.left[:8]:
        yield Told(f"  {one.id} {cut(one_line(one.title), 50)}  (now about {percent(one.mastery)})", "row")
    if len(found.left) > 8:
        yield Told(f"  and {counted(len(found.left) - 8, 'other goal')}", "quiet")


def _expected(found: Plan) -> Iterator[Told]:
    for label, one in (
        ("Today", found.today),
        (f"{_day(found.day)}, with this plan", found.if_followed),
        (f"{_day(found.day)}, without", found.if_stopped),
    ):
        yield measured("", label, one.mean, one.low, one.high)


def _mock(profile: Profile) -> str:
    return f"{profile.questions} questions in {profile.minutes:g} minutes"


def _day(day: date) -> str:
    return f"{day:%a} {day.day:2} {day:%b}"
