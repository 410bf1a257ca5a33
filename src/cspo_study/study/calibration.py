"""Whether someone who feels sure is right: their confidence beside their answers."""

from collections.abc import Iterable
from typing import cast, get_args

from msgspec import Struct

from cspo_study.learning.interval import counted
from cspo_study.learning.memory import Confidence
from cspo_study.progress.attempt import Attempt

LEVELS: tuple[Confidence, ...] = get_args(Confidence)
WORDS: dict[Confidence, str] = {"sure": "Sure", "think": "Think so", "guess": "Guess"}
MEANT: dict[Confidence, float] = {"sure": 0.9, "think": 0.7}
"""How often people mean to be right who say so. A guess is measured against chance."""
ENOUGH = 10
"""Answers at a level before it is judged."""


class Level(Struct, frozen=True):
    """Answers given with one confidence: the share `right` of them with its 90 % interval, and what was `meant`.

    A partly right answer counts by its share.
    """

    confidence: Confidence
    answers: int
    right: float | None
    low: float
    high: float
    meant: float


class Calibration(Struct, frozen=True):
    """The three levels, the surest first."""

    levels: tuple[Level, ...]

    @property
    def answers(self) -> int:
        """Answers with a confidence, in all."""
        return sum(level.answers for level in self.levels)

    @property
    def says(self) -> str:
        """What there is to learn from it, in a sentence."""
        sure = self.levels[0]
        if not self.answers:
            return "Say how sure you are when you answer, and this shows how far to trust the feeling."
        if sure.answers < ENOUGH or sure.right is None:
            noun = "answer" if sure.answers == 1 else "answers"
            return f"{sure.answers} sure {noun} so far: about {ENOUGH} are needed to tell."
        if sure.high < sure.meant:
            return f"You are sure too soon: about 1 sure answer in {_one_in(1 - sure.right)} is wrong."
        doubted = next(level for level in self.levels if level.confidence == "think")
        if doubted.answers >= ENOUGH and doubted.low > sure.meant:
            return "You know more than you think: what you only think so is nearly always right."
        return "When you are sure, you can trust it."


def calibration(answers: Iterable[Attempt]) -> Calibration:
    """Over those answers that were given with a confidence."""
    counts = dict.fromkeys(LEVELS, 0)
    scores = dict.fromkeys(LEVELS, 0.0)
    chance = 0.0
    for attempt in answers:
        if attempt.confidence is None:
            continue
        level = cast("Confidence", attempt.confidence)  # the schema lets in nothing else
        counts[level] += 1
        scores[level] += attempt.score
        chance += attempt.guess if level == "guess" else 0.0
    guessing = chance / counts["guess"] if counts["guess"] else 0.25
    return Calibration(tuple(_level(one, counts[one], scores[one], MEANT.get(one, guessing)) for one in LEVELS))


def _level(confidence: Confidence, answers: int, score: float, meant: float) -> Level:
    _, low, high = counted(score, answers)
    return Level(confidence, answers, score / answers if answers else None, low, high, meant)


def _one_in(share: float) -> int:
    return max(2, round(1 / share)) if share else 2
