"""`numeric` and `short`."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from cspo_study.content.model import Numeric, Short
from cspo_study.learning.memory import Confidence
from cspo_study.study.asking import Asked, Feedback, read_confidence, read_number
from cspo_study.study.plaintext import one_line
from cspo_study.study.responses import Typed
from cspo_study.tui import theme
from cspo_study.tui.answers.control import AnswerControl


class TypedControl(AnswerControl):
    """`numeric` and `short`: a line to type in. A sign at its end says how sure one is."""

    sure_how = "as the last sign"
    DEFAULT_CSS = """
    TypedControl Input { width: 1fr; max-width: 40; margin: 0; }
    TypedControl #unit { width: auto; margin: 1 0 0 1; }
    TypedControl Horizontal { height: auto; }
    """

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.can_focus = False
        self._sure: Confidence | None = None
        question = asked.question
        assert isinstance(question, (Numeric, Short))
        self._unit = one_line(question.unit) if isinstance(question, Numeric) else None
        what = f"A number in {self._unit}" if self._unit else "Type the term"
        self.hint = f"{what}, then ⏎"

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Input(placeholder="a number" if self._unit else "a term")
            yield Static(self._unit or "", id="unit", markup=False)
        yield Static(id="marked")

    @property
    def draft(self) -> str | None:
        return self.query_one(Input).value or None

    def take_draft(self, draft: list[int | None] | str) -> None:
        if isinstance(draft, str):
            self.query_one(Input).value = draft

    def _read(self, typed: str) -> tuple[str, Confidence | None]:
        return read_confidence(typed) if self.asks_confidence else (typed, None)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        _, sure = self._read(event.value)
        if sure != self._sure:
            self._sure = sure
            self.post_message(self.Sure(sure))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = self._read(event.value)[0].strip()
        if not text or (self._unit and read_number(text) is None):
            self.say(f"{self.hint}: {text!r} is no number" if text else self.hint)
            return
        self.submit(Typed(text))

    def reveal(self, feedback: Feedback) -> None:
        super().reveal(feedback)
        answer, _ = self._read(self.query_one(Input).value)
        self.query_one(Horizontal).display = False
        glyph, colour = (theme.RIGHT, "$success") if feedback.score == 1 else (theme.WRONG, "$error")
        lines = [Content.assemble((f"{glyph} ", colour), ("Your answer: ", "$secondary"), one_line(answer))]
        if feedback.score < 1 or self._unit:
            lines.append(
                Content.assemble(
                    (f"{theme.RIGHT} ", "$success"), ("Right: ", "$secondary"), one_line(feedback.answer or "")
                )
            )
        if feedback.remark:
            lines.append(Content(f"  {one_line(feedback.remark)}"))
        self.query_one("#marked", Static).update(Content("\n").join(lines))
