"""`single` and `multiple`."""

from string import ascii_lowercase
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from cspo_study.content.model import Multiple, Single
from cspo_study.study.asking import Asked
from cspo_study.study.plaintext import plain
from cspo_study.study.responses import Chosen
from cspo_study.tui.answers.control import Line, LineControl

USUAL = 5
"""Options that most questions have at the most: lines for them are there, shown or not, from one to the next."""


class ChoiceControl(LineControl):
    """`single` and `multiple`: digits, letters, arrows or the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                f"{place + 1},{letter}",
                f"pick({place})",
                f"Choose {place + 1}",
                show=False,
                id=f"answer.pick-{place + 1}",
            )
            for place, letter in enumerate(ascii_lowercase[:7])
        ),
        Binding("space", "pick_here", "Mark", show=False, id="answer.mark"),
    ]

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._picked: list[int] = []
        self._choose = 1
        self._has_moved = False
        self._all_lines = [*self.lines, *(Line(place) for place in range(len(self.lines), USUAL))]
        self._set_up()

    def compose(self) -> ComposeResult:
        for line in self._all_lines:
            line.display = line in self.lines
            yield line

    def _set_up(self) -> None:
        question = self.asked.question
        assert isinstance(question, (Single, Multiple))
        self._choose = question.choose if isinstance(question, Multiple) else 1
        last = len(self.asked.shown)
        self.sure_how = "instead of ⏎, or before a digit" if self._choose == 1 else "instead of ⏎"
        self.hint = (
            f"1–{last} answers at once, or ↑↓ and ⏎"
            if self._choose == 1
            else f"Mark {self._choose} with 1–{last}, then ⏎"
        )

    def renew(self, asked: Asked) -> bool:
        if not isinstance(asked.question, (Single, Multiple)) or len(asked.shown) > len(self._all_lines):
            return False
        self._picked, self._has_moved = [], False
        self.lines = self._all_lines[: len(asked.shown)]
        for line in self._all_lines:
            line.display = line in self.lines
        self.begin_again(asked)
        self._set_up()
        self.draw()
        return True

    def shown_at(self, place: int) -> tuple[str, Content]:
        box = "" if self._choose == 1 else "■ " if place in self._picked else "□ "
        return f"{place + 1} {box}", Content(plain(self._option_text(place)).strip())

    def _option_text(self, place: int) -> str:
        question = self.asked.question
        assert isinstance(question, (Single, Multiple))
        return question.options[self.asked.shown[place]].text

    @property
    def is_ready(self) -> bool:
        return self._has_moved if self._choose == 1 else len(self._picked) == self._choose

    def move_to(self, place: int) -> None:
        self._has_moved = True
        super().move_to(place)

    @property
    def draft(self) -> list[int | None] | None:
        return [self.asked.shown[place] for place in self._picked] or None

    def take_draft(self, draft: list[int | None] | str) -> None:
        if not isinstance(draft, str):
            self._picked = [self.asked.shown.index(option) for option in draft if option in self.asked.shown]
            self.draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A letter or digit that stands for no option here is left to the screen."""
        if action == "pick" and parameters and int(str(parameters[0])) >= len(self.asked.shown):
            return False
        return super().check_action(action, parameters)

    def action_pick(self, place: int) -> None:
        self.here = place
        if self._choose == 1:
            self._picked = [place]
            self._submit()
            return
        if place in self._picked:
            self._picked.remove(place)
        else:
            self._picked.append(place)
        self.say(
            f"{len(self._picked)} of {self._choose} marked"
            + (", ⏎ answers" if len(self._picked) == self._choose else "")
        )
        self.draw()

    def action_pick_here(self) -> None:
        self.action_pick(self.here)

    def action_accept(self) -> None:
        if self._choose == 1:
            self.action_pick(self.here)
        elif len(self._picked) == self._choose:
            self._submit()
        else:
            self.say(f"Mark {self._choose}: {len(self._picked)} marked so far")

    @on(Line.Pressed)
    def _pressed(self, event: Line.Pressed) -> None:
        if not self.at_rest:
            self.action_pick(event.line.place)

    def _submit(self) -> None:
        self.submit(Chosen(frozenset(self.asked.shown[place] for place in self._picked)))
