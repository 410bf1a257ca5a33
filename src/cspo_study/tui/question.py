"""What every screen with a question on it is made of: story, stem, table and control, laid out for any size."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen, ScreenResultType
from textual.widgets import Input, Static

from cspo_study.content.model import Case, Table
from cspo_study.study.asking import Asked
from cspo_study.study.tabulating import as_lines
from cspo_study.tui.answers import control_for
from cspo_study.tui.answers.control import AnswerControl
from cspo_study.tui.key_line import KeyLine
from cspo_study.tui.reading import paragraphs
from cspo_study.tui.still import Body, Column, Text
from cspo_study.tui.story import Story, story_beside

WIDEST, MARGINS = 100, 4
"""Columns that text runs over at the most, and what a margin and the scroll bar, or a story's bars, take of them."""
BESIDE = 110
"""Columns from which a story stands beside its question."""


def reading_keys(place: str) -> list[Binding]:
    """The keys for what is longer than the screen, each by its name in `place`."""
    return [
        Binding("v", "story", "Story", show=False, id=f"{place}.story"),
        Binding("pagedown", "scroll(1)", "Scroll down", show=False, id=f"{place}.scroll-down"),
        Binding("pageup", "scroll(-1)", "Scroll up", show=False, id=f"{place}.scroll-up"),
        Binding("right_square_bracket", "scroll_story(3)", "Story down", show=False, id=f"{place}.story-down"),
        Binding("left_square_bracket", "scroll_story(-3)", "Story up", show=False, id=f"{place}.story-up"),
    ]


class QuestionScreen(Screen[ScreenResultType]):
    """One question at a time, updated in place. What can be pressed stands below all that scrolls."""

    DEFAULT_CSS = """
    QuestionScreen { layout: vertical; }
    QuestionScreen #progress { height: 1; margin: 1 0; color: $secondary; }
    QuestionScreen #body { height: 1fr; layout: vertical; }
    QuestionScreen #body.beside { layout: horizontal; }
    QuestionScreen #body.beside > #story { max-height: 100%; margin: 0 3 0 0; }
    QuestionScreen #room { height: 1fr; width: 1fr; }
    QuestionScreen #stem { height: auto; margin: 0 0 1 1; max-width: 100; }
    QuestionScreen #table { height: auto; margin: 0 0 1 1; }
    QuestionScreen #verdict { height: auto; margin: 0 0 1 1; text-style: bold; }
    QuestionScreen AnswerControl { max-width: 100; }
    QuestionScreen #after { height: auto; margin: 0 0 0 1; max-width: 98; }
    QuestionScreen #foot { height: auto; margin: 1 0 0 0; padding: 0 0 0 1; color: $secondary; }
    QuestionScreen #hint { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.asked: Asked | None = None
        self._case: Case | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="progress")
        with Body(id="body"):
            yield Story()
            with Column(id="room"):
                yield Text(id="stem")
                yield Text(id="table")
                yield Text(id="verdict")
                yield Text(id="after")
        with Vertical(id="foot"):
            yield Static(id="hint", markup=False)
            yield from self.compose_foot()
        yield KeyLine()

    def compose_foot(self) -> ComposeResult:
        """What stands below the line that says what to press."""
        yield from ()

    # --- asking -------------------------------------------------------------------------------------------------------

    async def put(self, asked: Asked, case: Case | None) -> AnswerControl:
        """Show a question from its beginning, with its story if it has one; its control has the focus."""
        self.asked, self._case = asked, case
        self.show_progress()
        self._tell()
        self.query_one(Story).fold(folded=False)
        self.say("#stem", paragraphs(asked.question.stem))
        self._show_table()
        self.say("#verdict", "")
        self.say("#after", "")
        control = await self._control_for(asked)
        self.query_one("#hint", Static).update(control.hint)
        (control.query_one(Input) if control.query(Input) else control).focus(scroll_visible=False)
        self.query_one(KeyLine).show_keys()
        # Mounting a control may have brought it into view.
        self.call_after_refresh(self.query_one("#room", Column).scroll_home, animate=False)
        return control

    async def _control_for(self, asked: Asked) -> AnswerControl:
        """The control for a question: the one that is there where it fits, for mounting is what takes longest."""
        for control in self.query(AnswerControl):
            if control.renew(asked):
                return control
        await self.query(AnswerControl).remove()
        control = control_for(asked)
        await self.query_one("#room").mount(control, after="#verdict")
        return control

    def say(self, place: str, text: str | Content) -> None:
        """Change what stands at a place, or take it away."""
        widget = self.query_one(place, Static)
        widget.update(text)
        widget.display = bool(text)

    def show_progress(self) -> None:
        """Draw the line at the top."""
        raise NotImplementedError

    @on(AnswerControl.Said)
    def _hinted(self, event: AnswerControl.Said) -> None:
        self.query_one("#hint", Static).update(event.hint)

    # --- laying out ---------------------------------------------------------------------------------------------------

    @property
    def is_beside(self) -> bool:
        """Whether the story stands beside the question."""
        return self.query_one("#body").has_class("beside")

    def _tell(self) -> None:
        """The story of the question, beside it where there is room for both, or else above."""
        case, story, width = self._case, self.query_one(Story), self.size.width
        beside = story_beside(case, width) if case and self.app.size.width >= BESIDE else None
        self.query_one("#body").set_class(beside is not None, "beside")
        story.styles.width = beside
        story.tell(case, (beside or min(width, WIDEST)) - MARGINS, beside=beside is not None)

    def _show_table(self) -> None:
        table = self.asked.question.table if self.asked else None
        self.say("#table", self._drawn(table) if table else "")

    def _drawn(self, table: Table) -> str:
        width = self.size.width
        if self.is_beside:
            width -= self.query_one(Story).outer_size.width
        return "\n".join(as_lines(table, min(width, WIDEST) - MARGINS))

    def on_resize(self) -> None:
        """Stories and tables are laid out for the width they have; what was answered and marked so far stays."""
        if self.asked is not None:
            self.show_progress()
            self._tell()
            self._show_table()

    # --- keys ---------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "typing":
            return self.is_typing
        if action in ("story", "scroll_story"):
            return self.query_one(Story).display
        return True

    @property
    def is_typing(self) -> bool:
        """Whether letters are text now: commands then have their ctrl form."""
        return isinstance(self.focused, Input)

    async def action_typing(self, action: str) -> None:
        """A command given while typing."""
        await self.run_action(action)

    def action_story(self) -> None:
        self.query_one(Story).resize_by_key()

    def action_scroll_story(self, lines: int) -> None:
        self.query_one(Story).scroll_relative(y=lines, animate=False)

    def action_scroll(self, pages: int) -> None:
        room = self.query_one("#room", Column)
        room.scroll_relative(y=pages * max(1, room.size.height - 2), animate=False)
