"""How derived figures are kept: a fold, run answer by answer or again from the log, with the same outcome."""

from typing import Any, Literal, NamedTuple, Protocol

from cspo_study.progress.attempt import Attempt


class Key(NamedTuple):
    """One derived state: its kind (`concept`, `question`, `day`) and which one."""

    kind: str
    name: str


class ByColumn(NamedTuple):
    """The attempts with a value in a column."""

    column: Literal["concept", "question"]
    value: str


class Between(NamedTuple):
    """The attempts from one moment until before another, milliseconds since 1970 UTC."""

    start: int
    end: int


Selection = ByColumn | Between


class Basis(NamedTuple):
    """What the states depend on besides the log: the formulas and settings, and the version of each question."""

    formulas: str
    versions: dict[str, int]


class Projector(Protocol):
    """What the study services derive. The store keeps the states and never looks into them."""

    @property
    def basis(self) -> Basis:
        """When its formulas change, all states are derived again; when a version does, those of its question."""

    def keys(self, attempt: Attempt) -> list[Key]:
        """The states that `attempt` has a part in."""

    def selection(self, key: Key) -> Selection:
        """Attempts among which all that have a part in `key` are; others may be among them."""

    def step(self, key: Key, state: Any, attempt: Attempt) -> Any:  # noqa: ANN401 - a state of the projector's own
        """The state after one more attempt, later than all before. `state` is None before the first."""

    def encode(self, state: Any) -> str:  # noqa: ANN401
        """The state as text to keep."""

    def decode(self, key: Key, text: str) -> Any:  # noqa: ANN401
        """The state that `encode` wrote."""
