"""Simulated learners for `bench/learning.py`: a syllabus with questions, and four truths about how memory works.

None uses the engine's formulas. A: power-law traces with a spacing effect (Pavlik and Anderson 2005). B: exponential
half-lives that grow with spaced success (as in Settles and Meeder 2016). C: all-or-none, learned and lost by chance
(Bower 1961). D: a fast transient and a slow lasting store (as in Bjork and Bjork 1992). E: interference from
what is learned beside it (as in Underwood 1957). The engine sees answers only; the `foresee` of a truth is for the
clairvoyant.
"""

from collections.abc import Sequence
from math import exp, inf, log1p, sqrt
from random import Random
from typing import NamedTuple

from cspo_study.learning.prior import GoalShape

SLIP = 0.04
TOPICS = ((4, 3, 3), (3, 3, 3), (4, 4, 3), (3, 4, 3), (3, 4), (3, 3, 3), (3, 3, 3))
"""Goals in each topic of each domain: 65 goals, 20 topics, 7 domains."""
LEVELS = (0.0, -0.9, 0.9)
"""Somebody who has worked with it, a novice, an expert: what they bring, in logits."""
RATED = (-0.5, 0.0, 0.5)
"""What an author's rating (easy, middling, hard) says in logits."""
TWO_CONCEPTS = 0.2
"""The share of questions that also need a second concept."""
HELD_OUT = 2
"""Questions a concept that are only in the test."""


class Question(NamedTuple):
    """What it needs, how hard it is, and what an author takes it for."""

    concept: int
    second: int | None
    teaches_second: bool
    difficulty: float
    rated: float
    guess: float


class World(NamedTuple):
    """A syllabus: goals with concepts (numbered through), questions to practise with and questions held out."""

    goals: list[GoalShape]
    names: list[str]
    goal_of: list[int]
    of_goal: list[list[int]]
    questions: list[Question]
    practice: list[list[int]]
    test: list[list[Question]]


def make_world(seed: int) -> World:
    """Uneven goals of 4 to 8 concepts, each with 2 to 4 questions to practise with."""
    dice = Random(seed * 7919 + 1)
    goals: list[GoalShape] = []
    names: list[str] = []
    goal_of: list[int] = []
    of_goal: list[list[int]] = []
    for domain, topics in enumerate(TOPICS):
        for topic, count in enumerate(topics):
            for number in range(count):
                goal = f"{domain}.{topic}.{number}"
                concepts = tuple(f"{goal}/{concept}" for concept in range(dice.randint(4, 8)))
                of_goal.append(list(range(len(names), len(names) + len(concepts))))
                goal_of += [len(goals)] * len(concepts)
                names += concepts
                goals.append(GoalShape(goal, str(domain), f"{domain}.{topic}", concepts))
    questions: list[Question] = []
    practice: list[list[int]] = []
    test: list[list[Question]] = []
    for concept, goal_number in enumerate(goal_of):
        mine = [
            _question(dice, concept, of_goal[goal_number], len(names)) for _ in range(HELD_OUT + dice.randint(2, 4))
        ]
        test.append(mine[:HELD_OUT])
        practice.append(list(range(len(questions), len(questions) + len(mine) - HELD_OUT)))
        questions += mine[HELD_OUT:]
    return World(goals, names, goal_of, of_goal, questions, practice, test)


def _question(dice: Random, concept: int, siblings: Sequence[int], concepts: int) -> Question:
    difficulty = dice.gauss(0, 0.5)
    second = None
    if dice.random() < TWO_CONCEPTS:
        pool = [other for other in siblings if other != concept] if dice.random() < 0.8 else range(concepts)
        second = dice.choice(pool)
    looks = difficulty + dice.gauss(0, 0.4) + (0.35 if second is not None else 0)
    rated = RATED[0 if looks < -0.3 else 2 if looks > 0.3 else 1]
    return Question(concept, second, dice.random() < 0.5, difficulty, rated, dice.choice((0.25, 0.25, 0.2, 0.1, 0.02)))


