"""`recall`."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from cspo_study.content.model import Recall
from cspo_study.study.asking import Asked
from cspo_study.study.plaintext import one_line
from cspo_study.study.responses import Rated, SelfRating
from cspo_study.tui.answers.control import AnswerControl
from cspo_study.tui.answers.hanging import HangingText
from cspo_study.tui.reading import paragraphs


class RecallControl(AnswerControl):
    """`recall`: think, reveal, rate."""

    DEFAULT_CSS = """
    RecallControl { margin: 0 0 1 0; }
    RecallControl #marked { margin: 0 0 0 1; }
    RecallControl .point { height: auto; margin: 0 0 0 1; }
    """
    RATINGS: ClassVar[Sequence[SelfRating]] = ("again", "hard", "good", "easy")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "show_answer", "Show the answer", id="answer.show"),
        *(
            Binding(str(number), f"rate({number - 1})", f"It went: {rating}", show=False, id=f"answer.rate-{number}")
            for number, rating in enumerate(("again", "hard", "good", "easy"), start=1)
        ),
    ]
    hint = "Answer in your head or aloud, then ⏎ to compare"

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        assert isinstance(asked.question, Recall)
        self._question = asked.question
        self._shown = False

    def compose(self) -> ComposeResult:
        yield Static(id="marked")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("show_answer", "rate"):
            return not self.at_rest and self._shown == (action == "rate")
        return super().check_action(action, parameters)

    def action_show_answer(self) -> None:
        self._shown = True
        self.refresh_bindings()
        answer, head = Content(paragraphs(self._question.answer)), Content.styled("A good answer has", "$secondary")
        self.query_one("#marked", Static).update(Content("\n\n").join([answer, head]))
        dot = Content("· ")
        self.mount_all(
            Static(HangingText(dot, Content(one_line(point)), dot.cell_length), classes="point")
            for point in self._question.points
        )
        self.say("How did it go?  1 again  2 hard  3 good  4 easy")

    def action_rate(self, number: int) -> None:
        self.submit(Rated(self.RATINGS[number]))

    def on_click(self) -> None:
        if not self._shown:
            self.action_show_answer()
