"""Widgets that are laid out once for a change.

Textual lays the whole screen out a second time when the size of any widget has changed, in case a scroll bar comes or
goes by it. Nearly every question has another size than the one before: each key was worth two layouts, and the screen
was painted twice. These have no scroll bar, or one that keeps its place, and need no second look.
"""

from textual.containers import Container, VerticalScroll
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Static


class Still:
    """Mixed into a widget, before its base: no scroll bar of it ever comes or goes."""

    virtual_size = Reactive(Size(0, 0), repaint=False)


class Body(Still, Container):
    """What stands between the head and the foot of a screen."""


class Text(Still, Static):
    """Words from content: never markup."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id, markup=False)


class Column(Still, VerticalScroll, can_focus=False):
    """What may be longer than there is room for. Its scroll bar keeps its place, and is seen when there is need."""

    DEFAULT_CSS = "Column { overflow-y: scroll; }"
