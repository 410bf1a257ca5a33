"""What the certificate itself asks for: dated facts with their sources, in one file of the content."""

from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from cspo_study.content.model import Element, Line, Slug
from cspo_study.content.problems import ContentError, Place, Problem

FILE_NAME = "certificate.yaml"


class Fact(Element, frozen=True, kw_only=True):
    """One requirement: its number, in words, where that stands, and the day it was read there.

    What is not `sure` was not found on the issuer's own page, or sources differ.
    """

    value: float
    says: Line
    source: Line
    url: Line
    as_of: date
    sure: bool
    note: str | None = None


class Facts(Element, frozen=True, kw_only=True):
    """The requirements: hours of the course, months of validity, units to renew and the fee for it."""

    course_hours: Fact
    valid_months: Fact
    seus: Fact
    fee: Fact


class Category(Element, frozen=True, kw_only=True):
    """What units can be earned by."""

    id: Slug
    name: Line


class Requirements(Element, frozen=True, kw_only=True):
    """The whole file."""

    issuer: Line
    check: Line
    url: Line
    facts: Facts
    categories: tuple[Category, ...]


@cache
def requirements(folder: Path) -> Requirements:
    """The requirements in a folder of content. Raises `ContentError`."""
    import yaml  # only here, and not for other commands

    path = folder / FILE_NAME
    try:
        return msgspec.convert(yaml.load(path.read_bytes(), yaml.CSafeLoader), Requirements)
    except (OSError, yaml.YAMLError, msgspec.ValidationError) as error:
        wrong = str(error).replace("\n", " ")
        raise ContentError([Problem(Place(FILE_NAME, 1, 1), wrong, "expected the file as it was shipped")]) from error
