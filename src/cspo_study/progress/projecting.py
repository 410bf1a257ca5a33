"""How derived figures are kept: a fold, run answer by answer or again from the log, with the same outcome."""

from typing import NamedTuple, Protocol

from cspo_study.progress.attempt import Attempt


class Key(NamedTuple):
    """One derived state: its kind (`concept`, `question`) and which one."""

    kind: str
    name: str


class Projector(Protocol):
    """What the study services derive. The store keeps the states and never looks into them."""

    @property
    def basis(self) -> str:
        """What the states depend on besides the log, as text; when it changes, they are rebuilt."""

    def keys(self, attempt: Attempt) -> list[Key]:
        """The states that `attempt` has a part in."""

    def step(self, key: Key, state: str | None, attempt: Attempt) -> str:
        """The state after one more attempt, later than all before. `state` is None before the first."""
