"""The rows of the progress tree: mastery, its interval, and what it rests on, in columns that fit the width."""

from typing import NamedTuple

from textual.content import Content

from cspo_study.study.outline_rows import OutlineRow
from cspo_study.study.plaintext import cut, one_line, padded
from cspo_study.study.report import DomainReport, Figures
from cspo_study.study.shares import interval, percent
from cspo_study.tui import theme
from cspo_study.tui.charts import band

INDENT = 2
TITLE = 56
"""Cells that a title takes at the most, so that its figures stay near it."""
BANDS = ((110, 32), (96, 20), (70, 12), (60, 6))
"""From which width on a band has how many cells."""
NUMBER = {0: 1, 1: 3, 2: 5}
"""Cells that a domain's, a topic's and a goal's number take."""


class Columns(NamedTuple):
    """How wide the parts of a row are; 0 leaves one out."""

    title: int
    band: int
    interval: int
    answers: int
    due: int

    @classmethod
    def within(cls, width: int) -> "Columns":
        """The parts that fit into a width, the title taking what is left."""
        bar = next((cells for least, cells in BANDS if width >= least), 0)
        spread = 7 if width >= 54 else 0
        answers = 9 if width >= 78 else 0
        used = 1 + 2 + (bar + 1 if bar else 0) + 5 + spread + answers + 5
        return cls(min(max(width - used, 12), TITLE), bar, spread, answers, 5)


def heads(fit: Columns) -> Content:
    """The names of the columns."""
    known = padded("mastery", (fit.band + 1 if fit.band else 0) + 7 + fit.interval)
    answers = f"{'answers':>{fit.answers}}" if fit.answers else ""
    return Content.styled(f" {'':{fit.title}}{known}{answers}{'due':>{fit.due}}", "$secondary")


def row_content(row: OutlineRow, fit: Columns, *, tree: bool) -> Content:
    """One row."""
    figures = row.figures
    twist = ("▾ " if row.is_open else "▸ ") if row.opens else "  " if tree else ""
    lead = f"{' ' * INDENT * row.depth}{twist}{figures.id} "
    name = cut(f"{lead}{_title(figures)}", fit.title - 1)
    glyph, colour = theme.mastery_glyph(figures.mastery, figures.low, figures.high, asked=figures.answers > 0)
    weight = "bold" if row.depth == 0 and row.opens else ""
    due = str(figures.due) if figures.due else "–"
    return Content.assemble(
        (f" {padded(name, fit.title)}", weight),
        (f"{glyph} ", colour),
        *_known(figures, fit, colour),
        f"{figures.answers or '–':>{fit.answers}}" if fit.answers else "",
        (f"{due:>{fit.due}}", "$accent" if figures.due else "$secondary"),
    )


def _title(figures: Figures) -> str:
    beyond = " (not counted)" if isinstance(figures, DomainReport) and figures.supplement else ""
    return one_line(figures.title) + beyond


def _known(figures: Figures, fit: Columns, colour: str) -> list[Content | tuple[str, str]]:
    room = (fit.band + 1 if fit.band else 0) + 5 + fit.interval
    if not figures.answers:
        return [(padded(cut("not asked yet", room - 1), room), "$secondary")]
    parts: list[Content | tuple[str, str]] = []
    if fit.band:
        parts += [band(figures.mastery, figures.low, figures.high, fit.band, colour=colour), (" ", "")]
    parts.append((f"{percent(figures.mastery):>5}", ""))
    if fit.interval:
        parts.append((f"{interval(figures.low, figures.high):>{fit.interval}}", "$secondary"))
    return parts
