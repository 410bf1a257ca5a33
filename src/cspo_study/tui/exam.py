"""An assessment on a screen: one question at a time, forward and back, and the time left in the corner."""

from random import Random, SystemRandom
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cspo_study.content.model import Match
from cspo_study.errors import CspoError
from cspo_study.study.asking import Asked
from cspo_study.study.exam import Exam
from cspo_study.study.exam_draft import in_words
from cspo_study.study.exam_result import Outcome
from cspo_study.study.learner import Learner
from cspo_study.study.plaintext import cut, one_line
from cspo_study.study.profiles import find_profile, profiles
from cspo_study.study.responses import Assigned, Chosen, Placed, Response, Typed
from cspo_study.study.showing import response_in_words
from cspo_study.study.tell_exam import NO_EXAM, tell_profile
from cspo_study.tui import theme
from cspo_study.tui.answers.control import AnswerControl
from cspo_study.tui.app import Room
from cspo_study.tui.exam_result import ResultScreen
from cspo_study.tui.key_line import KeyLine
from cspo_study.tui.question import QuestionScreen, reading_keys

BAR = 12
TICK = 1.0
"""Seconds between looks at the clock."""


class StartScreen(Screen[str | None]):
    """Which assessment: ends with its name, or None."""

    CSS = """
    StartScreen { layout: vertical; }
    StartScreen Static { margin: 1 0 0 0; max-width: 88; }
    StartScreen OptionList { height: auto; max-height: 60%; border: none; background: $background; padding: 0;
        margin: 1 0 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "app.keys", "Keys", key_display="?", id="exam-start.keys"),
        Binding("escape,q", "close", "Back", key_display="esc", id="exam-start.close"),
    ]

    def __init__(self, learner: Learner, chosen: str) -> None:
        super().__init__()
        self._profiles = profiles(learner.settings)
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        yield Static("An assessment", classes="heading", markup=False)
        yield Static(
            "A paper against the clock: no feedback until the end, then every question with its reasons. You can go "
            "back and forth, flag and review. At the end of the time it is handed in as it stands.",
            markup=False,
        )
        yield OptionList(*(Option(tell_profile(name, one), id=name) for name, one in self._profiles.items()))
        yield Static("⏎ begins, and the clock runs from then on, also while you are away.", markup=False)
        yield Static(NO_EXAM, classes="quiet", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        chooser = self.query_one(OptionList)
        chooser.highlighted = list(self._profiles).index(self._chosen) if self._chosen in self._profiles else 0
        chooser.focus()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def action_close(self) -> None:
        self.dismiss(None)


class ReviewScreen(Screen[int | None]):
    """Every question with what is open and flagged. Ends with a place to go to, or -1 to hand in."""

    HAND_IN = -1
    CSS = """
    ReviewScreen { layout: vertical; }
    ReviewScreen Static { margin: 1 0 0 0; height: auto; }
    ReviewScreen OptionList { height: 1fr; border: none; background: $background; margin: 1 0 0 0; padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "hand_in", "Hand in", id="exam-review.hand-in"),
        Binding("o", "next_open", "Next open", id="exam-review.open"),
        Binding("question_mark", "app.keys", "Keys", key_display="?", id="exam-review.keys"),
        Binding("escape,r", "close", "Back", key_display="esc", id="exam-review.close"),
    ]

    def __init__(self, exam: Exam) -> None:
        super().__init__()
        self._exam = exam
        self._asked_once = False

    def compose(self) -> ComposeResult:
        yield Static(id="review-head", markup=False)
        yield OptionList()
        yield KeyLine()

    def on_mount(self) -> None:
        self._fill()
        self.query_one(OptionList).focus()
        self.set_interval(TICK, self.show_time)

    def on_resize(self) -> None:
        self._fill()

    def _fill(self) -> None:
        chooser = self.query_one(OptionList)
        here = self._exam.place if chooser.highlighted is None else chooser.highlighted
        chooser.clear_options()
        for line in self._exam.lines():
            state = ("answered", "") if line.answered else ("open    ", "$accent")
            flag = (theme.FLAG if line.flagged else " ", "$accent")
            stem = cut(one_line(line.stem), max(self.size.width - 30, 10))
            parts = (f"{line.number:3}  ", state, "  ", flag, f"  {line.goal}  ", (stem, "$secondary"))
            chooser.add_option(Option(Content.assemble(*parts)))
        chooser.highlighted = here
        self.show_time()

    def show_time(self) -> None:
        """The time goes on here too."""
        exam = self._exam
        asked = f"\n{exam.total - exam.answered} questions are open: h again hands in." if self._asked_once else ""
        self.query_one("#review-head", Static).update(
            f"Review   {exam.answered} of {exam.total} answered   {in_words(exam.left())} left{asked}"
        )

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)

    def action_next_open(self) -> None:
        place = self._exam.next_open()
        if place is None:
            self.notify("Every question has an answer. h hands in.", timeout=4)
        else:
            self.dismiss(place)

    def action_hand_in(self) -> None:
        open_ones = self._exam.total - self._exam.answered
        if open_ones and not self._asked_once:
            self._asked_once = True
            self.show_time()
        else:
            self.dismiss(self.HAND_IN)

    def action_close(self) -> None:
        self.dismiss(None)


