"""The map of all goals: a cell each, in rows by domain and groups by topic; and the last weeks beside it."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from cspo_study.study.outline_map import GoalCell, OutlineMap
from cspo_study.study.plaintext import columns, cut, one_line, padded
from cspo_study.study.shares import percent
from cspo_study.tui import theme

FIGURE = 6
"""Columns for mastery in per cent."""
WITH_TOPICS = 27
"""Lines that the map needs to name every topic."""


class MapLine(NamedTuple):
    """A line of the map: a domain, or a topic of its own; the places of its goals in groups; what they stand at."""

    number: str
    title: str
    groups: tuple[tuple[int, ...], ...]
    mastery: float | None
    is_heading: bool = False


class GoalMap(Static, can_focus=True):
    """The grid of goals with a cursor. `here` is the place of the goal under it, counted through the outline."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1)", "Goal before", show=False, id="map.left"),
        Binding("right", "step(1)", "Next goal", show=False, id="map.right"),
        Binding("down,j", "row(1)", "Domain below", show=False, id="map.down"),
        Binding("up,k", "row(-1)", "Domain above", show=False, id="map.up"),
        Binding("enter", "drill", "Drill", id="map.drill"),
        Binding("n", "note", "Note", id="map.note"),
    ]
    DEFAULT_CSS = "GoalMap { height: auto; width: auto; }"

    class Moved(Message):
        """Another goal is under the cursor, or none (the map has lost the focus)."""

        def __init__(self, cell: GoalCell | None) -> None:
            super().__init__()
            self.cell = cell

    class Wanted(Message):
        """Something is to be done with the goal under the cursor: `drill` it, or read its `note`."""

        def __init__(self, cell: GoalCell, what: str) -> None:
            super().__init__()
            self.cell = cell
            self.what = what

    class Left(Message):
        """The cursor went up past the first row."""

    def __init__(self) -> None:
        super().__init__(id="map")
        self.cells: list[GoalCell] = []
        self.here = 0
        self._lines: list[MapLine] = []
        self._number = self._titles = self._grid = self._gap = 0
        self._airy = self._has_figures = False

    def show_map(self, map_: OutlineMap, width: int, height: int) -> None:
        """Draw a map into `width` columns and about `height` lines, by domain or, where there is room, by topic."""
        self.cells = [cell for domain in map_.domains for topic in domain.topics for cell in topic.cells]
        self._lines = list(_by_topic(map_) if height >= WITH_TOPICS else _by_domain(map_))
        self._airy = height >= 2 * len(self._lines)
        self._number = max((len(line.number) for line in self._lines), default=0) + 1
        longest = max((columns(line.title) for line in self._lines), default=0) + 1
        self._gap = 3 if width >= self._number + longest + self._grid_at(3) + FIGURE else 2
        self._grid = self._grid_at(self._gap)
        free = width - self._number - self._grid
        self._has_figures = free >= longest + FIGURE
        self._titles = max(8, min(longest, free))  # the names in full come before the figures
        self._draw()

    def _grid_at(self, gap: int) -> int:
        """The columns that the widest line's cells take."""
        return max((gap * sum(map(len, line.groups)) + len(line.groups) for line in self._lines), default=0)

    @property
    def drawn_width(self) -> int:
        """The columns that the map takes as it is drawn."""
        return self._number + self._titles + self._grid + (FIGURE if self._has_figures else 0)

    @property
    def cell(self) -> GoalCell:
        """The goal under the cursor."""
        return self.cells[self.here]

    def _draw(self) -> None:
        self.update(Content("\n\n" if self._airy else "\n").join([self._drawn(line) for line in self._lines]))

    def _drawn(self, line: MapLine) -> Content:
        title = padded(cut(line.title, self._titles - 1), self._titles)
        parts: list[str | Content | tuple[str, str]] = [
            (f"{line.number:{self._number}}", "$secondary"),
            (title, "bold" if line.is_heading else ""),
        ]
        drawn = 0
        for group in line.groups:
            for place in group:
                parts += [self._drawn_cell(place), " " * (self._gap - 1)]
            parts.append(" ")
            drawn += self._gap * len(group) + 1
        if self._has_figures:
            known = f"{'–' if line.mastery is None else percent(line.mastery):>{FIGURE}}"
            parts += [" " * (self._grid - drawn), (known, "$secondary")]
        return Content.assemble(*parts)

    def _drawn_cell(self, place: int) -> tuple[str, str]:
        cell = self.cells[place]
        glyph, colour = theme.mastery_glyph(cell.mastery, cell.low, cell.high, asked=bool(cell.answers))
        marked = self.has_focus and place == self.here
        return glyph, f"bold reverse {colour}" if marked else colour

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - Textual's form
        """The cursor is only shown where the keys go."""
        super().watch_has_focus(has_focus)
        if self.cells:
            self._draw()
            self.post_message(self.Moved(self.cell if has_focus else None))

    def _moved(self) -> None:
        self._draw()
        self.post_message(self.Moved(self.cell))

    def move_to(self, place: int) -> None:
        """Put the cursor on a goal."""
        self.here = place % len(self.cells)
        self._moved()

    def action_step(self, step: int) -> None:
        self.move_to(self.here + step)

    def action_row(self, step: int) -> None:
        rows = [[place for group in line.groups for place in group] for line in self._lines if line.groups]
        row = next(number for number, places in enumerate(rows) if self.here in places)
        if row + step < 0:
            self.post_message(self.Left())
        elif row + step < len(rows):
            column = min(rows[row].index(self.here), len(rows[row + step]) - 1)
            self.move_to(rows[row + step][column])

    def action_drill(self) -> None:
        self.post_message(self.Wanted(self.cell, "drill"))

    def action_note(self) -> None:
        self.post_message(self.Wanted(self.cell, "note"))

    def on_click(self, event: Click) -> None:
        place = self._place_at(event.x, event.y)
        if place is None:
            return
        if place == self.here and self.has_focus and event.chain > 1:
            self.action_drill()
        else:
            self.focus()
            self.move_to(place)

    def _place_at(self, x: int, y: int) -> int | None:
        """The goal drawn at a place of the widget."""
        row, off = divmod(y, 2 if self._airy else 1)
        if off or row >= len(self._lines):
            return None
        start = self._number + self._titles
        for group in self._lines[row].groups:
            for place in group:
                if start <= x < start + self._gap:
                    return place
                start += self._gap
            start += 1
        return None


