"""A fault of the study room itself: noted in a file with its traceback, told in words once the terminal is in order."""

import contextlib
import time
import traceback
from pathlib import Path

from textual.app import App

from cspo_study import __version__
from cspo_study.errors import CspoError
from cspo_study.places import find_places

LOG_NAME = "fault.log"


class FaultError(CspoError):
    """The study room failed. The answers shown as given are in the store, whatever the screen did."""


class Faults(App[int]):
    """Keeps what ended an app, in place of a traceback over the learner's screen."""

    fault: Exception | None = None

    def _handle_exception(self, error: Exception) -> None:
        if self.fault is None:
            self.fault = error
        self._return_code = 1
        if self._exception is None:  # tests under a pilot are given it
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def raise_fault(self) -> None:
        """Raise what ended the app: a failure that has words of its own as it is, anything else as a fault."""
        if self.fault is None:
            return
        if isinstance(self.fault, CspoError):
            raise self.fault
        log = write_log(self.fault, find_places().cache)
        where = f"What happened is written in {log}. " if log else ""
        raise FaultError(
            f"The study room failed: {type(self.fault).__name__}: {self.fault}",
            f"{where}Your answers are safe: each was saved before it was marked. Start again with: cspo study",
        ) from self.fault


def write_log(fault: Exception, folder: Path) -> Path | None:
    """Note a fault with its traceback; the file, or None where it could not be written."""
    path = folder / LOG_NAME
    lines = [f"cspo {__version__}, {time.strftime('%Y-%m-%d %H:%M:%S %z')}\n", *traceback.format_exception(fault)]
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(lines), "utf-8")
        return path
    return None
