"""A real terminal for tests: `cspo` in a pseudo-terminal, keys typed into it, its screen read as text."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import pexpect
import pyte

from support import CSPO

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "ctrl+c": "\x03",
    "ctrl+s": "\x13",
}
PATIENCE = 20.0
"""Seconds after which a screen that does not come is a failure; it usually takes a few hundredths."""


class Terminal:
    """`cspo` running in a terminal of `columns` by `lines`. Use it in a `with`."""

    def __init__(self, *arguments: str, folders: Path, columns: int = 80, lines: int = 24, **env: str) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream: Any = pyte.Stream(self._screen)
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **env}
        for kind in ("data", "config", "cache"):
            environment[f"CSPO_{kind.upper()}_DIR"] = str(folders / kind)
        self.child = pexpect.spawn(
            CSPO,
            list(arguments),
            env=environment,
            dimensions=(lines, columns),
            encoding="utf-8",
            codec_errors="replace",
        )

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.child.close(force=True)

    def press(self, *keys: str) -> None:
        """Type keys by name, or text as it is."""
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def text(self) -> str:
        """What the screen shows, its lines joined by line ends."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def until(self, *wanted: str) -> str:
        """Wait until the screen shows all of `wanted`, and return its text."""
        return self.until_true(lambda text: all(part in text for part in wanted), " and ".join(map(repr, wanted)))

    def until_true(self, holds: Callable[[str], bool], what: str) -> str:
        """Wait until `holds` of the screen's text."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self._read()
            if holds(self.text()):
                return self.text()
        raise AssertionError(f"no {what} on:\n{self.text()}")

    def until_ended(self) -> int:
        """Wait for the program to end, and return its exit code."""
        end = time.monotonic() + PATIENCE
        while self._read() and time.monotonic() < end:
            pass
        self.child.close()
        return -1 if self.child.exitstatus is None else int(self.child.exitstatus)

    def _read(self) -> bool:
        """Take in what the program wrote; False once it has ended."""
        try:
            self._stream.feed(self.child.read_nonblocking(65536, timeout=0.1))
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        return True
