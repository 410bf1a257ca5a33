"""Finding out where somebody stands: each question chosen for what its answer would tell about the whole map.

A placement needs no file of its own. It is what the log holds of it: its answers, none long after the one before. So
it can be left at any question and taken up again, and a killed one loses nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import sqrt
from random import Random
from typing import Literal, NamedTuple

from msgspec import Struct

from cspo_study.content.model import Domain, Goal, Heading, QuestionId
from cspo_study.learning import policies
from cspo_study.learning.gaussian import logit_of
from cspo_study.learning.interval import NINETY
from cspo_study.learning.knowledge import Mastery
from cspo_study.progress.attempt import Attempt
from cspo_study.study.knowing import DAY
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked, candidates_of, outline_weights
from cspo_study.study.report import concept_weights

FEWEST, MOST = 20, 40
"""Questions of a placement: fewer say too little of seven domains, and more are better spent on learning."""
EACH_DOMAIN = 2
"""Questions on every domain before it may end."""
SHARP = 0.115
"""The map is sharp enough once a domain's mastery is known to this standard deviation, in the mean over domains."""
OPEN_DAYS = 3.0
"""Days after its last answer in which an unfinished placement is taken up again; later the map has moved on."""
KNOWN = 0.6
"""The mastery from which a goal counts as known."""
SURE = 0.84
"""Standard deviations that a goal has to be away from that to be called known or not known: four times in five."""
BEGINNINGS = 3
"""Goals that are named to begin with."""

State = Literal["known", "unsure", "open"]
"""How a goal stands: known, not certain either way, or not known yet."""


class GoalPlace(Struct, frozen=True):
    """How a goal stands: expected mastery today, 0 to 1, with its 90 % interval."""

    id: str
    title: str
    state: State
    mastery: float
    low: float
    high: float


class DomainPlace(Struct, frozen=True):
    """How a domain stands, with its goals; `answers` are those of this placement."""

    id: str
    title: str
    answers: int
    mastery: float
    low: float
    high: float
    goals: tuple[GoalPlace, ...]


class Map(Struct, frozen=True):
    """What is known, what is not, what is unsure, and where to begin. `answers` are those of this placement."""

    answers: int
    finished: bool
    mastery: float
    low: float
    high: float
    domains: tuple[DomainPlace, ...]
    begin: tuple[GoalPlace, ...]


class Sofar(NamedTuple):
    """The answers of the last placement; whether it is to be taken up again; whether it is so recent that none else is
    called for.
    """

    answers: tuple[Attempt, ...]
    open: bool
    recent: bool


class Placement:
    """One placement of one learner. `draw` gives its next question; hand it to a `Session` that draws as it goes."""

    def __init__(self, learner: Learner, dice: Random, *, most: int = MOST, anew: bool = False) -> None:
        self._learner = learner
        self._dice = dice
        self._most = most
        self._begun = learner.clock().at
        before = sofar(learner)
        self._earlier = before.answers if before.open and not anew else ()
        self._offered: list[QuestionId] = []

    @property
    def answers(self) -> list[Attempt]:
        """Its answers so far, those from before it was taken up again among them."""
        known = {one.id for one in self._earlier}  # one may be of the very moment this began
        return [*self._earlier, *(one for one in _diagnostic(self._learner, self._begun) if one.id not in known)]

    @property
    def left(self) -> int:
        """Questions that may still come."""
        return max(self._most - len(self.answers), 0)

    def draw(self) -> Picked | None:
        """The question that tells most now; None once the map is sharp enough or the limit is reached."""
        answers = self.answers
        if is_over(self._learner, len(answers), self._most):
            return None
        asked = {*(QuestionId(one.question) for one in answers), *self._offered}
        choice = next(self._choices(asked), None)
        if choice is None:
            return None
        self._offered.append(QuestionId(choice.item))
        return Picked(self._learner.catalog.question(QuestionId(choice.item)), choice.reason)

    def _choices(self, asked: set[QuestionId]) -> Iterator[policies.Choice]:
        learner, headings = self._learner, self._learner.catalog.headings
        met = [headings[one] for one in asked if one in headings]
        concepts = {one.concept_id for one in met}
        apart = {one.contrast or one.family for one in met} - {None}
        waiting = self._waiting()

        def wanted(heading: Heading) -> bool:
            told = (heading.contrast or heading.family) in apart or heading.concept_id in concepts
            return tells(heading) and not told and (not waiting or domain_of(heading.goal) in waiting)

        candidates = candidates_of(learner, learner.catalog.outline_goals.values(), wanted)
        return policies.placement(
            learner.knowledge, candidates, learner.now(), outline_weights(learner.catalog), self._dice
        )

    def _waiting(self) -> set[str]:
        """The domains that have to come up now, so that each has been asked about twice by the earliest end."""
        asked = [domain_of(one.concept) for one in self.answers]
        lacking = {one.id: max(EACH_DOMAIN - asked.count(one.id), 0) for one in _outline(self._learner)}
        pressing = sum(lacking.values()) >= min(FEWEST, self._most) - len(asked)
        return {domain for domain, count in lacking.items() if count} if pressing else set()


