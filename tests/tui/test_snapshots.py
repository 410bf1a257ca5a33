"""A picture in text of each screen and each type of question, to look at and to compare with.

CSPO_SNAPSHOTS=write python -m pytest tests/tui/test_snapshots.py      draws them anew
"""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from answering import SOURCE, match, numeric, order, recall, short, single, small_catalog
from cspo_study.content.model import Case, Multiple, Option, Question, Table
from cspo_study.study.learner import Learner
from rooms import quiz_room, screen_lines, settled_room

PICTURES = Path(__file__).with_name("snapshots")
CASE = Case(title="The ferry", text="A ferry runs.", table=Table(columns=("Sprint", "Done"), rows=((1, 14), (2, 12))))


def compare(app: App[int], name: str) -> None:
    """The screen is what its picture shows; or the picture is drawn."""
    lines = screen_lines(app)
    picture = PICTURES / f"{name}.txt"
    if os.environ.get("CSPO_SNAPSHOTS") == "write":
        PICTURES.mkdir(exist_ok=True)
        picture.write_text("\n".join(lines) + "\n", "utf-8")
    assert picture.read_text("utf-8").splitlines() == lines, f"{name} looks different: {picture}"


def multiple() -> Multiple:
    """Two that hold and two that don't."""
    return Multiple(
        id="a-multiple",
        goal="1.1.1",
        concept="a",
        difficulty="easy",
        stem="Which two?",
        explanation="Because.",
        source=SOURCE,
        choose=2,
        options=(
            Option(text="Right", why="Why", correct=True),
            Option(text="Right too", why="Why", correct=True),
            Option(text="Wrong 1", why="Why not", misconception="slip"),
            Option(text="Wrong 2", why="Why not", misconception="slip"),
        ),
    )


QUESTIONS: dict[str, tuple[Question, tuple[str, ...]]] = {
    "single": (single("a-single"), ("1",)),
    "multiple": (multiple(), ("1", "2", "enter")),
    "order": (order(), ("enter",)),
    "match": (match(), ("1", "2", "1", "enter")),
    "numeric": (numeric(), ("4", "2", "enter")),
    "short": (short(), (*"outcomes", "enter")),
    "recall": (recall(), ("enter", "3")),
    "case": (single("in-a-case", case="ferry"), ("2",)),
}


@pytest.mark.parametrize("name", QUESTIONS)
async def test_a_question_before_and_after_the_answer(learner: Learner, name: str) -> None:
    question, keys = QUESTIONS[name]
    assert learner.place
    person = Learner.open(small_catalog([question], {"ferry": CASE}), learner.place.with_name("x.db"), learner.clock)
    room = quiz_room(person, question)
    async with room.run_test(size=(80, 24)) as pilot:
        compare(room, f"{name}-asked")
        await pilot.press(*keys)
        await settle(pilot)
        compare(room, f"{name}-answered")
    person.close()


async def settle(pilot: Pilot[int]) -> None:
    """Wait for what follows the verdict."""
    await pilot.pause()
    await pilot.pause()


def _pressing(*keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    async def press(pilot: Pilot[int]) -> None:
        await pilot.press(*keys)
        await settle(pilot)

    return press


SCREENS = {"keys": _pressing("question_mark"), "note": _pressing("tab", "tab", "n")}


@pytest.mark.parametrize("name", SCREENS)
async def test_a_sheet_over_today(learner: Learner, name: str) -> None:
    """What lies below is drawn by dice: only the sheet is compared."""
    room = settled_room(learner)
    async with room.run_test(size=(80, 24)) as pilot:
        await SCREENS[name](pilot)
        room.screen.styles.background = "black"
        await settle(pilot)
        compare(room, name)


async def test_the_first_run_and_the_summary(learner: Learner) -> None:
    from cspo_study.tui.app import StudyRoom

    room = StudyRoom(learner)
    async with room.run_test(size=(80, 24)) as pilot:
        for step in (1, 2, 3):
            await settle(pilot)
            compare(room, f"first-run-{step}")
            await pilot.press("escape")
    question = single("a-single")
    assert learner.place
    person = Learner.open(small_catalog([question]), learner.place.with_name("y.db"), learner.clock)
    quiz = quiz_room(person, question)
    async with quiz.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter")
        await settle(pilot)
        compare(quiz, "summary")
    person.close()
