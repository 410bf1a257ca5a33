"""What can go wrong: every failure a person may see is a `CspoError` with a message, a hint and an exit code."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a `cspo` command ended. The names and numbers are a promise to scripts."""

    FINE = 0
    """It did what was asked."""
    FOUND = 1
    """A check ran to its end and found something to mend."""
    USAGE = 2
    """The command line asks for something that does not exist."""
    CONTENT = 3
    """The content cannot be used as it is written."""
    STORE = 4
    """The progress store cannot be read or written."""
    INTERNAL = 70
    """A fault of cspo itself."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C; everything answered until then is saved."""


class CspoError(Exception):
    """A failure to be told to the person at the keyboard.

    `message` says what happened and where, `hint` what to do about it (may be empty), `code` is a lasting
    kebab-case name for scripts.
    """

    code = "internal"
    exit_code = ExitCode.INTERNAL

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(CspoError):
    """The request names something that is not there."""

    code = "usage"
    exit_code = ExitCode.USAGE


class StoreError(CspoError):
    """The progress store refused to be read or written. Answers acknowledged before are safe."""

    code = "progress-store"
    exit_code = ExitCode.STORE


def nearest(word: str, known: list[str]) -> str | None:
    """The entry of `known` that `word` was probably meant to be, if one is close."""
    from difflib import get_close_matches  # only ever needed on the way to an error

    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), None)
