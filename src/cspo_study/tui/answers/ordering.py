"""`order`."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from cspo_study.content.model import Order
from cspo_study.study.asking import Asked
from cspo_study.study.plaintext import one_line, plain
from cspo_study.study.responses import Placed
from cspo_study.tui.answers.control import Line, LineControl


class OrderControl(LineControl):
    """`order`: take a line with space and move it, or press the number of the place it belongs to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "grab", "Take or drop", show=False, id="answer.grab"),
        Binding("shift+down,J", "shift(1)", "Move the line down", show=False, id="answer.shift-down"),
        Binding("shift+up,K", "shift(-1)", "Move the line up", show=False, id="answer.shift-up"),
        *(Binding(str(n), f"place({n - 1})", f"To place {n}", show=False, id=f"answer.place-{n}") for n in range(1, 7)),
    ]

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        assert isinstance(asked.question, Order)
        self._question = asked.question
        self._order = list(asked.shown)
        self._grabbed = False
        self.hint = f"Space takes and drops a line, ↑↓ move it, 1–{len(self._order)} place it, ⏎ answers"

    def compose(self) -> ComposeResult:
        yield Static(f"↑ {one_line(self._question.first)}", classes="caption", markup=False)
        yield from super().compose()
        yield Static(f"↓ {one_line(self._question.last)}", classes="caption", markup=False)

    def shown_at(self, place: int) -> tuple[str, Content]:
        held = "↕" if self._grabbed and place == self.here else " "
        return f"{place + 1} {held}", Content(plain(self._question.items[self._order[place]].text).strip())

    @property
    def is_ready(self) -> bool:
        return True

    @property
    def draft(self) -> list[int | None] | None:
        return list(self._order) if self._order != list(self.asked.shown) else None

    def take_draft(self, draft: list[int | None] | str) -> None:
        order = [number for number in draft if isinstance(number, int)]
        if sorted(order) == sorted(self._order):
            self._order = order
            self.draw()

    def action_move(self, step: int) -> None:
        if self._grabbed:
            self.action_shift(step)
        else:
            super().action_move(step)

    def action_shift(self, step: int) -> None:
        self.action_place(self.here + step)

    def action_place(self, place: int) -> None:
        if 0 <= place < len(self._order):
            self._order.insert(place, self._order.pop(self.here))
            self.move_to(place)

    def action_grab(self) -> None:
        self._grabbed = not self._grabbed
        self.draw()

    def action_accept(self) -> None:
        self.submit(Placed(tuple(self._order)))

    @on(Line.Pressed)
    def _pressed(self, event: Line.Pressed) -> None:
        if self.at_rest:
            return
        if self._grabbed:
            self.action_place(event.line.place)
            self._grabbed = False
        else:
            self.here, self._grabbed = event.line.place, True
        self.draw()
