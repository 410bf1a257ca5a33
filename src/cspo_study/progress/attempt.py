"""What the log holds: answers, and answers taken back. Each is kept with a checksum over all its values."""

import struct
import zlib
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

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


def as_kept(attempt: Attempt) -> Attempt:
    """The attempt as SQLite gives it back: its real numbers are real, and a zero has no sign."""
    return attempt._replace(score=attempt.score + 0.0, guess=attempt.guess + 0.0)


def checksum(entry: Entry) -> int:
    """CRC-32 over the values of an entry, each with its kind and length, so that no other values share the bytes."""
    return zlib.crc32(b"".join(_packed(value) for value in (type(entry).__name__, *entry)))


def _packed(value: str | bytes | float | None) -> bytes:
    match value:
        case None:
            return b"n"
        case bytes():
            return b"b" + struct.pack(">I", len(value)) + value
        case str():
            encoded = value.encode()
            return b"s" + struct.pack(">I", len(encoded)) + encoded
        case int():
            return b"i" + struct.pack(">q", value)
    return b"f" + struct.pack(">d", value)


ROW = ("seq", "id", "device", "at", "utc_offset", "retracts", *Attempt._fields[4:], "checksum")
"""The columns of the table `attempt`, in its order."""


def entry_from_row(row: Sequence[Any]) -> Entry | None:
    """The entry that a row in the order of `ROW` holds, or None when its values are not those that were written."""
    _, identity, device, at, utc_offset, retracts, *rest, kept = row
    entry: Entry
    if retracts is not None:
        if any(value is not None for value in rest):
            return None
        entry = Retraction(identity, device, at, utc_offset, retracts)
    else:
        entry = Attempt(identity, device, at, utc_offset, *rest)
        # SQLite keeps a real number without a fraction as an integer.
        if not all(isinstance(number, (int, float)) for number in (entry.score, entry.guess)):
            return None
        entry = entry._replace(score=float(entry.score), guess=float(entry.guess))
    try:
        return entry if checksum(entry) == kept else None
    except (struct.error, AttributeError):  # a number too large, or a value of another kind than any written
        return None
