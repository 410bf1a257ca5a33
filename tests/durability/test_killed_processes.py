"""Whatever moment a process is killed at: what was acknowledged is there, and nothing stands half done."""

import os
import shutil
import signal
from pathlib import Path
from random import Random

import pytest

from cspo_study.content.catalog import Catalog
from cspo_study.progress.attempt import Retraction
from durability.logs import HOUR, MINUTE, NOON, copy_store, examined, log_of
from durability.nursery import Nursery, spin

MOST_ANSWERS = 18
ANSWER = 0.005
"""Seconds an answer takes, about: what a random spin is drawn from, so that any moment of one is hit."""
START = 0.02
"""Seconds until the first answer of a new store, about."""


class Rounds:
    """One store that process after process answers into and is killed at."""

    def __init__(self, nursery: Nursery, catalog: Catalog, folder: Path, seed: int) -> None:
        self.nursery = nursery
        self.catalog = catalog
        self.store = folder / "data" / "progress.db"
        self.folder = folder
        self.dice = Random(seed)
        self.acknowledged: set[str] = set()
        self.taken_back: set[str] = set()
        self.rounds = 0

    def one(self, most: int = MOST_ANSWERS) -> None:
        """Start a process, kill it within the moment after some answer (or after none, as it starts), look."""
        at = NOON + self.rounds * 3 * HOUR
        seed = self.dice.getrandbits(32)
        (child,) = self.nursery.start(
            {
                "job": "answer",
                "store": str(self.store),
                "at": at,
                "seed": seed,
                "answers": 1000,  # more than it lives to give
                "step": 7 * MINUTE,
                "undo_each": 5,
            }
        )
        wanted = self.dice.randint(0, most)
        moment = self.dice.random() * (2 * ANSWER if wanted else START)
        told = self.nursery.told()
        if wanted:
            self._note(told, until=wanted)
        spin(moment)
        os.kill(child, signal.SIGKILL)
        self._note(told)
        self.rounds += 1
        self._look(at + 3 * HOUR)

    def _note(self, told: "object", until: int | None = None) -> None:
        answers = 0
        for line in told:  # type: ignore[attr-defined]
            if line.word == "ack":
                self.acknowledged.add(line.data)
                answers += 1
            elif line.word == "undone":
                self.taken_back.add(line.data)
            if answers == until:
                return

    def _look(self, now: int) -> None:
        if not self.store.exists():
            assert not self.acknowledged
            return
        place = self.store
        if self.dice.random() < 0.5:  # else the next process finds the file as the killed one left it
            place = self.folder / "copy" / "progress.db"
            copy_store(self.store, place)
        assert examined(self.catalog, place, now) == []
        log = log_of(place)
        answers = [entry.id.hex() for entry in log if not isinstance(entry, Retraction)]
        undone = [entry.retracts.hex() for entry in log if isinstance(entry, Retraction)]
        assert self.acknowledged <= set(answers)
        assert self.taken_back <= set(undone)
        assert len(answers) == len(set(answers)) <= len(self.acknowledged) + self.rounds
        assert len(undone) == len(set(undone)) <= len(self.taken_back) + self.rounds
        shutil.rmtree(self.folder / "copy", ignore_errors=True)


def answer_and_be_killed(nursery: Nursery, catalog: Catalog, folder: Path, rounds: int) -> int:
    """Rounds on two stores that grow; how many answers were acknowledged."""
    stores = [Rounds(nursery, catalog, folder / str(number), seed=number) for number in range(2)]
    for number in range(rounds):
        stores[number % 2].one()
    return sum(len(one.acknowledged) for one in stores)


def test_what_was_acknowledged_survives_a_kill(nursery: Nursery, catalog: Catalog, tmp_path: Path) -> None:
    assert answer_and_be_killed(nursery, catalog, tmp_path, rounds=20) > 100


@pytest.mark.long
def test_what_was_acknowledged_survives_200_kills(nursery: Nursery, catalog: Catalog, tmp_path: Path) -> None:
    assert answer_and_be_killed(nursery, catalog, tmp_path, rounds=200) > 1500


@pytest.mark.parametrize("rounds", [5, pytest.param(60, marks=pytest.mark.long)])
def test_the_first_start_of_all_survives_a_kill(
    nursery: Nursery, catalog: Catalog, tmp_path: Path, rounds: int
) -> None:
    """Each round finds no store: the kill comes while it is being laid down."""
    for number in range(rounds):
        Rounds(nursery, catalog, tmp_path / str(number), seed=number).one(most=0)
