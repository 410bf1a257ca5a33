"""How sure one is, told together with an answer: one key, or a click on the word."""

from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from cspo_study.learning.memory import Confidence

WORDS: tuple[tuple[Confidence, str], ...] = (("sure", "sure"), ("think", "think so"), ("guess", "a guess"))
LEAD = "  How sure are you?  "


class ConfidenceLine(Static):
    """The three words with the one chosen marked. Nothing is chosen until somebody does."""

    DEFAULT_CSS = "ConfidenceLine { height: 1; }"

    def __init__(self) -> None:
        super().__init__(id="confidence")
        self.chosen: Confidence | None = None
        self.key = "h"

    def on_mount(self) -> None:
        self.choose(None)

    def choose(self, confidence: Confidence | None) -> None:
        """Mark a word, or none."""
        self.chosen = confidence
        parts: list[tuple[str, str]] = [(self.key + LEAD, "$secondary")]
        for value, word in WORDS:
            parts.append(
                (
                    f"[{word}]" if value == confidence else f" {word} ",
                    "bold $accent" if value == confidence else "$secondary",
                )
            )
        self.update(Content.assemble(*parts))

    def next(self) -> None:
        """From none to sure, think so, a guess, and back to none."""
        values = [None, *(value for value, _ in WORDS)]
        self.choose(values[(values.index(self.chosen) + 1) % len(values)])

    def on_click(self, event: Click) -> None:
        start = len(self.key + LEAD)
        for value, word in WORDS:
            end = start + len(word) + 2
            if start <= event.x < end:
                self.choose(None if value == self.chosen else value)
            start = end
