"""What every test starts from: folders of its own, a clock that stands still until told, the shipped content."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from answering import StillClock
from cspo_study.content.catalog import Catalog
from cspo_study.content.index import open_pack, shipped_content
from cspo_study.study.learner import Learner
from support import CSPO, Run


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point cspo's places at this test's folder, and keep its tests off the learner's own."""
    for kind in ("data", "config", "cache"):
        monkeypatch.setenv(f"CSPO_{kind.upper()}_DIR", str(tmp_path / kind))
    return tmp_path


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The shipped content."""
    return Catalog(open_pack(shipped_content(), tmp_path_factory.getbasetemp() / "no cache"))


@pytest.fixture
def clock() -> StillClock:
    """A clock that stands still."""
    return StillClock()


@pytest.fixture
def learner(catalog: Catalog, clock: StillClock, tmp_path: Path) -> Iterator[Learner]:
    """Someone who has answered nothing yet, ready to record."""
    person = Learner.open(catalog, tmp_path / "data" / "progress.db", clock)
    yield person
    person.close()


@pytest.fixture
def cspo(folders: Path) -> Run:
    """Run `cspo` with arguments; `given` is its standard input, `env` adds to the environment."""

    def run(*arguments: str, given: str = "", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [CSPO, *arguments],
            input=given,
            env={**os.environ, **(env or {})},
            cwd=folders,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run
