"""A screen as a small SVG: a rectangle for each ground, a run of text for each style. Needs no font from elsewhere."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.app import App

CELL_WIDTH, CELL_HEIGHT, FONT = 8.4, 18, 14
MARGIN, BAR = 12, 30
"""Pixels around the screen, and of the bar above it."""
FONTS = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"


class Run(NamedTuple):
    """Text in one style, from a cell on."""

    x: int
    text: str
    cells: int
    front: str
    back: str
    style: str


def as_svg(app: App[int], title: str) -> str:
    """The present screen of an app."""
    width, height = app.size
    lines = [list(runs(strip)) for strip in app.screen._compositor.render_strips(app.size)[:height]]
    ground = lines[0][0].back
    wide, high = width * CELL_WIDTH + 2 * MARGIN, height * CELL_HEIGHT + BAR + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="100%" height="100%" rx="8" fill="{ground}"/>',
        *(f'<circle cx="{18 + 16 * n}" cy="16" r="5" fill="#888" opacity=".5"/>' for n in range(3)),
        f'<g transform="translate({MARGIN} {BAR})" font-family="{FONTS}" font-size="{FONT}">',
        *(part for y, line in enumerate(lines) for part in _grounds(line, y, ground)),
        *(part for y, line in enumerate(lines) for part in _texts(line, y)),
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


def runs(segments: Iterable[Segment]) -> Iterator[Run]:
    """Segments put together where their style is the same."""
    waiting: Run | None = None
    x = 0
    for segment in segments:
        run = _run(x, segment)
        x += run.cells
        if waiting and waiting[3:] == run[3:]:
            waiting = waiting._replace(text=waiting.text + run.text, cells=waiting.cells + run.cells)
            continue
        if waiting:
            yield waiting
        waiting = run
    if waiting:
        yield waiting


def _run(x: int, segment: Segment) -> Run:
    style = segment.style or Style()
    front, back = _hex(style.color, "#d7dbe2"), _hex(style.bgcolor, "")
    if style.reverse:
        front, back = back or "#15181e", front
    styles = [
        "font-weight:bold" if style.bold else "",
        "font-style:italic" if style.italic else "",
        "text-decoration:underline" if style.underline else "",
        "opacity:.6" if style.dim else "",
    ]
    return Run(x, segment.text, segment.cell_length, front, back, ";".join(filter(None, styles)))


def _hex(color: Color | None, default: str) -> str:
    return default if color is None or color.is_default else color.get_truecolor().hex


def _grounds(line: list[Run], y: int, ground: str) -> Iterator[str]:
    for run in line:
        if run.back and run.back != ground:
            place = f'x="{run.x * CELL_WIDTH:g}" y="{y * CELL_HEIGHT}"'
            yield f'<rect {place} width="{run.cells * CELL_WIDTH + 0.3:.1f}" height="{CELL_HEIGHT}" fill="{run.back}"/>'


def _texts(line: list[Run], y: int) -> Iterator[str]:
    """Words that stand one blank apart together; after a wider gap begins a text of its own, at its own cell."""
    for run in line:
        for words in re.finditer(r"\S+(?: \S+)*", run.text):
            x, cells = run.x + cell_len(run.text[: words.start()]), cell_len(words[0])
            place = f'x="{x * CELL_WIDTH:g}" y="{y * CELL_HEIGHT + 13}" textLength="{cells * CELL_WIDTH:g}"'
            style = f' style="{run.style}"' if run.style else ""
            yield f'<text {place} fill="{run.front}"{style}>{escape(words[0])}</text>'
