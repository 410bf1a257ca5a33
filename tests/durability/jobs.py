"""What the children of the nursery do. Everything goes through the services that a learner's commands use."""

import os
import resource
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from cspo_study.content.catalog import Catalog
from cspo_study.content.index import open_pack, shipped_content
from cspo_study.errors import StoreError
from cspo_study.study.learner import Learner
from cspo_study.study.report import coverage
from durability.faults import Faults
from durability.logs import LATER, NOON, PassingClock, answer_one, examined, grow, repaired, sitting, upkeep
from durability.operations import OPERATIONS

Tell = Callable[..., None]

catalog: Catalog


def warm_up() -> None:
    """Load the content, and run everything once that loads a module when it is first used."""
    global catalog  # noqa: PLW0603 - set once, before the children fork
    catalog = Catalog(open_pack(shipped_content(), Path("no cache")))
    with tempfile.TemporaryDirectory(prefix="cspo-warm-") as folder:
        store = Path(folder) / "progress.db"
        with closing(Learner.open(catalog, store, PassingClock(NOON))) as learner:
            grow(learner, 12)
        look_after = upkeep(catalog, store)
        copy = look_after.back_up(Path(folder) / "copy.db")
        look_after.export(Path(folder) / "log.jsonl")
        look_after.merge(Path(folder) / "log.jsonl")
        look_after.restore(copy)
        look_after.reset()
        store.write_bytes(b"not a database")
        examined(catalog, store)
        repaired(catalog, store)


def answer(tell: Tell, store: str, at: int, seed: int, answers: int, step: int, undo_each: int = 0) -> None:
    """Answer questions, and tell the id of each answer once it is acknowledged."""
    dice = Random(seed)
    with closing(Learner.open(catalog, Path(store), PassingClock(at, step))) as learner:
        session = sitting(learner, dice)
        for number in range(1, answers + 1):
            tell("ack", answer_one(session, dice).hex())
            if undo_each and number % undo_each == 0:
                taken_back = session.answered[-1].attempt
                session.undo()
                tell("undone", taken_back.hex())


class Death(Faults):
    """What goes wrong is that the process is killed."""

    def happen(self, statement: str) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def operate(
    tell: Tell,
    operation: str,
    store: str,
    die_at: int = 0,
    *,
    late: bool = False,
    linger: bool = False,
    **named: Any,  # noqa: ANN401
) -> None:
    """Do one of `OPERATIONS`; with `die_at`, be killed at that statement; with `linger`, wait to be killed at last."""
    death = Death(die_at, late=late)
    sqlite3.connect = death.connect  # type: ignore[assignment]
    tell("go")
    begun = time.perf_counter()
    OPERATIONS[operation](catalog, Path(store), **named)
    tell("done", {"seconds": time.perf_counter() - begun, "statements": death.seen})
    if linger:
        signal.pause()


def answer_within(tell: Tell, store: str, at: int, answers: int, size: int | None = None) -> None:
    """Answer until that is refused, tell it, and try the same answer again once there is room.

    With `size` no file may grow beyond so many bytes at first: a process may lift a limit that it set for itself.
    Without one the test makes room, and says so. Tells the size of the largest file too.
    """
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    path, dice, clock = Path(store), Random(1), PassingClock(at)
    if size is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, unlimited[1]))
    learner = None
    refused: list[str] = []
    for _ in range(answers):
        try:
            learner = learner or Learner.open(catalog, path, clock)
            session = sitting(learner, dice, 1)
            response = dice.getrandbits(1)
            tell("ack", answer_one(session, Random(response)).hex())
        except StoreError as error:
            refused = [error.message, error.hint]
            break
    if refused:
        tell("refused", refused)
        if size is None:
            sys.stdin.readline()
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        if learner:
            tell("ack", answer_one(session, Random(response)).hex())
    resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    learner = learner or Learner.open(catalog, path, clock)
    with closing(learner):
        tell("size", max(file.stat().st_size for file in path.parent.glob("progress.db*")))
        if refused or size is not None:  # there is room for certain
            tell("ack", answer_one(sitting(learner, dice, 1), dice).hex())


def operate_within(tell: Tell, operation: str, store: str, size: int, **named: Any) -> None:  # noqa: ANN401
    """Do one of `OPERATIONS` while no file may grow beyond `size` bytes; tell what comes of it."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        OPERATIONS[operation](catalog, Path(store), **named)
    except StoreError as error:
        tell("refused", [error.message, error.hint])
    else:
        tell("done")


def look_without_rights(tell: Tell, store: str) -> None:
    """Do what reads, and what would write, as somebody who may not write into the folder."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    path = Path(store)
    tell("read", figures(path))
    tell("examined", [tuple(finding) for finding in examined(catalog, path)])
    tell("exported", [line.decode() for line in upkeep(catalog, path).export(None)])
    for name in ("record", "undo", "repair", "reset", "back up"):
        try:
            OPERATIONS[name](catalog, path)
        except StoreError as error:
            tell("refused", [name, error.message, error.hint])
        else:
            tell("failed", f"{name} was not refused")


def figures(store: Path) -> Any:  # noqa: ANN401
    """Everything that is derived, as text that compares."""
    with closing(Learner.read(catalog, store, PassingClock(LATER, 0))) as learner:
        return [repr(one) for one in (learner.concepts(), learner.questions(), learner.days(), coverage(learner))]


def converse(tell: Tell, store: str, at: int) -> None:
    """Open the store, then do as told line by line: answer, take back, or end."""
    dice = Random(at)
    with closing(Learner.open(catalog, Path(store), PassingClock(at, 1000))) as learner:
        session = sitting(learner, dice)
        tell("open")
        for line in sys.stdin:
            match line.strip():
                case "answer":
                    tell("ack", answer_one(session, dice).hex())
                case "undo":
                    undone = session.undo()
                    tell("undone", undone.question if undone else None)
                case "end":
                    return
