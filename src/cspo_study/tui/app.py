"""The two apps: the whole study room, and a single quiz that ends with its summary."""

import gc
from collections.abc import Callable, Iterable
from random import SystemRandom
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.screen import Screen

from cspo_study.content.model import Goal, Question
from cspo_study.errors import CspoError, ExitCode
from cspo_study.places import Places, find_places
from cspo_study.progress.attempt import Mode
from cspo_study.study import picking
from cspo_study.study.learner import Learner
from cspo_study.study.marks import Marks
from cspo_study.study.picking import SITTING, Picked
from cspo_study.study.resuming import Draft, LeftSitting
from cspo_study.study.session import Session
from cspo_study.study.settings import FILE_NAME, Settings
from cspo_study.tui import theme
from cspo_study.tui.faults import Faults
from cspo_study.tui.session import SessionScreen

if TYPE_CHECKING:
    from cspo_study.tui.home import HomeScreen


def _actions() -> type[Provider]:
    from cspo_study.tui.palette import Actions  # only once somebody looks for something

    return Actions


def _goals() -> type[Provider]:
    from cspo_study.tui.palette import Goals

    return Goals


def _terms() -> type[Provider]:
    from cspo_study.tui.palette import Terms

    return Terms


class Room(Faults, App[int]):
    """What both apps share: theme, keys, and the way from a session through its summary."""

    CSS = theme.CSS
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_actions, _goals, _terms}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "leave", "Leave at once", show=False, priority=True, id="app.leave"),
        Binding("question_mark,f1", "keys", "Keys", show=False, id="app.keys"),
    ]
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (140, "-widest")]  # noqa: RUF012 - declared so by Textual

    def __init__(self, learner: Learner, places: Places | None = None) -> None:
        super().__init__()
        self.learner = learner
        self.places = places or find_places()
        self.store = learner.place or self.places.store
        self._marks: Marks | None = None

    def on_mount(self) -> None:
        for own in theme.OWN:
            self.register_theme(own)
        self.title = "cspo"
        self.apply_settings(self.learner.settings)

    def on_ready(self) -> None:
        gc.freeze()  # content and widgets are here to stay: going through them took 60 ms, every thirty questions or so
        gc.enable()  # see __main__: the first screen is up, and someone may stay for long

    def apply_settings(self, settings: Settings) -> None:
        """Put settings to work: colours, motion, keys, and all that study looks at."""
        self.learner.settings = settings
        known = settings.theme in self.available_themes
        self.theme = settings.theme if known else theme.DARK.name
        if not known:
            self.notify(f"There is no theme '{settings.theme}': cspo-dark serves.", markup=False, timeout=8)
        if not settings.animation:
            self.animation_level = "none"
        self.set_keymap(settings.keys)
        if settings.keys:
            self._tell_unknown_keys(settings)

    def _tell_unknown_keys(self, settings: Settings) -> None:
        """A name in `[keys]` that no binding has does nothing: say so."""
        from cspo_study.tui.bindings import all_bindings  # loads every screen: only for those who remap keys

        names = ", ".join(settings.keys.keys() - {bound.id for bound in all_bindings()})
        if names:
            self.notify(f"No key is called {names}. Settings lists the names.", markup=False, timeout=10)

    @property
    def marks(self) -> Marks:
        """Flags and notes to oneself."""
        if self._marks is None:
            self._marks = Marks.beside(self.store)
        return self._marks

    @property
    def left_sitting(self) -> LeftSitting | None:
        """Where a sitting that is left is kept, if this app keeps one."""
        return None

    # --- keys that work everywhere ------------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Ctrl-C ends the app at once: every answer shown as given is on disk already, and one begun is kept."""
        for screen in self.screen_stack:
            if isinstance(screen, SessionScreen):
                screen.keep_place()
        self.exit(ExitCode.INTERRUPTED)

    def action_keys(self) -> None:
        """What can be pressed here."""
        from cspo_study.tui.keys import keys_sheet
        from cspo_study.tui.sheets import Sheet

        if not isinstance(self.screen, Sheet):
            self.push_screen(keys_sheet(self.screen))

    def action_command_palette(self) -> None:
        """Find any action, goal or term."""
        from textual.command import CommandPalette  # only once somebody looks for something

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="Find any action, goal or term", id="--command-palette"))

    # --- sittings -----------------------------------------------------------------------------------------------------

    def run_session(self, session: Session, draft: Draft | None = None) -> None:
        """Open a session; its summary follows, and then `session_over`. `draft` is an answer begun before."""
        self.push_screen(SessionScreen(self.learner, session, draft), lambda _: self.session_left(session))

    def session_left(self, session: Session) -> None:
        """A session was closed, at its end or before."""
        self.show_summary(session)

    def show_summary(self, session: Session) -> None:
        """What a session amounted to, if there was anything."""
        from cspo_study.tui.summary import SummaryScreen

        if session.answered:
            self.push_screen(SummaryScreen(session), lambda again: self._after_summary(session, again))
        else:
            self.session_over()

    def _after_summary(self, session: Session, again: list[Question] | None) -> None:
        if again:  # and it leaves as much of a trace as what was asked first
            picked = [Picked(question) for question in again]
            self.run_session(self.new_session(picked, "quiz", kept=session.is_kept))
        else:
            self.session_over()

    def new_session(self, picked: Iterable[Picked], mode: Mode, *, kept: bool = True) -> Session:
        """A session over the questions picked, with dice of its own."""
        return Session(self.learner, list(picked), mode, SystemRandom(), monotonic, kept=kept)

    def drill(self, goals: Iterable[Goal]) -> None:
        """A sitting on some goals alone, what was asked least and longest ago first."""
        picked = picking.drill(self.learner, list(goals), [], SystemRandom(), SITTING)
        if picked:
            self.run_session(self.new_session(picked, "quiz"))
        else:
            self.notify("There are no questions here yet.", timeout=4)

    def session_over(self) -> None:
        """Where to go when a session and its summary are left."""
        raise NotImplementedError

    # --- other screens ------------------------------------------------------------------------------------------------

    def open_progress(self) -> None:
        """What one knows, and how sure that is."""
        from cspo_study.tui.progress import ProgressScreen  # each screen is loaded when it is first wanted

        self.open_screen(ProgressScreen(self.learner))

    def open_library(self, goal: str | None = None, term: str | None = None, query: str | None = None) -> None:
        """Notes, questions, terms and misconceptions, at a goal, at a term or searching."""
        from cspo_study.tui.library import LibraryScreen

        self.open_screen(LibraryScreen(self.learner, goal=goal, term=term, query=query))

    def open_settings(self) -> None:
        """What can be changed."""
        from cspo_study.tui.settings import SettingsScreen

        self.open_screen(SettingsScreen(self.learner, self.places.config))

    def open_assessing(self, what: str) -> None:
        """Where one stands: an assessment, readiness, the plan, the map, the certificate."""
        from cspo_study.tui.assessing import PLACES

        PLACES[what].open(self)

    def open_screen(self, screen: Screen[None]) -> None:
        """Open a screen, and come back from it as from a sitting."""
        self.push_screen(screen, lambda _: self.session_over())