class ExamScreen(QuestionScreen[Outcome | None]):
    """One question of the paper. Ends with the outcome, or None when left with the clock running."""

    CSS = "ExamScreen #after { margin: 1 0 0 1; color: $secondary; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "turn(1)", "Next", id="exam.next"),
        Binding("p", "turn(-1)", "Back", id="exam.back"),
        Binding("ctrl+n", "typing('turn(1)')", "Next", id="exam.next-typing"),
        Binding("ctrl+b", "typing('turn(-1)')", "Back", id="exam.back-typing"),
        Binding("f", "flag", "Flag", id="exam.flag"),
        Binding("ctrl+g", "typing('flag')", "Flag", id="exam.flag-typing"),
        Binding("r", "review", "Review page", id="exam.review"),
        Binding("ctrl+r", "typing('review')", "Review page", id="exam.review-typing"),
        *reading_keys("exam"),
        Binding("question_mark", "app.keys", "Keys", key_display="?", id="exam.keys"),
        Binding("escape", "leave", "Leave", key_display="esc", id="exam.leave"),
    ]

    def __init__(self, exam: Exam) -> None:
        super().__init__()
        self._exam = exam
        self._is_handed_in = False

    async def on_mount(self) -> None:
        await self._show_question()
        self.set_interval(TICK, self._tick)

    async def _show_question(self) -> None:
        asked, given = self._exam.current, self._exam.given
        with self.app.batch_update():
            control = await self.put(asked, self._exam.case)
            if given is not None:
                control.take_draft(_draft_of(asked, given))
                self.say("#after", f"Your answer so far: {one_line(response_in_words(asked, given))}")
        self._exam.show()

    def show_progress(self) -> None:
        exam = self._exam
        flag = f"  {theme.FLAG} flagged" if exam.flagged else ""
        place = f"  {exam.place + 1} of {exam.total}  {exam.answered} answered"
        left = in_words(exam.left())
        used = BAR + len(place) + len(flag)
        clock = f"{left} left".rjust(max(self.size.width - used, len(left) + 7))
        self.query_one("#progress", Static).update(
            Content.assemble(theme.bar(exam.answered / exam.total, BAR), place, (flag, "$accent"), clock)
        )

    # --- the clock ----------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        if self._is_handed_in:
            return
        if self._exam.is_over:
            self._hand_in("The time is up: handed in as it stands.")
            return
        warning = self._exam.warning()
        if warning:
            self.app.notify(warning, timeout=8)
        self.show_progress()

    def _hand_in(self, said: str = "") -> None:
        if self._is_handed_in:
            return
        try:
            outcome = self._exam.hand_in()
        except CspoError as error:
            said = f"{error.message} {error.hint} Your answers are kept; it will be tried again."
            self.app.notify(said, severity="error", markup=False, timeout=20)
            return
        self._is_handed_in = True
        while self.app.screen is not self:  # the review page, or a sheet
            self.app.pop_screen()
        if said:
            self.app.notify(said, timeout=10)
        self.dismiss(outcome)

    # --- keys ---------------------------------------------------------------------------------------------------------

    @on(AnswerControl.Given)
    async def _given(self, event: AnswerControl.Given) -> None:
        try:
            is_kept = self._exam.answer(event.response)
        except CspoError as error:
            said = f"{error.message} {error.hint} Your answer is not kept yet: give it again."
            self.notify(said, severity="error", markup=False, timeout=10)
            return
        if not is_kept:
            self._tick()
        elif self._exam.place + 1 < self._exam.total:
            await self.action_turn(1)
        else:
            await self._show_question()
            self.action_review()

    async def action_turn(self, step: int) -> None:
        self._exam.go(self._exam.place + step)
        await self._show_question()

    def action_flag(self) -> None:
        try:
            self._exam.flag()
        except CspoError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
        self.show_progress()

    def action_review(self) -> None:
        self.app.push_screen(ReviewScreen(self._exam), self._reviewed)

    async def _reviewed(self, place: int | None) -> None:
        if place == ReviewScreen.HAND_IN:
            self._hand_in()
        elif place is not None:
            self._exam.go(place)
            await self._show_question()

    def action_leave(self) -> None:
        self.dismiss(None)


