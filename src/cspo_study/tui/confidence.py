"""How sure one is, told together with an answer: the key, or the click, that says so gives the answer too."""

from collections.abc import Mapping
from typing import NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from cspo_study.learning.memory import Confidence
from cspo_study.study.plaintext import columns

GAP = "   "


class Word(NamedTuple):
    """What can be said, the binding that says it, and how it reads once it is said."""

    confidence: Confidence
    text: str
    binding: Binding
    past: str


def _word(confidence: Confidence, text: str, key: str, name: str, past: str) -> Word:
    bound = Binding(key, f"sure('{confidence}')", text.capitalize(), show=False, id=f"session.{name}")
    return Word(confidence, text, bound, past)


WORDS = (
    _word("sure", "sure", "plus", "sure", "You were sure."),
    _word("think", "think so", "equals_sign", "think-so", "You thought so."),
    _word("guess", "a guess", "minus", "guess", "You guessed."),
)


class ConfidenceLine(Static):
    """The three words with their keys, and the one chosen marked. Nothing is chosen until somebody does."""

    DEFAULT_CSS = "ConfidenceLine { height: 1; text-wrap: nowrap; text-overflow: ellipsis; color: $secondary; }"

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__(id="confidence")
        self.chosen: Confidence | None = None
        self._keymap = keymap
        self._is_typing = False
        self._how = ""

    def ask(self, how: str, *, typing: bool) -> None:
        """Ask anew. `how` says where the keys come in; while typing they are signs in the text, whatever the keymap."""
        self._is_typing, self._how = typing, how
        self.choose(None)

    def choose(self, confidence: Confidence | None) -> None:
        """Mark a word, or none."""
        self.chosen = confidence
        told = [(self._told(word) + GAP, "bold $accent" if word.confidence == confidence else "") for word in WORDS]
        self.update(Content.assemble(*told, self._how), layout=False)

    def look_back(self) -> None:
        """The answer is given: say what was said with it."""
        past = next((word.past for word in WORDS if word.confidence == self.chosen), "")
        self.update(past, layout=False)

    def _told(self, word: Word) -> str:
        """A word as it stands there, behind its key: the chosen one in brackets, for those who see no colours."""
        own = None if self._is_typing else self._keymap.get(word.binding.id or "")
        keys = own or word.binding.key
        key = self.app.get_key_display(Binding(keys.partition(",")[0], "", ""))
        return f"{key} [{word.text}]" if word.confidence == self.chosen else f"{key} {word.text}"

    async def on_click(self, event: Click) -> None:
        start = 0
        for word in WORDS:
            end = start + columns(self._told(word))
            if start <= event.x < end:
                await self.run_action(f"screen.{word.binding.action}")
                return
            start = end + len(GAP)