def run_room(room: Room) -> int:
    """Run an app to its end and return the exit code. A fault of its own is told once the terminal is back in order."""
    status = room.run()
    room.raise_fault()
    if status is None and room.return_code:
        raise CspoError("The study room ended before its time.", "Your answers are safe.")
    return ExitCode.FINE if status is None else status


class StudyRoom(Room):
    """`cspo study`: Today, sessions, summaries, and everything that can be opened from there."""

    def __init__(self, learner: Learner, places: Places | None = None, problems: Iterable[str] = ()) -> None:
        super().__init__(learner, places)
        self.problems = tuple(problems)
        self._left_sitting = LeftSitting.beside(self.store)
        self._home: HomeScreen | None = None

    @property
    def left_sitting(self) -> LeftSitting:
        return self._left_sitting

    def on_mount(self) -> None:
        from cspo_study.tui.home import HomeScreen  # a quiz alone does without

        super().on_mount()
        self._home = HomeScreen(self.learner, self.problems)
        self.push_screen(self._home)
        if self._is_first_run():
            self.show_first_run()

    def _is_first_run(self) -> bool:
        return not self.learner.questions() and not (self.places.config / FILE_NAME).exists()

    def show_first_run(self) -> None:
        """Three short steps."""
        from cspo_study.tui.first_run import FirstRunScreen

        self.push_screen(FirstRunScreen(self.learner, self.places.config), self._after_first_run)

    def _after_first_run(self, place_now: bool | None) -> None:  # noqa: FBT001 - what the screen ends with
        self.session_over()
        if place_now:
            self.start_placement()

    def start_placement(self) -> None:
        """Twenty to forty questions over all domains, to see where one stands."""
        from cspo_study.tui.assessing import start_placement

        start_placement(self)

    def take_up(self) -> None:
        """Go on with the sitting that was left."""
        session = self._left_sitting.take_up(self.learner, monotonic)
        if session:
            self.run_session(session, self._left_sitting.draft_for(session))
        else:
            self._left_sitting.forget()
            self.session_over()

    def end_left(self) -> None:
        """End the sitting that was left, and sum it up."""
        session = self._left_sitting.take_up(self.learner, monotonic)
        self._left_sitting.forget()
        if session:
            self.show_summary(session)
        else:
            self.session_over()

    def session_left(self, session: Session) -> None:
        if session.current is None:
            self.show_summary(session)
        else:
            self.session_over()

    def session_over(self) -> None:
        if self._home is not None:
            self._home.show_state()


class QuizRoom(Room):
    """`cspo quiz` in a terminal: one session and its summary.

    `left` is where its place is kept, if it is, `notice` a word to begin with.
    """

    def __init__(self, learner: Learner, session: Session, left: LeftSitting | None = None, notice: str = "") -> None:
        super().__init__(learner)
        self._session = session
        self._left_sitting = left
        self._notice = notice

    @property
    def left_sitting(self) -> LeftSitting | None:
        return self._left_sitting

    def on_mount(self) -> None:
        super().on_mount()
        self.run_session(self._session, self._left_sitting.draft_for(self._session) if self._left_sitting else None)
        if self._notice:
            self.notify(self._notice, timeout=6, markup=False)

    def session_over(self) -> None:
        self.exit(ExitCode.FINE)
