"""An answer as the engine takes it in, and the chance of a right one."""

from math import exp, log
from typing import NamedTuple

from cspo_study.learning.prior import SLIP

TOUCHED = 0.5
"""How much of a practice a question is for a second concept that it touches."""
TOUCHING = 1 / 6
"""The share of questions that touch a second concept."""
TOUCHED_EASE = 1.0
"""By how much less deeply a touched concept has to be known, in logits."""


class Answer(NamedTuple):
    """One answer, or one that might be given.

    `day` is in days since 1970; `score` 0 to 1; `guess` what blind guessing scores; `difficulty` in logits; `worth`
    below 1 discounts what the answer says, not that it was practice; `enough` is the chance that everything else the
    question needs is known (below 1 where it touches a second concept).
    """

    concept: str
    day: float
    score: float
    guess: float
    difficulty: float = 0.0
    touches: str | None = None
    worth: float = 1.0
    enough: float = 1.0

    def chance(self, known: float) -> float:
        """The chance of a right answer by somebody who knows the concept with the chance `known`."""
        return min(max(self.guess + (1 - self.guess - SLIP) * self.enough * known, 1e-6), 1 - 1e-6)

    def likelihood(self, right: float) -> float:
        """How likely the score is where a right answer has the chance `right`: a part counts as that share of one."""
        return exp(self.worth * (self.score * log(right) + (1 - self.score) * log(1 - right)))
