"""A table as lines of text that fit a width: numbers to the right, long cells wrapped."""

from collections.abc import Sequence
from itertools import zip_longest
from textwrap import wrap

from cspo_study.content.model import Table

GAP = "  "
NARROWEST = 6
"""Columns that a wrapped cell is never narrower than."""


def as_lines(table: Table, width: int) -> list[str]:
    """The heads, a rule, and the rows, each line at most `width` long where the narrowest cells allow it."""
    rows = [[str(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = _fitted([max(len(row[column]) for row in rows) for column in range(len(table.columns))], width)
    numeric = [all(isinstance(row[column], int | float) for row in table.rows) for column in range(len(widths))]
    lines = [line for row in rows for line in _lines(row, widths, numeric)]
    rule = GAP.join("─" * column for column in widths)
    heads = len(_lines(rows[0], widths, numeric))
    return [*lines[:heads], rule, *lines[heads:]]


def _fitted(widths: list[int], width: int) -> list[int]:
    """Column widths that add up to `width`: the widest give way first."""
    widths = list(widths)
    over = sum(widths) + len(GAP) * (len(widths) - 1) - width
    while over > 0 and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
        over -= 1
    return widths


def _lines(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> list[str]:
    cells = [wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
    lines = []
    for parts in zip_longest(*cells, fillvalue=""):
        padded = (
            part.rjust(width) if right else part.ljust(width)
            for part, width, right in zip(parts, widths, numeric, strict=True)
        )
        lines.append(GAP.join(padded).rstrip())
    return lines
