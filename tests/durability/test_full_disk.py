"""A disk that is full: it is said, nothing acknowledged is lost, and it goes on once there is room."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from cspo_study.content.catalog import Catalog
from durability.logs import NOON, examined, in_memory, log_of
from durability.nursery import Line, Nursery
from durability.scene import Scene, alike

KIB = 1024
ROOM = "Check that the disk has room. Everything answered before is safe."
ANSWERS = 36


def assert_said_and_saved(told: Sequence[Line], catalog: Catalog, store: Path) -> bool:
    """What a child told that met a full disk: whether anything was refused."""
    acknowledged = [line.data for line in told if line.word == "ack"]
    refused = [line.data for line in told if line.word == "refused"]
    for message, hint in refused:
        assert message in {
            f"The progress store {store} cannot be used: {reason}."
            for reason in ("disk I/O error", "database or disk is full")
        }
        assert hint == ROOM
    assert [entry.id.hex() for entry in log_of(store)] == acknowledged
    assert examined(catalog, store) == []
    return bool(refused)


def fill_at(nursery: Nursery, catalog: Catalog, folder: Path, sizes: Sequence[int]) -> int:
    """Answer with room for files of each size; how many sizes were too small."""
    refusals = 0
    for size in sizes:
        store = folder / f"{size}" / "progress.db"
        told = nursery.run("answer_within", store=str(store), at=NOON, size=size, answers=ANSWERS)
        refusals += assert_said_and_saved(told, catalog, store)
    return refusals


@pytest.fixture(scope="module")
def growth(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> int:
    """What the files of a store grow to over the answers, at most, in bytes."""
    store = tmp_path_factory.mktemp("growth") / "progress.db"
    sizes = nursery.run("answer_within", store=str(store), at=NOON, size=2**40, answers=ANSWERS)
    (size,) = (line.data for line in sizes if line.word == "size")
    return int(size)


def test_a_full_disk_is_said_and_nothing_is_lost(nursery: Nursery, catalog: Catalog, memory: Path, growth: int) -> None:
    sizes = [*range(0, 100 * KIB, 12 * KIB), *range(100 * KIB, growth, 100 * KIB), growth + 4 * KIB]
    assert fill_at(nursery, catalog, memory, sizes) == len(sizes) - 1


@pytest.mark.long
def test_a_disk_full_at_any_page_is_said_and_nothing_is_lost(
    nursery: Nursery, catalog: Catalog, memory: Path, growth: int
) -> None:
    sizes = range(0, growth, 4 * KIB)
    assert len(sizes) > 100
    assert fill_at(nursery, catalog, memory, sizes) == len(sizes)


@pytest.mark.long
def test_a_disk_full_in_the_middle_of_a_page_is_said_and_nothing_is_lost(
    nursery: Nursery, catalog: Catalog, memory: Path, growth: int
) -> None:
    sizes = range(1000, growth, 28 * KIB - 1)
    assert fill_at(nursery, catalog, memory, sizes) == len(sizes)


# --- a disk that is really full ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tiny_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file system of 2 MiB."""
    place = tmp_path_factory.mktemp("disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "cspo-test", str(place)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("step", [160, pytest.param(12, marks=pytest.mark.long)])
def test_a_file_system_without_room_is_said_and_nothing_is_lost(
    nursery: Nursery, catalog: Catalog, tiny_disk: Path, step: int
) -> None:
    """Another file leaves ever more room; it goes once an answer was refused."""
    ballast = tiny_disk / "ballast"
    refusals = []
    for room in range(0, 1700, step):
        ballast.write_bytes(bytes((2048 - room) * KIB))
        store = tiny_disk / "data" / "progress.db"
        nursery.start({"job": "answer_within", "store": str(store), "at": NOON, "answers": ANSWERS})
        told = []
        for line in nursery.told():
            told.append(line)
            if line.word == "refused":
                ballast.unlink()
                nursery.say("there is room")
        refusals.append(assert_said_and_saved(told, catalog, store))
        shutil.rmtree(store.parent)
    assert refusals == sorted(refusals, reverse=True)
    assert refusals[0]
    assert not refusals[-1]


# --- what works on the whole log --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scene(catalog: Catalog) -> Iterator[Scene]:
    with in_memory() as folder:
        yield Scene(catalog, folder)


@pytest.mark.parametrize("operation", ["undo", "merge", "restore", "reset", "rebuild", "repair", "migrate", "back up"])
@pytest.mark.parametrize("step", [20, pytest.param(4, marks=pytest.mark.long)])
def test_an_operation_that_meets_a_full_disk_changes_nothing(
    nursery: Nursery, scene: Scene, operation: str, step: int
) -> None:
    before = alike(log_of(scene.base))
    size = refused = 0
    while True:
        store = scene.begin(operation)
        job = {"operation": operation, "store": str(store), **scene.named(operation)}
        outcome, *_ = nursery.run("operate_within", size=size, **job)
        findings = examined(scene.catalog, store)
        if outcome.word == "done":
            assert findings == []
            break
        message, hint = outcome.data
        assert re.search(r"could not be|cannot be used", message), message
        assert re.search(r"disk I/O error|disk is full|File too large", message), message
        assert re.match(r"Check that (the disk has room|there is room)|Name another backup", hint), hint
        if operation == "repair":
            assert {finding.code for finding in findings} <= {"altered-rows", "missing-rows"}
        else:
            assert findings == []
            assert alike(log_of(store)) == before
        nursery.run("operate_within", size=2**40, **job)
        assert examined(scene.catalog, store) == []
        refused += 1
        size += step * KIB
    assert refused >= 2
