"""Settings: each with its value and what it means, written to the file as it is changed."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from cspo_study.errors import CspoError
from cspo_study.study.learner import Learner
from cspo_study.study.plaintext import one_line, padded
from cspo_study.study.preferences import PREFERENCES, Preference, from_words, in_words, is_default
from cspo_study.study.settings import DEFAULTS, FILE_NAME, Settings, change_settings, read_settings
from cspo_study.tui import theme
from cspo_study.tui.key_line import KeyLine
from cspo_study.tui.rows import Rows

if TYPE_CHECKING:
    from cspo_study.tui.app import Room

TITLE = 22
STEPS = {"minutes": 5, "retention": 0.01, "rollover_hour": 1}
"""By how much an arrow changes a number."""


class SettingsScreen(Screen[None]):
    """Changes are at work and in the file as soon as they are made."""

    CSS = """
    SettingsScreen { layout: vertical; }
    #settings-head { margin: 1 0; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    #problems { height: auto; margin: 0 0 1 0; color: $error; }
    #settings { height: auto; max-height: 60%; }
    #means { height: auto; margin: 1 0 0 1; max-width: 90; }
    #typed { margin: 1 0 0 1; width: 40; max-width: 100%; }
    #wrong { height: auto; margin: 0 0 0 1; color: $error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Less", key_display="←", id="settings.less"),
        Binding("right", "step(1)", "More", key_display="→", id="settings.more"),
        Binding("backspace,delete", "default", "As it comes", key_display="⌫", id="settings.default"),
        Binding("question_mark", "app.keys", "Keys", key_display="?", id="settings.keys"),
        Binding("escape,q", "leave", "Back", key_display="esc", id="settings.leave"),
    ]

    def __init__(self, learner: Learner, folder: Path) -> None:
        super().__init__()
        self._learner = learner
        self._folder = folder

    @property
    def _room(self) -> "Room":
        from cspo_study.tui.app import Room

        assert isinstance(self.app, Room)
        return self.app

    @property
    def _settings(self) -> Settings:
        return self._learner.settings

    def compose(self) -> ComposeResult:
        yield Static(id="settings-head", markup=False)
        yield Static(id="problems", markup=False)
        yield Rows(*(Option("", one.name) for one in PREFERENCES), id="settings", markup=False)
        yield Static(id="means", markup=False)
        yield Input(id="typed")
        yield Static(id="wrong", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one("#typed").display = False
        self.query_one(Rows).focus()
        self.show_state()

    def on_screen_resume(self) -> None:
        self.show_state()

    def show_state(self) -> None:
        """Put the settings as they are on the screen."""
        where = Content.styled(f"   {_from_home(self._folder / FILE_NAME)}", "$secondary")
        self.query_one("#settings-head", Static).update(Content.assemble(("Settings", "bold"), where))
        problems = read_settings(self._folder).problems
        told = [f"{theme.WRONG} {one_line(problem)}" for problem in problems]
        note = ["The defaults serve in their place."] if told else []
        self.query_one("#problems", Static).update("\n".join([*told, *note]))
        self.query_one("#problems").display = bool(told)
        rows = self.query_one(Rows)
        for number, one in enumerate(PREFERENCES):
            rows.replace_option_prompt_at_index(number, self._row(one))
        self._tell()

    def _row(self, one: Preference) -> Content:
        own = not is_default(self._settings, one.name)
        value = one_line(in_words(self._settings, one.name))
        return Content.assemble(f" {padded(one.title, TITLE)}", (value, "bold" if own else "$secondary"))

    @property
    def _here(self) -> Preference:
        return PREFERENCES[self.query_one(Rows).highlighted or 0]

    def _tell(self, wrong: str = "") -> None:
        one = self._here
        usual = f"As it comes: {in_words(DEFAULTS, one.name)}. A change counts {one.begins}."
        named = f"In the file it is called {one.name}."
        self.query_one("#means", Static).update(
            Content.assemble(one.means, (f"\n{usual} {named}\n{self._how(one)}", "$secondary"))
        )
        self.query_one("#wrong", Static).update(wrong)

    def _how(self, one: Preference) -> str:
        match one.name:
            case "keys":
                return "⏎ opens the key map."
            case "workshop":
                return "⏎ types a day such as 2026-12-15, ⌫ takes it out."
            case "memory_parameters":
                return "⌫ goes back to the usual one."
        return "← → change it" + ("." if one.name in ("confidence", "animation", "theme") else ", ⏎ types it.")

    # --- changing -----------------------------------------------------------------------------------------------------

    def _change(self, name: str, value: Any) -> None:  # noqa: ANN401 - each setting has its own kind
        """Write a setting and put it to work; None is its default."""
        try:
            settings = change_settings(self._folder, {name: None if value == getattr(DEFAULTS, name) else value})
        except CspoError as error:
            self._tell(f"{error.message} {error.hint}")
            return
        self._room.apply_settings(settings)
        self.show_state()

    def action_step(self, step: int) -> None:
        name = self._here.name
        value = getattr(self._settings, name)
        if isinstance(value, bool):
            self._change(name, not value)
        elif name == "theme":
            themes = sorted(self.app.available_themes, key=lambda one: (not one.startswith("cspo"), one))
            place = themes.index(value) if value in themes else 0
            self._change(name, themes[(place + step) % len(themes)])
        elif name in STEPS:
            self._change(name, round(value + step * STEPS[name], 4))

    def action_default(self) -> None:
        self._change(self._here.name, None)

    @on(Rows.OptionHighlighted)
    def _moved(self) -> None:
        self._close_input()
        self._tell()

    @on(Rows.OptionSelected)
    def _selected(self) -> None:
        one = self._here
        if one.name == "keys":
            from cspo_study.tui.key_map import KeyMapScreen  # it reads every screen's bindings

            self.app.push_screen(KeyMapScreen(self._learner, self._folder))
        elif one.name in ("confidence", "animation", "theme"):
            self.action_step(1)
        elif one.name != "memory_parameters":
            self._open_input(one)

    def _open_input(self, one: Preference) -> None:
        typed = self.query_one("#typed", Input)
        words = in_words(self._settings, one.name)
        typed.value = "" if words == "none" else words
        typed.placeholder = "2026-12-15" if one.name == "workshop" else words
        typed.display = True
        typed.focus()

    def _close_input(self) -> None:
        typed = self.query_one("#typed", Input)
        if typed.display:
            typed.display = False
            self.query_one(Rows).focus()

    @on(Input.Submitted, "#typed")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        name = self._here.name
        try:
            value = from_words(self._settings, name, event.value)
        except CspoError as error:
            self._tell(f"{theme.WRONG} {error.message} {error.hint}")
            return
        self._close_input()
        self._change(name, value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not self.query_one("#typed").display if action in ("default", "step") else True

    def action_leave(self) -> None:
        if self.query_one("#typed").display:
            self._close_input()
            self._tell()
        else:
            self.dismiss(None)


def _from_home(path: Path) -> str:
    """A path as it is told: from the home folder on where it lies in there."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
