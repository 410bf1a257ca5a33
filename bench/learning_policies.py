"""The study policies that `bench/learning.py` compares: baselines, ours as the product calls it, and a clairvoyant."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler
from learning_truths import Learner, World

from cspo_study.learning.knowledge import Knowledge
from cspo_study.learning.policies import Candidate, Item, probe, study, with_probes


class Task(NamedTuple):
    """What a policy is told: the syllabus, the days with time to study, questions a day, the test, goals' weights."""

    world: World
    days: list[int]
    per_day: int
    end: int
    weights: list[float]
    seed: int


class Policy:
    """Chooses a day's questions, and is told every answer. Policies by concept ask its least asked question next."""

    engine = False
    """Whether it needs the engine's knowledge (others can be given it to be watched)."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.world = task.world
        self.dice = Random(task.seed + 5)
        self.last: dict[int, float] = {}
        self.asked = [0] * len(task.world.questions)
        self.times = [0] * len(task.world.names)
        self.knowledge: Knowledge | None = Knowledge(task.world.goals) if self.engine else None

    def choose(self, day: int) -> list[int]:
        """The session's questions."""
        return [self.question(concept) for concept in self.concepts(day)]

    def concepts(self, day: int) -> list[int]:
        """The session's concepts."""
        raise NotImplementedError

    def question(self, concept: int) -> int:
        """The least asked of a concept's questions."""
        return min(self.world.practice[concept], key=lambda number: self.asked[number])

    def saw(self, number: int, at: float, right: bool) -> None:
        """An answer."""
        question = self.world.questions[number]
        self.asked[number] += 1
        self.times[question.concept] += 1
        self.last[question.concept] = at

    def oldest(self) -> list[int]:
        """Concepts, the longest untouched first, ties by dice."""
        everything = range(len(self.world.names))
        return sorted(everything, key=lambda concept: (self.last.get(concept, -1.0) // 1, self.dice.random()))


class Uniform(Policy):
    """Any concepts."""

    def concepts(self, day: int) -> list[int]:
        return self.dice.sample(range(len(self.world.names)), self.task.per_day)


class Sequential(Policy):
    """One goal after the other, as often as the time allows, so that the last is done at the end."""

    def concepts(self, day: int) -> list[int]:
        done = self.task.days.index(day) / len(self.task.days)
        first = int(done * len(self.world.names))
        share = max(self.task.per_day, len(self.world.names) // len(self.task.days))
        block = range(first, min(first + share, len(self.world.names)))
        ranked = sorted(block, key=lambda concept: (self.times[concept], concept))
        return (ranked * (1 + self.task.per_day // len(ranked)))[: self.task.per_day]


class Weakest(Policy):
    """The lowest estimate first, by the engine."""

    engine = True

    def concepts(self, day: int) -> list[int]:
        assert self.knowledge is not None
        estimate = [self.knowledge.ability(name, float(day)).mean for name in self.world.names]
        return sorted(range(len(estimate)), key=lambda concept: estimate[concept])[: self.task.per_day]


class Cycle(Policy):
    """The oldest first, goals interleaved."""

    def concepts(self, day: int) -> list[int]:
        return self.oldest()[: self.task.per_day]


class CycleByWeight(Policy):
    """The least practised for the weight of its goal first."""

    def concepts(self, day: int) -> list[int]:
        def key(concept: int) -> float:
            goal = self.world.goal_of[concept]
            share = self.task.weights[goal] / len(self.world.of_goal[goal])
            return (self.times[concept] + self.dice.random() / 2) / share

        return sorted(range(len(self.world.names)), key=key)[: self.task.per_day]


class QuestionCards(Policy):
    """Each question a card: due ones first, the longest overdue first, then new ones in a shuffled order."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.due: dict[int, float] = {}
        self.fresh = list(range(len(self.world.questions)))
        self.dice.shuffle(self.fresh)

    def choose(self, day: int) -> list[int]:
        due = sorted((number for number, at in self.due.items() if at < day + 1), key=lambda number: self.due[number])
        chosen = due[: self.task.per_day]
        new = [number for number in self.fresh if number not in self.due]
        chosen += new[: self.task.per_day - len(chosen)]
        soonest = sorted(set(self.due) - set(chosen), key=lambda number: self.due[number])
        return chosen + soonest[: self.task.per_day - len(chosen)]

    def saw(self, number: int, at: float, right: bool) -> None:
        super().saw(number, at, right)
        self.due[number] = self.next_due(number, at, right)

    def next_due(self, number: int, at: float, right: bool) -> float:
        """The day a card comes back."""
        raise NotImplementedError


class QuestionFsrs(QuestionCards):
    """Each question by FSRS-6 at 90 %."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.cards = Cards(0.9)

    def next_due(self, number: int, at: float, right: bool) -> float:
        return self.cards.review(number, at, right)


class QuestionSm2(QuestionCards):
    """Each question by SM-2 (Wozniak 1990)."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.cards: dict[int, tuple[int, float, float]] = {}

    def next_due(self, number: int, at: float, right: bool) -> float:
        streak, ease, interval = self.cards.get(number, (0, 2.5, 0.0))
        if right:
            interval = 1.0 if streak == 0 else 6.0 if streak == 1 else interval * ease
            streak += 1
        else:
            streak, interval = 0, 1.0
            ease = max(1.3, ease - 0.54)
        self.cards[number] = (streak, ease, interval)
        return at // 1 + interval


class GoalFsrs(Policy):
    """Each goal by FSRS-6 at 90 %; of a due goal the oldest concept. New goals when nothing is due."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.cards = Cards(0.9)
        self.due: dict[int, float] = {}

    def concepts(self, day: int) -> list[int]:
        waiting = sorted((at, goal) for goal, at in self.due.items())
        goals = [goal for at, goal in waiting if at < day + 1]
        goals += [goal for goal in range(len(self.world.goals)) if goal not in self.due]
        goals += [goal for at, goal in waiting if at >= day + 1]
        return [self._oldest_of(goal) for goal in goals[: self.task.per_day]]

    def _oldest_of(self, goal: int) -> int:
        return min(self.world.of_goal[goal], key=lambda concept: self.last.get(concept, -1.0))

    def saw(self, number: int, at: float, right: bool) -> None:
        super().saw(number, at, right)
        goal = self.world.goal_of[self.world.questions[number].concept]
        self.due[goal] = self.cards.review(goal, at, right)


class Ours(Policy):
    """The engine's study policy, as the product calls it: planned at the session's start."""

    engine = True

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        goals = self.world.goals
        self.weights = {goal.id: weight for goal, weight in zip(goals, task.weights, strict=True)}
        self.goal_names = [goals[goal].id for goal in self.world.goal_of]

    def choose(self, day: int) -> list[int]:
        assert self.knowledge is not None
        candidates = [
            Candidate(name, goal, items(self.world, self._least_asked(number)), self.last.get(number))
            for number, (name, goal) in enumerate(zip(self.world.names, self.goal_names, strict=True))
        ]
        gains = study(self.knowledge, candidates, float(day), float(self.task.end), self.weights, self.dice)
        chosen = with_probes(gains, probe(self.knowledge, candidates, float(day), self.weights, self.dice))
        return [int(choice.item) for choice in islice(chosen, self.task.per_day)]

    def _least_asked(self, concept: int) -> list[int]:
        fewest = min(self.asked[number] for number in self.world.practice[concept])
        return [number for number in self.world.practice[concept] if self.asked[number] == fewest]


def items(world: World, numbers: Sequence[int]) -> tuple[Item, ...]:
    """Questions as the engine is told of them."""
    found = []
    for number in numbers:
        question = world.questions[number]
        touches = None if question.second is None else world.names[question.second]
        found.append(Item(str(number), question.guess, question.rated, touches))
    return tuple(found)


class Clairvoyant(Policy):
    """Knows the true memory and what every practice does to it.

    Plans of up to three practices a concept, beginning today or later, are valued against a price of a practice at
    which all plans together fit into what is left of the budget; today's are those that lose most by waiting.
    """

    look = 3

    def __init__(self, task: Task, learner: Learner) -> None:
        super().__init__(task)
        self.learner = learner
        sizes = [len(concepts) for concepts in self.world.of_goal]
        self.share = [task.weights[goal] / sizes[goal] for goal in self.world.goal_of]

    def choose(self, day: int) -> list[int]:
        left = [other for other in self.task.days if other >= day]
        values = [self._plans(concept, left) for concept in range(len(self.share))]
        price = self._price(values, self.task.per_day * len(left))
        worth = [_best(now, price) - max(0.0, _best(later, price)) for now, later in values]
        free = [max(0.0, now[0]) for now, _ in values]
        offers = []
        for concept, value in enumerate(worth):
            question = max(self.world.practice[concept], key=lambda number: self._extra(number, free))
            offers.append((value + self._extra(question, free), question))
        offers.sort(reverse=True)
        return [question for _, question in offers[: self.task.per_day]]

    def _plans(self, concept: int, left: Sequence[int]) -> tuple[list[float], list[float]]:
        """What 1, 2 … practices are worth, the first today, and the first later."""
        end, share = float(self.task.end), self.share[concept]
        idle = self.learner.foresee(concept, (), end)
        taught = self.learner.teaches_goal(concept, left[0], end)
        now = []
        later = []
        for count in range(1, min(self.look, len(left)) + 1):
            plan = [left[number * len(left) // count] for number in range(count)]
            now.append(share * (self.learner.foresee(concept, plan, end) - idle + taught * count))
        for count in range(1, min(self.look, len(left) - 1) + 1):
            plan = [left[1 + (2 * number + 1) * (len(left) - 1) // (2 * count)] for number in range(count)]
            later.append(share * (self.learner.foresee(concept, plan, end) - idle + taught * count))
        return now, later

    @staticmethod
    def _price(values: Sequence[tuple[list[float], list[float]]], budget: int) -> float:
        """What a practice costs when all plans fit the budget."""
        low, high = 0.0, max(max(now) for now, _ in values)
        for _ in range(18):
            price = (low + high) / 2
            if sum(max(_count(now, price), _count(later, price)) for now, later in values) > budget:
                low = price
            else:
                high = price
        return high

    def _extra(self, number: int, free: Sequence[float]) -> float:
        question = self.world.questions[number]
        return free[question.second] if question.second is not None and question.teaches_second else 0.0


class Myopic(Clairvoyant):
    """A clairvoyant that values one practice today."""

    def _plans(self, concept: int, left: Sequence[int]) -> tuple[list[float], list[float]]:
        end = float(self.task.end)
        gain = self.learner.foresee(concept, left[:1], end) - self.learner.foresee(concept, (), end)
        return [self.share[concept] * (gain + self.learner.teaches_goal(concept, left[0], end))], []


def _best(values: Sequence[float], price: float) -> float:
    return max((value - price * count for count, value in enumerate(values, start=1)), default=0.0)


def _count(values: Sequence[float], price: float) -> int:
    best, count = 0.0, 0
    for number, value in enumerate(values, start=1):
        if value - price * number > best:
            best, count = value - price * number, number
    return count


class Cards:
    """FSRS-6 cards of the library, counting in days."""

    def __init__(self, retention: float) -> None:
        self._scheduler = Scheduler(
            desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False
        )
        self._cards: dict[int, Card] = {}
        self._begin = datetime(2026, 1, 1, tzinfo=UTC)

    def review(self, key: int, at: float, right: bool) -> float:
        """The day on which it comes back."""
        card = self._cards.get(key) or Card(card_id=key)
        rating = Rating.Good if right else Rating.Again
        reviewed, _ = self._scheduler.review_card(card, rating, self._begin + timedelta(days=at))
        self._cards[key] = reviewed
        return (reviewed.due - self._begin) / timedelta(days=1)


BASELINES: dict[str, type[Policy]] = {
    "random": Uniform,
    "sequential": Sequential,
    "weakest": Weakest,
    "cycle": Cycle,
    "question FSRS": QuestionFsrs,
    "question SM-2": QuestionSm2,
    "goal FSRS": GoalFsrs,
}