class Learner:
    """What all truths share: what was known beforehand, answering, and the score on a day."""

    def __init__(self, world: World, seed: int) -> None:
        dice = Random(seed * 104729 + 2)
        self.world = world
        level = LEVELS[seed % 3] + dice.gauss(0, 0.5)
        domains = {goal.domain: dice.gauss(0, 0.6) for goal in world.goals}
        topics = {goal.topic: dice.gauss(0, 0.5) for goal in world.goals}
        own = [level + domains[goal.domain] + topics[goal.topic] + dice.gauss(0, 0.7) for goal in world.goals]
        self.base = [own[goal] + dice.gauss(0, 0.9) - 0.4 for goal in world.goal_of]
        self.rate = exp(dice.gauss(0, 0.3))
        self.decay = exp(dice.gauss(0, 0.3))
        self.ease = [self.rate * exp(dice.gauss(0, 0.35)) for _ in world.goal_of]
        self.dice = [Random(seed * 1_000_003 + concept) for concept in range(len(world.names))]
        self.begin(dice)

    def begin(self, dice: Random) -> None:
        """Set up the memory."""

    def ability(self, concept: int, day: float) -> float:
        """In logits."""
        raise NotImplementedError

    def practise(self, concept: int, day: float, right: bool) -> None:
        """Have answered a question and read what is right."""
        raise NotImplementedError

    def foresee(self, concept: int, plan: Sequence[float], end: float) -> float:
        """How well the concept is expected to be known at the end if practised on the days of `plan` from now on."""
        raise NotImplementedError

    def teaches_goal(self, concept: int, day: float, end: float) -> float:
        """What practice now is expected to add to all siblings together at the end."""
        return 0.0

    def knows(self, question: Question, day: float) -> float:
        """The chance of knowing the answer: a second concept is needed less deeply."""
        known = sigmoid(self.ability(question.concept, day) - question.difficulty)
        if question.second is not None:
            known *= sigmoid(self.ability(question.second, day) - question.difficulty + 1)
        return known

    def chance(self, question: Question, day: float) -> float:
        """The chance of a right answer."""
        return question.guess + (1 - question.guess - SLIP) * self.knows(question, day)

    def answer(self, question: Question, day: float) -> bool:
        """Answer and learn from it. Draws come by concept, so that all policies meet the same luck."""
        right = self.dice[question.concept].random() < self.chance(question, day)
        self.practise(question.concept, day, right)
        if question.second is not None and question.teaches_second:
            self.practise(question.second, day, right)
        return right

    def score(self, day: float, weights: Sequence[float]) -> float:
        """The expected share right in the test, by the goals' weights."""
        total = 0.0
        for concepts, weight in zip(self.world.of_goal, weights, strict=True):
            marks = [self.chance(question, day) for concept in concepts for question in self.world.test[concept]]
            total += weight * sum(marks) / len(marks)
        return total / sum(weights)

    def mastery(self, day: float) -> list[list[float]]:
        """By goal, the expected share known of fresh questions (any difficulty, some with a second concept)."""
        levels = []
        for concepts in self.world.of_goal:
            abilities = [self.ability(concept, day) for concept in concepts]
            single = [fresh(ability) for ability in abilities]
            easier = [fresh(ability + 1) for ability in abilities]
            others = [(sum(easier) - one) / (len(easier) - 1) for one in easier]
            pairs = zip(single, others, strict=True)
            levels.append([known * (1 - TWO_CONCEPTS + TWO_CONCEPTS * other) for known, other in pairs])
        return levels


