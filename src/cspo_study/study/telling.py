"""What a report says, line by line: the same lines on a screen and on paper, so that neither knows more."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from cspo_study.study.plaintext import cut, one_line, padded, plain
from cspo_study.study.shares import interval, percent

WIDTH = 74
"""Columns of a line: what is left of 80 between the margins and the scroll bar."""
BAR = 20

Kind = Literal["head", "text", "row", "quiet", "good", "weak", "warn"]
"""What a line is, for its colour alone: what it says stands in its words."""


class Told(NamedTuple):
    """One line."""

    text: str
    kind: Kind = "text"


def paragraph(text: str, kind: Kind = "text", margin: str = "") -> Iterator[Told]:
    """A sentence or several, wrapped."""
    for part in plain(text).split("\n"):
        lines = textwrap.wrap(part, WIDTH, initial_indent=margin, subsequent_indent=margin) or [""]
        yield from (Told(line, kind) for line in lines)


def listed(text: str, kind: Kind = "text", mark: str = "  ") -> Iterator[Told]:
    """A line of a list, wrapped under itself."""
    margin = " " * len(mark)
    for number, line in enumerate(textwrap.wrap(plain(text), WIDTH - len(mark)) or [""]):
        yield Told((margin if number else mark) + line, kind)


def part(title: str, lines: Iterable[Told]) -> Iterator[Told]:
    """Lines under a head, with a blank one before it."""
    yield Told("")
    yield Told(title, "head")
    yield from lines


def bar(mean: float, low: float, high: float, width: int = BAR) -> str:
    """A share with its interval: the line is where it may lie, the cross is the best guess."""
    begin, end = round(low * (width - 1)), round(high * (width - 1))
    cells = ["━" if begin <= place <= end else "╌" for place in range(width)]
    cells[round(mean * (width - 1))] = "┿"
    return "".join(cells)


def measured(name: str, title: str, mean: float, low: float, high: float, end: str = "", room: int = 30) -> Told:
    """A row with a share: its name and title, the bar, the figure with its interval, and what is added to it."""
    label = padded(cut(one_line(f"{name} {title}" if name else title), room), room)
    figure = f"{percent(mean):>5}  {interval(low, high)}"
    return Told(f"{label}  {bar(mean, low, high)}  {figure:<14}{end}".rstrip(), "row")
