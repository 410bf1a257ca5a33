"""A process that has everything loaded and forks a fresh one for each job: a new `cspo` in milliseconds.

Run as a script it is that process. It reads jobs from its standard input and writes what they tell, line by line, to
its standard output. `Nursery` is its other end.
"""

import json
import os
import select
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

HERE = Path(__file__)
PATIENCE = 120.0
"""Seconds after which a silent process fails the test."""


class Line(NamedTuple):
    """What a child told: which child it was, a word, and what belongs to it."""

    child: int
    word: str
    data: Any


class Nursery:
    """The end that tests hold."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(HERE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        self._unread = b""
        assert self._next().word == "ready"

    def close(self) -> None:
        """Send it home."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._process.stdout.close()

    def start(self, *jobs: dict[str, Any]) -> list[int]:
        """Have a child begin each job; their process ids. Each job is `job`, its name, and its arguments."""
        self.say(json.dumps(jobs))
        return [self._next().data for _ in jobs]

    def say(self, line: str) -> None:
        """Give the nursery a line or, while it waits for its children, the one child that listens."""
        assert self._process.stdin
        self._process.stdin.write(line.encode() + b"\n")

    def told(self) -> Iterator[Line]:
        """What the children tell until all of them have ended. One that failed fails the test."""
        while (line := self._next()).word != "all ended":
            assert line.word != "failed", line.data
            yield line

    def until(self, word: str) -> Line:
        """What is told with `word`, next."""
        return next(line for line in self.told() if line.word == word)

    def run(self, job: str, **arguments: Any) -> list[Line]:  # noqa: ANN401
        """Do one job to its end; what it told."""
        self.start({"job": job, **arguments})
        return [line for line in self.told() if line.word != "ended"]

    def _next(self) -> Line:
        stream = self._process.stdout
        assert stream
        while b"\n" not in self._unread:
            ready, _, _ = select.select([stream], [], [], PATIENCE)
            assert ready, "the nursery is silent"
            more = os.read(stream.fileno(), 65536)
            assert more, "the nursery is gone"
            self._unread += more
        line, _, self._unread = self._unread.partition(b"\n")
        return Line(*json.loads(line))


def spin(seconds: float) -> None:
    """Let a moment pass that is too short to sleep."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


# --- the process itself -----------------------------------------------------------------------------------------------


class Teller:
    """What a child tells with; each line reaches the pipe at once and whole."""

    def __init__(self, child: int) -> None:
        self._child = child

    def __call__(self, word: str, data: Any = None) -> None:  # noqa: ANN401
        os.write(1, json.dumps((self._child, word, data)).encode() + b"\n")


def main() -> None:
    """Load everything, then work off jobs."""
    sys.path[:0] = [str(HERE.parents[1])]
    from durability import jobs

    jobs.warm_up()
    tell = Teller(-1)
    tell("ready")
    while line := _line():
        wanted = json.loads(line)
        gates = []
        children = []
        for number, job in enumerate(wanted):
            read, write = os.pipe()
            child = os.fork()
            if child == 0:
                os.read(read, 1)  # what the nursery says of it comes first
                _work(Teller(number), job)
            os.close(read)
            gates.append(write)
            children.append(child)
            Teller(number)("begun", child)
        for gate in gates:
            with suppress(BrokenPipeError):  # the child has been killed already
                os.write(gate, b".")
            os.close(gate)
        for number, child in enumerate(children):
            _, status = os.waitpid(child, 0)
            Teller(number)("ended", os.waitstatus_to_exitcode(status))
        tell("all ended")


def _line() -> str:
    """One line of standard input, read so that nothing after it is taken from a child."""
    line = b""
    while not line.endswith(b"\n"):
        more = os.read(0, 1)
        if not more:
            return ""
        line += more
    return line.decode()


def _work(tell: Teller, job: dict[str, Any]) -> NoReturn:
    from durability import jobs

    try:
        getattr(jobs, job.pop("job"))(tell, **job)
    except BaseException:  # noqa: BLE001 - it has to be told, and the child must not go on as a second nursery
        tell("failed", traceback.format_exc())
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