def _draft_of(asked: Asked, given: Response) -> list[int | None] | str:
    """An answer as the control for its question takes it up."""
    match asked.question, given:
        case (_, Chosen(options=options)):
            return list(options)
        case (_, Placed(items=items)):
            return list(items)
        case (Match() as question, Assigned(categories=categories)):
            return [question.categories.index(categories[place]) for place in asked.shown]
        case (_, Typed(text=text)):
            return text
    return []


class Assessing:
    """The way from the choice of an assessment to its result, in any room."""

    def __init__(self, room: Room, dice: Random | None = None) -> None:
        self._room = room
        self._dice = dice or SystemRandom()

    def open(self, profile: str = "workshop-ready") -> None:
        """Go on with the one that is being taken, or choose one."""
        try:
            exam = Exam.resume(self._room.learner)
        except CspoError as error:
            self._room.notify(f"{error.message} {error.hint}", severity="error", markup=False, timeout=10)
            self._room.session_over()
            return
        if exam:
            self._take(exam)
        else:
            self._room.push_screen(StartScreen(self._room.learner, profile), self._begin)

    def _begin(self, name: str | None) -> None:
        if name is None:
            self._room.session_over()
            return
        learner = self._room.learner
        try:
            exam = Exam.begin(learner, name, find_profile(learner.settings, learner.catalog, name), self._dice)
        except CspoError as error:
            self._room.notify(f"{error.message} {error.hint}", severity="error", markup=False, timeout=10)
            self._room.session_over()
            return
        self._take(exam)

    def _take(self, exam: Exam) -> None:
        self._room.push_screen(ExamScreen(exam), self._taken)

    def _taken(self, outcome: Outcome | None) -> None:
        if outcome is None:
            self._room.session_over()
        else:
            self._room.push_screen(ResultScreen(self._room.learner, outcome), lambda _: self._room.session_over())


class ExamRoom(Room):
    """`cspo exam` in a terminal: the paper, then its result."""

    def __init__(self, learner: Learner, profile: str, dice: Random) -> None:
        super().__init__(learner)
        self._profile = profile
        self._dice = dice

    def on_mount(self) -> None:
        super().on_mount()
        Assessing(self, self._dice).open(self._profile)

    def session_over(self) -> None:
        self.exit(0)
