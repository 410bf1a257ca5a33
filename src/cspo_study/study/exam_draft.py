"""An assessment that is being taken, on the disk: every answer, flag and the clock, written as they come.

One file beside the store. It is put in place whole, so that a kill at any moment leaves the last answer that was shown
as given, and the clock runs on meanwhile: it is the time of day at which the paper ends.
"""

from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from cspo_study.errors import StoreError
from cspo_study.learning.profile import Profile
from cspo_study.study.beside import write_whole
from cspo_study.study.learner import Learner
from cspo_study.study.responses import Response

FILE_NAME = "exam.json"
FORMAT = 1


class Given(Struct, frozen=True):
    """An answer that was given: the id it will have in the log, and when (milliseconds UTC, minutes east of it)."""

    response: Response
    attempt: bytes
    at: int
    utc_offset: int


class Sheet(Struct):
    """One question of the paper: as it is shown, the chance of a right answer as foretold, time on it in milliseconds,
    what was answered, and whether it is flagged.
    """

    question: str
    version: int
    seed: int
    shown: tuple[int, ...]
    chance: float
    taken: int = 0
    given: Given | None = None
    flagged: bool = False


class Draft(Struct):
    """A paper being taken. `began`, `ends` and `latest` are in milliseconds UTC; `latest` is the latest moment it was
    worked on: a clock that is set back gives no time back. `low` to `high` is where the result was expected.
    """

    format: int
    session: bytes
    name: str
    profile: Profile
    began: int
    ends: int
    latest: int
    expected: float
    low: float
    high: float
    sheets: list[Sheet]
    place: int = 0


def path_in(home: Path) -> Path:
    """Where the draft is kept."""
    return home / FILE_NAME


def save(home: Path, draft: Draft) -> None:
    """Write it. Raises `StoreError`."""
    write_whole(path_in(home), msgspec.json.encode(draft))


def load(home: Path) -> Draft | None:
    """The assessment that is being taken; None if there is none. Raises `StoreError` for a file that is none."""
    path = path_in(home)
    try:
        draft = msgspec.json.decode(path.read_bytes(), type=Draft)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _unreadable(path, str(error)) from error
    if draft.format != FORMAT:
        raise _unreadable(path, "it was written by another cspo")
    return draft


def remove(home: Path) -> None:
    """It is handed in, or thrown away."""
    with suppress(FileNotFoundError):
        path_in(home).unlink()


def in_words(seconds: float) -> str:
    """A time as it is shown: whole minutes while there is plenty, then minutes and seconds."""
    whole = int(seconds)
    if whole >= 300:
        return f"{-(-whole // 60)} minutes"
    minutes, rest = divmod(whole, 60)
    return f"{minutes}:{rest:02} minutes" if minutes else f"{rest} second{'' if rest == 1 else 's'}"


def time_left(learner: Learner) -> float | None:
    """Seconds left of the assessment that is being taken; None if there is none, or none that can be read."""
    try:
        draft = load(learner.home) if learner.home else None
    except StoreError:
        return None
    return max(draft.ends - max(draft.latest, learner.clock().at), 0) / 1000 if draft else None


def _unreadable(path: Path, reason: str) -> StoreError:
    return StoreError(
        f"The assessment in {path} cannot be read: {reason}.",
        "Throw it away and begin anew: cspo exam --drop. Everything in your log is safe.",
    )
