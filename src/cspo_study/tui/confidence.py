"""How sure one is, told together with an answer: the key, or the click, that says so gives the answer too."""

from collections.abc import Mapping
from typing import NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from cspo_study.learning.memory import Confidence
from cspo_study.study.plaintext import columns

GAP = "   "
WHILE_TYPING = "^t says how sure:  "


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

    class Said(Message):
        """A word was clicked."""

        def __init__(self, confidence: Confidence) -> None:
            super().__init__()
            self.confidence = confidence

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__(id="confidence")
        self.chosen: Confidence | None = None
        self._keymap = keymap
        self._is_asking = False
        self._instead_of: str | None = None

    def ask(self, instead_of: str | None) -> None:
        """Ask anew. `instead_of` names what the keys take the place of; None while typing, when there are no such."""
        self._is_asking, self._instead_of = True, instead_of
        self.choose(None)

    def choose(self, confidence: Confidence | None) -> None:
        """Mark a word, or none."""
        self.chosen = confidence
        lead = WHILE_TYPING if self._instead_of is None else ""
        tail = f"instead of {self._instead_of}" if self._instead_of else ""
        told = [(f"{text}{GAP}", "bold $accent" if value == confidence else "") for value, text in self._shown()]
        self.update(Content.assemble(lead, *told, tail), layout=False)

    def next(self) -> None:
        """From none to sure, think so, a guess, and back to none."""
        values = [None, *(word.confidence for word in WORDS)]
        self.choose(values[(values.index(self.chosen) + 1) % len(values)])

    def look_back(self) -> None:
        """The answer is given: say what was said with it."""
        self._is_asking = False
        past = next((word.past for word in WORDS if word.confidence == self.chosen), "")
        self.update(past, layout=False)

    def _shown(self) -> list[tuple[Confidence, str]]:
        """The words as they stand there: the chosen one in brackets, for those who see no colours."""
        shown = []
        for word in WORDS:
            text = f"[{word.text}]" if word.confidence == self.chosen else word.text
            shown.append((word.confidence, text if self._instead_of is None else f"{self._key(word)} {text}"))
        return shown

    def _key(self, word: Word) -> str:
        keys = self._keymap.get(word.binding.id or "", word.binding.key)
        return self.app.get_key_display(Binding(keys.partition(",")[0], "", ""))

    def on_click(self, event: Click) -> None:
        start = 0 if self._instead_of is not None else columns(WHILE_TYPING)
        for confidence, text in self._shown() if self._is_asking else ():
            if start <= event.x < start + columns(text):
                self.post_message(self.Said(confidence))
            start += columns(text) + len(GAP)
