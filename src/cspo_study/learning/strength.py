"""Knowing as strength: an ability in logits that practice raises and time lowers by a power law.

The ability for concept u of goal g at time t is

    theta_u(t) = base_g + own_u + sum_k rate_k * X_k(t)

`base` varies together within a topic and a domain; `own` is the concept's alone; the four traces X are what is left of
past practice, of the goal and of the concept, fading slowly and fast; the `rates` are inferred too, so that how fast
this learner learns and forgets is part of the state. A question of difficulty b with guess chance c is answered right
with P = c + (1 - c - slip) * sigmoid(theta - b).

Sources: the traces follow the power law of forgetting in the form of Pavlik and Anderson 2005 and the features of
DAS3H (Choffin et al. 2019).
"""

from collections.abc import Sequence
from math import exp, log1p
from typing import NamedTuple

from msgspec import Struct

from cspo_study.learning.answer import TOUCHED, TOUCHED_EASE, TOUCHING, Answer
from cspo_study.learning.gaussian import Belief, Normal, learn, slope, smoothed
from cspo_study.learning.prior import SPREAD_CONCEPT, GoalShape, covariances

RATES = (0.2, 0.1, 1.3, 0.7)
RATE_SPREADS = (0.4, 0.4, 0.7, 0.7)
"""What a trace is worth, in logits, and its standard deviation: goal slow, goal fast, concept slow, concept fast."""
SLOW, FAST = 0.3, 1.0
"""How steeply traces fade: (1 + days) to the power of minus this."""
QUESTION_VARIANCE = 0.6**2
"""A question's difficulty is known only so well."""
DRIFT_GOAL, DRIFT_CONCEPT = 0.03**2, 0.05**2
"""Variance that an answer adds to what it was about: people change in ways no model knows."""
MASSED, SPACING = 0.6, 5.0
"""What practice loses when it follows at once on the last, and the days over which that passes (Cepeda et al. 2006)."""


REMEMBERED = 24
"""Times that something was practised which are kept one by one."""


class Practice(Struct):
    """When something was practised, in days since 1970, and how much each time counts."""

    days: list[float]
    counts: list[float]

    def add(self, day: float, count: float = 1.0) -> None:
        """Once more. What follows soon on earlier practice adds less than what was left to rest."""
        rested = 1 - MASSED * exp(-abs(day - self.days[-1]) / SPACING) if self.days else 1.0
        self.days.append(day)
        self.counts.append(count * rested)
        if len(self.days) > REMEMBERED:
            self._merge_oldest()

    def _merge_oldest(self) -> None:
        """The two oldest become one at their middle: so far back it makes no difference, and lists stay short."""
        count = self.counts[0] + self.counts[1]
        day = (self.days[0] * self.counts[0] + self.days[1] * self.counts[1]) / count
        self.days[:2], self.counts[:2] = [day], [count]

    def left(self, day: float) -> tuple[float, float]:
        """What is left of it on a day, before the logarithm: fading slowly, and fast."""
        slow = fast = 0.0
        for practised, count in zip(self.days, self.counts, strict=True):
            age = 1.0 + max(day - practised, 0.0)
            slow += count * age**-SLOW
            fast += count / age
        return slow, fast


class Own(Struct):
    """A concept's own part of the ability, and its practice."""

    mean: float
    variance: float
    practice: Practice


class StrengthState(Struct):
    """Everything that answers have changed. `belief` is over the goals' bases, then the rates."""

    belief: Belief
    concepts: dict[str, Own]
    goals: dict[str, Practice]


class View(NamedTuple):
    """A concept on a day: the chance to know a fresh question's answer, how that moves with the ability, and what the
    ability hangs on: the goal, the traces by rate, and the concept's own part, whose variance is `own`.

    Fresh questions are as those of the bank are: some need a second concept, taken to be known about as well.
    """

    chance: float
    slope: float
    goal: int
    traces: tuple[float, float, float, float]
    own: float


