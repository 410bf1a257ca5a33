"""What a command must not load: start-up is short because of what stays out of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from cspo_study.content.index import open_pack, shipped_content


@pytest.fixture(autouse=True)
def index(folders: Path) -> None:
    """A fresh index of the content, as every installation has one."""
    open_pack(shipped_content(), folders / "cache", keep=True)


PROGRAM = """
import sys
from cspo_study.cli.app import run
status = run(sys.argv[2:])
loaded = [name for name in sys.argv[1].split(",") if name in sys.modules]
sys.stderr.write(f"status {int(status)} loaded {loaded}")
"""


@pytest.mark.parametrize(
    ("command", "absent"),
    [
        ("progress --json", "textual,rich,yaml,asyncio,fsrs,random"),
        ("progress", "textual,yaml,asyncio,fsrs"),
        ("progress --plain", "textual,rich,yaml,asyncio,fsrs"),
        ("note 3.2.1", "textual,rich,yaml,asyncio,fsrs"),
        ("misconceptions", "textual,rich,yaml,asyncio,fsrs"),
        ("glossary wsjf", "textual,rich,yaml,asyncio,fsrs,sqlite3"),
        ("search sprint", "textual,rich,yaml,asyncio,fsrs,sqlite3"),
        ("settings", "textual,rich,yaml,asyncio,fsrs,sqlite3"),
        ("paths", "textual,rich,yaml,asyncio,fsrs,sqlite3"),
        ("content check", "textual,rich,asyncio,fsrs,sqlite3"),
        ("content stats", "textual,rich,asyncio,fsrs,sqlite3"),
        ("content export", "textual,rich,yaml,asyncio,fsrs,sqlite3"),
    ],
)
def test_a_command_loads_only_what_it_needs(command: str, absent: str) -> None:
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, absent, *command.split()], capture_output=True, text=True, check=True
    )
    assert result.stderr.endswith("status 0 loaded []")


def test_a_plain_quiz_draws_no_screen() -> None:
    absent = "textual,rich,yaml,asyncio"
    command = ["quiz", "--domain", "3", "--plain", "-n", "1"]
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, absent, *command], input="1\n", capture_output=True, text=True, check=True
    )
    assert result.stderr.endswith("status 0 loaded []")


def test_the_core_loads_no_front_end() -> None:
    program = """
import importlib, pkgutil, sys, cspo_study
for part in ("content", "learning", "progress", "study"):
    package = importlib.import_module(f"cspo_study.{part}")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"cspo_study.{part}.{module.name}")
print([name for name in ("textual", "rich", "typer") if name in sys.modules])
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
