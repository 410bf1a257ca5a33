"""A small ledger for the certificate itself: the course, the issue, and the units toward its renewal.

One JSON file beside the store. What is required comes from the content, with dates and sources; the issuer has the
last word.
"""

from calendar import monthrange
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from cspo_study.content.certificate import Requirements
from cspo_study.errors import StoreError, UsageError, nearest
from cspo_study.study.beside import write_whole

FILE_NAME = "certificate.json"
SOON = 180
"""Days before its end from which renewal is pressing."""


class Unit(Struct, frozen=True):
    """Scrum Education Units earned on a day; one is an hour."""

    day: date
    units: float
    category: str
    note: str = ""


class Ledger(Struct, frozen=True):
    """What was entered."""

    course: date | None = None
    hours: float | None = None
    issued: date | None = None
    units: tuple[Unit, ...] = ()


class Standing(Struct, frozen=True):
    """How the certificate stands: when it ends, units that count and how many are needed, and what is missing by when.

    `problems` are entries that cannot be right as they stand.
    """

    ledger: Ledger
    expires: date | None
    days_left: int | None
    earned: float
    needed: float
    missing: tuple[str, ...]
    problems: tuple[str, ...]


def load(home: Path) -> Ledger:
    """The ledger; an empty one where nothing was entered. Raises `StoreError` for a file that is none."""
    path = home / FILE_NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=Ledger)
    except FileNotFoundError:
        return Ledger()
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        hint = "It is a small JSON file: mend or remove it."
        raise StoreError(f"The ledger {path} cannot be read: {error}.", hint) from error


def save(home: Path, ledger: Ledger) -> None:
    """Write the ledger. Raises `StoreError`."""
    write_whole(home / FILE_NAME, msgspec.json.format(msgspec.json.encode(ledger)))


def with_units(ledger: Ledger, unit: Unit, required: Requirements) -> Ledger:
    """The ledger with units added. `UsageError` for a number or a category that cannot be."""
    known = [category.id for category in required.categories]
    if unit.category not in known:
        close = nearest(unit.category, known)
        meant = f"Did you mean {close}? " if close else ""
        raise UsageError(f"There is no category {unit.category!r}.", f"{meant}The categories are {', '.join(known)}.")
    if not 0 < unit.units <= 100:
        raise UsageError(f"{unit.units:g} units cannot be.", "Name a number above 0, an hour being one.")
    units = tuple(sorted((*ledger.units, unit), key=lambda one: one.day))
    return msgspec.structs.replace(ledger, units=units)


def without_units(ledger: Ledger, number: int) -> Ledger:
    """The ledger without its entry of that number, from 1. `UsageError` where there is none."""
    if not 1 <= number <= len(ledger.units):
        there = f"There are {len(ledger.units)}." if ledger.units else "None is entered."
        raise UsageError(f"There is no entry {number}.", there)
    return msgspec.structs.replace(ledger, units=ledger.units[: number - 1] + ledger.units[number:])


def standing(ledger: Ledger, required: Requirements, today: date) -> Standing:
    """How the certificate stands today."""
    facts = required.facts
    expires = _months_on(ledger.issued, round(facts.valid_months.value)) if ledger.issued else None
    within = [one for one in ledger.units if ledger.issued is None or ledger.issued <= one.day <= (expires or today)]
    earned = sum(one.units for one in within)
    return Standing(
        ledger,
        expires,
        (expires - today).days if expires else None,
        earned,
        facts.seus.value,
        tuple(_missing(ledger, required, today, expires, earned)),
        tuple(_problems(ledger, today, expires)),
    )


def _missing(ledger: Ledger, required: Requirements, today: date, expires: date | None, earned: float) -> list[str]:
    hours = required.facts.course_hours.value
    said = []
    if ledger.course is None:
        said.append("The course: no date is entered.")
    elif ledger.hours is None:
        said.append(f"The hours of the course: {hours:g} or more are asked for.")
    elif ledger.hours < hours:
        said.append(f"Hours of the course: {ledger.hours:g} of the {hours:g} that are asked for.")
    if ledger.issued is None:
        after = ledger.course is not None and ledger.course < today
        said.append(
            "The date of issue: it stands on the certificate." if after else "The certificate: it follows the course."
        )
        return said
    assert expires is not None
    lacking = required.facts.seus.value - earned
    if expires < today:
        said.append(f"It ended on {expires.isoformat()}: ask the issuer what renewing takes now.")
    elif lacking > 0:
        pressing = " That is soon." if (expires - today).days <= SOON else ""
        said.append(
            f"{lacking:g} units until {expires.isoformat()}: {_pace(lacking, (expires - today).days)}.{pressing}"
        )
    else:
        said.append(f"Nothing but the renewal itself, with its fee, by {expires.isoformat()}.")
    return said


def _pace(lacking: float, days: int) -> str:
    """How much that is a month, or all that is left."""
    months = days / 30.4
    return f"about {lacking / months:.1f} a month" if months >= 1 else "within the month"


def _problems(ledger: Ledger, today: date, expires: date | None) -> list[str]:
    said = []
    if ledger.course and ledger.issued and ledger.issued < ledger.course:
        said.append("The certificate is dated before the course.")
    for number, one in enumerate(ledger.units, start=1):
        if one.day > today:
            said.append(f"Entry {number} is dated ahead of today.")
        elif ledger.issued and (one.day < ledger.issued or (expires and one.day > expires)):
            said.append(f"Entry {number} lies outside the term, and does not count.")
    return said


def _months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
