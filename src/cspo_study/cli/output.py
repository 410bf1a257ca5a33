"""What commands write: data to standard output, everything else to standard error, failures in one form."""

import os
import sys
from typing import Any

import msgspec

from cspo_study.errors import CspoError, ExitCode

ENVELOPE_VERSION = 1


class ErrorEntry(msgspec.Struct, frozen=True):
    """One failure as scripts see it."""

    code: str
    message: str
    hint: str


def write_json(command: str, data: object, errors: list[ErrorEntry] | None = None) -> None:
    """The one document that `--json` prints."""
    document = {
        "cspo": ENVELOPE_VERSION,
        "command": command,
        "status": "error" if errors else "ok",
        "data": data,
        "errors": errors or [],
    }
    write_document(document)


def write_document(document: Any) -> None:  # noqa: ANN401 - anything msgspec can encode
    """A JSON document, indented, on standard output."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(document)).decode() + "\n")


def narrate(text: str) -> None:
    """A line for the person at the keyboard; never part of the data."""
    sys.stderr.write(text + "\n")


def report(error: CspoError, command: str, *, as_json: bool) -> ExitCode:
    """Tell of a failure, and return the exit code it ends with."""
    if as_json:
        write_json(command, None, entries(error))
    else:
        narrate(f"cspo: {error.message}" + (f"\n{error.hint}" if error.hint else ""))
    return error.exit_code


def entries(error: CspoError) -> list[ErrorEntry]:
    """A failure's entries in the JSON document: one, or one for each problem of invalid content."""
    problems = getattr(error, "problems", None)
    if problems:
        return [ErrorEntry(error.code, str(problem), problem.expected) for problem in problems]
    return [ErrorEntry(error.code, error.message, error.hint)]


def discard_stdout() -> None:
    """The reader of standard output is gone: let nothing more be written to it."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())
    os.close(sink)


def print_line(text: str) -> None:
    """A line of data for a person, on standard output."""
    sys.stdout.write(text + "\n")
