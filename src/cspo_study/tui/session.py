"""The question screen: one question at a time, updated in place."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from cspo_study.content.model import Case, GoalId, Question, Table
from cspo_study.errors import CspoError
from cspo_study.learning.memory import Confidence
from cspo_study.study.asking import Asked, Feedback
from cspo_study.study.learner import Learner
from cspo_study.study.plaintext import cut, one_line
from cspo_study.study.resuming import Draft
from cspo_study.study.session import Session
from cspo_study.study.tabulating import as_lines
from cspo_study.tui import theme
from cspo_study.tui.answers import control_for
from cspo_study.tui.answers.control import AnswerControl
from cspo_study.tui.confidence import WORDS, ConfidenceLine
from cspo_study.tui.feedback import after_content, verdict_content
from cspo_study.tui.key_line import KeyLine
from cspo_study.tui.reading import paragraphs
from cspo_study.tui.still import Body, Column, Text
from cspo_study.tui.story import Story, story_beside

if TYPE_CHECKING:
    from cspo_study.tui.app import Room

WIDEST, MARGINS = 100, 4
"""Columns that text runs over at the most, and what a margin and the scroll bar take of them."""
BESIDE, STORY_MARGINS = 110, 4
"""Columns from which a story stands beside its question, and what its bar and scroll bar take of them."""
BAR = 16
"""Columns of the progress line's bar."""
ONCE_PAINTED = 0.05
"""Seconds after which the first question stands there."""
MOST_TERMS = 6
"""Terms of the glossary shown for one question."""


