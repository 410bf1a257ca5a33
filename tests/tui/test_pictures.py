"""What Today, Progress, the Library and Settings look like at 80 by 24, as text, over the smallest pack there is.

test_snapshots.py has the questions, the sheets, the first run and the summary.

CSPO_UPDATE_SNAPSHOTS=1 writes them anew; look at what changed before it is committed.
"""

import os
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from answering import StillClock, right_response, wrong_response
from cspo_study.content.catalog import Catalog
from cspo_study.content.model import QuestionId
from cspo_study.places import find_places
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked
from cspo_study.study.session import Session
from cspo_study.study.settings import change_settings
from cspo_study.tui.app import StudyRoom
from rooms import screen_lines
from small_pack import SmallPack

FOLDER = Path(__file__).with_name("pictures")
UPDATE = bool(os.environ.get("CSPO_UPDATE_SNAPSHOTS"))
Act = Callable[[Pilot[int], StudyRoom], Awaitable[None]]

NOTES = """\
- goal: 3.1.1
  idea: Detail is a cost that pays only for what is near.
  example: A tram company leaves next year's item at a line, and splits next week's.
  mistakes: A complete Product Backlog looks professional, and most of it goes stale.
  practice: You split the first three items, and leave the rest.
  guide: The Scrum Guide calls it refinement, and sets no amount.
  read: [{work: pichler-2010, part: The DEEP qualities}]
"""
GLOSSARY = """\
- id: product-backlog
  term: Product Backlog
  also: [backlog]
  definition: The ordered list of all that is needed to improve the product.
  origin: Scrum Guide 2020
  confused: [{term: sprint-backlog, how: That is a plan for one Sprint.}]
  goals: [3.1.1]
- id: sprint-backlog
  term: Sprint Backlog
  definition: The Sprint Goal, the items for it, and a plan.
  origin: Scrum Guide 2020
"""


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Learner]:
    """Someone with a few answers over the small pack, of whom some are wrong."""
    pack = SmallPack(tmp_path / "pack")
    pack.write("notes/3.1.yaml", NOTES)
    pack.write("glossary.yaml", GLOSSARY)
    clock = StillClock()
    learner = Learner.open(Catalog(pack.load().pack), tmp_path / "data" / "progress.db", clock)
    for day, (name, right) in enumerate((("tram-ticket", False), ("the-name", True), ("three-kinds", False))):
        question = learner.catalog.question(QuestionId(name))
        ticks = iter((0.0, 0.0, 40.0 + day))
        session = Session(learner, [Picked(question)], "study", Random(1), lambda ticks=ticks: next(ticks))  # type: ignore[misc]
        session.show()
        session.answer(right_response(question) if right else wrong_response(question), "sure" if right else "think")
        clock.advance(days=1)
    yield learner
    learner.close()


def keys(*pressed: str) -> Act:
    """Come to a screen by keys alone."""

    async def act(pilot: Pilot[int], _: StudyRoom) -> None:
        for key in pressed:
            await pilot.press(key)
            await pilot.pause()

    return act


SCREENS: dict[str, Act] = {
    "today": keys(),
    "progress": keys("p", "right", "down", "right", "down"),
    "progress-weakest": keys("p", "o"),
    "progress-charts": keys("p", "c"),
    "library": keys("l", "right", "down", "right", "down", "right"),
    "library-note": keys("l", "right", "down", "right", "down", "enter"),
    "library-question": keys("l", "right", "down", "right", "down", "right", "down", "enter"),
    "library-term": keys("l", "2", "enter"),
    "library-misconceptions": keys("l", "3"),
    "library-misconception": keys("l", "3", "enter"),
    "library-search": keys("l", "slash", *"back"),
    "settings": keys("comma", "down", "down"),
    "progress-keys": keys("p", "question_mark"),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_looks_as_it_did(person: Learner, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cspo_study.tui.home.SystemRandom", lambda: Random(8))
    monkeypatch.setenv("HOME", str(find_places().config.parent))
    change_settings(find_places().config, {"minutes": 20})
    room = StudyRoom(person)
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await SCREENS[name](pilot, room)
        await pilot.pause()
        drawn = "\n".join(screen_lines(room)).rstrip() + "\n"
    kept = FOLDER / f"{name}.txt"
    if UPDATE:
        kept.write_text(drawn, "utf-8")
    assert drawn == kept.read_text("utf-8")


def test_no_snapshot_is_left_over() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(SCREENS)