def domain_of(identity: str) -> str:
    """The domain of a goal or a concept."""
    return identity.partition(".")[0]


def tells(heading: Heading) -> bool:
    """Whether a question may place somebody: not one that people rate themselves, none with a long story to read."""
    return heading.type != "recall" and heading.case is None


def is_over(learner: Learner, answers: int, most: int = MOST) -> bool:
    """Whether a placement has told enough."""
    return answers >= most or (answers >= min(FEWEST, most) and doubt(learner) <= SHARP)


def doubt(learner: Learner) -> float:
    """How unsure the map is: the standard deviation of a domain's mastery, averaged over the domains' variances."""
    spreads = [_spread(_mastery(learner, list(domain.goals()))) for domain in _outline(learner)]
    return sqrt(sum(spread * spread for spread in spreads) / len(spreads))


def sofar(learner: Learner) -> Sofar:
    """The placement that was begun last, and whether it is to be taken up again."""
    answers: list[Attempt] = []
    for attempt in _diagnostic(learner, 0):
        if answers and (attempt.at - answers[-1].at > OPEN_DAYS * DAY or len(answers) >= MOST):
            answers = []
        answers.append(attempt)
    if not answers:
        return Sofar((), open=False, recent=False)
    recent = learner.clock().at - answers[-1].at <= OPEN_DAYS * DAY
    return Sofar(tuple(answers), recent and not is_over(learner, len(answers)), recent)


def open_answers(learner: Learner) -> int:
    """Answers of a placement that waits to be taken up again; 0 where none does."""
    recent = _diagnostic(learner, learner.clock().at - round(OPEN_DAYS * DAY))
    return len(sofar(learner).answers) if recent and sofar(learner).open else 0


def map_of(learner: Learner, answers: Sequence[Attempt] | None = None) -> Map:
    """The map as it stands now; `answers` are the placement's, those of the last one where none are given."""
    given = sofar(learner).answers if answers is None else answers
    domains = []
    for domain in _outline(learner):
        found = _mastery(learner, list(domain.goals()))
        asked = sum(domain_of(one.concept) == domain.id for one in given)
        goals = tuple(_goal_place(learner, goal) for goal in domain.goals())
        domains.append(DomainPlace(domain.id, domain.title, asked, *found, goals))
    whole = _mastery(learner, list(learner.catalog.outline_goals.values()))
    over = bool(given) and is_over(learner, len(given))
    return Map(len(given), over, *whole, tuple(domains), tuple(_beginnings(learner)))


def _beginnings(learner: Learner) -> Iterable[GoalPlace]:
    """Goals whose study is worth most now, each of another topic."""
    gains = learner.knowledge.gains(learner.now(), learner.target(), outline_weights(learner.catalog))
    goals = learner.catalog.outline_goals.values()
    worth = {goal.id: sum(gains[concept] for concept in goal.concept_ids()) / len(goal.concepts) for goal in goals}
    topics: dict[str, Goal] = {}
    for goal in sorted(goals, key=lambda one: worth[one.id], reverse=True):
        topics.setdefault(goal.id.rpartition(".")[0], goal)
    return (_goal_place(learner, goal) for goal in islice(topics.values(), BEGINNINGS))


def _goal_place(learner: Learner, goal: Goal) -> GoalPlace:
    found = _mastery(learner, [goal])
    away = (logit_of(found.mean) - logit_of(KNOWN)) / max(_logit_spread(found), 1e-6)
    state: State = "known" if away >= SURE else "open" if away <= -SURE else "unsure"
    return GoalPlace(goal.id, goal.title, state, *found)


def _mastery(learner: Learner, goals: Sequence[Goal]) -> Mastery:
    return learner.knowledge.weighted_mastery(concept_weights(goals), learner.now())


def _spread(found: Mastery) -> float:
    return _logit_spread(found) * found.mean * (1 - found.mean)


def _logit_spread(found: Mastery) -> float:
    """The standard deviation in logits that an interval stands for."""
    return (logit_of(found.high) - logit_of(found.low)) / (2 * NINETY)


def _outline(learner: Learner) -> list[Domain]:
    return [domain for domain in learner.catalog.pack.domains if not domain.supplement]


def _diagnostic(learner: Learner, since: int) -> list[Attempt]:
    return [attempt for attempt in learner.answers_since(since) if attempt.mode == "diagnostic"]
