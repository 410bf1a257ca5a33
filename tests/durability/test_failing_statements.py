"""A disk that fails at any one statement: it is said, the log is as before or as after, and trying again works."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import pytest

from answering import right_response
from cspo_study.content.catalog import Catalog
from cspo_study.errors import StoreError
from cspo_study.progress.attempt import Attempt, Entry, Retraction
from cspo_study.study.learner import Learner
from durability.faults import Faults, installed
from durability.logs import HOUR, LATER, PassingClock, examined, in_memory, log_of, sitting
from durability.operations import OPERATIONS
from durability.scene import Scene, alike

MODES = [{}, {"lasting": True}, {"late": True}]
IDS = ["once", "from then on", "once the work is done"]

ROOM = r"Check that the disk has room\. Everything answered before is safe\."
FOLDER = r"Check that there is room and that \S+ can be written to\."
TOLD = {
    r"The progress store \S+progress\.db(\.new)? cannot be used: disk I/O error\.": ROOM,
    r"The progress store \S+cspo-restore-\S+copy\.db cannot be used: disk I/O error\.": ROOM,
    r"The backup \S+\.db could not be written: disk I/O error\.": FOLDER,
    r"\S+past\.db cannot be used: disk I/O error\.": "Name another backup: cspo backup --list",
}
"""What may be said, and what to do then."""


def assert_told(error: StoreError) -> None:
    """It says which file, what happened and what to do."""
    hints = [hint for pattern, hint in TOLD.items() if re.fullmatch(pattern, error.message)]
    assert hints, error.message
    assert re.fullmatch(hints[0], error.hint)


@pytest.fixture(scope="module")
def scene(catalog: Catalog) -> Iterator[Scene]:
    with in_memory() as folder:
        yield Scene(catalog, folder)


def statements_of(scene: Scene, operation: str) -> int:
    """How many statements the operation runs when none of them fails."""
    store = scene.begin(operation)
    with installed(Faults()) as faults:
        OPERATIONS[operation](scene.catalog, store, **scene.named(operation))
    return faults.seen


@pytest.mark.parametrize("share", [0.05, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("mode", MODES, ids=IDS)
@pytest.mark.parametrize("operation", ["undo", "merge", "restore", "reset", "rebuild", "repair", "migrate"])
def test_a_statement_that_fails_changes_nothing(
    scene: Scene, operation: str, mode: dict[str, bool], share: float
) -> None:
    work, named = OPERATIONS[operation], scene.named(operation)
    before = alike(log_of(scene.base))
    statements = statements_of(scene, operation)
    after = alike(log_of(scene.folder / "now" / "progress.db"))
    dice = Random(1)
    some = dice.sample(range(1, statements + 1), max(8, int(share * statements)))
    for at in sorted({1, 2, 3, *some, *range(statements - 3, statements + 1)}):
        store = scene.begin(operation)
        failed = False
        with installed(Faults(at, **mode)) as faults:
            try:
                work(scene.catalog, store, **named)
            except StoreError as error:
                failed = True
                assert_told(error)
        assert faults.struck
        found = examined(scene.catalog, store)
        if operation == "repair" and found:
            assert {finding.code for finding in found} == {"altered-rows"}
        else:
            assert found == []
            log = alike(log_of(store))
            assert log in (before, after)
            assert failed or log == after
            if log == after and operation == "undo":
                continue  # it was done after all: once more would take back one more
        work(scene.catalog, store, **named)
        assert examined(scene.catalog, store) == []
        assert alike(log_of(store)) == after


class Sitting:
    """Someone in the middle of a sitting, on connections that can be made to fail."""

    def __init__(self, catalog: Catalog, store: Path, answers: int) -> None:
        self.catalog = catalog
        self.store = store
        self.learner = Learner.open(catalog, store, PassingClock(LATER, step=HOUR // 3))
        self.session = sitting(self.learner, Random(1), 9)
        for _ in range(answers):
            self.answer()

    def answer(self) -> None:
        asked = self.session.current
        assert asked
        self.session.answer(right_response(asked.question))

    def undo(self) -> None:
        self.session.undo()

    def log(self) -> list[Entry]:
        """What the file holds by now."""
        return log_of(self.store)


@pytest.mark.parametrize("mode", MODES, ids=IDS)
@pytest.mark.parametrize("what", ["answer", "undo"])
def test_an_open_store_goes_on_once_the_disk_does(
    catalog: Catalog, memory: Path, what: str, mode: dict[str, bool]
) -> None:
    """Every statement of one answer, and of taking one back, fails in turn. It is tried again on the same store."""
    at = 0
    with installed(Faults(**mode)) as faults:
        while True:
            at += 1
            store = memory / str(at) / "progress.db"
            with closing_quietly(Sitting(catalog, store, answers=3)) as person:
                before = person.log()
                faults.arm(at)
                failed = None
                try:
                    getattr(person, what)()
                except StoreError as error:
                    failed = error
                    assert_told(error)
                struck = bool(faults.struck)
                faults.arm(0)
                left = person.log()
                place = person.session.number
                if failed and not (what == "undo" and left != before):
                    assert left == before or mode.get("late")
                    assert place == 4
                    getattr(person, what)()
                log = person.log()
                assert log[:3] == before
                assert len(log) == 4
                assert isinstance(log[3], Attempt if what == "answer" else Retraction)
                assert person.session.number == (5 if what == "answer" else 3) or left != before
                person.answer()
                assert len(person.log()) == 5
            assert examined(catalog, store, LATER + 1000 * HOUR) == []
            if not struck:
                break
    assert at > 3  # begin, insert, commit


@contextmanager
def closing_quietly(person: Sitting) -> Iterator[Sitting]:
    """The sitting, until the end of the block."""
    with closing(person.learner):
        yield person
