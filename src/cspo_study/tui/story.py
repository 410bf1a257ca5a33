"""The story that several questions share: it stays where it was scrolled to from one question to the next."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from cspo_study.content.model import Case
from cspo_study.study.plaintext import one_line
from cspo_study.study.tabulating import as_lines, least_width
from cspo_study.tui.reading import paragraphs
from cspo_study.tui.still import Column, Text

MARGINS = 5
"""Columns that the bar, the scroll bar and the gap take."""
HINT, HINT_BESIDE = "v all of it · [ ]", "[ ] scroll"


class Story(Column):
    """A case's text and table, open, folded to its title, or large."""

    DEFAULT_CSS = """
    Story { height: auto; max-height: 40%; border-left: outer $panel; padding: 0 0 0 1; margin: 0 0 1 0; }
    Story.large { max-height: 80%; }
    Story.folded { max-height: 1; }
    Story Static { height: auto; color: $secondary; }
    """

    def __init__(self) -> None:
        super().__init__(id="story")
        self._case: Case | None = None
        self._width = 0
        self._left_at = 0

    def compose(self) -> ComposeResult:
        yield Text(id="story-text")

    def tell(self, case: Case | None, width: int, *, beside: bool) -> bool:
        """Show a story, or none, its table laid out for `width`. Whether it is another one than before."""
        if case is self._case and width == self._width:
            return False
        is_new = case is not self._case
        self._case, self._width = case, width
        self.display = case is not None
        if case is not None:
            self.query_one("#story-text", Static).update(_told(case, width, HINT_BESIDE if beside else HINT))
            if is_new:
                self._left_at = 0
                self.scroll_home(animate=False)
        return is_new

    def fold(self, *, folded: bool) -> None:
        """Make room: only the title is left; or open again where it was scrolled to."""
        if self._case is None:
            return
        if folded and not self.has_class("folded"):
            self._left_at = self.scroll_offset.y
            self.scroll_home(animate=False)
        elif not folded and self.has_class("folded"):
            self.call_after_refresh(self.scroll_to, y=self._left_at, animate=False)
        self.set_class(folded, "folded")
        if folded:
            self.remove_class("large")

    def resize_by_key(self) -> None:
        """From folded to open, from open to large, and back."""
        if self.has_class("folded"):
            self.fold(folded=False)
        else:
            self.toggle_class("large")


def story_beside(case: Case, width: int) -> int | None:
    """The columns that a story takes beside its question; None where its table needs too many of them."""
    wanted = min(width * 42 // 100, 76)
    if case.table:
        wanted = max(wanted, min(least_width(case.table) + MARGINS, 76))
        if least_width(case.table) + MARGINS > width * 56 // 100:
            return None
    return wanted


def _told(case: Case, width: int, hint: str) -> Content:
    title = Content.assemble((one_line(case.title), "bold $foreground"), (f"   {hint}", "$secondary"))
    parts = [title, Content(paragraphs(case.text))]
    if case.table:
        parts.append(Content("\n".join(as_lines(case.table, width))))
    return Content("\n\n").join(parts)
