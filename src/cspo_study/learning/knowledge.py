"""How much someone knows, and how sure that is: one Gaussian state for the learner, updated once an answer.

The ability for concept u of goal g at time t is

    theta_u(t) = base_g + own_u + sum_k rate_k * X_k(t)

`base` varies together within a topic and a domain, so that an answer moves its neighbours; `own` is the concept's
alone; the four traces X are what is left of past practice, of the goal and of the concept, fading slowly and fast;
the `rates` are inferred too, so that how fast this learner learns and forgets is part of the state. A question of
difficulty b with guess chance c is answered right with

    P = c + (1 - c - slip) * sigmoid(theta - b).

Sources: the traces follow the power law of forgetting in the form of Pavlik and Anderson 2005 and the features of
DAS3H (Choffin et al. 2019); the update is assumed-density filtering (Minka 2001) on the scalar theta - b, then a
rank-one update of what it depends on. Plain Python on purpose: an answer takes well under a millisecond, and
importing numpy alone would cost several bare interpreters.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log, log1p, pi, sqrt
from typing import NamedTuple

from msgspec import Struct

SLIP = 0.05
"""The chance of a wrong answer to what is known for certain."""
SPREAD_LEARNER, SPREAD_DOMAIN, SPREAD_TOPIC, SPREAD_GOAL, SPREAD_CONCEPT = 0.9, 0.75, 0.6, 0.75, 0.9
"""Standard deviations of ability before any answer, in logits: of learners, domains, topics, goals, concepts."""
RATES = (0.25, 0.2, 1.1, 0.9)
RATE_SPREADS = (0.4, 0.4, 0.7, 0.7)
"""What a trace is worth, in logits, and its standard deviation: goal slow, goal fast, concept slow, concept fast."""
SLOW, FAST = 0.3, 1.0
"""How steeply traces fade: (1 + days) to the power of minus this."""
QUESTION_VARIANCE = 0.6**2
"""A question's difficulty is known only so well."""
DRIFT_GOAL, DRIFT_CONCEPT = 0.03**2, 0.05**2
"""Variance that an answer adds to what it was about: people change in ways no model knows."""
SAME_DAY = 0.6
"""Days within which practice again counts half."""
COMMON_DOUBT = 0.25
"""Standard deviation, in logits, of what the whole estimate may be off by: see docs/learning.md."""
HEDGE, LEARNED_AT_ONCE = 0.5, 0.4
"""How far choosing hedges against all-or-none memories, and the chance to learn at one go that this takes."""
REST = 15.0
"""Days in which a concept regains most of what practising it again is worth."""
_90_PER_CENT = 1.645
_GUESS = 0.2
"""A usual question's guess chance, where the question is not chosen yet."""

_NODES = [step * 0.4 for step in range(-10, 11)]
_WEIGHTS = [exp(-node * node / 2) for node in _NODES]


class GoalShape(NamedTuple):
    """A goal's place in the syllabus, and its concepts by their full ids."""

    id: str
    domain: str
    topic: str
    concepts: tuple[str, ...]


class Normal(NamedTuple):
    """A normal distribution, in logits."""

    mean: float
    variance: float


class Mastery(NamedTuple):
    """The expected share of fresh questions answered right today, guessing taken out, with a 90 % interval."""

    mean: float
    low: float
    high: float


class Practice(Struct):
    """When something was practised, in days since 1970, and how much each time counts."""

    days: list[float]
    counts: list[float]

    def add(self, day: float) -> None:
        """Once more, at half if it was today already."""
        again = bool(self.days) and abs(day - self.days[-1]) < SAME_DAY
        self.days.append(day)
        self.counts.append(0.5 if again else 1.0)

    def left(self, day: float) -> tuple[float, float]:
        """What is left of it on a day, before the logarithm: fading slowly, and fast."""
        slow = fast = 0.0
        for practised, count in zip(self.days, self.counts, strict=True):
            age = 1.0 + max(day - practised, 0.0)
            slow += count * age**-SLOW
            fast += count / age
        return slow, fast

    def rested(self, day: float) -> float:
        """From 0 just after practice to 1 long after it, or without any."""
        return 1 - exp(-max(day - self.days[-1], 0.0) / REST) if self.days else 1.0


class _Concept(Struct):
    """A concept's own part of the state, and its practice."""

    mean: float
    variance: float
    practice: Practice


