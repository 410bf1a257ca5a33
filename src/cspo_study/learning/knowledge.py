"""How much someone knows, and how sure that is, from two accounts of memory at once.

Nobody can tell beforehand whether a person's memory for an idea is a strength that grows and fades (`strength`) or a
matter of having got it or not (`allornone`). Both are followed, and each counts by how well it foretold this
learner's answers so far (Bayesian model averaging, Hoeting et al. 1999). Plain Python on purpose: an answer takes a
few milliseconds, and importing numpy alone would cost several bare interpreters.
"""

from collections.abc import Mapping, Sequence
from math import exp, log, sqrt
from typing import NamedTuple

from msgspec import Struct

from cspo_study.learning import allornone, strength
from cspo_study.learning.allornone import FRESH_RANGE, AllOrNone, AllOrNoneState
from cspo_study.learning.answer import TOUCHED_EASE, Answer
from cspo_study.learning.gaussian import Normal, logit_of, sigmoid, slope, smoothed
from cspo_study.learning.interval import NINETY
from cspo_study.learning.prior import GoalShape
from cspo_study.learning.strength import QUESTION_VARIANCE, Strength, StrengthState

COMMON_DOUBT = 0.2
"""Standard deviation, in logits, of what the whole estimate may be off by: see docs/learning.md."""
FIRST_ODDS = -1.0
"""How likely all-or-none is before any answer, in logits."""
MOST_ODDS = 4.0
"""Neither account is ever given up, in logits: a learner may change, and so may the questions."""
REST = 10.0
"""Days in which a concept regains most of what practising it again is worth: just after practice an answer says and
does little that lasts."""


class Mastery(NamedTuple):
    """The expected share of fresh questions answered right today, guessing taken out, with a 90 % interval."""

    mean: float
    low: float
    high: float


class State(Struct):
    """Everything that answers have changed, to be kept and taken up again. `odds` is how much likelier the answers
    were by all-or-none, a logarithm.
    """

    strength: StrengthState
    allornone: AllOrNoneState
    odds: float


