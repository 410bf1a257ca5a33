"""One report in a room of its own: what `cspo readiness`, `cspo plan` and `cspo certificate` open in a terminal."""

from collections.abc import Callable

from textual.screen import Screen

from cspo_study.study.learner import Learner
from cspo_study.tui.app import Room


class ReportRoom(Room):
    """Opens one screen, and ends with it."""

    def __init__(self, learner: Learner, make: Callable[[Room], Screen[None]]) -> None:
        super().__init__(learner)
        self._make = make

    def on_mount(self) -> None:
        super().on_mount()
        self.push_screen(self._make(self), lambda _: self.session_over())

    def session_over(self) -> None:
        self.exit(0)
