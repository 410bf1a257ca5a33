"""The question screen: one question at a time, updated in place."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from cspo_study.content.model import GoalId, Question
from cspo_study.errors import CspoError
from cspo_study.learning.memory import Confidence
from cspo_study.study.asking import Feedback
from cspo_study.study.learner import Learner
from cspo_study.study.plaintext import cut, one_line
from cspo_study.study.resuming import Draft
from cspo_study.study.session import Session
from cspo_study.tui import theme
from cspo_study.tui.answers.control import AnswerControl
from cspo_study.tui.confidence import WORDS, ConfidenceLine
from cspo_study.tui.feedback import after_content, verdict_content
from cspo_study.tui.key_line import KeyLine
from cspo_study.tui.question import QuestionScreen, reading_keys
from cspo_study.tui.still import Column
from cspo_study.tui.story import Story

if TYPE_CHECKING:
    from cspo_study.tui.app import Room

BAR = 16
"""Columns of the progress line's bar."""
ONCE_PAINTED = 0.05
"""Seconds after which the first question stands there."""
MOST_TERMS = 6
"""Terms of the glossary shown for one question."""


class SessionScreen(QuestionScreen[None]):
    """Shows the session's current question, then its feedback, then the next. Dismissed at its end or when left."""

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
        Binding("f", "flag", "Flag", id="session.flag"),
        Binding("ctrl+g", "typing('flag')", "Flag", id="session.flag-typing"),
        Binding("e", "remark", "Remark", tooltip="A note to yourself on this question", id="session.remark"),
        Binding("u", "undo", "Undo", id="session.undo"),
        Binding("ctrl+z", "typing('undo')", "Undo", id="session.undo-typing"),
        *reading_keys("session"),
        Binding("down,j", "scroll_line(1)", "Line down", show=False, id="session.line-down"),
        Binding("up,k", "scroll_line(-1)", "Line up", show=False, id="session.line-up"),
        Binding("question_mark", "app.keys", "Keys", key_display="?", id="session.keys"),
        Binding("escape", "leave", "Leave", key_display="esc", id="session.leave"),
    ]

    def __init__(self, learner: Learner, session: Session, draft: Draft | None = None) -> None:
        super().__init__()
        self._learner = learner
        self._session = session
        self._draft = draft
        self._feedback: Feedback | None = None

    @property
    def _room(self) -> "Room":
        from cspo_study.tui.app import Room

        assert isinstance(self.app, Room)
        return self.app

    @property
    def _answered(self) -> bool:
        return self._feedback is not None

    def compose_foot(self) -> ComposeResult:
        yield ConfidenceLine(self._learner.settings.keys)

    async def on_mount(self) -> None:
        await self._show_question()
        if self._draft is not None:
            self.query_one(AnswerControl).take_draft(self._draft)
            self._draft = None
        # The question is painted first: going through the answers since the last snapshot can take a tenth of a second.
        self.set_timer(ONCE_PAINTED, self._session.remember_standing)

    # --- asking -------------------------------------------------------------------------------------------------------

    async def _show_question(self) -> None:
        asked, self._feedback = self._session.current, None
        self._keep(self._draft)
        if asked is None:
            self.dismiss(None)
            return
        with self.app.batch_update():
            control = await self.put(asked, self._session.case)
            sure = self.query_one(ConfidenceLine)
            control.asks_confidence = sure.display = self._session.asks_confidence(asked.question)
            sure.ask(control.sure_how, typing=bool(control.query(Input)))
        self._session.show()
        self._send_note()

    def _send_note(self) -> None:
        """A goal that keeps failing sends its note before its questions."""
        note = self._session.note
        if note is not None:
            from cspo_study.tui.sheets import note_sheet

            self.notify("This keeps slipping away: first its note, then questions that look alike.", timeout=6)
            self.app.push_screen(note_sheet(self._learner.catalog, GoalId(note.goal)))

    def show_progress(self) -> None:
        if self.asked is None:
            return
        question = self.asked.question
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

    # --- marking ------------------------------------------------------------------------------------------------------

    @on(AnswerControl.Given)
    def _given(self, event: AnswerControl.Given) -> None:
        if self._answered or self.asked is None:
            return
        sure = self.query_one(ConfidenceLine)
        try:
            self._session.remember_standing()
            self._feedback = self._session.answer(event.response, sure.chosen)
        except CspoError as error:
            said = f"{error.message} {error.hint} Your answer is not saved yet: answer again."
            self.say("#verdict", Content.styled(said, "$error"))
            return
        self._keep()
        with self.app.batch_update():
            self.query_one(AnswerControl).reveal(self._feedback)
            self.query_one(Story).fold(folded=not self.is_beside)
            self.show_progress()
            self.say("#verdict", verdict_content(self._feedback))
            self._show_after()
            self.query_one("#hint", Static).update(self._session.comes_back(self.asked.question))
            sure.look_back()
            if self.is_typing:
                self.set_focus(None)  # a control of lines is at rest and lets every key through
            self.query_one(KeyLine).show_keys()
        # Only once the reasons are laid out is it known whether the stem has to make room for them.
        self.call_after_refresh(self.query_one("#verdict").scroll_visible, animate=False, top=True)

    def _show_after(self) -> None:
        if self._feedback is not None and self.asked is not None:
            note = self._room.marks.notes.get(self.asked.question.id)
            self.say("#after", after_content(self._feedback, note))

    def _keep(self, draft: Draft | None = None) -> None:
        # One that draws as it goes is taken up again from the log.
        if self._room.left_sitting is not None and self._session.is_fixed:
            self._room.left_sitting.keep(self._session, draft)

    # --- keys ---------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "sure":
            return not self._answered and self.query_one(ConfidenceLine).display
        if action in ("next", "scroll_line", "note", "terms", "remark"):
            return self._answered
        if action == "skip":
            return not self._answered
        return super().check_action(action, parameters)

    async def action_next(self) -> None:
        await self._show_question()

    async def action_skip(self) -> None:
        self._session.skip()
        await self._show_question()

    def action_sure(self, confidence: Confidence) -> None:
        """How sure somebody is goes with the answer that stands ready, or waits for it."""
        control, sure = self.query_one(AnswerControl), self.query_one(ConfidenceLine)
        if control.is_ready:
            sure.choose(confidence)
            control.give()
        else:
            sure.choose(None if confidence == sure.chosen else confidence)

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

        if self.asked:
            self.app.push_screen(note_sheet(self._learner.catalog, GoalId(self.asked.question.goal)))

    def action_terms(self) -> None:
        from cspo_study.tui.sheets import term_sheet

        if self.asked is None:
            return
        terms = self._learner.catalog.terms_in(_spoken(self.asked.question))[:MOST_TERMS]
        if terms:
            self.app.push_screen(term_sheet(self._learner.catalog, *terms))
        else:
            self.notify("No term of the glossary is spoken of here.", timeout=4)

    def action_why(self) -> None:
        from cspo_study.study.why import why_now
        from cspo_study.tui.sheets import Sheet

        if self.asked is None:
            return
        place = next((number for number, one in enumerate(self._session.course.queue) if one is self.asked), 0)
        reason = self._session.course.picked[place].reason
        sentence = why_now(self._learner, self.asked.question, reason)
        self.app.push_screen(Sheet("Why this question now", Content(one_line(sentence))))

    def action_flag(self) -> None:
        if self.asked is None:
            return
        try:
            is_flagged = self._room.marks.flag(self.asked.question.id)
        except CspoError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
            return
        self.show_progress()
        self.notify("Flagged: the Library lists it." if is_flagged else "No longer flagged.", timeout=3)

    def action_remark(self) -> None:
        from cspo_study.tui.sheets import WritingSheet

        if self.asked is not None:
            before = self._room.marks.notes.get(self.asked.question.id, "")
            self.app.push_screen(WritingSheet("A note to yourself on this question", before), self._remarked)

    def _remarked(self, text: str | None) -> None:
        if text is None or self.asked is None:
            return
        try:
            self._room.marks.write(self.asked.question.id, text)
        except CspoError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
        self.show_progress()
        self._show_after()

    def action_scroll_line(self, lines: int) -> None:
        self.query_one("#room", Column).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        self.keep_place()
        self.dismiss(None)

    def keep_place(self) -> None:
        """Note where the sitting stands, with an answer that is begun."""
        begun = (one.draft for one in self.query(AnswerControl) if one.asked is self.asked and not self._answered)
        self._keep(next(begun, None))


def _spoken(question: Question) -> str:
    """What is said about a question: the answer's reasons first, for they are what is looked up."""
    parts = getattr(question, "options", getattr(question, "items", ()))
    right = [f"{part.text} {part.why}" for part in parts if getattr(part, "correct", True)]
    return " \n".join([*right, question.explanation, question.stem])
