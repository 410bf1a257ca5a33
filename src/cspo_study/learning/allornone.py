"""Knowing as all or none: a concept is known or it is not; practice may teach it, and time may take it away.

A hidden Markov chain for each concept (Bower 1961; Corbett and Anderson 1995 with forgetting), on a base of how much
was known beforehand that varies together within topics and domains as strengths do. How readily this learner learns
and loses is not known: a few settings are followed side by side and weighed by how well each foretold the answers.
"""

from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from msgspec import Struct

from cspo_study.learning.answer import TOUCHED, TOUCHED_EASE, TOUCHING, Answer
from cspo_study.learning.gaussian import Belief, Normal, learn, sigmoid, slope, smoothed
from cspo_study.learning.prior import SPREAD_CONCEPT, GoalShape, covariances

KNOWN = 2.0
"""Where a known concept stands on the scale of questions' difficulties, in logits; one not known stands at minus it."""
LEARNING = (0.25, 0.55)
"""The chance that practice teaches what was not known."""
LOSING = (0.015, 0.05, 0.15)
"""The chance a day that what is known is lost, before its second practice; it falls with every practice."""
SETTINGS = [(learning, losing) for learning in LEARNING for losing in LOSING]
_FRESH_KNOWN = sum(sigmoid(KNOWN - difficulty) for difficulty in (-0.6, 0.0, 0.6)) / 3
FRESH_RANGE = 2 * _FRESH_KNOWN - 1
"""By how much more often a fresh question is known by somebody who knows its concept than by somebody who does not."""


_SECOND_KNOWN, _SECOND_UNKNOWN = sigmoid(KNOWN + TOUCHED_EASE), sigmoid(TOUCHED_EASE - KNOWN)


class Chain(Struct):
    """A concept: for each setting the chance that it is known now, had it been known at first (`held`) and had it not
    (`gained`); how much likelier its answers were in the first case (`odds`, a logarithm); practices, and the last.
    """

    mean: float
    variance: float
    held: list[float]
    gained: list[float]
    odds: float = 0.0
    times: float = 0.0
    last: float = 0.0


class AllOrNoneState(Struct):
    """Everything that answers have changed. `belief` is over the goals' bases, `trust` the settings' weights."""

    belief: Belief
    concepts: dict[str, Chain]
    trust: list[float]


class View(NamedTuple):
    """A concept on a day: the chance that it is known, and how that moves with the base of its goal."""

    chance: float
    slope: float
    goal: int