class State(Struct):
    """Everything that answers have changed, to be kept and taken up again; see `Knowledge.state`."""

    mean: list[float]
    covariance: list[list[float]]
    concepts: dict[str, _Concept]
    goals: dict[str, Practice]


class Knowledge:
    """What is known of one learner. The same answers in the same order give the same state to the last bit."""

    def __init__(self, goals: Sequence[GoalShape], state: State | None = None) -> None:
        self._goals = {goal.id: number for number, goal in enumerate(goals)}
        self._shapes = list(goals)
        self._goal_of = {concept: number for number, goal in enumerate(goals) for concept in goal.concepts}
        self._rates = len(goals)  # where the rates begin in the state's vector
        self._state = state or State(_prior_mean(goals), _prior_covariance(goals), {}, {})

    @property
    def state(self) -> State:
        """What to keep. It is only good for the same goals in the same order."""
        return self._state

    def __contains__(self, concept: str) -> bool:
        return concept in self._goal_of

    # --- reading ------------------------------------------------------------------------------------------------------

    def ability(self, concept: str, day: float) -> Normal:
        """The ability for a concept on a day, and its doubt."""
        goal = self._goal_of[concept]
        return self._ability(goal, self._concept(concept), self._traces(concept, goal, day))

    def predict(self, concept: str, day: float, guess: float, difficulty: float) -> float:
        """The chance that a fresh question is answered right."""
        ability = self.ability(concept, day)
        known = smoothed(ability.mean - difficulty, ability.variance + QUESTION_VARIANCE)
        return guess + (1 - guess - SLIP) * known

    def mastery(self, concepts: Sequence[str], day: float) -> Mastery:
        """The mean over concepts, each counting alike."""
        return self.weighted_mastery(dict.fromkeys(concepts, 1.0), day)

    def weighted_mastery(self, weights: Mapping[str, float], day: float, common_doubt: float = 0.0) -> Mastery:
        """The mean over concepts by weight. `common_doubt` is a standard deviation in logits that they all share."""
        total = sum(weights.values())
        mean, own_variance, pull = 0.0, 0.0, 0.0
        slopes = [0.0] * len(self._state.mean)
        for concept, weight in weights.items():
            goal = self._goal_of[concept]
            own, traces = self._concept(concept), self._traces(concept, goal, day)
            ability = self._ability(goal, own, traces)
            known = smoothed(ability.mean, ability.variance + QUESTION_VARIANCE)
            share = weight / total
            mean += share * known
            slope = share * _slope(ability.mean, ability.variance + QUESTION_VARIANCE)
            own_variance += slope * slope * own.variance
            pull += slope
            slopes[goal] += slope
            for rate, trace in enumerate(traces):
                slopes[self._rates + rate] += slope * trace
        variance = own_variance + self._quadratic(slopes) + (pull * common_doubt) ** 2
        return _interval(mean, variance)

    def gains(self, day: float, target: float, weights: Mapping[str, float]) -> dict[str, float]:
        """What practising a concept once on `day` is worth to the score on `target`, by concept.

        Half of it is the rise that the state expects. The other half hedges against memories that are all-or-none:
        what is not known yet can be learned, less surely each time it was tried. Both count less soon after practice,
        when an answer says little about what lasts. `weights` are the goals' shares of the score; practice helps its
        goal's other concepts too. See docs/decisions/0002-study-policy.md for what each part gave.
        """
        age = 1.0 + max(target - day, 0.0)
        added_slow, added_fast = age**-SLOW, 1 / age
        gains = {}
        for number, goal in enumerate(self._shapes):
            weight = weights.get(goal.id, 0.0) / len(goal.concepts)
            slow, fast = self._goal_practice(goal.id).left(target)
            goal_traces = (log1p(slow), log1p(fast))
            shared_rise = self._rise(0, slow, added_slow) + self._rise(1, fast, added_fast)
            shared, alone = 0.0, []
            for concept in goal.concepts:
                own = self._concept(concept)
                own_slow, own_fast = own.practice.left(target)
                ability = self._ability(number, own, (*goal_traces, log1p(own_slow), log1p(own_fast)))
                variance = ability.variance + QUESTION_VARIANCE
                known = smoothed(ability.mean, variance)
                with_goal = smoothed(ability.mean + shared_rise, variance)
                shared += with_goal - known
                own_rise = self._rise(2, own_slow, added_slow) + self._rise(3, own_fast, added_fast)
                rise = smoothed(ability.mean + shared_rise + own_rise, variance) - with_goal
                hedge = LEARNED_AT_ONCE * (1 - known) / (1 + len(own.practice.days) / 2)
                alone.append((concept, ((1 - HEDGE) * rise + HEDGE * hedge) * own.practice.rested(day)))
            for concept, rise in alone:
                gains[concept] = weight * (shared + rise)
        return gains

    def information(self, concept: str, day: float, guess: float, difficulty: float) -> float:
        """How much an answer to a question says about the ability, as Fisher information at the mean."""
        mean = self.ability(concept, day).mean - difficulty
        scale = 1 - guess - SLIP
        chance = guess + scale * smoothed(mean, QUESTION_VARIANCE)
        return (scale * _slope(mean, QUESTION_VARIANCE)) ** 2 / (chance * (1 - chance))

    def sharpening(self, concepts: Iterable[str], day: float, weights: Mapping[str, float]) -> dict[str, float]:
        """By how much an answer to each concept is expected to shrink the variance of the domains' means, in all.

        Goals count within their domain by weight. The question is taken to suit the learner (A-optimality).
        """
        pulls: dict[int, float] = {}
        sharper = {}
        for concept in concepts:
            goal = self._goal_of[concept]
            if goal not in pulls:
                pulls[goal] = self._pull_on_domains(goal, weights)
            information = self.information(concept, day, _GUESS, 0.0)
            variance = self.ability(concept, day).variance + QUESTION_VARIANCE
            sharper[concept] = pulls[goal] * information / (1 + information * variance)
        return sharper

    def _pull_on_domains(self, goal: int, weights: Mapping[str, float]) -> float:
        """The squared covariances between a goal and each domain's mean, summed."""
        sums: dict[str, tuple[float, float]] = {}
        for shape, together in zip(self._shapes, self._state.covariance[goal], strict=False):
            pulled, total = sums.get(shape.domain, (0.0, 0.0))
            weight = weights.get(shape.id, 0.0)
            sums[shape.domain] = (pulled + weight * together, total + weight)
        return sum((pulled / total) ** 2 for pulled, total in sums.values() if total)

    # --- learning from an answer --------------------------------------------------------------------------------------

    def observe(
        self, concept: str, day: float, score: float, guess: float, difficulty: float, worth: float = 1.0
    ) -> None:
        """Take in an answer that scored 0 to 1; `worth` below 1 discounts what it says, not that it was practice."""
        goal = self._goal_of[concept]
        own, traces = self._concept(concept), self._traces(concept, goal, day)
        ability = self._ability(goal, own, traces)
        shift, shrink = _moments(ability.mean - difficulty, ability.variance + QUESTION_VARIANCE, score, guess, worth)
        together = self._covariance_with(goal, traces)
        state = self._state
        state.mean = [mean + shift * shared for mean, shared in zip(state.mean, together, strict=True)]
        for number, shared in enumerate(together):
            factor = shrink * shared
            if factor:
                row = state.covariance[number]
                state.covariance[number] = [entry - factor * other for entry, other in zip(row, together, strict=True)]
        state.covariance[goal][goal] += DRIFT_GOAL
        changed = _Concept(
            own.mean + shift * own.variance,
            own.variance - shrink * own.variance**2 + DRIFT_CONCEPT,
            own.practice if concept in state.concepts else Practice([], []),
        )
        changed.practice.add(day)
        state.concepts[concept] = changed
        state.goals.setdefault(self._shapes[goal].id, Practice([], [])).add(day)

    # --- within -------------------------------------------------------------------------------------------------------

    def _concept(self, concept: str) -> _Concept:
        return self._state.concepts.get(concept) or _UNTOUCHED

    def _goal_practice(self, goal: str) -> Practice:
        return self._state.goals.get(goal) or _UNTOUCHED.practice

    def _traces(self, concept: str, goal: int, day: float) -> tuple[float, float, float, float]:
        slow, fast = self._goal_practice(self._shapes[goal].id).left(day)
        own_slow, own_fast = self._concept(concept).practice.left(day)
        return log1p(slow), log1p(fast), log1p(own_slow), log1p(own_fast)

    def _ability(self, goal: int, own: _Concept, traces: Sequence[float]) -> Normal:
        state, first = self._state, self._rates
        row = state.covariance[goal]
        mean, variance = state.mean[goal] + own.mean, row[goal] + own.variance
        for rate, trace in enumerate(traces):
            if trace:
                mean += state.mean[first + rate] * trace
                variance += 2 * row[first + rate] * trace
                rate_row = state.covariance[first + rate]
                variance += trace * sum(rate_row[first + other] * value for other, value in enumerate(traces))
        return Normal(mean, max(variance, 1e-6))

    def _covariance_with(self, goal: int, traces: Sequence[float]) -> list[float]:
        """How each part of the state's vector varies with the ability."""
        together = list(self._state.covariance[goal])
        for rate, trace in enumerate(traces):
            if trace:
                row = self._state.covariance[self._rates + rate]
                together = [entry + trace * other for entry, other in zip(together, row, strict=True)]
        return together

    def _rise(self, rate: int, left: float, added: float) -> float:
        """What a trace gains in logits when practice adds to what is left of it."""
        return self._state.mean[self._rates + rate] * (log1p(left + added) - log1p(left))

    def _quadratic(self, slopes: Sequence[float]) -> float:
        used = [(number, slope) for number, slope in enumerate(slopes) if slope]
        covariance = self._state.covariance
        return sum(slope * other * covariance[number][column] for number, slope in used for column, other in used)


