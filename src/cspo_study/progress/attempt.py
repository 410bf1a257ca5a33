"""What the log holds: answers, and answers taken back."""

from typing import Literal, NamedTuple

Mode = Literal["study", "quiz", "review", "exam", "diagnostic"]


class Attempt(NamedTuple):
    """One graded answer. Fields are those of the table `attempt`; see schema.sql for units and ranges."""

    id: bytes
    device: bytes
    at: int
    utc_offset: int
    session: bytes
    mode: Mode
    question: str
    version: int
    concept: str
    seed: int
    shown: str
    response: str
    score: float
    guess: float
    confidence: str | None
    taken: int


class Retraction(NamedTuple):
    """One answer taken back: `retracts` is its id."""

    id: bytes
    device: bytes
    at: int
    utc_offset: int
    retracts: bytes


Entry = Attempt | Retraction