class AllOrNone:
    """What is known of one learner, told as known or not."""

    def __init__(self, goals: Sequence[GoalShape], state: AllOrNoneState | None = None) -> None:
        self._shapes = list(goals)
        self._goal_of = {concept: number for number, goal in enumerate(goals) for concept in goal.concepts}
        even = [1 / len(SETTINGS)] * len(SETTINGS)
        self.state = state or AllOrNoneState(Belief([0.0] * len(goals), covariances(goals)), {}, even)

    def view(self, concept: str, day: float) -> View:
        """A concept on a day."""
        chain = self._chain(concept)
        held, gained = self._expected(chain, day)
        base = self._base(concept, chain)
        first = smoothed(base.mean + chain.odds, base.variance)
        rise = (held - gained) * slope(base.mean + chain.odds, base.variance)
        return View(first * held + (1 - first) * gained, rise, self._goal_of[concept])

    def variance(self, shares: Sequence[tuple[View, float]], doubt: float) -> float:
        """The variance of a mean of concepts known; `doubt` is a deviation in logits that all share."""
        by_goal: dict[int, float] = {}
        own = pull = 0.0
        for view, share in shares:
            by_goal[view.goal] = by_goal.get(view.goal, 0.0) + share * view.slope
            own += share * share * view.chance * (1 - view.chance)
            pull += share * view.chance * (1 - view.chance)
        return own + self.state.belief.spread_of(by_goal) + (pull * doubt) ** 2

    def predict(self, answer: Answer) -> float:
        """The chance that a question is answered right."""
        known, unknown = rights(answer)
        chance = self.view(answer.concept, answer.day).chance
        return chance * known + (1 - chance) * unknown

    def gains(self, day: float, target: float) -> dict[str, float]:
        """By how much practice on `day` raises a goal's expected mastery on `target`, by concept practised."""
        gains = {}
        for goal in self._shapes:
            for concept in goal.concepts:
                gains[concept] = FRESH_RANGE * self._gain(concept, day, target) / len(goal.concepts)
        return gains

    def _gain(self, concept: str, day: float, target: float) -> float:
        chain = self._chain(concept)
        first = self._first(concept, chain)
        span = max(target - day, 0.0)
        gain = 0.0
        for number, (learning, losing) in enumerate(SETTINGS):
            kept = _kept(chain, losing, day)
            known = (first * chain.held[number] + (1 - first) * chain.gained[number]) * kept
            idle = exp(-losing / (1 + chain.times) * span)
            after = exp(-losing / (2 + chain.times) * span)
            gain += self.state.trust[number] * ((known + (1 - known) * learning) * after - known * idle)
        return gain

    def observe(self, answer: Answer) -> float:
        """Take in an answer; how likely it was."""
        concept, day = answer.concept, answer.day
        chain = self._chain(concept)
        base = self._base(concept, chain)
        known, unknown = (answer.likelihood(right) for right in rights(answer))
        held, gained = self._faded(chain, day)
        if_held = [chance * known + (1 - chance) * unknown for chance in held]
        if_gained = [chance * known + (1 - chance) * unknown for chance in gained]
        high, low = self._trusted(if_held), self._trusted(if_gained)
        about = Normal(base.mean + chain.odds, base.variance)
        step = learn(about, lambda knew: low + (high - low) * knew)
        first = smoothed(about.mean, about.variance)
        evidence = [first * one + (1 - first) * other for one, other in zip(if_held, if_gained, strict=True)]
        total = self._trusted(evidence)
        self.state.trust = [weight * one / total for weight, one in zip(self.state.trust, evidence, strict=True)]
        self.state.belief.move(self.state.belief.covariance[self._goal_of[concept]], step)
        self.state.concepts[concept] = Chain(
            chain.mean + step.shift * chain.variance,
            chain.variance - step.shrink * chain.variance**2,
            _taught([chance * known / one for chance, one in zip(held, if_held, strict=True)], 1.0),
            _taught([chance * known / one for chance, one in zip(gained, if_gained, strict=True)], 1.0),
            chain.odds + log(high / low),
            chain.times + 1,
            day,
        )
        return total

    def touch(self, concept: str, day: float, share: float = TOUCHED) -> None:
        """A question about something else has also practised this concept a little; with `share` 1, in full."""
        chain = self._chain(concept)
        held, gained = self._faded(chain, day)
        self.state.concepts[concept] = Chain(
            chain.mean,
            chain.variance,
            _taught(held, share),
            _taught(gained, share),
            chain.odds,
            chain.times + share,
            day,
        )

    def _chain(self, concept: str) -> Chain:
        return self.state.concepts.get(concept) or _UNTOUCHED

    def _base(self, concept: str, chain: Chain) -> Normal:
        goal = self._goal_of[concept]
        belief = self.state.belief
        return Normal(belief.mean[goal] + chain.mean, max(belief.covariance[goal][goal] + chain.variance, 1e-6))

    def _first(self, concept: str, chain: Chain) -> float:
        """The chance that the concept was known at first, by all answers."""
        base = self._base(concept, chain)
        return smoothed(base.mean + chain.odds, base.variance)

    @staticmethod
    def _faded(chain: Chain, day: float) -> tuple[list[float], list[float]]:
        kept = [_kept(chain, losing, day) for _, losing in SETTINGS]
        return (
            [chance * share for chance, share in zip(chain.held, kept, strict=True)],
            [chance * share for chance, share in zip(chain.gained, kept, strict=True)],
        )

    def _expected(self, chain: Chain, day: float) -> tuple[float, float]:
        """`held` and `gained` on a day over all settings, by trust."""
        held, gained = self._faded(chain, day)
        return self._trusted(held), self._trusted(gained)

    def _trusted(self, by_setting: Sequence[float]) -> float:
        """The mean over settings, by trust."""
        return sum(weight * one for weight, one in zip(self.state.trust, by_setting, strict=True))


_UNTOUCHED = Chain(0.0, SPREAD_CONCEPT**2, [1.0] * len(SETTINGS), [0.0] * len(SETTINGS))


def fresh(chance: float) -> float:
    """The chance to know the answer to a fresh question for somebody who knows its concept with a chance.

    Some questions need a second concept, taken to be known about as well.
    """
    second = chance * _SECOND_KNOWN + (1 - chance) * _SECOND_UNKNOWN
    return (0.5 + FRESH_RANGE * (chance - 0.5)) * (1 - TOUCHING * (1 - second))


def rights(answer: Answer) -> tuple[float, float]:
    """The chance of a right answer by somebody who knows the concept, and by somebody who does not."""
    return answer.chance(sigmoid(KNOWN - answer.difficulty)), answer.chance(sigmoid(-KNOWN - answer.difficulty))


def _kept(chain: Chain, losing: float, day: float) -> float:
    """The share of what was known at the last practice that is still known; what was brought along is there."""
    return exp(-losing / (1 + chain.times) * max(day - chain.last, 0.0)) if chain.times else 1.0


def _taught(chances: Sequence[float], share: float) -> list[float]:
    """What practice makes of the chances to know, by setting; `share` is how much of a practice it was."""
    return [chance + (1 - chance) * learning * share for chance, (learning, _) in zip(chances, SETTINGS, strict=True)]
