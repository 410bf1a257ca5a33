"""The two apps: the whole study room, and a single quiz that ends with its summary."""

import gc
from random import SystemRandom
from time import monotonic

from textual.app import App
from textual.binding import Binding

from cspo_study.content.model import Question
from cspo_study.errors import CspoError, ExitCode
from cspo_study.progress.attempt import Mode
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked
from cspo_study.study.session import Session
from cspo_study.tui import theme
from cspo_study.tui.home import HomeScreen
from cspo_study.tui.session import SessionScreen
from cspo_study.tui.summary import SummaryScreen


class Room(App[int]):
    """What both apps share: theme, keys, and the way from a session through its summary."""

    CSS = theme.CSS
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("ctrl+c", "leave", "Leave", show=False, priority=True, id="app.leave")]  # noqa: RUF012 - Textual's form

    def __init__(self, learner: Learner) -> None:
        super().__init__()
        self.learner = learner

    def on_mount(self) -> None:
        self.register_theme(theme.DARK)
        self.theme = theme.DARK.name
        self.title = "cspo"

    def on_ready(self) -> None:
        gc.enable()  # see __main__: the first screen is up, and someone may stay for long

    def action_leave(self) -> None:
        """Ctrl-C ends the app at once: every answer shown as given is on disk already."""
        self.exit(ExitCode.INTERRUPTED)

    def run_session(self, session: Session) -> None:
        """Open a session; its summary follows, and then `after_summary`."""
        self.push_screen(SessionScreen(session), lambda _: self._show_summary(session))

    def _show_summary(self, session: Session) -> None:
        if session.answered:
            self.push_screen(SummaryScreen(self.learner, session), self._after_summary)
        else:
            self._after_summary(None)

    def _after_summary(self, again: list[Question] | None) -> None:
        if again:
            self.run_session(self.new_session([Picked(question) for question in again], "quiz"))
        else:
            self.session_over()

    def new_session(self, picked: list[Picked], mode: Mode) -> Session:
        """A session over the questions picked, with dice of its own."""
        return Session(self.learner, picked, mode, SystemRandom(), monotonic)

    def session_over(self) -> None:
        """Where to go when a session and its summary are left."""
        raise NotImplementedError


def run_room(room: Room) -> int:
    """Run an app to its end and return the exit code. A fault of its own is told once the terminal is back in order."""
    status = room.run()
    if status is None and room.return_code:
        raise CspoError("The study room failed (see above).", "Your answers are safe. Please report what is above.")
    return ExitCode.FINE if status is None else status


class StudyRoom(Room):
    """`cspo study`: home, sessions, summaries."""

    def on_mount(self) -> None:
        super().on_mount()
        self.push_screen(HomeScreen(self.learner))

    def session_over(self) -> None:
        if isinstance(self.screen, HomeScreen):
            self.screen.show_state()


class QuizRoom(Room):
    """`cspo quiz` in a terminal: one session and its summary."""

    def __init__(self, learner: Learner, session: Session) -> None:
        super().__init__(learner)
        self._session = session

    def on_mount(self) -> None:
        super().on_mount()
        self.run_session(self._session)

    def session_over(self) -> None:
        self.exit(ExitCode.FINE)