def _by_domain(map_: OutlineMap) -> Iterator[MapLine]:
    first = 0
    for domain in map_.domains:
        groups = []
        for topic in domain.topics:
            groups.append(tuple(range(first, first + len(topic.cells))))
            first += len(topic.cells)
        yield MapLine(domain.id, one_line(domain.title), tuple(groups), domain.mastery if domain.answers else None)


def _by_topic(map_: OutlineMap) -> Iterator[MapLine]:
    first = 0
    for domain in map_.domains:
        yield MapLine(
            domain.id, one_line(domain.title), (), domain.mastery if domain.answers else None, is_heading=True
        )
        for topic in domain.topics:
            places = tuple(range(first, first + len(topic.cells)))
            first += len(topic.cells)
            mastery = sum(cell.mastery for cell in topic.cells) / len(topic.cells)
            asked = any(cell.answers for cell in topic.cells)
            yield MapLine(topic.id, one_line(topic.title), (places,), mastery if asked else None)


WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HEAT = ((1, "·", "$secondary"), (6, "▁", "$success"), (12, "▃", "$success"), (20, "▅", "$success"))


def weeks_content(weeks: list[list[int | None]], *, airy: bool) -> Content:
    """A small calendar: a row a weekday, a column a week, the height of its answers in each day."""
    rows = [
        Content.assemble((f"{name} ", "$secondary"), *(_day(answers) for answers in row))
        for name, row in zip(WEEKDAYS, weeks, strict=True)
    ]
    return Content("\n\n" if airy else "\n").join(rows)


def _day(answers: int | None) -> tuple[str, str]:
    if answers is None:
        return "  ", ""
    for limit, glyph, colour in HEAT:
        if answers < limit:
            return f"{glyph} ", colour
    return "█ ", "$success"
