"""Sheets: something to read or to write over the screen one is on; esc goes back to it."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import GoalId, Term
from cspo_study.study.plaintext import one_line
from cspo_study.tui.reading import note_content, term_content


class Sheet(ModalScreen[None]):
    """A title and a text that scrolls. A click beside it closes it too."""

    DEFAULT_CSS = """
    Sheet { align: center middle; padding: 0; background: $background 60%; }
    Sheet > #sheet { width: 92; max-width: 100%; height: auto; max-height: 90%; background: $panel; padding: 1 2;
        border: none; }
    Sheet #sheet-title { text-style: bold; margin: 0 0 1 0; width: 1fr; }
    Sheet #sheet-room { height: auto; max-height: 100%; background: $panel; scrollbar-background: $panel;
        scrollbar-color: $secondary; }
    Sheet #sheet-body { width: 1fr; height: auto; padding: 0 1 0 0; }
    Sheet #sheet-foot { color: $secondary; margin: 1 0 0 0; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "close", "Back", key_display="esc", id="sheet.close"),
        Binding("down,j", "scroll_by(1)", "Down", show=False, id="sheet.down"),
        Binding("up,k", "scroll_by(-1)", "Up", show=False, id="sheet.up"),
        Binding("pagedown,space", "scroll_by(10)", "Page down", show=False, id="sheet.page-down"),
        Binding("pageup", "scroll_by(-10)", "Page up", show=False, id="sheet.page-up"),
    ]

    def __init__(self, title: str, body: Content) -> None:
        super().__init__()
        self.sheet_title = title
        self.body = body

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(self.sheet_title, id="sheet-title", markup=False)
            with VerticalScroll(id="sheet-room", can_focus=False):
                yield Static(self.body, id="sheet-body")
            yield Static("esc back · ↑↓ scroll", id="sheet-foot", markup=False)

    def action_close(self) -> None:
        self.dismiss(None)

    def action_scroll_by(self, lines: int) -> None:
        self.query_one("#sheet-room", VerticalScroll).scroll_relative(y=lines, animate=False)

    @on(Click)
    def _clicked(self, event: Click) -> None:
        if event.widget is self:
            self.dismiss(None)


class WritingSheet(ModalScreen[str | None]):
    """A line to write. Ends with the text, or None where it was left as it was."""

    DEFAULT_CSS = """
    WritingSheet { align: center middle; padding: 0; background: $background 60%; }
    WritingSheet > Vertical { width: 76; max-width: 100%; height: auto; background: $panel; padding: 1 2; }
    WritingSheet Static { margin: 0 0 1 0; }
    WritingSheet Input { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Leave as it was", id="writing.close")]

    def __init__(
        self, title: str, text: str, placeholder: str = "A word to yourself, for when this comes back"
    ) -> None:
        super().__init__()
        self._title_text, self._text, self._placeholder = title, text, placeholder

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._title_text, markup=False, classes="heading")
            yield Input(self._text, placeholder=self._placeholder, select_on_focus=False)
            yield Static("⏎ keeps · empty takes away · esc leaves as it was", markup=False, classes="quiet")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)

    def action_close(self) -> None:
        self.dismiss(None)


def note_sheet(catalog: Catalog, goal: GoalId) -> Sheet:
    """The study note of a goal."""
    note = catalog.notes.get(goal)
    title = f"{goal} {one_line(catalog.goals[goal].title)}"
    if note is None:
        return Sheet(title, Content(one_line(catalog.goals[goal].statement)))
    return Sheet(title, note_content(catalog, note))


def term_sheet(catalog: Catalog, *terms: Term) -> Sheet:
    """Terms under discussion, one below the other."""
    rule = Content.styled("\n\n", "$secondary")
    named = "term" if len(terms) == 1 else f"{len(terms)} terms"
    return Sheet(f"Glossary: {named} spoken of here", rule.join([term_content(catalog, term) for term in terms]))
