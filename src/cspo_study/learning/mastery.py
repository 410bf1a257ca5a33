"""How much of a goal is known: a cautious share right, recent answers first, with the luck of guessing taken out."""

from collections.abc import Sequence

from msgspec import Struct

FADING = 0.9
"""How much an earlier answer still counts after each further one: about the last ten matter."""
CAUTION = 1.0
"""Answers' worth of not knowing that everyone starts with: one right answer is no proof."""


class Evidence(Struct, frozen=True):
    """Answers on a concept, faded: their weight, and the credit they earned."""

    weight: float = 0.0
    credit: float = 0.0

    def after(self, score: float, guess: float, worth: float = 1.0) -> "Evidence":
        """The evidence with one more answer that scored `score` where guessing scores `guess`; `worth` discounts it."""
        known = max(0.0, (score - guess) / (1 - guess))
        return Evidence(self.weight * FADING + worth, self.credit * FADING + worth * known)

    def mastery(self) -> float:
        """The share known, 0 to 1; 0 without an answer."""
        return self.credit / (self.weight + CAUTION)


def goal_mastery(concepts: Sequence[Evidence]) -> float:
    """The mean over a goal's concepts: one never asked about counts as not known."""
    return sum(evidence.mastery() for evidence in concepts) / len(concepts)
