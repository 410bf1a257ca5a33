"""The key map: everything a key does, and giving it another key."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen, Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from cspo_study.errors import CspoError
from cspo_study.study.learner import Learner
from cspo_study.study.plaintext import cut, padded
from cspo_study.study.settings import change_settings
from cspo_study.tui.bindings import Bound, all_bindings
from cspo_study.tui.key_line import KeyLine
from cspo_study.tui.keys import shown_key
from cspo_study.tui.rows import Rows

if TYPE_CHECKING:
    from cspo_study.tui.app import Room

KEYS = 22


class KeyMapScreen(Screen[None]):
    """A list of all that keys do; Enter on one waits for the key it is to have."""

    CSS = """
    KeyMapScreen { layout: vertical; }
    #key-map-head { margin: 1 0; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    #key-map-wrong { height: auto; color: $error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace,delete", "default", "As it comes", key_display="⌫", id="settings.key-default"),
        Binding("escape,q", "leave", "Back", key_display="esc", id="settings.key-map-leave"),
    ]

    def __init__(self, learner: Learner, folder: Path) -> None:
        super().__init__()
        self._learner = learner
        self._folder = folder
        self._bound = {one.id: one for one in all_bindings()}

    @property
    def _room(self) -> "Room":
        from cspo_study.tui.app import Room

        assert isinstance(self.app, Room)
        return self.app

    def compose(self) -> ComposeResult:
        yield Static(id="key-map-head", markup=False)
        yield Rows(id="key-map", markup=False)
        yield Static(id="key-map-wrong", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(Rows).focus()
        self.show_state()

    def on_resize(self) -> None:
        self.show_state()

    def show_state(self) -> None:
        """Put the keys as they are on the screen."""
        own = self._learner.settings.keys
        changed = f"   {len(own)} of your own" if own else "   as it comes"
        head = Content.assemble(("Keys", "bold"), (f"{changed} · in the file under [keys]", "$secondary"))
        self.query_one("#key-map-head", Static).update(head)
        rows = self.query_one(Rows)
        here = rows.highlighted_option.id if rows.highlighted_option else None
        options: list[Option] = []
        for place, bound in groupby(self._bound.values(), key=lambda one: one.place):
            options.append(Option(Content.styled(f" {place}", "bold $secondary"), disabled=True))
            options += [Option(self._row(one), one.id) for one in bound]
        rows.set_options(options)
        rows.highlighted = 1
        if here:
            rows.go_to(here)

    def _row(self, one: Bound) -> Content:
        own = self._learner.settings.keys.get(one.id)
        keys = " ".join(shown_key(key.strip()) for key in (own or one.keys).split(","))
        room = max(self.size.width - 4 - KEYS, 20)
        does = room if room < 50 else room // 2
        mark, weight = ("•", "bold") if own else (" ", "")
        return Content.assemble(
            (f" {mark} {padded(cut(keys, KEYS - 1), KEYS)}", weight),
            padded(cut(one.does, does - 1), does),
            (one.id if does < room else "", "$secondary"),
        )

    @property
    def _here(self) -> Bound | None:
        option = self.query_one(Rows).highlighted_option
        return self._bound.get(option.id) if option and option.id else None

    @on(Rows.OptionSelected)
    def _selected(self) -> None:
        if self._here:
            self.app.push_screen(KeyAsked(self._here), self._give)

    def _give(self, key: str | None) -> None:
        if key and self._here:
            self._write(self._learner.settings.keys | {self._here.id: key})

    def action_default(self) -> None:
        if self._here:
            keys = self._learner.settings.keys
            self._write({name: key for name, key in keys.items() if name != self._here.id})

    def _write(self, keys: dict[str, str]) -> None:
        try:
            settings = change_settings(self._folder, {"keys": keys or None})
        except CspoError as error:
            self.query_one("#key-map-wrong", Static).update(f"{error.message} {error.hint}")
            return
        self._room.apply_settings(settings)
        self.show_state()

    def action_leave(self) -> None:
        self.dismiss(None)


class KeyAsked(ModalScreen[str | None]):
    """Waits for a key: it ends with its name, or with None for esc."""

    DEFAULT_CSS = """
    KeyAsked { align: center middle; padding: 0; background: $background 60%; }
    KeyAsked > Static { width: 56; max-width: 100%; height: auto; background: $panel; padding: 1 2; }
    """

    def __init__(self, bound: Bound) -> None:
        super().__init__()
        self._bound = bound

    def compose(self) -> ComposeResult:
        asks = Content.assemble(
            (self._bound.does, "bold"), f"  {self._bound.place}\n\nPress the key that is to do this."
        )
        yield Static(Content.assemble(asks, ("\nesc leaves it as it is", "$secondary")))

    def on_key(self, event: Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else event.key)
