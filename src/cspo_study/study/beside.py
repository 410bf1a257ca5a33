"""Small files beside the store: written whole or not at all, or a line at a time."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from cspo_study.errors import StoreError

T = TypeVar("T")


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` in the place of what `path` holds; it is on the disk when this returns. Raises `StoreError`."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def append_line(path: Path, entry: object) -> None:
    """Add one entry as a line of JSON; it is on the disk when this returns. Raises `StoreError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as file:
            begun = file.tell() and not _ends_a_line(file.fileno(), file.tell())
            file.write((b"\n" if begun else b"") + msgspec.json.encode(entry) + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _unwritable(path, error) from error


def read_lines(path: Path, kind: type[T]) -> Iterator[T]:
    """The entries of a file of lines; a line that was cut short, or is of a later cspo, is left out."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return
    for line in lines:
        try:
            entry = msgspec.json.decode(line, type=kind)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue
        yield entry


def _ends_a_line(descriptor: int, size: int) -> bool:
    return os.pread(descriptor, 1, size - 1) == b"\n"


def _unwritable(path: Path, error: OSError) -> StoreError:
    hint = "Check that the folder can be written to (cspo paths shows it). Everything answered before is safe."
    return StoreError(f"{path} could not be written: {error.strerror or error}.", hint)
