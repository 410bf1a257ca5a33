"""An operation on the whole log, killed in the middle: the store is as before it or as after it."""

import os
import signal
from pathlib import Path
from random import Random

import pytest

from cspo_study.content.catalog import Catalog
from cspo_study.progress.attempt import Retraction
from durability.logs import examined, log_of, repaired
from durability.nursery import Nursery, spin
from durability.operations import OPERATIONS
from durability.scene import Scene, alike


@pytest.fixture(scope="module")
def scene(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(catalog, tmp_path_factory.mktemp("operations"))


class Undisturbed:
    """What an operation comes to when nobody kills it: both states of the log, its time, its statements."""

    def __init__(self, nursery: Nursery, scene: Scene, operation: str) -> None:
        self.nursery = nursery
        self.scene = scene
        self.operation = operation
        store = scene.begin(operation)
        self.before = alike(log_of(scene.base))
        _, done = nursery.run("operate", operation=operation, store=str(store), **scene.named(operation))
        self.seconds: float = done.data["seconds"]
        self.statements: int = done.data["statements"]
        self.after = alike(log_of(store))
        assert examined(scene.catalog, store) == []

    def killed(self, *, die_at: int = 0, late: bool = False, moment: float | None = None) -> str:
        """Do it again and be killed; which state it left, once that has proved whole."""
        store = self.scene.begin(self.operation)
        job = {"job": "operate", "operation": self.operation, "store": str(store), **self.scene.named(self.operation)}
        (child,) = self.nursery.start({**job, "die_at": die_at, "late": late, "linger": moment is not None})
        if moment is not None:
            self.nursery.until("go")
            spin(moment)
            os.kill(child, signal.SIGKILL)
        ends = [line.data for line in self.nursery.told() if line.word == "ended"]
        assert ends == [-signal.SIGKILL]
        return self._state(store)

    def _state(self, store: Path) -> str:
        findings = examined(self.scene.catalog, store)
        if self.operation == "repair" and findings:
            assert {finding.code for finding in findings} <= {"altered-rows", "damaged"}
            done = repaired(self.scene.catalog, store)
            assert examined(self.scene.catalog, store) == []
            assert (alike(log_of(store)), done.lost) == (self.after, 0)
            return "before"
        assert findings == []
        log = alike(log_of(store))
        if self.operation in ("rebuild", "repair"):
            assert log == self.after
            return "after"
        assert log in (self.before, self.after)
        return "before" if log == self.before else "after"


WHOLE = [operation for operation in OPERATIONS if operation != "record"]
"""What leads from the same log to the same log each time. Answering has tests of its own: test_killed_processes.py."""


@pytest.mark.parametrize("operation", WHOLE)
def test_an_operation_does_what_it_says(nursery: Nursery, scene: Scene, operation: str) -> None:
    done = Undisturbed(nursery, scene, operation)

    match operation:
        case "undo":
            assert done.after[:-1] == done.before
            assert isinstance(done.after[-1], Retraction)
        case "reset":
            assert done.after == []
        case "restore":
            assert done.after == done.before[: len(done.after)] != []
        case "merge":
            assert done.after[: len(done.before)] == done.before
            assert len(done.after) > len(done.before)
        case _:
            assert done.after == done.before
    assert done.statements >= 3  # begin, insert, commit


@pytest.mark.parametrize("operation", WHOLE)
@pytest.mark.parametrize("share", [0.06, pytest.param(1, marks=pytest.mark.long)])
def test_killed_at_a_statement_it_leaves_the_log_as_before_or_as_after(
    nursery: Nursery, scene: Scene, operation: str, share: float
) -> None:
    undisturbed = Undisturbed(nursery, scene, operation)
    statements = range(1, undisturbed.statements + 1)
    dice = Random(1)
    left = {
        undisturbed.killed(die_at=number, late=late)
        for number in sorted(
            {*dice.sample(statements, min(len(statements), max(8, int(share * len(statements))))), statements[-1]}
        )
        for late in (False, True)
    }
    assert "before" in left or operation == "rebuild"


@pytest.mark.parametrize("operation", WHOLE)
@pytest.mark.parametrize("rounds", [4, pytest.param(40, marks=pytest.mark.long)])
def test_killed_at_any_moment_it_leaves_the_log_as_before_or_as_after(
    nursery: Nursery, scene: Scene, operation: str, rounds: int
) -> None:
    undisturbed = Undisturbed(nursery, scene, operation)
    dice = Random(2)
    for _ in range(rounds):
        undisturbed.killed(moment=dice.random() * undisturbed.seconds * 1.2)