_UNTOUCHED = _Concept(0.0, SPREAD_CONCEPT**2, Practice([], []))


def _prior_mean(goals: Sequence[GoalShape]) -> list[float]:
    return [0.0] * len(goals) + list(RATES)


def _prior_covariance(goals: Sequence[GoalShape]) -> list[list[float]]:
    size = len(goals) + len(RATES)
    covariance = [[0.0] * size for _ in range(size)]
    for row, goal in enumerate(goals):
        for column, other in enumerate(goals):
            covariance[row][column] = (
                SPREAD_LEARNER**2
                + SPREAD_DOMAIN**2 * (goal.domain == other.domain)
                + SPREAD_TOPIC**2 * (goal.topic == other.topic)
                + SPREAD_GOAL**2 * (row == column)
            )
    for rate, spread in enumerate(RATE_SPREADS):
        covariance[len(goals) + rate][len(goals) + rate] = spread**2
    return covariance


def sigmoid(logit: float) -> float:
    """1 / (1 + exp(-logit)), without overflow."""
    if logit >= 0:
        return 1 / (1 + exp(-logit))
    power = exp(logit)
    return power / (1 + power)


def smoothed(mean: float, variance: float) -> float:
    """The mean of sigmoid over a normal distribution, by MacKay's approximation (1992)."""
    return sigmoid(mean / sqrt(1 + pi * variance / 8))


