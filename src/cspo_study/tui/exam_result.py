"""An assessment's result, and every question of it with its reasons."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cspo_study.study.exam_result import Outcome, Reviewed, outcomes, result_of, reviewed
from cspo_study.study.learner import Learner
from cspo_study.study.plaintext import cut, one_line
from cspo_study.study.showing import response_in_words
from cspo_study.study.tell_exam import tell_result
from cspo_study.study.telling import Told
from cspo_study.tui import theme
from cspo_study.tui.answers.control import marked
from cspo_study.tui.feedback import after_content, verdict_content
from cspo_study.tui.key_line import KeyLine
from cspo_study.tui.reading import paragraphs
from cspo_study.tui.sheets import Sheet
from cspo_study.tui.told import ToldScreen


class ResultScreen(ToldScreen):
    """How it came out."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "questions", "Every question", id="result.questions")]
    heading = "How it came out"

    def __init__(self, learner: Learner, outcome: Outcome) -> None:
        super().__init__()
        self._learner = learner
        self._outcome = outcome

    def lines(self) -> Iterable[Told]:
        return tell_result(result_of(self._learner.catalog, self._outcome, outcomes(self._learner.home)))

    def action_questions(self) -> None:
        self.app.push_screen(PaperScreen(self._learner, self._outcome))


class PaperScreen(Screen[None]):
    """Every question, with how it went; enter opens it with all reasons."""

    CSS = """
    PaperScreen { layout: vertical; }
    PaperScreen Static { margin: 1 0 0 0; text-style: bold; }
    PaperScreen OptionList { height: 1fr; border: none; background: $background; margin: 1 0 0 0; padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "app.keys", "Keys", key_display="?", id="paper.keys"),
        Binding("escape,q", "close", "Back", key_display="esc", id="paper.close"),
    ]

    def __init__(self, learner: Learner, outcome: Outcome) -> None:
        super().__init__()
        self._questions = list(reviewed(learner.catalog, outcome))

    def compose(self) -> ComposeResult:
        yield Static("Every question: ⏎ opens it with its reasons", markup=False)
        yield OptionList()
        yield KeyLine()

    def on_mount(self) -> None:
        self._fill()
        self.query_one(OptionList).focus()

    def on_resize(self) -> None:
        self._fill()

    def _fill(self) -> None:
        chooser = self.query_one(OptionList)
        here = chooser.highlighted or 0
        chooser.clear_options()
        chooser.add_options([Option(self._line(one)) for one in self._questions])
        chooser.highlighted = here

    def _line(self, one: Reviewed) -> Content:
        glyph, word, colour = _verdict(one)
        stem = cut(one_line(one.asked.question.stem), max(self.size.width - 36, 10))
        flag = theme.FLAG if one.flagged else " "
        return Content.assemble(
            f"{one.number:3}  ",
            (f"{glyph} {word:12}", colour),
            (f" {flag} ", "$accent"),
            f"{one.asked.question.goal}  ",
            (stem, "$secondary"),
        )

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        one = self._questions[event.option_index]
        self.app.push_screen(Sheet(f"Question {one.number}  {one.asked.question.goal}", question_content(one)))

    def action_close(self) -> None:
        self.dismiss(None)


def question_content(one: Reviewed) -> Content:
    """A question after the end: the verdict, every option with its reason, why, and the source."""
    parts = [Content(paragraphs(one.asked.question.stem))]
    is_open = one.response is None
    parts.append(Content.styled("Left open.", "$accent") if is_open else verdict_content(one.feedback))
    for place, mark in enumerate(one.feedback.marks):
        parts.append(Content.assemble(*marked(place, mark)))
    if not one.feedback.marks and one.response is not None:
        parts.append(Content(f"Your answer: {one_line(response_in_words(one.asked, one.response))}"))
    if one.feedback.answer:
        parts.append(Content(f"Answer: {one_line(one.feedback.answer)}"))
    parts.append(after_content(one.feedback, ""))
    return Content("\n\n").join(parts)


def _verdict(one: Reviewed) -> tuple[str, str, str]:
    if one.response is None:
        return "·", "open", "$secondary"
    glyph, colour = {
        "Right": (theme.RIGHT, "$success"),
        "Partly right": (theme.PARTLY, "$accent"),
        "Wrong": (theme.WRONG, "$error"),
    }[one.feedback.verdict]
    return glyph, one.feedback.verdict.lower(), colour
