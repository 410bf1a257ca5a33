"""One of a few ways to look at something, changed by a key or a click."""

from collections.abc import Sequence

from textual.content import Content
from textual.message import Message
from textual.widgets import Static


class Chooser(Static):
    """Shows a name and the way chosen; `turn` goes on to the next."""

    DEFAULT_CSS = """
    Chooser { width: auto; height: 1; margin: 0 3 0 0; }
    Chooser:hover { text-style: underline; }
    """

    class Turned(Message):
        """Another way was chosen."""

        def __init__(self, chooser: "Chooser") -> None:
            super().__init__()
            self.chooser = chooser

    def __init__(self, key: str, name: str, ways: Sequence[str], identity: str) -> None:
        super().__init__(id=identity)
        self._key, self._name, self.ways = key, name, ways
        self.way = ways[0]

    def on_mount(self) -> None:
        self._draw()

    def turn(self, step: int = 1) -> None:
        """Choose the next."""
        self.way = self.ways[(self.ways.index(self.way) + step) % len(self.ways)]
        self._draw()
        self.post_message(self.Turned(self))

    def _draw(self) -> None:
        changed = self.way != self.ways[0]
        self.update(
            Content.assemble(
                (self._key, "bold $accent"), (f" {self._name} ", "$secondary"), (self.way, "bold" if changed else "")
            )
        )

    def on_click(self) -> None:
        self.turn()