def _slope(mean: float, variance: float) -> float:
    """How `smoothed` moves with the mean."""
    scale = sqrt(1 + pi * variance / 8)
    known = sigmoid(mean / scale)
    return known * (1 - known) / scale


def _moments(mean: float, variance: float, score: float, guess: float, worth: float) -> tuple[float, float]:
    """What an answer does to N(mean, variance) of theta - b: how far the mean moves and the variance shrinks, over it.

    By quadrature over the likelihood P**score * (1 - P)**(1 - score), a partial score counting as that share of a
    right answer.
    """
    spread = sqrt(variance)
    scale = 1 - guess - SLIP
    total = first = second = 0.0
    for node, weight in zip(_NODES, _WEIGHTS, strict=True):
        right = min(max(guess + scale * sigmoid(mean + spread * node), 1e-6), 1 - 1e-6)
        mass = weight * exp(worth * (score * log(right) + (1 - score) * log(1 - right)))
        total += mass
        first += mass * node
        second += mass * node * node
    centre = first / total
    return centre / spread, (1 - (second / total - centre * centre)) / variance


def _interval(mean: float, variance: float) -> Mastery:
    """A 90 % interval that stays between 0 and 1: normal in logits, its variance carried over by the delta method."""
    inside = min(max(mean, 1e-6), 1 - 1e-6)
    spread = sqrt(variance) / (inside * (1 - inside))
    logit = log(inside / (1 - inside))
    return Mastery(mean, sigmoid(logit - _90_PER_CENT * spread), sigmoid(logit + _90_PER_CENT * spread))


def by_goal(goals: Iterable[GoalShape]) -> dict[str, float]:
    """Every goal counting alike."""
    return {goal.id: 1.0 for goal in goals}
