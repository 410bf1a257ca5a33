"""What a learner hangs on questions: a flag, and a note to oneself.

They are no answers and no content, so they live in a small file of their own beside the store. A file that cannot be
read is put aside, never written over.
"""

import contextlib
import os
from pathlib import Path

import msgspec

from cspo_study.errors import StoreError

FILE_NAME = "marks.json"


class Kept(msgspec.Struct, frozen=True):
    """The file's layout."""

    flagged: frozenset[str] = frozenset()
    notes: dict[str, str] = {}


class Marks:
    """The marks of one learner. Every change is on disk, whole or not at all, when its method returns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = _read(path)

    @classmethod
    def beside(cls, store: Path) -> "Marks":
        """The marks that go with a store."""
        return cls(store.with_name(FILE_NAME))

    @property
    def flagged(self) -> frozenset[str]:
        """The ids of the questions flagged."""
        return self._kept.flagged

    @property
    def notes(self) -> dict[str, str]:
        """Notes to oneself, by the question's id."""
        return dict(self._kept.notes)

    def flag(self, question: str) -> bool:
        """Flag a question, or take its flag away; whether it is flagged now. Raises `StoreError`."""
        self._keep(Kept(self._kept.flagged ^ {question}, self._kept.notes))
        return question in self._kept.flagged

    def write(self, question: str, text: str) -> None:
        """Keep a note on a question; an empty one takes it away. Raises `StoreError`."""
        others = {name: note for name, note in self._kept.notes.items() if name != question}
        self._keep(Kept(self._kept.flagged, others | ({question: text.strip()} if text.strip() else {})))

    def _keep(self, kept: Kept) -> None:
        try:
            write_whole(self._path, msgspec.json.encode(kept, order="deterministic"))
        except OSError as error:
            raise StoreError(f"{self._path} could not be written: {error.strerror}.", "Nothing was changed.") from error
        self._kept = kept


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that whoever reads it finds all of the old one or all of the new. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _read(path: Path) -> Kept:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Kept)
    except FileNotFoundError:
        return Kept()
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        with contextlib.suppress(OSError):
            path.replace(path.with_name(f"{path.name}.damaged"))
        return Kept()