class PowerLaw(Learner):
    """A: each practice leaves a trace that decays the faster the fresher the memory was; the goal profits a little."""

    def begin(self, dice: Random) -> None:
        self.traces: list[list[tuple[float, float]]] = [[] for _ in self.base]
        self.goal_days: list[list[float]] = [[] for _ in self.world.goals]

    def ability(self, concept: int, day: float) -> float:
        goal = sum((max(day - at, 0.0) + 1) ** -0.3 for at in self.goal_days[self.world.goal_of[concept]])
        return self._ability(concept, self._active(self.traces[concept], day), goal)

    def practise(self, concept: int, day: float, right: bool) -> None:
        self._trace(self.traces[concept], day)
        self.goal_days[self.world.goal_of[concept]].append(day)

    def foresee(self, concept: int, plan: Sequence[float], end: float) -> float:
        traces = list(self.traces[concept])
        goal = sum((end - at + 1) ** -0.3 for at in self.goal_days[self.world.goal_of[concept]])
        for day in plan:
            self._trace(traces, day)
            goal += (end - day + 1) ** -0.3
        return fresh(self._ability(concept, self._active(traces, end), goal))

    def teaches_goal(self, concept: int, day: float, end: float) -> float:
        number = self.world.goal_of[concept]
        goal = sum((end - at + 1) ** -0.3 for at in self.goal_days[number])
        rise = 0.25 * self.rate * (log1p(goal + (end - day + 1) ** -0.3) - log1p(goal))
        siblings = (other for other in self.world.of_goal[number] if other != concept)
        return sum(rise * 0.8 * known * (1 - known) for known in (fresh(self.ability(s, end)) for s in siblings))

    def _ability(self, concept: int, active: float, goal: float) -> float:
        return self.base[concept] + 1.8 * self.ease[concept] * log1p(1.3 * active) + 0.25 * self.rate * log1p(goal)

    def _trace(self, traces: list[tuple[float, float]], day: float) -> None:
        steep = 0.28 * self.decay + 0.12 * sqrt(self._active(traces, day))
        traces.append((day, min(0.9, steep)))

    @staticmethod
    def _active(traces: Sequence[tuple[float, float]], day: float) -> float:
        return float(sum((max(day - at, 0.0) + 0.1) ** -steep for at, steep in traces))


class HalfLife(Learner):
    """B: strength falls by half in a half-life that spaced success lengthens."""

    def begin(self, dice: Random) -> None:
        self.memory: list[tuple[float, float, float]] = [(0.0, 0.0, 0.0)] * len(self.base)  # strength, half-life, last

    def ability(self, concept: int, day: float) -> float:
        return self._ability(concept, self.memory[concept], day)

    def practise(self, concept: int, day: float, right: bool) -> None:
        self.memory[concept] = self._practised(concept, self.memory[concept], day, float(right))

    def foresee(self, concept: int, plan: Sequence[float], end: float) -> float:
        memory = self.memory[concept]
        for day in plan:
            right = 0.2 + 0.76 * sigmoid(self._ability(concept, memory, day))
            memory = self._practised(concept, memory, day, right)
        return fresh(self._ability(concept, memory, end))

    def _ability(self, concept: int, memory: tuple[float, float, float], day: float) -> float:
        strength, half_life, last = memory
        if not half_life:
            return self.base[concept]
        return self.base[concept] + 2.6 * self.ease[concept] * strength * _halved(max(day - last, 0.0) / half_life)

    def _practised(
        self, concept: int, memory: tuple[float, float, float], day: float, right: float
    ) -> tuple[float, float, float]:
        strength, half_life, last = memory
        if half_life:
            forgotten = 1 - _halved(max(day - last, 0.0) / half_life)
            half_life = min(200.0, half_life * (1.1 + (0.4 + 1.6 * right) * forgotten))
        else:
            half_life = 8 / self.decay
        return strength + 0.55 * (1 - strength), half_life, day


class AllOrNone(Learner):
    """C: a concept is known or not; practice may teach it, and makes losing it less likely."""

    KNOWN, UNKNOWN = 2.2, -2.2

    def begin(self, dice: Random) -> None:
        self.times = [4] * len(self.base)  # what one brings along sits as if practised four times
        self.lost: list[float] = []
        for concept, base in enumerate(self.base):
            known = dice.random() < sigmoid(1.2 * base)
            self.times[concept] = 4 if known else 0
            self.lost.append(self._losing(concept, 0.0, dice) if known else -inf)

    def ability(self, concept: int, day: float) -> float:
        return self.KNOWN if day < self.lost[concept] else self.UNKNOWN

    def practise(self, concept: int, day: float, right: bool) -> None:
        dice = self.dice[concept]
        known = day < self.lost[concept] or dice.random() < self._learning(concept)
        self.times[concept] += 1
        self.lost[concept] = self._losing(concept, day, dice) if known else -inf

    def foresee(self, concept: int, plan: Sequence[float], end: float) -> float:
        times, last = self.times[concept], plan[0] if plan else end
        known = float(self.lost[concept] > last)  # it knows when it will be lost, too
        for number, day in enumerate(plan):
            if number:
                known *= exp(-self._hazard(times) * (day - last))
            known += (1 - known) * self._learning(concept)
            times, last = times + 1, day
        if plan:
            known *= exp(-self._hazard(times) * (end - last))
        return known * fresh(self.KNOWN) + (1 - known) * fresh(self.UNKNOWN)

    def _learning(self, concept: int) -> float:
        return min(0.9, 0.5 * self.ease[concept])

    def _hazard(self, times: int) -> float:
        return 0.06 * self.decay / (1 + 0.9 * times)

    def _losing(self, concept: int, day: float, dice: Random) -> float:
        return day + dice.expovariate(self._hazard(self.times[concept]))


