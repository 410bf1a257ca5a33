"""A folder that may not be written to: answering is refused and says why, looking works, nothing is created."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cspo_study.content.catalog import Catalog
from cspo_study.study.learner import Learner
from durability import jobs
from durability.logs import LATER, PassingClock, answer_one, copy_store, new_store, sitting, upkeep
from durability.nursery import Nursery

FOLDER = "Check that the folder can be written to (cspo paths shows it). Everything answered before is safe."


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that others may look into, as pytest's own are not."""
    with tempfile.TemporaryDirectory(prefix="cspo-test-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        yield place
        for inner in place.rglob("*"):
            if inner.is_dir():
                inner.chmod(0o755)


@pytest.fixture(params=["closed", "crashed"])
def store(request: pytest.FixtureRequest, catalog: Catalog, open_to_all: Path) -> Path:
    """A store, closed in good order or with its last answers in the log beside it, as a crash leaves them."""
    made = open_to_all / "made" / "progress.db"
    new_store(catalog, made, 20)
    kept = open_to_all / "data" / "progress.db"
    with closing(Learner.open(catalog, made, PassingClock(LATER))) as learner:
        if request.param == "crashed":
            dice = Random(1)
            session = sitting(learner, dice, 5)
            for _ in range(4):
                answer_one(session, dice)
        copy_store(made, kept)
    shutil.copytree(made.parent / "backups", kept.parent / "backups", dirs_exist_ok=True)
    assert kept.with_name("progress.db-wal").exists()
    if request.param == "closed":
        kept.with_name("progress.db-wal").unlink()
        kept.with_name("progress.db-shm").unlink()
    return kept


def shut(folder: Path) -> list[str]:
    """Let nobody write to a folder any more; what is in it."""
    for place in (folder, *folder.rglob("*")):
        place.chmod(0o555 if place.is_dir() else 0o444)
    return contents(folder)


def contents(folder: Path) -> list[str]:
    return sorted(f"{path} {path.stat().st_size}" for path in folder.rglob("*"))


def test_without_the_right_to_write_looking_works_and_answering_says_why(
    nursery: Nursery, catalog: Catalog, store: Path, open_to_all: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = open_to_all / "copy" / "progress.db"
    copy_store(store, copy)
    monkeypatch.setattr(jobs, "catalog", catalog, raising=False)
    expected = (jobs.figures(copy), [line.decode() for line in upkeep(catalog, copy).export(None)])
    before = shut(store.parent)
    left_in_temp = set(Path(tempfile.gettempdir()).glob("cspo-*"))

    told = nursery.run("look_without_rights", store=str(store))

    by_word: dict[str, Any] = {line.word: line.data for line in told if line.word != "refused"}
    assert (by_word["read"], by_word["exported"]) == expected
    assert by_word["examined"] == []
    refused = {line.data[0]: line.data[1:] for line in told if line.word == "refused"}
    assert set(refused) == {"record", "undo", "repair", "reset", "back up"}
    read_only = [f"The progress store {store} cannot be used: attempt to write a readonly database.", FOLDER]
    assert {name: refused[name] for name in ("record", "undo", "repair")} == dict.fromkeys(
        ("record", "undo", "repair"), read_only
    )
    for name in ("reset", "back up"):  # the first that meets the folder is the backup, where there is no log to take in
        message, hint = refused[name]
        no_backup = re.fullmatch(r"The backup \S+\.db could not be written: unable to open database file\.", message)
        assert [message, hint] == read_only or (no_backup and str(store.parent / "backups") in hint)
    assert contents(store.parent) == before
    assert set(Path(tempfile.gettempdir()).glob("cspo-*")) == left_in_temp