class SessionScreen(Screen[None]):
    """Shows the session's current question, then its feedback, then the next. Dismissed at its end or when left."""

    CSS = """
    SessionScreen { layout: vertical; }
    #progress { height: 1; margin: 1 0 1 0; color: $secondary; }
    #body { height: 1fr; layout: vertical; }
    #body.beside { layout: horizontal; }
    #body.beside > #story { max-height: 100%; margin: 0 3 0 0; }
    #room { height: 1fr; width: 1fr; }
    #stem { height: auto; margin: 0 0 1 1; max-width: 100; }
    #table { height: auto; margin: 0 0 1 1; }
    AnswerControl { max-width: 100; }
    #foot { height: auto; margin: 1 0 0 0; padding: 0 0 0 1; color: $secondary; }
    #hint { height: auto; }
    #verdict { height: auto; margin: 0 0 1 1; text-style: bold; }
    #after { height: auto; margin: 0 0 0 1; max-width: 98; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "next", "Next", key_display="⏎", id="session.next"),
        Binding("s", "skip", "Skip", id="session.skip"),
        Binding("ctrl+s", "typing('skip')", "Skip", id="session.skip-typing"),
        Binding("ctrl+s", "skip", "Skip", show=False, id="session.skip-always"),
        *(word.binding for word in WORDS),
        Binding("n", "note", "Note", id="session.note"),
        Binding("g", "terms", "Term", id="session.terms"),
        Binding("w", "why", "Why", id="session.why"),
        Binding("ctrl+y", "typing('why')", "Why now", id="session.why-typing"),
        Binding("v", "story", "Story", show=False, id="session.story"),
        Binding("f", "flag", "Flag", id="session.flag"),
        Binding("ctrl+g", "typing('flag')", "Flag", id="session.flag-typing"),
        Binding("e", "remark", "Remark", tooltip="A note to yourself on this question", id="session.remark"),
        Binding("u", "undo", "Undo", id="session.undo"),
        Binding("ctrl+z", "typing('undo')", "Undo", id="session.undo-typing"),
        Binding("pagedown", "scroll(1)", "Scroll down", show=False, id="session.scroll-down"),
        Binding("pageup", "scroll(-1)", "Scroll up", show=False, id="session.scroll-up"),
        Binding("down,j", "scroll_line(1)", "Line down", show=False, id="session.line-down"),
        Binding("up,k", "scroll_line(-1)", "Line up", show=False, id="session.line-up"),
        Binding("right_square_bracket", "scroll_story(3)", "Story down", show=False, id="session.story-down"),
        Binding("left_square_bracket", "scroll_story(-3)", "Story up", show=False, id="session.story-up"),
        Binding("question_mark", "app.keys", "Keys", key_display="?", id="session.keys"),
        Binding("escape", "leave", "Leave", key_display="esc", id="session.leave"),
    ]

    def __init__(self, learner: Learner, session: Session, draft: Draft | None = None) -> None:
        super().__init__()
        self._learner = learner
        self._session = session
        self._draft = draft
        self._asked: Asked | None = None
        self._feedback: Feedback | None = None

    @property
    def _room(self) -> "Room":
        from cspo_study.tui.app import Room

        assert isinstance(self.app, Room)
        return self.app

    @property
    def _answered(self) -> bool:
        return self._feedback is not None

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
            yield ConfidenceLine(self._learner.settings.keys)
        yield KeyLine()

    async def on_mount(self) -> None:
        await self._show_question()
        if self._draft is not None:
            self.query_one(AnswerControl).take_draft(self._draft)
            self._draft = None
        # The question is painted first: going through the answers since the last snapshot can take a tenth of a second.
        self.set_timer(ONCE_PAINTED, self._session.remember_standing)

    # --- asking -------------------------------------------------------------------------------------------------------

    async def _show_question(self) -> None:
        self._asked, self._feedback = self._session.current, None
        self._keep(self._draft)
        if self._asked is None:
            self.dismiss(None)
            return
        with self.app.batch_update():
            self._show_text(self._asked)
            control = await self._control_for(self._asked)
            sure = self.query_one(ConfidenceLine)
            control.asks_confidence = sure.display = self._session.asks_confidence(self._asked.question)
            sure.ask(control.sure_how, typing=bool(control.query(Input)))
            self.query_one("#hint", Static).update(control.hint)
            (control.query_one(Input) if control.query(Input) else control).focus(scroll_visible=False)
            self._show_keys()
        # Mounting a control may have brought it into view; a question is read from its beginning.
        self.call_after_refresh(self.query_one("#room", Column).scroll_home, animate=False)
        self._session.show()
        self._send_note()

    def _send_note(self) -> None:
        """A goal that keeps failing sends its note before its questions."""
        note = self._session.note
        if note is not None:
            from cspo_study.tui.sheets import note_sheet

            self.notify("This keeps slipping away: first its note, then questions that look alike.", timeout=6)
            self.app.push_screen(note_sheet(self._learner.catalog, GoalId(note.goal)))

    async def _control_for(self, asked: Asked) -> AnswerControl:
        """The control for a question: the one that is there where it fits, for mounting is what takes longest."""
        for control in self.query(AnswerControl):
            if control.renew(asked):
                return control
        await self.query(AnswerControl).remove()
        control = control_for(asked)
        await self.query_one("#room").mount(control, after="#verdict")
        return control

    def _show_text(self, asked: Asked) -> None:
        question = asked.question
        self._show_progress()
        self._tell()
        self.query_one(Story).fold(folded=False)
        self._put("#stem", paragraphs(question.stem))
        self._put("#table", self._table(question.table) if question.table else "")
        self._put("#verdict", "")
        self._put("#after", "")

    def _show_progress(self) -> None:
        if self._asked is None:
            return
        question = self._asked.question
        number = self._session.number - self._answered
        done = number - 1 + self._answered
        marks = self._room.marks
        parts = [f"{number} of {self._session.total}"]
        flags = (theme.FLAG if question.id in marks.flagged else "") + (
            theme.NOTE if question.id in marks.notes else ""
        )
        title = f"{question.goal} {one_line(self._session.goal_title(question))}"
        line = f"  {'  '.join(parts)}   {title}"
        shown = cut(line, self.size.width - BAR - (len(flags) + 2 if flags else 0))
        bar = theme.bar(done / self._session.total, BAR)
        self.query_one("#progress", Static).update(
            Content.assemble(bar, shown, (f"  {flags}" if flags else "", "$accent"))
        )

    def _tell(self) -> None:
        """The story of the question, beside it where there is room for both, or else above."""
        case, story = self._case(), self.query_one(Story)
        width = self.size.width
        beside = story_beside(case, width) if case and self.app.size.width >= BESIDE else None
        self.query_one("#body").set_class(beside is not None, "beside")
        story.styles.width = beside
        story.tell(case, (beside or min(width, WIDEST)) - STORY_MARGINS, beside=beside is not None)

    @property
    def _is_beside(self) -> bool:
        """Whether the story stands beside the question."""
        return self.query_one("#body").has_class("beside")

    def _case(self) -> Case | None:
        """The story of the question on the screen; the session is one ahead once it is answered."""
        name = self._asked.question.case if self._asked else None
        return self._learner.catalog.pack.cases[name] if name else None

    def _table(self, table: Table) -> str:
        width = self.size.width
        if self._is_beside:
            width -= self.query_one(Story).outer_size.width
        return "\n".join(as_lines(table, min(width, WIDEST) - MARGINS))

    def on_resize(self) -> None:
        """Tables are laid out for the width they have; what was answered and marked so far stays."""
        if self._asked is None:
            return
        self._show_progress()
        self._tell()
        if self._asked.question.table:
            self._put("#table", self._table(self._asked.question.table))

    def _show_keys(self) -> None:
        """What can be pressed from now on, painted together with what it is pressed for."""
        self.refresh_bindings()
        self.query_one(KeyLine).show_keys()

    def _put(self, place: str, text: str | Content) -> None:
        widget = self.query_one(place, Static)
        widget.update(text)
        widget.display = bool(text)

    @on(AnswerControl.Said)
    def _said(self, event: AnswerControl.Said) -> None:
        self.query_one("#hint", Static).update(event.hint)

    # --- marking ------------------------------------------------------------------------------------------------------

    @on(AnswerControl.Given)
    def _given(self, event: AnswerControl.Given) -> None:
        if self._answered or self._asked is None:
            return
        sure = self.query_one(ConfidenceLine)
        try:
            self._session.remember_standing()
            self._feedback = self._session.answer(event.response, sure.chosen)
        except CspoError as error:
            said = f"{error.message} {error.hint} Your answer is not saved yet: answer again."
            self._put("#verdict", Content.styled(said, "$error"))
            return
        self._keep()
        with self.app.batch_update():
            self.query_one(AnswerControl).reveal(self._feedback)
            self.query_one(Story).fold(folded=not self._is_beside)
            self._show_progress()
            self._put("#verdict", verdict_content(self._feedback))
            self._show_after()
            self.query_one("#hint", Static).update(self._session.comes_back(self._asked.question))
            sure.look_back()
            if self._is_typing:
                self.set_focus(None)  # a control of lines is at rest and lets every key through
            self._show_keys()
        # Only once the reasons are laid out is it known whether the stem has to make room for them.
        self.call_after_refresh(self.query_one("#verdict").scroll_visible, animate=False, top=True)

    def _show_after(self) -> None:
        if self._feedback is not None and self._asked is not None:
            note = self._room.marks.notes.get(self._asked.question.id)
            self._put("#after", after_content(self._feedback, note))

    def _keep(self, draft: Draft | None = None) -> None:
        # One that draws as it goes is taken up again from the log.
        if self._room.left_sitting is not None and self._session.is_fixed:
            self._room.left_sitting.keep(self._session, draft)

    # --- keys ---------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "typing":
            return self._is_typing
        if action == "sure":
            return not self._answered and self.query_one(ConfidenceLine).display
        if action in ("next", "scroll_line", "note", "terms", "remark"):
            return self._answered
        if action == "skip":
            return not self._answered
        if action in ("story", "scroll_story"):
            return self.query_one(Story).display
        return True

    @property
    def _is_typing(self) -> bool:
        """Whether letters are text now: commands then have their ctrl form."""
        return isinstance(self.focused, Input)

    async def action_typing(self, action: str) -> None:
        """A command given while typing."""
        await self.run_action(action)

    async def action_next(self) -> None:
        await self._show_question()

    async def action_skip(self) -> None:
        self._session.skip()
        await self._show_question()

    def action_sure(self, confidence: Confidence) -> None:
        self._say_sure(ConfidenceLine.Said(confidence))

    @on(ConfidenceLine.Said)
    def _say_sure(self, event: ConfidenceLine.Said) -> None:
        """How sure somebody is goes with the answer that stands ready, or waits for it."""
        control, sure = self.query_one(AnswerControl), self.query_one(ConfidenceLine)
        if self._answered:
            return
        if control.is_ready:
            sure.choose(event.confidence)
            control.give()
        else:
            sure.choose(None if event.confidence == sure.chosen else event.confidence)

    @on(AnswerControl.Sure)
    def _wrote_sure(self, event: AnswerControl.Sure) -> None:
        self.query_one(ConfidenceLine).choose(event.confidence)

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

    def action_note(self) -> None:
        from cspo_study.tui.sheets import note_sheet  # only once somebody wants to read

        if self._asked:
            self.app.push_screen(note_sheet(self._learner.catalog, GoalId(self._asked.question.goal)))

    def action_terms(self) -> None:
        from cspo_study.tui.sheets import term_sheet

        if self._asked is None:
            return
        terms = self._learner.catalog.terms_in(_spoken(self._asked.question))[:MOST_TERMS]
        if terms:
            self.app.push_screen(term_sheet(self._learner.catalog, *terms))
        else:
            self.notify("No term of the glossary is spoken of here.", timeout=4)

    def action_why(self) -> None:
        from cspo_study.study.why import why_now
        from cspo_study.tui.sheets import Sheet

        if self._asked is None:
            return
        place = next((number for number, one in enumerate(self._session.course.queue) if one is self._asked), 0)
        reason = self._session.course.picked[place].reason
        sentence = why_now(self._learner, self._asked.question, reason)
        self.app.push_screen(Sheet("Why this question now", Content(one_line(sentence))))

    def action_flag(self) -> None:
        if self._asked is None:
            return
        try:
            is_flagged = self._room.marks.flag(self._asked.question.id)
        except CspoError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
            return
        self._show_progress()
        self.notify("Flagged: the Library lists it." if is_flagged else "No longer flagged.", timeout=3)

    def action_remark(self) -> None:
        from cspo_study.tui.sheets import WritingSheet

        if self._asked is not None:
            before = self._room.marks.notes.get(self._asked.question.id, "")
            self.app.push_screen(WritingSheet("A note to yourself on this question", before), self._remarked)

    def _remarked(self, text: str | None) -> None:
        if text is None or self._asked is None:
            return
        try:
            self._room.marks.write(self._asked.question.id, text)
        except CspoError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
        self._show_progress()
        self._show_after()

    def action_story(self) -> None:
        self.query_one(Story).resize_by_key()

    def action_scroll_story(self, lines: int) -> None:
        self.query_one(Story).scroll_relative(y=lines, animate=False)

    def action_scroll(self, pages: int) -> None:
        room = self.query_one("#room", Column)
        room.scroll_relative(y=pages * max(1, room.size.height - 2), animate=False)

    def action_scroll_line(self, lines: int) -> None:
        self.query_one("#room", Column).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        self.keep_place()
        self.dismiss(None)

    def keep_place(self) -> None:
        """Note where the sitting stands, with an answer that is begun."""
        begun = (one.draft for one in self.query(AnswerControl) if one.asked is self._asked and not self._answered)
        self._keep(next(begun, None))


def _spoken(question: Question) -> str:
    """What is said about a question: the answer's reasons first, for they are what is looked up."""
    parts = getattr(question, "options", getattr(question, "items", ()))
    right = [f"{part.text} {part.why}" for part in parts if getattr(part, "correct", True)]
    return " \n".join([*right, question.explanation, question.stem])