class TwoStores(Learner):
    """D: a fast store that is full after practice and gone in days, and a slow one that fills by days of practice."""

    def begin(self, dice: Random) -> None:
        self.days: list[list[float]] = [[] for _ in self.base]

    def ability(self, concept: int, day: float) -> float:
        return self._ability(concept, self.days[concept], day)

    def practise(self, concept: int, day: float, right: bool) -> None:
        self.days[concept].append(day)

    def foresee(self, concept: int, plan: Sequence[float], end: float) -> float:
        return fresh(self._ability(concept, [*self.days[concept], *plan], end))

    def _ability(self, concept: int, days: Sequence[float], day: float) -> float:
        fast = sum(exp(-max(day - at, 0.0) / (2.5 / self.decay)) for at in days)
        slow = 0.0
        for number, at in enumerate(days):
            rested = at - days[number - 1] if number else 3.0
            slow += 1 - exp(-rested)
        lasting = 2.4 * (1 - exp(-slow / 2.5))
        return self.base[concept] + self.ease[concept] * (1.0 * (1 - exp(-fast)) + lasting)


class Interference(Learner):
    """E: a trace fades by a power of time and, more slowly, for good; a mistake teaches more than a success; what is
    practised beside it in the same topic wears it down. Nothing in the engine was tuned on it.
    """

    WEAR = 0.985

    def begin(self, dice: Random) -> None:
        self.trace: list[tuple[float, int, float]] = [(0.0, 0, 0.0)] * len(self.base)  # strength, practices, last
        topics = [goal.topic for goal in self.world.goals]
        self.beside = [
            [other for other, at in enumerate(self.world.goal_of) if topics[at] == topics[goal] and other != concept]
            for concept, goal in enumerate(self.world.goal_of)
        ]

    def ability(self, concept: int, day: float) -> float:
        return self._ability(concept, self.trace[concept], day)

    def practise(self, concept: int, day: float, right: bool) -> None:
        self.trace[concept] = self._practised(self.trace[concept], day, float(right))
        for other in self.beside[concept]:
            strength, times, last = self.trace[other]
            self.trace[other] = (strength * self.WEAR, times, last)

    def foresee(self, concept: int, plan: Sequence[float], end: float) -> float:
        trace = self.trace[concept]
        for day in plan:
            right = 0.2 + 0.76 * sigmoid(self._ability(concept, trace, day))
            trace = self._practised(trace, day, right)
        return fresh(self._ability(concept, trace, end))

    def _ability(self, concept: int, trace: tuple[float, int, float], day: float) -> float:
        return self.base[concept] + 2.6 * self.ease[concept] * self._left(trace, day)

    def _left(self, trace: tuple[float, int, float], day: float) -> float:
        strength, times, last = trace
        age = max(day - last, 0.0)
        return float(strength * (1 + 0.5 * age) ** (-0.45 * self.decay / (1 + 0.4 * times)) * exp(-0.004 * age))

    def _practised(self, trace: tuple[float, int, float], day: float, right: float) -> tuple[float, int, float]:
        left = self._left(trace, day)
        return (left + (0.6 - 0.25 * right) * (1 - left), trace[1] + 1, day)


TRUTHS: dict[str, type[Learner]] = {
    "A": PowerLaw,
    "B": HalfLife,
    "C": AllOrNone,
    "D": TwoStores,
    "E": Interference,
}


def fresh(ability: float) -> float:
    """The chance of knowing the answer to a question of unknown difficulty."""
    return (sigmoid(ability - 0.6) + sigmoid(ability) + sigmoid(ability + 0.6)) / 3


def _halved(times: float) -> float:
    return exp(-0.6931471805599453 * times)


def sigmoid(logit: float) -> float:
    """1 / (1 + exp(-logit)): no logit here is large enough to overflow."""
    return 1 / (1 + exp(-logit))
