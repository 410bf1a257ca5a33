"""Answers to any question, small content to ask from, and a learner without a store."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from random import Random
from typing import Protocol, assert_never

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import (
    Case,
    Concept,
    ConceptId,
    Difficulty,
    Domain,
    Family,
    Goal,
    Match,
    Material,
    Misconception,
    Multiple,
    Numeric,
    Option,
    Order,
    Pack,
    Pair,
    Question,
    QuestionId,
    Recall,
    Short,
    Single,
    Source,
    Step,
    Topic,
    Work,
    WrongNumber,
    WrongTerm,
)
from cspo_study.learning.knowledge import Knowledge
from cspo_study.learning.memory import Confidence
from cspo_study.progress.attempt import Attempt
from cspo_study.study.asking import Feedback
from cspo_study.study.clock import Clock, Moment
from cspo_study.study.knowing import as_answer, shapes
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked
from cspo_study.study.projection import ConceptState, DayState, LearnerProjector, QuestionState, State
from cspo_study.study.responses import Assigned, Chosen, Placed, Rated, Response, Typed
from cspo_study.study.session import Session
from cspo_study.study.settings import DEFAULTS, Settings


def right_response(question: Question) -> Response:
    """The answer that scores in full."""
    match question:
        case Single() | Multiple():
            return Chosen(frozenset(number for number, option in enumerate(question.options) if option.correct))
        case Order():
            return Placed(tuple(range(len(question.items))))
        case Match():
            return Assigned(tuple(item.category for item in question.items))
        case Numeric():
            return Typed(str(question.answer))
        case Short():
            return Typed(question.accept[0])
        case Recall():
            return Rated("good")
    assert_never(question)


def wrong_response(question: Question) -> Response:
    """An answer that scores nothing."""
    match question:
        case Single():
            return Chosen(frozenset({next(n for n, option in enumerate(question.options) if not option.correct)}))
        case Multiple():
            return Chosen(frozenset(number for number, option in enumerate(question.options) if not option.correct))
        case Order():
            return Placed(tuple(reversed(range(len(question.items)))))
        case Match(categories=categories):
            following = dict(zip(categories, [*categories[1:], categories[0]], strict=True))
            return Assigned(tuple(following[item.category] for item in question.items))
        case Numeric():
            return Typed("-987654")
        case Short():
            return Typed("nothing of the kind")
        case Recall():
            return Rated("again")
    assert_never(question)


def as_picked(questions: Iterable[Question]) -> list[Picked]:
    """The questions, asked because somebody asked for them."""
    return [Picked(question) for question in questions]


def answered(
    learner: Learner, question: Question, response: Response | None = None, confidence: Confidence | None = None
) -> Feedback:
    """Answer one question, rightly unless told otherwise, in a sitting of its own."""
    session = Session(learner, as_picked([question]), "study", Random(1), lambda: 0.0)
    assert session.current
    return session.answer(response or right_response(session.current.question), confidence)


def replayed_knowledge(catalog: Catalog, attempts: Iterable[Attempt]) -> Knowledge:
    """What the engine must know, told without store or snapshot: the standing answers taken in by their ids."""
    knowledge = Knowledge(shapes(catalog))
    for attempt in sorted(attempts):
        if attempt.concept in knowledge:
            knowledge.observe(as_answer(catalog, attempt))
    return knowledge


class MovableClock(Protocol):
    """The clock of the fixture `clock`."""

    moment: Moment

    def __call__(self) -> Moment: ...

    def advance(self, *, days: float = 0, seconds: float = 0) -> None: ...


NOON = 1_790_000_000_000
"""Milliseconds since 1970: a Monday in September 2026."""


class StillClock:
    """A clock that moves only when told to. UTC+2, in minutes."""

    def __init__(self, at: int = NOON, utc_offset: int = 120) -> None:
        self.moment = Moment(at, utc_offset)

    def __call__(self) -> Moment:
        return self.moment

    def advance(self, *, days: float = 0, seconds: float = 0) -> None:
        """Let time pass."""
        passed = int((days * 86_400 + seconds) * 1000)
        self.moment = self.moment._replace(at=self.moment.at + passed)


class Forgetful(Learner):
    """Someone whose answers are kept in memory alone and folded anew whenever they are asked for."""

    def __init__(self, catalog: Catalog, clock: Clock, settings: Settings = DEFAULTS) -> None:
        super().__init__(catalog, None, clock, settings)
        self.log: list[Attempt] = []
        self._known: tuple[list[Attempt], Knowledge] | None = None

    @property
    def knowledge(self) -> Knowledge:
        if self._known is None or self._known[0] != self.log:
            self._known = (list(self.log), replayed_knowledge(self.catalog, self.log))
        return self._known[1]

    @property
    def device(self) -> bytes:
        return bytes(16)

    def record(self, attempt: Attempt) -> None:
        self.log.append(attempt)

    def answers(self) -> Iterator[Attempt]:
        return iter(sorted(self.log))

    def undo(self) -> Attempt | None:
        return self.log.pop() if self.log else None

    def concepts(self) -> dict[ConceptId, ConceptState]:
        return {ConceptId(name): one for name, one in self._folded().items() if isinstance(one, ConceptState)}

    def questions(self) -> dict[QuestionId, QuestionState]:
        return {QuestionId(name): one for name, one in self._folded().items() if isinstance(one, QuestionState)}

    def days(self) -> dict[date, DayState]:
        return {date.fromisoformat(name): one for name, one in self._folded().items() if isinstance(one, DayState)}

    def _folded(self) -> dict[str, State]:
        """Every state by its name: concepts, questions and days are called differently."""
        projector = LearnerProjector(self.catalog, self.settings.rollover_hour)
        states: dict[str, State] = {}
        for attempt in self.log:
            for key in projector.keys(attempt):
                states[key.name] = projector.step(key, states.get(key.name), attempt)
        return states


# --- small content ----------------------------------------------------------------------------------------------------

SLIP = Misconception(id="slip", name="A slip", belief="b", tempting="t", truth="t")
SOURCE = Source(work="guide-2020", part="Product Owner")
GUIDE = Work(id="guide-2020", author="Schwaber and Sutherland", title="The Scrum Guide", year=2020)


def single(
    name: str,
    goal: str = "1.1.1",
    concept: str = "a",
    *,
    contrast: str | None = None,
    version: int = 1,
    case: str | None = None,
    touches: str | None = None,
    difficulty: Difficulty = "easy",
    ordered: bool = False,
) -> Single:
    """A question with four options, the first of them right."""
    wrong = [Option(text=f"Wrong {number}", why="Why not", misconception="slip") for number in (1, 2, 3)]
    return Single(
        id=name,
        goal=goal,
        concept=concept,
        difficulty=difficulty,
        touches=touches,
        stem="Which?",
        explanation="Because.",
        source=SOURCE,
        options=(Option(text="Right", why="Why", correct=True), *wrong),
        contrast=contrast,
        version=version,
        case=case,
        ordered=ordered,
    )


def order(name: str = "an-order", size: int = 4) -> Order:
    """Things to put in order."""
    return Order(
        id=name,
        goal="1.1.1",
        concept="a",
        difficulty="easy",
        stem="In which order?",
        explanation="Because.",
        source=SOURCE,
        first="first",
        last="last",
        items=tuple(Step(text=f"Step {number}", why="Why") for number in range(size)),
    )


def match(name: str = "a-match") -> Match:
    """Three things and two categories."""
    return Match(
        id=name,
        goal="1.1.1",
        concept="a",
        difficulty="easy",
        stem="Which is which?",
        explanation="Because.",
        source=SOURCE,
        categories=("yes", "no"),
        items=(
            Pair(text="One", category="yes", why="Why"),
            Pair(text="Two", category="no", why="Why", misconception="slip"),
            Pair(text="Three", category="yes", why="Why"),
        ),
    )


def numeric(name: str = "a-number", *, tolerance: float = 0.5) -> Numeric:
    """A number with a pitfall at 41.4 and one just beyond the tolerance."""
    return Numeric(
        id=name,
        goal="1.1.1",
        concept="a",
        difficulty="easy",
        stem="How many?",
        explanation="Because.",
        source=SOURCE,
        unit="percent",
        working="25 + 25",
        answer=50.0,
        tolerance=tolerance,
        pitfalls=(
            WrongNumber(answer=41.4, why="Something was counted twice.", misconception="slip"),
            WrongNumber(answer=50.8, why="Something was left out.", misconception="slip"),
        ),
    )


def family(name: str = "a-family") -> Numeric:
    """A question whose numbers are drawn anew each time."""
    return Numeric(
        id=name,
        goal="1.1.1",
        concept="a",
        difficulty="easy",
        stem="What is {value} over {size}?",
        explanation="Because {value} / {size}.",
        source=SOURCE,
        unit="points",
        working="{value} / {size}",
        family=Family(generator="ratio", ranges={"size": (2, 9), "ratio": (2, 40)}),
    )


def short(name: str = "a-term") -> Short:
    """A term that another is often taken for."""
    return Short(
        id=name,
        goal="1.1.1",
        concept="a",
        difficulty="easy",
        stem="What is it called?",
        explanation="Because.",
        source=SOURCE,
        accept=("Outcome", "Result"),
        pitfalls=(WrongTerm(answer="Outcomes", why="One was asked for.", misconception="slip"),),
    )


def recall(name: str = "a-recall") -> Recall:
    """Something to tell in one's own words."""
    return Recall(
        id=name,
        goal="1.1.1",
        concept="a",
        difficulty="easy",
        stem="Tell why.",
        explanation="Because.",
        source=SOURCE,
        answer="The model answer.",
        points=("It names this", "It names that"),
    )


def small_catalog(questions: Sequence[Question], cases: Mapping[str, Case] | None = None) -> Catalog:
    """Content of these questions, with just the domains, topics, goals and concepts that they ask about."""
    concepts: dict[str, dict[str, Concept]] = {}
    for question in questions:
        concepts.setdefault(question.goal, {})[question.concept] = Concept(id=question.concept, name=question.concept)
    goals = [
        Goal(id=goal, title=f"Goal {goal}", level="apply", statement="s", concepts=tuple(within.values()))
        for goal, within in sorted(concepts.items())
    ]
    topics = [
        Topic(id=topic, title=f"Topic {topic}", goals=tuple(goal for goal in goals if goal.id[:3] == topic))
        for topic in sorted({goal.id[:3] for goal in goals})
    ]
    domains = [
        Domain(id=domain, title=f"Domain {domain}", topics=tuple(topic for topic in topics if topic.id[0] == domain))
        for domain in sorted({topic.id[0] for topic in topics})
    ]
    material = Material(dict(cases or {}), {SLIP.id: SLIP}, {GUIDE.id: GUIDE})
    return Catalog(Pack.of(tuple(domains), tuple(questions), material))
