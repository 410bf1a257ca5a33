"""The log as lines of JSON: nothing is lost on the way out, and nothing doubtful comes in.

The first line names the format; each further one is an entry, its ids as hexadecimal digits. Two logs merge by set
union.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from cspo_study.errors import StoreError
from cspo_study.progress import ids
from cspo_study.progress.attempt import Attempt, Entry, Mode, Retraction, as_kept

FORMAT_VERSION = 1

Id = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]


class Header(Struct, frozen=True):
    """The first line. What else a newer format may have in it does not keep us from telling that it is one."""

    cspo_log: Annotated[int, Meta(ge=1)]


class _Line(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    id: Id
    device: Id
    at: Annotated[int, Meta(gt=0, lt=2**47)]
    utc_offset: Annotated[int, Meta(ge=-1080, le=1080)]


class AnswerLine(_Line, frozen=True, kw_only=True, tag="answer"):
    """An `Attempt`; `shown` and `response` are JSON within."""

    session: Id
    mode: Mode
    question: Annotated[str, Meta(min_length=1)]
    version: Annotated[int, Meta(ge=1, lt=2**31)]
    concept: Annotated[str, Meta(min_length=1)]
    seed: Annotated[int, Meta(ge=0, le=2**63 - 1)]
    shown: msgspec.Raw
    response: msgspec.Raw
    score: Annotated[float, Meta(ge=0, le=1)]
    guess: Annotated[float, Meta(ge=0, lt=1)]
    confidence: Literal["sure", "think", "guess"] | None
    taken: Annotated[int, Meta(ge=0, lt=2**47)]


class RetractionLine(_Line, frozen=True, kw_only=True, tag="retraction"):
    """A `Retraction`."""

    retracts: Id


def to_lines(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The log, a line each, with line ends."""
    yield msgspec.json.encode(Header(FORMAT_VERSION)) + b"\n"
    for entry in entries:
        yield msgspec.json.encode(_line(entry)) + b"\n"


def _line(entry: Entry) -> AnswerLine | RetractionLine:
    fields: dict[str, Any] = entry._asdict()
    for name in ("id", "device", "session", "retracts"):
        if name in fields:
            fields[name] = fields[name].hex()
    if isinstance(entry, Retraction):
        return RetractionLine(**fields)
    return AnswerLine(**(fields | {name: msgspec.Raw(fields[name].encode()) for name in ("shown", "response")}))


def from_lines(path: Path) -> list[Entry]:
    """The entries in a file that `to_lines` wrote.

    Raises `StoreError` naming the first line that is not one of them.
    """
    entries = []
    try:
        with path.open("rb") as lines:
            _check_header(path, lines.readline())
            for number, line in enumerate(lines, start=2):
                if line.strip():
                    entries.append(_entry(path, number, line))
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.", "Name a file that cspo export wrote.") from error
    return entries


def _check_header(path: Path, line: bytes) -> None:
    try:
        header = msgspec.json.decode(line, type=Header)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise refused(path, 1, 'expected the first line of a log, {"cspo_log":1}') from None
    if header.cspo_log > FORMAT_VERSION:
        raise refused(
            path, 1, f"a newer cspo wrote this log (format {header.cspo_log}, this one knows {FORMAT_VERSION})"
        )


def _entry(path: Path, number: int, line: bytes) -> Entry:
    try:
        decoded = msgspec.json.decode(line.decode(), type=AnswerLine | RetractionLine)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise refused(path, number, str(error)) from None
    fields = msgspec.structs.asdict(decoded)
    for name in ("id", "device", "session", "retracts"):
        if name in fields:
            fields[name] = bytes.fromhex(fields[name])
    if fields["id"][6] >> 4 != 7 or ids.time_of(fields["id"]) != fields["at"]:
        raise refused(path, number, "the id is not of the time that 'at' tells")
    if isinstance(decoded, RetractionLine):
        return Retraction(**fields)
    return as_kept(Attempt(**(fields | {name: bytes(fields[name]).decode() for name in ("shown", "response")})))


def refused(path: Path, number: int, reason: str) -> StoreError:
    """A line that cannot be taken in, and the promise that none was."""
    return StoreError(f"{path}:{number}: {reason}.", "Nothing was imported.")
