"""The first start: three short steps, any of them skipped with one key."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Input, Label, Static

from cspo_study.errors import CspoError
from cspo_study.study.learner import Learner
from cspo_study.study.settings import change_settings
from cspo_study.tui.key_line import KeyLine

WELCOME = """\
This is a study room for Product Owners: 65 goals in seven domains, from vision to the Sprint, a few minutes a day.

Each question tells afterwards why every option is right or wrong, and by which source. What you have met comes back \
before you forget it, and a map shows what you know and how sure that is.

It prepares for the Certified Scrum Product Owner workshop and for the job. There is no CSPO exam, and nothing here \
pretends there is. All of it stays on this machine."""
PLACEMENT = """\
Twenty to forty questions over all domains show where you stand, so that the room can begin with what helps you most. \
It takes 18 to 35 minutes, and you can leave at any question and come back to it.

Without it you simply begin, and the map fills as you go."""


class FirstRunScreen(Screen[bool | None]):
    """Ends with whether to begin the placement now."""

    CSS = """
    FirstRunScreen { align: center middle; }
    FirstRunScreen #steps { width: 72; max-width: 100%; height: auto; max-height: 100%; }
    FirstRunScreen .step { height: auto; }
    FirstRunScreen #step-title { margin: 0 0 1 0; }
    FirstRunScreen Label { margin: 1 0 0 0; }
    FirstRunScreen Input { width: 30; }
    FirstRunScreen #wrong { color: $error; height: auto; }
    FirstRunScreen Button { margin: 1 0 0 0; width: auto; min-width: 0; height: 1; border: none; padding: 0 1;
        background: $block-cursor-background; color: $foreground; text-style: none; }
    FirstRunScreen Button:focus { color: $accent; text-style: bold; background: $block-cursor-background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Next", id="first.next"),
        Binding("escape", "skip", "Skip this step", key_display="esc", id="first.skip"),
        Binding("down", "app.focus_next", "Down", show=False, id="first.down"),
        Binding("up", "app.focus_previous", "Up", show=False, id="first.up"),
    ]
    TITLES = ("Welcome", "Your date and your minutes", "Where you stand")

    def __init__(self, learner: Learner, folder: Path) -> None:
        super().__init__()
        self._learner = learner
        self._folder = folder
        self._step = 0

    def compose(self) -> ComposeResult:
        settings = self._learner.settings
        with VerticalScroll(id="steps", can_focus=False):
            yield Static(id="step-title", classes="heading", markup=False)
            with Vertical(classes="step"):
                yield Static(WELCOME, markup=False)
                yield Button("Go on", id="welcome-on")
            with Vertical(classes="step"):
                yield Static("Both can be changed later in Settings.", classes="quiet", markup=False)
                yield Label("The day of your workshop, if there is one")
                yield Input(placeholder="2026-12-15, or leave empty", id="workshop")
                yield Label("Minutes a day you mean to give it")
                yield Input(str(settings.minutes), placeholder="20", id="minutes", type="integer")
                yield Static(id="wrong", markup=False)
                yield Button("Go on", id="settings-on")
            with Vertical(classes="step"):
                yield Static(PLACEMENT, markup=False)
                yield Button("Find out now", id="now")
                yield Button("Later: just begin", id="later")
        yield KeyLine()

    def on_mount(self) -> None:
        self._show_step()

    def _show_step(self) -> None:
        self.query_one("#step-title", Static).update(f"{self._step + 1} of 3   {self.TITLES[self._step]}")
        for number, step in enumerate(self.query(".step")):
            step.display = number == self._step
        self.query_one(("#welcome-on", "#workshop", "#now")[self._step]).focus()

    @on(Input.Submitted, "#workshop")
    def _date_given(self) -> None:
        self.query_one("#minutes").focus()

    @on(Input.Submitted, "#minutes")
    @on(Button.Pressed, "#welcome-on")
    @on(Button.Pressed, "#settings-on")
    def action_next(self) -> None:
        """Take what was filled in, and go on."""
        if self._step == 1 and not self._take(self._filled_in):
            return
        self._go_on()

    def action_skip(self) -> None:
        self._go_on()

    def _go_on(self) -> None:
        if self._step == 2:
            self._end(place_now=False)
            return
        self._step += 1
        self._show_step()

    @on(Button.Pressed, "#now")
    def _now(self) -> None:
        self._end(place_now=True)

    @on(Button.Pressed, "#later")
    def _later(self) -> None:
        self._end(place_now=False)

    def _end(self, *, place_now: bool) -> None:
        # Something is written even if all was skipped, so that these steps are not shown again.
        self._take(lambda: {"minutes": self._learner.settings.minutes})
        self.dismiss(place_now)

    def _filled_in(self) -> dict[str, Any]:
        workshop, minutes = (self.query_one(f"#{name}", Input).value.strip() for name in ("workshop", "minutes"))
        try:
            day = date.fromisoformat(workshop) if workshop else None
        except ValueError:
            raise CspoError(f"'{workshop}' is no day.", "Expected one such as 2026-12-15.") from None
        return {"workshop": day, "minutes": int(minutes) if minutes else None}

    def _take(self, filled_in: Callable[[], dict[str, Any]]) -> bool:
        """Write settings down; False with a word on the screen where they can't be."""
        try:
            self._learner.settings = change_settings(self._folder, filled_in())
        except CspoError as error:
            self.query_one("#wrong", Static).update(f"{error.message} {error.hint}")
            return False
        return True
