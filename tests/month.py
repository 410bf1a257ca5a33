"""A learner who has a month of answers: made up, seeded, always the same for the same content.

python tests/month.py FOLDER        leaves a store in FOLDER/data, ending today
"""

import sys
import time
from datetime import timedelta
from pathlib import Path
from random import Random

from answering import MovableClock, right_response, wrong_response
from cspo_study.content.catalog import Catalog
from cspo_study.content.index import open_pack, shipped_content
from cspo_study.content.model import Question
from cspo_study.learning.memory import Confidence
from cspo_study.study import picking
from cspo_study.study.clock import Moment
from cspo_study.study.learner import Learner
from cspo_study.study.responses import Response
from cspo_study.study.session import Session

DAY = 86_400_000


class SetClock:
    """A clock that is set by hand. UTC+2, in minutes."""

    def __init__(self, at: int, utc_offset: int = 120) -> None:
        self.moment = Moment(at, utc_offset)

    def __call__(self) -> Moment:
        return self.moment

    def advance(self, *, days: float = 0, seconds: float = 0) -> None:
        """Let time pass."""
        self.moment = self.moment._replace(at=self.moment.at + int((days * 86_400 + seconds) * 1000))


def lived_month(learner: Learner, clock: MovableClock, days: int = 30, seed: int = 8) -> None:
    """Study on most of `days` days from where the clock stands; it then stands that many days later."""
    dice = Random(seed)
    skill = {domain: 0.3 + 0.08 * number for number, domain in enumerate("7351264")}
    for day in range(days):
        if day in (6, 13, 14) or dice.random() < 0.1:
            clock.advance(days=1)
            continue
        before = clock.moment
        sitting = Sitting(learner, clock, dice)
        sitting.ask(dice.choice((8, 10, 15, 20)), skill, practised=day / days * 0.25)
        clock.advance(seconds=(before.at + DAY - clock.moment.at) / 1000)


class Sitting:
    """One sitting of a made-up learner."""

    def __init__(self, learner: Learner, clock: MovableClock, dice: Random) -> None:
        self._learner, self._clock, self._dice = learner, clock, dice

    def ask(self, count: int, skill: dict[str, float], practised: float) -> None:
        """Answer `count` recommended questions by skill in each domain."""
        picked = picking.recommended(self._learner, self._dice, count)
        session = Session(self._learner, picked, "study", self._dice, lambda: self._clock.moment.at / 1000)
        while asked := session.current:
            session.show()
            self._clock.advance(seconds=self._dice.uniform(12, 70))
            chance = min(skill.get(asked.question.goal[0], 0.5) + practised, 0.95)
            right = self._dice.random() < chance
            session.answer(self._response(asked.question, right=right), self._confidence(chance))

    def _response(self, question: Question, *, right: bool) -> Response:
        return right_response(question) if right else wrong_response(question)

    def _confidence(self, chance: float) -> Confidence | None:
        felt = chance + self._dice.uniform(-0.3, 0.3)
        if self._dice.random() < 0.25:
            return None
        return "sure" if felt > 0.75 else "think" if felt > 0.5 else "guess"


def main(folder: Path) -> None:
    catalog = Catalog(open_pack(shipped_content(), folder / "cache", keep=True))
    ending = int(time.time() * 1000) - 2 * 3_600_000
    clock = SetClock(ending - int(timedelta(days=30).total_seconds() * 1000))
    learner = Learner.open(catalog, folder / "data" / "progress.db", clock, cache=folder / "cache")
    lived_month(learner, clock)
    learner.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
