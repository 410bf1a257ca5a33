"""A table as lines of text that fit a width: numbers to the right, long cells wrapped."""

from collections.abc import Sequence
from itertools import zip_longest

from cspo_study.content.model import Table
from cspo_study.study.plaintext import columns, one_line, padded, wrapped

GAP = "  "
NARROWEST = 6
"""Columns that a wrapped cell is never narrower than."""


def as_lines(table: Table, width: int) -> list[str]:
    """The heads, a rule, and the rows, each line at most `width` long where the narrowest cells allow it."""
    rows = [[one_line(str(cell)) for cell in row] for row in (table.columns, *table.rows)]
    natural = [max(columns(row[column]) for row in rows) for column in range(len(table.columns))]
    widths = _fitted(natural, _words(rows), width)
    numeric = [all(isinstance(row[column], int | float) for row in table.rows) for column in range(len(widths))]
    lines = [line for row in rows for line in _lines(row, widths, numeric)]
    rule = GAP.join("─" * column for column in widths)
    heads = len(_lines(rows[0], widths, numeric))
    return [*lines[:heads], rule, *lines[heads:]]


def least_width(table: Table) -> int:
    """The width from which no word of a table has to be broken."""
    rows = [[one_line(str(cell)) for cell in row] for row in (table.columns, *table.rows)]
    return sum(_words(rows)) + len(GAP) * (len(table.columns) - 1)


def _words(rows: Sequence[Sequence[str]]) -> list[int]:
    """The width of each column's longest word."""
    return [
        max((columns(word) for row in rows for word in row[column].split()), default=1)
        for column in range(len(rows[0]))
    ]


def _fitted(natural: Sequence[int], words: Sequence[int], width: int) -> list[int]:
    """Column widths that add up to `width`: the widest give way first, and words are broken last."""
    widths = list(natural)
    over = sum(widths) + len(GAP) * (len(widths) - 1) - width
    for least in (words, [NARROWEST] * len(widths)):
        while over > 0:
            free = [column for column in range(len(widths)) if widths[column] > least[column]]
            if not free:
                break
            widths[max(free, key=widths.__getitem__)] -= 1
            over -= 1
    return widths


def _lines(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> list[str]:
    cells = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    return [
        GAP.join(
            padded(part, width, right=right) for part, width, right in zip(parts, widths, numeric, strict=True)
        ).rstrip()
        for parts in zip_longest(*cells, fillvalue="")
    ]
