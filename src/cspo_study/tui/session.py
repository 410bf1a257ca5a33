"""The question screen: one question at a time, updated in place."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from cspo_study.content.model import Case, Table
from cspo_study.errors import CspoError
from cspo_study.study.asking import Asked, Feedback
from cspo_study.study.session import Session
from cspo_study.study.tabulating import as_lines
from cspo_study.tui import theme
from cspo_study.tui.answers import control_for
from cspo_study.tui.answers.control import AnswerControl

WIDEST, MARGINS = 104, 10
"""Columns that text runs over at the most, and the screen's margins with a story's bar and the scroll bar."""


class SessionScreen(Screen[None]):
    """Shows the session's current question, then its feedback, then the next. Dismissed at its end or when left."""

    CSS = """
    SessionScreen { layout: vertical; }
    #progress { height: 1; margin: 1 0 0 0; color: $secondary; }
    #room { height: 1fr; margin: 1 0 0 0; }
    #case { height: auto; padding: 0 1; margin: 0 0 1 0; border-left: outer $panel; color: $secondary; }
    #stem { height: auto; margin: 0 0 1 1; max-width: 100; }
    #table { height: auto; margin: 0 0 1 1; color: $foreground; }
    #answer { height: auto; max-width: 100; }
    #verdict { height: auto; margin: 0 0 1 1; text-style: bold; }
    #after { height: auto; margin: 0 0 1 1; max-width: 100; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "next", "Next", id="session.next"),
        Binding("s", "skip", "Skip", id="session.skip"),
        Binding("u,ctrl+z", "undo", "Undo", key_display="u", id="session.undo"),
        Binding("ctrl+s", "skip", "Skip", show=False, id="session.skip-typing"),
        Binding("pagedown", "scroll(1)", "Scroll", show=False, id="session.scroll-down"),
        Binding("pageup", "scroll(-1)", "Scroll", show=False, id="session.scroll-up"),
        Binding("down", "scroll_line(1)", show=False, id="session.line-down"),
        Binding("up", "scroll_line(-1)", show=False, id="session.line-up"),
        Binding("escape", "leave", "Leave", id="session.leave"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._answered = False

    def compose(self) -> ComposeResult:
        yield Static(id="progress", markup=False)
        with VerticalScroll(id="room", can_focus=False):
            yield Static(id="case", markup=False)
            yield Static(id="stem", markup=False)
            yield Static(id="table", markup=False)
            yield Static(id="verdict", markup=False)
            yield Vertical(id="answer")
            yield Static(id="after", markup=False)
        yield Footer(show_command_palette=False)

    async def on_mount(self) -> None:
        await self._show_question()

    async def _show_question(self) -> None:
        asked = self._session.current
        if asked is None:
            self.dismiss(None)
            return
        self._answered = False
        with self.app.batch_update():
            self._show_text(asked)
            answer = self.query_one("#answer", Vertical)
            await answer.remove_children()
            control = control_for(asked)
            await answer.mount(control)
        first = control.query("Input").first() if control.query("Input") else control
        first.focus(scroll_visible=False)
        self.refresh_bindings()
        # Mounting a control may have brought it into view; a story is read from its beginning.
        self.call_after_refresh(self.query_one("#room", VerticalScroll).scroll_home, animate=False)
        self._session.show()

    def _show_text(self, asked: Asked) -> None:
        question, case = asked.question, self._session.case
        filled = round(20 * (self._session.number - 1) / self._session.total)
        bar = "━" * filled + "╌" * (20 - filled)
        self.query_one("#progress", Static).update(
            f"{bar}  {self._session.number} of {self._session.total}   "
            f"{question.goal} {self._session.goal_title(question)}"
        )
        self._put("#case", self._story(case) if case else "")
        self._put("#stem", question.stem.strip())
        self._put("#table", self._table(question.table) if question.table else "")
        self._put("#verdict", "")
        self._put("#after", "")

    def _story(self, case: Case) -> str:
        parts = [case.title, case.text.strip(), *([self._table(case.table)] if case.table else [])]
        return "\n\n".join(parts)

    def _table(self, table: Table) -> str:
        return "\n".join(as_lines(table, min(self.size.width, WIDEST) - MARGINS))

    def on_resize(self) -> None:
        """Tables are laid out for the width they have."""
        asked = self._session.current
        if asked is not None and not self._answered:
            self._show_text(asked)

    def _put(self, place: str, text: str | Content) -> None:
        widget = self.query_one(place, Static)
        widget.update(text)
        widget.display = bool(text)

    @on(AnswerControl.Given)
    def _given(self, event: AnswerControl.Given) -> None:
        if self._answered:
            return
        try:
            feedback = self._session.answer(event.response)
        except CspoError as error:
            self._put(
                "#verdict",
                Content.styled(f"{error.message} {error.hint} Your answer is not saved yet: answer again.", "$error"),
            )
            return
        self._answered = True
        with self.app.batch_update():
            self.query_one(AnswerControl).reveal(feedback)
            self._show_feedback(feedback)
        self.set_focus(None)
        self.refresh_bindings()

    def _show_feedback(self, feedback: Feedback) -> None:
        glyph, colour = {
            "Right": (theme.RIGHT, "$success"),
            "Partly right": (theme.PARTLY, "$accent"),
            "Wrong": (theme.WRONG, "$error"),
        }[feedback.verdict]
        share = f" · {feedback.score:.0%}" if 0 < feedback.score < 1 else ""
        self._put("#verdict", Content.styled(f"{glyph} {feedback.verdict}{share}", colour))
        self._put(
            "#after",
            Content.assemble(feedback.explanation.strip(), (f"\n\nSource: {feedback.source}", "$secondary")),
        )
        # Only once the reasons are laid out is it known whether the stem has to make room for them.
        self.call_after_refresh(self.query_one("#verdict").scroll_visible, animate=False, top=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("next", "scroll_line"):
            return self._answered
        return not self._answered if action == "skip" else True

    async def action_next(self) -> None:
        await self._show_question()

    async def action_skip(self) -> None:
        self._session.skip()
        await self._show_question()

    async def action_undo(self) -> None:
        try:
            undone = self._session.undo()
        except CspoError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
            return
        if undone is None:
            self.notify("There is no answer to take back.", timeout=4)
        elif undone.here:
            self.notify("Your last answer is taken back: answer it again.", timeout=4)
            await self._show_question()
        else:
            self.notify(f"Taken back: your last answer of an earlier sitting, on {undone.question}.", timeout=6)

    def action_scroll(self, pages: int) -> None:
        room = self.query_one("#room", VerticalScroll)
        room.scroll_relative(y=pages * max(1, room.size.height - 2), animate=False)

    def action_scroll_line(self, lines: int) -> None:
        self.query_one("#room", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        self.dismiss(None)
