"""What every control that takes an answer has in common."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from cspo_study.learning.memory import Confidence
from cspo_study.study.asking import Asked, Feedback, Mark
from cspo_study.study.plaintext import one_line, plain
from cspo_study.study.responses import Response
from cspo_study.tui import theme
from cspo_study.tui.answers.hanging import HangingText
from cspo_study.tui.still import Still

GUTTER = 6
"""Columns before the text of a line: cursor, number and mark."""


class Line(Still, Static):
    """One option or item: a gutter for its number and marks, and its text. `place` is its position on the screen."""

    DEFAULT_CSS = "Line { height: auto; padding: 0 1 0 0; }"

    class Pressed(Message):
        """The line was clicked."""

        def __init__(self, line: "Line") -> None:
            super().__init__()
            self.line = line

    def __init__(self, place: int) -> None:
        super().__init__(classes="line")
        self.place = place
        self.text = ""
        self._shown: tuple[Content, Content] | None = None

    def show(self, gutter: Content, body: Content) -> None:
        """Change what stands here."""
        if (gutter, body) != self._shown:
            is_same_height = self._shown is not None and self._shown[1] == body
            self._shown = (gutter, body)
            self.text = body.plain
            self.update(HangingText(gutter, body, GUTTER), layout=not is_same_height)

    def on_click(self) -> None:
        self.post_message(self.Pressed(self))


class AnswerControl(Still, Vertical, can_focus=True):
    """Takes the answer to one question. Posts `Given`; `reveal` then marks it and the control is at rest."""

    DEFAULT_CSS = """
    AnswerControl { height: auto; }
    AnswerControl .line.here { background: $block-cursor-background; }
    AnswerControl.spread .line { margin: 0 0 1 0; }
    AnswerControl #marked { margin: 0 0 1 1; }
    AnswerControl .caption { color: $secondary; margin: 0 0 0 1; }
    """

    class Given(Message):
        """The learner's answer."""

        def __init__(self, response: Response) -> None:
            super().__init__()
            self.response = response

    class Sure(Message):
        """How sure one is, as it stands in the answer so far; None if it does not."""

        def __init__(self, confidence: Confidence | None) -> None:
            super().__init__()
            self.confidence = confidence

    class Said(Message):
        """What to press, anew."""

        def __init__(self, hint: str) -> None:
            super().__init__()
            self.hint = hint

    hint = ""
    """What to press. The screen shows it below everything that scrolls."""
    sure_how = "instead of ⏎"
    """Where the key that says how sure one is comes in."""
    asks_confidence = False
    """Whether how sure one is may be said with the answer."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked
        self.at_rest = False

    @property
    def is_ready(self) -> bool:
        """Whether an answer stands there that one key more would give."""
        return False

    def give(self) -> None:
        """Give the answer that stands ready."""

    def renew(self, asked: Asked) -> bool:
        """Take the answer to another question from now on, if the widgets that are there fit it."""
        return False

    @property
    def draft(self) -> list[int | None] | str | None:
        """What was set so far and not yet given, to be kept while the sitting is left; None where nothing was."""
        return None

    def take_draft(self, draft: list[int | None] | str) -> None:
        """Go on from what `draft` was. One that does not fit is passed over."""

    def reveal(self, feedback: Feedback) -> None:
        """Show the answer marked, with every reason."""
        self.at_rest = True

    def submit(self, response: Response) -> None:
        """Hand the answer to the screen."""
        self.post_message(self.Given(response))

    def say(self, hint: str) -> None:
        """Change what is said about what to press."""
        self.post_message(self.Said(hint))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not self.at_rest


class LineControl(AnswerControl):
    """A control made of lines with a cursor on one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Line below", show=False, id="answer.down"),
        Binding("up,k", "move(-1)", "Line above", show=False, id="answer.up"),
        Binding("enter", "accept", "Answer", id="answer.accept"),
    ]

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.here = 0
        self.lines = [Line(place) for place in range(len(asked.shown))]

    def compose(self) -> ComposeResult:
        yield from self.lines

    def on_mount(self) -> None:
        self.draw()

    def draw(self) -> None:
        """Put the state into the lines."""
        for line in self.lines:
            here = line.place == self.here and not self.at_rest
            gutter, body = self.shown_at(line.place)
            mark = (theme.HERE, "$accent") if here else (" ", "")
            line.show(Content.assemble(mark, gutter), body)
            line.set_class(here, "here")

    def begin_again(self, asked: Asked) -> None:
        """Forget the question before."""
        self.asked = asked
        self.at_rest = False
        self.here = 0
        self.remove_class("spread")

    def give(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Give the answer, or say what it still lacks."""
        raise NotImplementedError

    def shown_at(self, place: int) -> tuple[str, Content]:
        """The gutter and the text of the line at `place` before the answer."""
        raise NotImplementedError

    def move_to(self, place: int) -> None:
        """Put the cursor on a line."""
        self.here = place % len(self.asked.shown)
        self.draw()
        self.lines[self.here].scroll_visible(animate=False)

    def action_move(self, step: int) -> None:
        self.move_to(self.here + step)

    def reveal(self, feedback: Feedback) -> None:
        super().reveal(feedback)
        self.add_class("spread")
        for line, mark in zip(self.lines, feedback.marks, strict=True):
            line.remove_class("here")
            line.show(*marked(line.place, mark))


def marked(place: int, mark: Mark) -> tuple[Content, Content]:
    """A line after the answer: glyph, text and verdict in a word, its reason, and the misconception it stands for."""
    glyph, word, colour = _verdict(mark)
    parts: list[str | tuple[str, str]] = [
        (plain(mark.text).strip(), "bold" if mark.right or mark.chosen else ""),
        (f"  {word}" if word else "", colour),
    ]
    if mark.why:
        parts.append((f"\n{one_line(mark.why)}", "$secondary"))
    if mark.misconception and not mark.right:
        strong = "$error" if mark.chosen else "$secondary"
        parts.append((f"\nMisconception: {one_line(mark.misconception)}", f"italic {strong}"))
    return Content.assemble(f" {place + 1} ", (f"{glyph} ", colour)), Content.assemble(*parts)


def _verdict(mark: Mark) -> tuple[str, str, str]:
    if mark.key is not None:
        if mark.right:
            return theme.RIGHT, f"→ {one_line(mark.key)}, right", "$success"
        return theme.WRONG, f"→ {one_line(mark.key)}, not {one_line(mark.given or '?')}", "$error"
    if mark.right:
        return theme.RIGHT, "right, your choice" if mark.chosen else "right answer", "$success"
    return (theme.WRONG, "wrong, your choice", "$error") if mark.chosen else (" ", "", "$secondary")
