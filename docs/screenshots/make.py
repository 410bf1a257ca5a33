"""Draws the screenshots in this folder from the app itself: python docs/screenshots/make.py

A learner with a few days of answers is made up in a temporary folder, always the same one, so that the pictures
change only when the app does.
"""

import asyncio
import tempfile
from pathlib import Path
from random import Random

from textual.app import App

from cspo_study.content.catalog import Catalog
from cspo_study.content.index import open_pack, shipped_content
from cspo_study.content.model import Single
from cspo_study.study import picking
from cspo_study.study.asking import Asked
from cspo_study.study.clock import Moment
from cspo_study.study.learner import Learner
from cspo_study.study.responses import Chosen
from cspo_study.study.session import Session
from cspo_study.tui.app import QuizRoom, StudyRoom

HERE = Path(__file__).parent
SIZE = (80, 24)
START = 1_790_000_000_000
DAY = 86_400_000


class Calendar:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> Moment:
        return Moment(self.at, 120)


def answer_for(asked: Asked, dice: Random) -> Chosen:
    """An answer that is right three times in four."""
    assert isinstance(asked.question, Single)
    keys = {number for number, option in enumerate(asked.question.options) if option.correct}
    others = set(asked.shown) - keys
    return Chosen(frozenset(keys if dice.random() < 0.75 else {min(others)}))


def few_days_of_answers(learner: Learner, calendar: Calendar) -> None:
    dice = Random(8)
    goals = list(learner.catalog.domain("3").goals())
    for _ in range(6):
        questions = picking.drill(learner, goals, ["single"], dice, 12)
        session = Session(learner, questions, "study", dice, lambda: 0.0)
        while asked := session.current:
            session.answer(answer_for(asked, dice))
        calendar.at += DAY


async def shoot(app: App[int], name: str, *keys: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        (HERE / f"{name}.svg").write_text(app.export_screenshot(title="cspo study"), "utf-8")


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        calendar = Calendar()
        catalog = Catalog(open_pack(shipped_content(), Path(folder)))
        learner = Learner.open(catalog, Path(folder) / "progress.db", calendar)
        few_days_of_answers(learner, calendar)
        await shoot(StudyRoom(learner), "home")
        for name, keys in (("question", ()), ("feedback", ("2",))):
            question = next(one for one in catalog.pack.questions if isinstance(one, Single))
            session = Session(learner, [question], "quiz", Random(5), lambda: 0.0)
            await shoot(QuizRoom(learner, session), name, *keys)
        learner.close()


if __name__ == "__main__":
    asyncio.run(main())
