"""How soon a key shows on the screen, how soon the first question stands there, what memory a long sitting takes.

    python bench/tui.py [--questions 200] [--json]

Keys are typed into the program in a real pseudo-terminal, and the time is taken until all it writes for the key is
out: once nothing has come for a while, the moment of the last bytes counts. The same keys go to a bare Textual app
with the same widgets (a line, texts in a scrolling column, a footer) that shows and marks the same questions and does
nothing else; it says what of the time is Textual's and the machine's.
"""

import argparse
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from startup import CSPO, learner_environment, pin

BARS = {
    "key to repaint, p99 (ms)": 50.0,
    "key to repaint, p99, times a bare app": 1.5,
    "first question, times import textual.app": 1.8,
    "memory after 500 questions, times after 10": 1.1,
}
QUIET = 0.04
"""Seconds without output after which a repaint is over."""
BARE = Path(__file__).with_name("bare_quiz.py")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=7, help="rounds of the start-up measure")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    pin()
    with tempfile.TemporaryDirectory() as folder:
        environment = learner_environment(Path(folder))
        rows = measure(arguments.questions, arguments.rounds, environment)
    if arguments.json:
        print(json.dumps(rows, indent=2))
    else:
        for row in rows:
            bar = f" (bar {row['bar']}, {'within' if row['value'] <= row['bar'] else 'OVER'})" if row["bar"] else ""
            print(f"{row['case']:45} {row['value']:8.2f}{bar}")
    return int(any(row["bar"] and row["value"] > row["bar"] for row in rows))


def measure(questions: int, rounds: int, environment: dict[str, str]) -> list[dict[str, Any]]:
    ours = key_times(quiz(questions), environment, questions)
    bare = key_times([sys.executable, str(BARE), str(questions)], environment, questions)
    values = {
        "key to repaint, p50 (ms)": median(ours) * 1000,
        "key to repaint, p99 (ms)": p99(ours) * 1000,
        "bare app, p50 (ms)": median(bare) * 1000,
        "bare app, p99 (ms)": p99(bare) * 1000,
        "key to repaint, p99, times a bare app": p99(ours) / p99(bare),
        "first question, times import textual.app": start_ratio(rounds, environment),
        "memory after 500 questions, times after 10": memory_ratio(environment),
    }
    return [{"case": case, "value": value, "bar": BARS.get(case)} for case, value in values.items()]


def quiz(questions: int) -> list[str]:
    """A quiz of single choices: one key answers, one goes on."""
    return [CSPO, "quiz", "--type", "single", "-n", str(questions), "--seed", "1"]


def p99(seconds: list[float]) -> float:
    return quantiles(seconds, n=100)[98]


class Program:
    """A program in a pseudo-terminal of 80 by 24."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.started = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execve(command[0], command, environment)

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)

    def until(self, wanted: bytes, patience: float = 30.0) -> float:
        """Seconds from the start until `wanted` was written."""
        seen = b""
        while wanted not in seen:
            ready, _, _ = select.select([self.terminal], [], [], patience)
            if not ready:
                raise TimeoutError(f"no {wanted!r} within {patience} seconds")
            seen += os.read(self.terminal, 65536)
        return time.perf_counter() - self.started

    def press(self, key: bytes) -> float:
        """Seconds from a key to the last bytes that it leads to."""
        start = time.perf_counter()
        os.write(self.terminal, key)
        last = start
        patience = 5.0
        while True:
            ready, _, _ = select.select([self.terminal], [], [], patience)
            if not ready:
                break
            os.read(self.terminal, 65536)
            last = time.perf_counter()
            patience = QUIET
        return last - start

    def settle(self) -> None:
        """Wait until nothing is written any more."""
        while select.select([self.terminal], [], [], 0.3)[0]:
            os.read(self.terminal, 65536)

    def memory(self) -> int:
        """Resident memory in kilobytes."""
        return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text())[1])  # type: ignore[index]


def key_times(command: list[str], environment: dict[str, str], questions: int) -> list[float]:
    """Seconds of each key: an answer and a step to the next question, `questions` times."""
    with Program(command, environment) as program:
        program.until(b"1 of ")
        program.settle()
        return [program.press(key) for _ in range(questions - 1) for key in (b"1", b"\r")]


def start_ratio(rounds: int, environment: dict[str, str]) -> float:
    """The first painted question as a multiple of `import textual.app`, round by round."""
    ratios = []
    for warm_up in [True] + [False] * rounds:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import textual.app"], env=environment, check=True)
        imported = time.perf_counter() - start
        with Program(quiz(10), environment) as program:
            painted = program.until(b"answers at once")
        if not warm_up:
            ratios.append(painted / imported)
    return median(ratios)


def memory_ratio(environment: dict[str, str]) -> float:
    """Memory after 500 questions against after 10."""
    with Program(quiz(510), environment) as program:
        program.until(b"1 of ")
        program.settle()
        for number in range(500):
            program.press(b"1")
            program.press(b"\r")
            if number == 9:
                early = program.memory()
        return program.memory() / early


if __name__ == "__main__":
    sys.exit(main())
