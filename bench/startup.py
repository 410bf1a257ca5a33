"""How soon `cspo` is there, as multiples of a bare interpreter measured in the same run.

    python bench/startup.py [--rounds 15] [--json]

Every round runs each case once, in turn and pinned to one processor, so that a machine that speeds up or slows down
does so for all; the ratio is taken round by round and its median printed. The data, config and cache folders are
found as on a learner's machine (through the XDG variables, pointed at a temporary folder), and the store holds
answers.
"""

import argparse
import json
import os
import pty
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

CSPO = str(Path(sys.executable).with_name("cspo"))
BARS = {
    "--version": 1.3,
    "progress --json": 8.0,
    "progress": 10.0,
    "quiz --plain, first question": 8.5,
    "study, first painted screen": 35.0,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    pin()
    with tempfile.TemporaryDirectory() as folder:
        environment = learner_environment(Path(folder))
        rows = measure(arguments.rounds, environment)
    if arguments.json:
        print(json.dumps(rows, indent=2))
    else:
        print(f"bare interpreter: {rows[0]['milliseconds']:.1f} ms, {arguments.rounds} rounds, one processor")
        for row in rows[1:]:
            verdict = "within" if row["ratio"] <= row["bar"] else "OVER"
            print(
                f"{row['case']:32} {row['ratio']:5.2f} x  ({row['milliseconds']:.0f} ms, bar {row['bar']}, {verdict})"
            )
    return int(any(row["ratio"] > row["bar"] for row in rows[1:]))


def pin() -> None:
    """Keep this process and its children on one processor, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def learner_environment(home: Path) -> dict[str, str]:
    """A learner's environment with 20 answers in the store."""
    ours = ("CSPO_", "PYTHON")  # a variable such as PYTHONDONTWRITEBYTECODE would have every module compiled anew
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment |= {"XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config")}
    environment |= {"XDG_CACHE_HOME": str(home / "cache"), "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    command = [CSPO, "quiz", "--domain", "3", "--plain", "--type", "single", "-n", "20"]
    subprocess.run(command, env=environment, input="1\n" * 40, text=True, capture_output=True, check=True)
    return environment


def measure(rounds: int, environment: dict[str, str]) -> list[dict[str, Any]]:
    def command(*arguments: str) -> Callable[[], float]:
        return lambda: until_end(list(arguments), environment)

    cases: dict[str, Callable[[], float]] = {
        "python -c pass": command(sys.executable, "-c", "pass"),
        "--version": command(CSPO, "--version"),
        "progress --json": command(CSPO, "progress", "--json"),
        "progress": command(CSPO, "progress"),
        "quiz --plain, first question": lambda: until_question(environment),
        "study, first painted screen": lambda: until_painted(environment),
    }
    seconds: dict[str, list[float]] = {name: [] for name in cases}
    for warm_up in [True] + [False] * rounds:
        for name, run in cases.items():
            taken = run()
            if not warm_up:
                seconds[name].append(taken)
    bare = seconds["python -c pass"]
    return [
        {
            "case": name,
            "milliseconds": median(taken) * 1000,
            "ratio": median(one / other for one, other in zip(taken, bare, strict=True)),
            "bar": BARS.get(name, 1.0),
        }
        for name, taken in seconds.items()
    ]


def until_end(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def until_question(environment: dict[str, str]) -> float:
    """To the prompt of the first question: everything on it is out by then."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [CSPO, "quiz", "--domain", "3", "--plain", "--type", "single"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    seen = b""
    while b"Your answer:" not in seen:
        seen += os.read(process.stdout.fileno(), 65536)
    taken = time.perf_counter() - start
    process.stdin.close()
    process.stdout.read()
    process.wait()
    return taken


def until_painted(environment: dict[str, str]) -> float:
    """To the last line of the home screen, in a real pseudo-terminal."""
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execve(CSPO, [CSPO, "study"], environment)
    seen = b""
    while b"from weak to strong" not in seen:
        ready, _, _ = select.select([terminal], [], [], 20)
        if not ready:
            raise TimeoutError("the study room did not paint within 20 seconds")
        seen += os.read(terminal, 65536)
    taken = time.perf_counter() - start
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    return taken


if __name__ == "__main__":
    sys.exit(main())
