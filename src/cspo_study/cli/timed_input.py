"""Lines from standard input, waited for no longer than there is time."""

import os
import select
import sys
from time import monotonic

CHUNK = 65536


class TimeUpError(Exception):
    """Nothing was typed in the time there was."""


class TimedLines:
    """Reads lines of its own, past Python's buffer: `select` sees only what is not read yet."""

    def __init__(self, descriptor: int | None = None) -> None:
        self._descriptor = sys.stdin.fileno() if descriptor is None else descriptor
        self._kept = b""

    def line(self, seconds: float) -> str:
        """The next line, without its end. Raises `TimeUpError`, and `EOFError` at the end of the input."""
        end = monotonic() + seconds
        while b"\n" not in self._kept:
            ready, _, _ = select.select([self._descriptor], [], [], max(end - monotonic(), 0.0))
            if not ready:
                raise TimeUpError
            chunk = os.read(self._descriptor, CHUNK)
            if not chunk:
                if not self._kept:
                    raise EOFError
                chunk = b"\n"
            self._kept += chunk
        line, _, self._kept = self._kept.partition(b"\n")
        return line.decode("utf-8", "replace").rstrip("\r")
