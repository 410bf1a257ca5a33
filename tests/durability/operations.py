"""What there is to do to a store, each the way a command does it."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from cspo_study.content.catalog import Catalog
from cspo_study.study.learner import Learner
from durability.logs import LATER, PassingClock, grow, upkeep


def _open(catalog: Catalog, store: Path) -> None:
    Learner.open(catalog, store, PassingClock(LATER)).close()


def _record(catalog: Catalog, store: Path) -> None:
    with closing(Learner.open(catalog, store, PassingClock(LATER))) as learner:
        grow(learner, 1)


def _undo(catalog: Catalog, store: Path) -> None:
    with closing(Learner.open(catalog, store, PassingClock(LATER))) as learner:
        learner.undo()


def _repair(catalog: Catalog, store: Path) -> None:
    upkeep(catalog, store).repair()


def _reset(catalog: Catalog, store: Path) -> None:
    upkeep(catalog, store).reset()


def _restore(catalog: Catalog, store: Path, source: str) -> None:
    upkeep(catalog, store).restore(Path(source))


def _merge(catalog: Catalog, store: Path, source: str) -> None:
    upkeep(catalog, store).merge(Path(source))


def _back_up(catalog: Catalog, store: Path) -> None:
    upkeep(catalog, store).back_up()


OPERATIONS: dict[str, Callable[..., None]] = {
    "record": _record,
    "undo": _undo,
    "merge": _merge,
    "restore": _restore,
    "reset": _reset,
    "rebuild": _repair,
    "repair": _repair,
    "migrate": _open,
    "back up": _back_up,
}
"""By name. `rebuild` and `repair` are one command: the first meets a sound file, the second a damaged one."""
