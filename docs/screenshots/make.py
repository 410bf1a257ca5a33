"""Draws every screen of the study room at two sizes and in three looks: python docs/screenshots/make.py [NAME ...]

A learner with a month of answers is made up in a temporary folder, always the same one, so that a picture changes only
when the app does. With names, only those screens are drawn; `--list` prints them.
"""

import argparse
import asyncio
import itertools
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest import mock

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "tests"))  # the month of answers is made there

from drawing import as_svg
from textual.pilot import Pilot

from answering import right_response, wrong_response
from cspo_study.content.catalog import Catalog
from cspo_study.content.index import open_pack, shipped_content
from cspo_study.content.model import Question, type_name
from cspo_study.places import Places
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked
from cspo_study.study.session import Session
from cspo_study.study.settings import Settings
from cspo_study.tui.app import StudyRoom
from cspo_study.tui.summary import SummaryScreen
from month import SetClock, lived_month

SIZES = ((80, 24), (120, 40))
LOOKS = {"dark": "cspo-dark", "light": "cspo-light", "no-colour": "cspo-dark"}
START = 1_790_000_000_000
"""Milliseconds since 1970: a Monday in September 2026."""
DAYS = 30
WORKSHOP = date(2026, 11, 12)

Act = Callable[[Pilot[int], StudyRoom], Any]


class Shot(NamedTuple):
    """A screen: its name, how to come to it from Today, and whether the learner has a month behind them."""

    name: str
    act: Act
    lived: bool = True


def keys(*pressed: str) -> Act:
    """Come to a screen by keys alone."""

    async def act(pilot: Pilot[int], _: StudyRoom) -> None:
        await press(pilot, *pressed)

    return act


async def press(pilot: Pilot[int], *pressed: str) -> None:
    for key in pressed:
        await pilot.press(key)
        await pilot.pause()


def question(kind: str, *pressed: str, wanted: Callable[[Question], bool] = lambda _: True) -> Act:
    """The first question of a type, and some keys on it."""

    async def act(pilot: Pilot[int], room: StudyRoom) -> None:
        questions = room.learner.catalog.pack.questions
        first = next(one for one in questions if type_name(one) == kind and wanted(one))
        room.run_session(Session(room.learner, [Picked(first)] * 8, "study", Random(5), lambda: 0.0))
        await pilot.pause()
        await press(pilot, *pressed)

    return act


def summary() -> Act:
    """What a sitting with some right and some wrong answers came to."""

    async def act(pilot: Pilot[int], room: StudyRoom) -> None:
        catalog = room.learner.catalog
        chosen = [one for one in catalog.pack.questions if one.goal[0] == "3" and not one.family][::9][:8]
        session = Session(room.learner, [Picked(one) for one in chosen], "quiz", Random(5), lambda: 0.0)
        session.remember_standing()
        while asked := session.current:
            right = session.number % 3 != 0
            session.answer(right_response(asked.question) if right else wrong_response(asked.question))
        room.push_screen(SummaryScreen(session))
        await pilot.pause()

    return act


SHOTS = (
    Shot("first-run", keys(), lived=False),
    Shot("first-run-placement", keys("enter", "enter"), lived=False),
    Shot("today-first", keys("escape", "escape", "escape"), lived=False),
    Shot("today", keys()),
    Shot("today-map", keys("tab", "down", "down", "right", "right")),
    Shot("question-single", question("single")),
    Shot("question-multiple", question("multiple", "1", "3")),
    Shot("question-order", question("order", "space", "down")),
    Shot("question-match", question("match", "1", "2")),
    Shot("question-numeric", question("numeric", wanted=lambda one: one.table is not None)),
    Shot("question-short", question("short")),
    Shot("question-recall", question("recall", "enter")),
    Shot("question-case", question("single", wanted=lambda one: one.case is not None)),
    Shot("answered", question("single", "2")),
    Shot("summary", summary()),
    Shot("progress", keys("p", "right", "down", "right", "down")),
    Shot("progress-weakest", keys("p", "o")),
    Shot("progress-charts", keys("p", "c")),
    Shot("library", keys("l", "down", "down", "right", "down", "down", "right", "down")),
    Shot("library-note", keys("l", "down", "down", "right", "down", "down", "right", "down", "enter")),
    Shot("library-question", keys("l", "right", "down", "right", "down", "right", "down", "enter")),
    Shot("library-terms", keys("l", "2", *["down"] * 12)),
    Shot("library-misconceptions", keys("l", "3", "down")),
    Shot("library-search", keys("l", "slash", *"cost del")),
    Shot("settings", keys("comma", "down", "down")),
    Shot("key-map", keys("comma", *["down"] * 7, "enter", "down", "down")),
    Shot("note", keys("tab", "n")),
    Shot("keys", keys("question_mark")),
    Shot("palette", keys("ctrl+p")),
)


