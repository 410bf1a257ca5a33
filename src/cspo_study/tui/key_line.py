"""The keys of the place in one line at the foot of the screen; each can be clicked.

Textual's own footer makes a widget for every key and makes them anew whenever what can be pressed changes. That is
twice a question here, and cost more than showing the question did.
"""

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from cspo_study.study.plaintext import columns

if TYPE_CHECKING:
    from textual.screen import Screen

GAP = "  "


class Shown(NamedTuple):
    """One key in the line: how it is written, what it does, and the key to press for it."""

    display: str
    description: str
    key: str

    @property
    def width(self) -> int:
        """The columns it takes."""
        return columns(self.display) + 1 + columns(self.description)


class KeyLine(Static):
    """Shows the bindings of the focus and the screen that are to be shown. The last one, the way out, is never cut."""

    DEFAULT_CSS = "KeyLine { dock: bottom; height: 1; padding: 0 0 0 1; color: $footer-description-foreground; }"

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._shown: list[Shown] = []
        self._is_waiting = False

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: "Screen[object]") -> None:
        if self.is_attached and screen is self.screen and not self._is_waiting:
            self._is_waiting = True  # it is told several times while a question changes: once is enough
            self.call_after_refresh(self.show_keys)

    def on_resize(self) -> None:
        self.show_keys()

    def show_keys(self) -> None:
        """Read what can be pressed now. It happens by itself a moment after a change; called, together with it."""
        self._is_waiting = False
        if not self.is_attached:
            return  # the screen was left in the meantime
        found: dict[str, Shown] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.action not in found:
                display = self.app.get_key_display(binding)
                found[binding.action] = Shown(display, binding.description, binding.key)
        shown_now = _fitted(list(found.values()), self.size.width or self.app.size.width - 4)
        if shown_now == self._shown:
            return
        self._shown = shown_now
        parts: list[str | tuple[str, str]] = []
        for shown in self._shown:
            parts += [(shown.display, "bold $footer-key-foreground"), f" {shown.description}{GAP}"]
        self.update(Content.assemble(*parts), layout=False)

    def on_click(self, event: Click) -> None:
        start = 1
        for shown in self._shown:
            if start <= event.x < start + shown.width:
                self.app.simulate_key(shown.key)
            start += shown.width + len(GAP)


def _fitted(keys: list[Shown], width: int) -> list[Shown]:
    """As many as there is room for: those before the last give way, the last of them first."""
    keys = list(keys)
    while len(keys) > 2 and sum(key.width for key in keys) + len(GAP) * (len(keys) - 1) > width:
        del keys[-2]
    return keys