class Strength:
    """What is known of one learner, told as strengths."""

    def __init__(self, goals: Sequence[GoalShape], state: StrengthState | None = None) -> None:
        self._shapes = list(goals)
        self._goal_of = {concept: number for number, goal in enumerate(goals) for concept in goal.concepts}
        self._rates = len(goals)  # where the rates begin in the belief
        self.state = state or StrengthState(_prior(goals), {}, {})
        self._left_of_goal: dict[tuple[str, float], tuple[float, float]] = {}

    def ability(self, concept: str, day: float) -> Normal:
        """The ability for a concept on a day, and its doubt."""
        goal = self._goal_of[concept]
        return self._ability(goal, self._own(concept), self._traces(concept, goal, day))

    def view(self, concept: str, day: float) -> View:
        """A concept on a day."""
        goal = self._goal_of[concept]
        own, traces = self._own(concept), self._traces(concept, goal, day)
        ability = self._ability(goal, own, traces)
        variance = ability.variance + QUESTION_VARIANCE
        needed = 1 - TOUCHING * (1 - smoothed(ability.mean + TOUCHED_EASE, variance))
        rise = needed * slope(ability.mean, variance)
        return View(needed * smoothed(ability.mean, variance), rise, goal, traces, own.variance)

    def variance(self, slopes: Sequence[tuple[View, float]], doubt: float) -> float:
        """The variance of a sum of abilities, each times its slope; `doubt` is a deviation that all share."""
        by_place: dict[int, float] = {}
        for view, rise in slopes:
            by_place[view.goal] = by_place.get(view.goal, 0.0) + rise
            for place, trace in enumerate(view.traces, start=self._rates):
                if trace:
                    by_place[place] = by_place.get(place, 0.0) + rise * trace
        own = sum(rise * rise * view.own for view, rise in slopes)
        return own + self.state.belief.spread_of(by_place) + (sum(rise for _, rise in slopes) * doubt) ** 2

    def gains(self, day: float, target: float) -> dict[str, float]:
        """By how much practice on `day` raises a goal's expected mastery on `target`, by concept practised."""
        age = 1.0 + max(target - day, 0.0)
        added_slow, added_fast = age**-SLOW, 1 / age
        gains = {}
        for number, goal in enumerate(self._shapes):
            slow, fast = self._goal_left(goal.id, target)
            goal_traces = (log1p(slow), log1p(fast))
            shared_rise = self._rise(0, slow, added_slow) + self._rise(1, fast, added_fast)
            shared, alone = 0.0, []
            for concept in goal.concepts:
                own = self._own(concept)
                own_slow, own_fast = own.practice.left(target)
                ability = self._ability(number, own, (*goal_traces, log1p(own_slow), log1p(own_fast)))
                variance = ability.variance + QUESTION_VARIANCE
                with_goal = smoothed(ability.mean + shared_rise, variance)
                shared += with_goal - smoothed(ability.mean, variance)
                own_rise = self._rise(2, own_slow, added_slow) + self._rise(3, own_fast, added_fast)
                alone.append((concept, smoothed(ability.mean + shared_rise + own_rise, variance) - with_goal))
            for concept, rise in alone:
                gains[concept] = (shared + rise) / len(goal.concepts)
        return gains

    def observe(self, answer: Answer) -> float:
        """Take in an answer; how likely it was."""
        concept, day = answer.concept, answer.day
        goal = self._goal_of[concept]
        own, traces = self._own(concept), self._traces(concept, goal, day)
        ability = self._ability(goal, own, traces)
        about = Normal(ability.mean - answer.difficulty, ability.variance + QUESTION_VARIANCE)
        step = learn(about, lambda known: answer.likelihood(answer.chance(known)))
        self.state.belief.move(self._covariance_with(goal, traces), step)
        self.state.belief.covariance[goal][goal] += DRIFT_GOAL
        changed = Own(
            own.mean + step.shift * own.variance,
            own.variance - step.shrink * own.variance**2 + DRIFT_CONCEPT,
            own.practice if concept in self.state.concepts else Practice([], []),
        )
        changed.practice.add(day)
        self.state.concepts[concept] = changed
        self._practise_goal(goal, day)
        return step.evidence

    def touch(self, concept: str, day: float, share: float = TOUCHED) -> None:
        """A question about something else has also practised this concept a little."""
        own = self.state.concepts.setdefault(concept, Own(0.0, SPREAD_CONCEPT**2, Practice([], [])))
        own.practice.add(day, share)

    def practise(self, concept: str, day: float) -> None:
        """Practised once, as if an answer had said nothing: for looking ahead."""
        self.touch(concept, day, 1.0)
        self._practise_goal(self._goal_of[concept], day)

    def _practise_goal(self, goal: int, day: float) -> None:
        """The goal was practised: what was left of its practice is worked out anew."""
        self.state.goals.setdefault(self._shapes[goal].id, Practice([], [])).add(day)
        self._left_of_goal.clear()

    def last_practice(self, concept: str) -> float | None:
        """The day a concept was last practised, if ever."""
        own = self.state.concepts.get(concept)
        return own.practice.days[-1] if own else None

    def _own(self, concept: str) -> Own:
        return self.state.concepts.get(concept) or _UNTOUCHED

    def _goal_left(self, goal: str, day: float) -> tuple[float, float]:
        """What is left of a goal's practice on a day: long lists, asked for by each of its concepts."""
        left = self._left_of_goal.get((goal, day))
        if left is None:
            practice = self.state.goals.get(goal) or _UNTOUCHED.practice
            left = self._left_of_goal[goal, day] = practice.left(day)
        return left

    def _traces(self, concept: str, goal: int, day: float) -> tuple[float, float, float, float]:
        slow, fast = self._goal_left(self._shapes[goal].id, day)
        own_slow, own_fast = self._own(concept).practice.left(day)
        return log1p(slow), log1p(fast), log1p(own_slow), log1p(own_fast)

    def _ability(self, goal: int, own: Own, traces: Sequence[float]) -> Normal:
        belief, first = self.state.belief, self._rates
        row = belief.covariance[goal]
        mean, variance = belief.mean[goal] + own.mean, row[goal] + own.variance
        for rate, trace in enumerate(traces):
            if trace:
                mean += belief.mean[first + rate] * trace
                variance += 2 * row[first + rate] * trace
                rate_row = belief.covariance[first + rate]
                variance += trace * sum(rate_row[first + other] * value for other, value in enumerate(traces))
        return Normal(mean, max(variance, 1e-6))

    def _covariance_with(self, goal: int, traces: Sequence[float]) -> list[float]:
        """How each part of the belief varies with the ability."""
        together = list(self.state.belief.covariance[goal])
        for rate, trace in enumerate(traces):
            if trace:
                row = self.state.belief.covariance[self._rates + rate]
                together = [entry + trace * other for entry, other in zip(together, row, strict=True)]
        return together

    def _rise(self, rate: int, left: float, added: float) -> float:
        """What a trace gains in logits when practice adds to what is left of it."""
        return self.state.belief.mean[self._rates + rate] * (log1p(left + added) - log1p(left))


_UNTOUCHED = Own(0.0, SPREAD_CONCEPT**2, Practice([], []))


def _prior(goals: Sequence[GoalShape]) -> Belief:
    covariance = [[*row, *[0.0] * len(RATES)] for row in covariances(goals)]
    for rate, spread in enumerate(RATE_SPREADS):
        row = [0.0] * (len(goals) + len(RATES))
        row[len(goals) + rate] = spread**2
        covariance.append(row)
    return Belief([0.0] * len(goals) + list(RATES), covariance)