@asynccontextmanager
async def room_of(
    learner: Learner, places: Places, size: tuple[int, int]
) -> AsyncIterator[tuple[Pilot[int], StudyRoom]]:
    room = StudyRoom(learner, places)
    async with room.run_test(size=size, tooltips=True) as pilot:
        await pilot.pause()
        yield pilot, room


async def shoot(shot: Shot, learner: Learner, places: Places, size: tuple[int, int], look: str) -> None:
    """One picture."""
    learner.settings = Settings(workshop=WORKSHOP, theme=LOOKS[look], animation=False)
    with dice_that_stand_still(), colours(wanted=look != "no-colour"):
        async with room_of(learner, places, size) as (pilot, room):
            await shot.act(pilot, room)
            await pilot.pause()
            width, height = size
            path = HERE / f"{shot.name}-{width}x{height}-{look}.svg"
            path.write_text(as_svg(room, f"cspo study: {shot.name}"), "utf-8")
            room.left_sitting.forget()


@contextmanager
def dice_that_stand_still() -> Iterator[None]:
    """Today draws among questions worth the same; here always the same ones."""
    with mock.patch("cspo_study.tui.home.SystemRandom", side_effect=lambda: Random(8)):
        yield


@contextmanager
def colours(*, wanted: bool) -> Iterator[None]:
    """Colours, or none as under NO_COLOR."""
    rest = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with mock.patch.dict(os.environ, rest if wanted else {**rest, "NO_COLOR": "1"}, clear=True):
        yield


def learner_in(folder: Path, catalog: Catalog, *, lived: bool) -> tuple[Learner, Places]:
    os.environ["HOME"] = str(folder)  # the file of settings is told from there
    places = Places(folder / "data", folder / ".config" / "cspo", folder / "cache")
    clock = SetClock(START)
    learner = Learner.open(catalog, places.store, clock, cache=places.cache)
    if lived:
        lived_month(learner, clock, DAYS)
    return learner, places


async def draw(names: set[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        catalog = Catalog(open_pack(shipped_content(), Path(folder)))
        for lived in (False, True):
            learner, places = learner_in(Path(folder) / str(lived), catalog, lived=lived)
            shots = [shot for shot in SHOTS if shot.lived == lived and (not names or shot.name in names)]
            for shot, size, look in itertools.product(shots, SIZES, LOOKS):
                before = sum(1 for _ in learner.answers())
                await shoot(shot, learner, places, size, look)
                for _ in range(sum(1 for _ in learner.answers()) - before):
                    learner.undo()  # so that no picture depends on another
            learner.close()


def gallery() -> str:
    """A page with every screen, and links to its other sizes and looks."""
    parts = ["# Screenshots", "Drawn by `python docs/screenshots/make.py`; this page too."]
    for shot in SHOTS:
        others = [f"{width}x{height}-{look}" for (width, height) in SIZES for look in LOOKS]
        links = " · ".join(f"[{name.replace('x', '×', 1)}]({shot.name}-{name}.svg)" for name in others)
        parts += [f"## {shot.name}", f"![{shot.name}]({shot.name}-{others[0]}.svg)", links]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which screens; all if left out")
    parser.add_argument("--list", action="store_true", help="print the names")
    arguments = parser.parse_args()
    if arguments.list:
        print("\n".join(shot.name for shot in SHOTS))
        return
    unknown = set(arguments.names) - {shot.name for shot in SHOTS}
    if unknown:
        parser.error(f"no such screen: {', '.join(sorted(unknown))}")
    asyncio.run(draw(set(arguments.names)))
    (HERE / "README.md").write_text(gallery(), "utf-8")


if __name__ == "__main__":
    main()
