"""Reports on a screen: the lines that plain output has, in the room's colours."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from cspo_study.study.plaintext import one_line
from cspo_study.study.telling import Kind, Told
from cspo_study.tui.key_line import KeyLine

STYLES: dict[Kind, str] = {
    "head": "bold",
    "text": "",
    "row": "",
    "quiet": "$secondary",
    "good": "$success",
    "weak": "$error",
    "warn": "$accent",
}


def told_content(lines: Iterable[Told]) -> Content:
    """The lines, each in the colour of its kind."""
    return Content("\n").join(Content.styled(line.text, STYLES[line.kind]) for line in lines)


class ToldScreen(Screen[None]):
    """A title and lines that scroll. Dismissed by esc."""

    DEFAULT_CSS = """
    ToldScreen { layout: vertical; }
    ToldScreen #told-title { margin: 1 0; text-style: bold; height: 1; }
    ToldScreen #told-room { height: 1fr; }
    ToldScreen #told { height: auto; max-width: 100; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_by(1)", "Down", show=False, id="told.down"),
        Binding("up,k", "scroll_by(-1)", "Up", show=False, id="told.up"),
        Binding("pagedown,space", "page(1)", "Page down", show=False, id="told.page-down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="told.page-up"),
        Binding("question_mark", "app.keys", "Keys", key_display="?", id="told.keys"),
        Binding("escape,q", "close", "Back", key_display="esc", id="told.close"),
    ]
    heading = ""
    """What stands above the lines."""

    def compose(self) -> ComposeResult:
        yield Static(one_line(self.heading), id="told-title", markup=False)
        with VerticalScroll(id="told-room", can_focus=False):
            yield Static(id="told")
        yield KeyLine()

    def on_mount(self) -> None:
        self.show_lines()

    def lines(self) -> Iterable[Told]:
        """What is to be told now."""
        raise NotImplementedError

    def show_lines(self) -> None:
        """Tell it anew."""
        self.query_one("#told", Static).update(told_content(self.lines()))

    def action_scroll_by(self, lines: int) -> None:
        self.query_one("#told-room", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        room = self.query_one("#told-room", VerticalScroll)
        room.scroll_relative(y=pages * max(1, room.size.height - 2), animate=False)

    def action_close(self) -> None:
        self.dismiss(None)