class Knowledge:
    """What is known of one learner. The same answers in the same order give the same state to the last bit."""

    def __init__(self, goals: Sequence[GoalShape], state: State | None = None) -> None:
        self._shapes = list(goals)
        self._goal_of = {concept: number for number, goal in enumerate(goals) for concept in goal.concepts}
        self._strength = Strength(goals, state.strength if state else None)
        self._allornone = AllOrNone(goals, state.allornone if state else None)
        self._odds = state.odds if state else FIRST_ODDS
        self._viewed_on: float | None = None
        self._viewed: dict[str, tuple[strength.View, allornone.View]] = {}

    @property
    def state(self) -> State:
        """What to keep. It is only good for the same goals in the same order."""
        return State(self._strength.state, self._allornone.state, self._odds)

    def __contains__(self, concept: str) -> bool:
        return concept in self._goal_of

    @property
    def all_or_none(self) -> float:
        """The weight of that account, 0 to 1."""
        return sigmoid(self._odds)

    # --- what is known ------------------------------------------------------------------------------------------------

    def ability(self, concept: str, day: float) -> Normal:
        """A concept's strength on a day, and its doubt."""
        return self._strength.ability(concept, day)

    def predict(self, answer: Answer) -> float:
        """The chance that the answer will be right, whatever its score says."""
        answer = self._with_touched(answer)
        ability = self.ability(answer.concept, answer.day)
        known = smoothed(ability.mean - answer.difficulty, ability.variance + QUESTION_VARIANCE)
        weight = self.all_or_none
        return (1 - weight) * answer.chance(known) + weight * self._allornone.predict(answer)

    def mastery(self, concepts: Sequence[str], day: float) -> Mastery:
        """The mean over concepts, each counting alike."""
        return self.weighted_mastery(dict.fromkeys(concepts, 1.0), day)

    def weighted_mastery(self, weights: Mapping[str, float], day: float, common_doubt: float = 0.0) -> Mastery:
        """The mean over concepts by weight. `common_doubt` is a standard deviation in logits that they all share."""
        total = sum(weights.values())
        strong, known = [], []
        mean = average = 0.0
        for concept, weight in weights.items():
            share = weight / total
            strong_view, known_view = self._views(concept, day)
            mean += share * strong_view.chance
            average += share * allornone.fresh(known_view.chance)
            strong.append((strong_view, share * strong_view.slope))
            known.append((known_view, share))
        by_strength = Normal(mean, self._strength.variance(strong, common_doubt))
        spread = FRESH_RANGE**2 * self._allornone.variance(known, common_doubt)
        return self._together(by_strength, Normal(average, spread))

    def _together(self, strong: Normal, known: Normal) -> Mastery:
        """Both accounts in one, by their weights."""
        weight = self.all_or_none
        mean = (1 - weight) * strong.mean + weight * known.mean
        variance = (1 - weight) * strong.variance + weight * known.variance
        return _interval(mean, variance + weight * (1 - weight) * (strong.mean - known.mean) ** 2)

    def _views(self, concept: str, day: float) -> tuple[strength.View, allornone.View]:
        """A concept on a day by both accounts; a report asks for each many times."""
        if day != self._viewed_on:
            self._viewed_on, self._viewed = day, {}
        views = self._viewed.get(concept)
        if views is None:
            views = self._viewed[concept] = (self._strength.view(concept, day), self._allornone.view(concept, day))
        return views

    # --- what asking would do -----------------------------------------------------------------------------------------

    def gains(self, day: float, target: float, weights: Mapping[str, float]) -> dict[str, float]:
        """What practising a concept once on `day` is worth to the score on `target`, by concept.

        `weights` are the goals' shares of the score. See docs/decisions/0002-study-policy.md for what each part gave.
        """
        strong, known = self._strength.gains(day, target), self._allornone.gains(day, target)
        by_goal = [weights.get(goal.id, 0.0) for goal in self._shapes]
        weight = self.all_or_none
        return {
            concept: by_goal[goal]
            * ((1 - weight) * strong[concept] + weight * known[concept])
            * self._rested(concept, day)
            for concept, goal in self._goal_of.items()
        }

    def _rested(self, concept: str, day: float) -> float:
        """From 0 just after practice to 1 long after it, or without any."""
        last = self._strength.last_practice(concept)
        return 1.0 if last is None else 1 - exp(-max(day - last, 0.0) / REST)

    def sharpening(self, answers: Sequence[Answer], weights: Mapping[str, float]) -> list[float]:
        """By how much each answer is expected to shrink the variance of the domains' means, in all (A-optimality).

        Goals count within their domain by weight.
        """
        pulls: dict[int, float] = {}
        sharper = []
        for answer in answers:
            goal = self._goal_of[answer.concept]
            if goal not in pulls:
                pulls[goal] = self._pull_on_domains(goal, weights)
            ability = self.ability(answer.concept, answer.day)
            information = _information(self._with_touched(answer), ability.mean)
            sharper.append(pulls[goal] * information / (1 + information * (ability.variance + QUESTION_VARIANCE)))
        return sharper

    def _pull_on_domains(self, goal: int, weights: Mapping[str, float]) -> float:
        """The squared covariances between a goal and each domain's mean, summed."""
        sums: dict[str, tuple[float, float]] = {}
        for shape, together in zip(self._shapes, self._strength.state.belief.covariance[goal], strict=False):
            pulled, total = sums.get(shape.domain, (0.0, 0.0))
            weight = weights.get(shape.id, 0.0)
            sums[shape.domain] = (pulled + weight * together, total + weight)
        return sum((pulled / total) ** 2 for pulled, total in sums.values() if total)

    # --- learning from an answer --------------------------------------------------------------------------------------

    def observe(self, answer: Answer) -> None:
        """Take in an answer: what it says of its concept, and that this and the touched concept were practised."""
        answer = self._with_touched(answer)
        self._viewed_on = None
        strong, known = self._strength.observe(answer), self._allornone.observe(answer)
        self._odds = min(max(self._odds + log(known / strong), -MOST_ODDS), MOST_ODDS)
        if answer.touches in self._goal_of and answer.touches is not None:
            self._strength.touch(answer.touches, answer.day)
            self._allornone.touch(answer.touches, answer.day)

    def practise(self, concept: str, day: float) -> None:
        """A concept practised once, as if its answer had said nothing: for looking ahead on a copy."""
        self._viewed_on = None
        self._strength.practise(concept, day)
        self._allornone.touch(concept, day, 1.0)

    def _with_touched(self, answer: Answer) -> Answer:
        """The answer with the chance that the second concept it needs is known well enough."""
        if answer.touches is None or answer.touches not in self._goal_of:
            return answer
        ability = self.ability(answer.touches, answer.day)
        mean = ability.mean - answer.difficulty + TOUCHED_EASE
        return answer._replace(enough=smoothed(mean, ability.variance + QUESTION_VARIANCE))


def _information(answer: Answer, ability: float) -> float:
    """How much an answer says about the ability, as Fisher information at its mean."""
    mean = ability - answer.difficulty
    chance = answer.chance(smoothed(mean, QUESTION_VARIANCE))
    rise = (answer.chance(1.0) - answer.chance(0.0)) * slope(mean, QUESTION_VARIANCE)
    return rise * rise / (chance * (1 - chance))


def _interval(mean: float, variance: float) -> Mastery:
    """A 90 % interval that stays between 0 and 1: normal in logits, its variance carried over by the delta method."""
    inside = min(max(mean, 1e-6), 1 - 1e-6)
    spread = sqrt(variance) / (inside * (1 - inside))
    logit = logit_of(inside)
    return Mastery(mean, sigmoid(logit - NINETY * spread), sigmoid(logit + NINETY * spread))
