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
from cspo_study.tui.reading import paragraphs


class RecallControl(AnswerControl):
    """`recall`: think, reveal, rate."""

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

    def action_show_answer(self) -> None:
        if self._shown:
            return
        self._shown = True
        points = [Content(f"· {one_line(point)}") for point in self._question.points]
        text = Content("\n").join(
            [Content(paragraphs(self._question.answer)), Content.styled("\nA good answer has", "$secondary"), *points]
        )
        self.query_one("#marked", Static).update(text)
        self.say("How did it go?  1 again  2 hard  3 good  4 easy")

    def action_rate(self, number: int) -> None:
        if self._shown:
            self.submit(Rated(self.RATINGS[number]))

    def on_click(self) -> None:
        self.action_show_answer()
