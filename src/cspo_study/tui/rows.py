"""A list to go through: the line with the cursor has a mark of its own, so that no colour is needed to find it."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import OptionList

from cspo_study.tui import theme


class Rows(OptionList, inherit_bindings=False):
    """An `OptionList` in this room's manner. What it shows begins with a blank cell, where the mark goes.

    Its keys are its own, so that they have ids and leave left and right to the screen.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--mark"}
    DEFAULT_CSS = """
    Rows, Rows:focus { border: none; padding: 0; background: $background; background-tint: $background 0%;
        height: 1fr; max-height: 100%; scrollbar-size-vertical: 1; scrollbar-color: $panel;
        scrollbar-background: $background; scrollbar-background-hover: $background; scrollbar-color-hover: $secondary;
        scrollbar-background-active: $background; scrollbar-color-active: $secondary; }
    Rows > .option-list--option-highlighted { color: $foreground; background: $panel; text-style: none; }
    Rows:focus > .option-list--option-highlighted { color: $block-cursor-foreground;
        background: $block-cursor-background; text-style: none; }
    Rows > .option-list--option-disabled { color: $secondary; }
    Rows > .option-list--option-hover { background: $panel; }
    Rows:ansi > .option-list--option-highlighted, Rows:ansi:focus > .option-list--option-highlighted {
        color: ansi_default; background: ansi_default; text-style: bold; }
    Rows > .rows--mark { color: $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor_down", "Down", show=False, id="rows.down"),
        Binding("up,k", "cursor_up", "Up", show=False, id="rows.up"),
        Binding("enter", "select", "Choose", show=False, id="rows.choose"),
        Binding("pagedown", "page_down", "Page down", show=False, id="rows.page-down"),
        Binding("pageup", "page_up", "Page up", show=False, id="rows.page-up"),
        Binding("home", "first", "To the first", show=False, id="rows.first"),
        Binding("end", "last", "To the last", show=False, id="rows.last"),
    ]

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        line = self.scroll_offset.y + y
        if not self.has_focus or line >= len(self._lines) or self._lines[line][0] != self.highlighted:
            return strip
        first = next(iter(strip), None)
        ground = (first.style if first else None) or Style()
        mark = self.get_component_rich_style("rows--mark", partial=True)
        return Strip.join([Strip([Segment(theme.HERE, ground + Style(color=mark.color))], 1), strip.crop(1)])

    def go_to(self, identity: str) -> None:
        """Put the cursor on an option."""
        if any(option.id == identity for option in self.options):
            self.highlighted = self.get_option_index(identity)
