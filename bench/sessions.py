"""A month of real sessions: a simulated learner studies the shipped content through the real services.

    python bench/sessions.py [--truth B] [--seed 1] [--days 30] [--minutes 15] [--keep FOLDER]

Nothing is stubbed but the clock and the person: sittings are picked, questions shown and answered, answers go into a
store on disk, and what is printed comes from the same reports as `cspo progress` shows. The person's memory is one of
`learning_truths.py`, laid over the shipped syllabus; beside what the engine believes stands what is true.
"""

import argparse
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import mean

from learning_truths import TRUTHS, World
from learning_truths import Learner as Person
from learning_truths import Question as TrueQuestion

from cspo_study.content.catalog import Catalog
from cspo_study.content.index import open_pack, shipped_content
from cspo_study.content.model import Match, Multiple, Numeric, Order, Question, Recall, Short, Single
from cspo_study.study import picking
from cspo_study.study.asking import Asked, guess_chance
from cspo_study.study.clock import Moment
from cspo_study.study.knowing import DAY, DIFFICULTY, shapes
from cspo_study.study.learner import Learner
from cspo_study.study.report import coverage
from cspo_study.study.responses import Assigned, Chosen, Placed, Rated, Response, Typed
from cspo_study.study.session import Session

BEGIN = 1_790_000_000_000
SECONDS_A_QUESTION = 50
SKIPPED = 0.1


class FakeClock:
    """The time that a simulation says it is."""

    def __init__(self) -> None:
        self.at = BEGIN

    def __call__(self) -> Moment:
        return Moment(self.at, 60)

    def seconds(self) -> float:
        """The same for the time an answer takes."""
        return self.at / 1000


def world_of(catalog: Catalog, seed: int) -> World:
    """The shipped syllabus with its questions, each a little easier or harder than its author thought."""
    dice = Random(seed)
    goals = shapes(catalog)
    names = [concept for goal in goals for concept in goal.concepts]
    number_of = {name: number for number, name in enumerate(names)}
    goal_of = [number for number, goal in enumerate(goals) for _ in goal.concepts]
    of_goal = [[number_of[concept] for concept in goal.concepts] for goal in goals]
    questions = []
    practice: list[list[int]] = [[] for _ in names]
    for number, heading in enumerate(catalog.pack.headings):
        concept, rated = number_of[heading.concept_id], DIFFICULTY[heading.difficulty]
        second = number_of.get(heading.touches or "")
        difficulty = rated + dice.gauss(0, 0.4)
        questions.append(TrueQuestion(concept, second, dice.random() < 0.5, difficulty, rated, guess_chance(heading)))
        practice[concept].append(number)
    return World(goals, names, goal_of, of_goal, questions, practice, [[] for _ in names])


def respond(asked: Asked, *, right: bool, dice: Random) -> Response:
    """A right answer, or a wrong one."""
    question: Question = asked.question
    match question:
        case Single() | Multiple():
            keys = frozenset(number for number, option in enumerate(question.options) if option.correct)
            others = [number for number in range(len(question.options)) if number not in keys]
            wrong = frozenset([*list(keys)[1:], dice.choice(others)])
            return Chosen(keys if right else wrong)
        case Order():
            order = list(range(len(question.items)))
            return Placed(tuple(order if right else order[::-1]))
        case Match():
            keys_of = [item.category for item in question.items]
            return Assigned(
                tuple(keys_of if right else [next(c for c in question.categories if c != k) for k in keys_of])
            )
        case Numeric(answer=float() as answer):
            return Typed(f"{answer if right else answer * 3 + 7:.4f}")
        case Short():
            return Typed(question.accept[0] if right else "no idea")
        case Recall():
            return Rated("good" if right else "again")
    raise TypeError(question)


def study_through(catalog: Catalog, arguments: argparse.Namespace, folder: Path) -> None:
    """The month, a line a week."""
    world = world_of(catalog, arguments.seed)
    person = TRUTHS[arguments.truth](world, arguments.seed)
    number_of = {heading.id: number for number, heading in enumerate(catalog.pack.headings)}
    clock, dice = FakeClock(), Random(arguments.seed)
    a_day = max(1, arguments.minutes * 60 // SECONDS_A_QUESTION)
    print(" day  answers   met   due   right  mastery: engine  (90 %)    true  goals off by")
    for day in range(arguments.days):
        clock.at = BEGIN + day * DAY
        if dice.random() >= SKIPPED:
            with closing(Learner.open(catalog, folder / "progress.db", clock, cache=folder)) as learner:
                sit(learner, person, number_of, clock, dice, a_day)
        if day % 7 == 6 or day == arguments.days - 1:
            clock.at = BEGIN + (day + 1) * DAY
            with closing(Learner.read(catalog, folder / "progress.db", clock, cache=folder)) as learner:
                print(line(learner, person, day + 1))


def sit(
    learner: Learner, person: Person, number_of: dict[str, int], clock: FakeClock, dice: Random, count: int
) -> None:
    """One day's sitting."""
    session = Session(learner, picking.recommended(learner, dice, count), "study", dice, clock.seconds)
    while asked := session.current:
        session.show()
        question = person.world.questions[number_of[asked.question.id]]
        right = person.answer(question, (clock.at - BEGIN) / DAY)
        clock.at += SECONDS_A_QUESTION * 1000
        session.answer(respond(asked, right=right, dice=dice))


def line(learner: Learner, person: Person, day: int) -> str:
    """What the dashboard says, and what is true."""
    report = coverage(learner)
    outline = len(learner.catalog.outline_goals)
    truth = [mean(levels) for levels in person.mastery(float(day))][:outline]
    goals = [
        goal for domain in report.domains if not domain.supplement for topic in domain.topics for goal in topic.goals
    ]
    off = mean(abs(goal.mastery - level) for goal, level in zip(goals, truth, strict=True))
    whole = report.overall
    return (
        f"{day:4}{whole.answers:9}{whole.met:6}{whole.due:6}{whole.right or 0:8.0%}{whole.mastery:18.1%}"
        f"{whole.low:7.0%}–{whole.high:.0%}{mean(truth):9.1%}{off:13.1%}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--truth", choices=list(TRUTHS), default="B")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--minutes", type=int, default=15)
    parser.add_argument("--keep", type=Path, help="leave the store in this folder")
    arguments = parser.parse_args()
    shipped = shipped_content()
    with tempfile.TemporaryDirectory(prefix="cspo-month-") as scratch:
        catalog = Catalog(open_pack(shipped, Path(scratch)))
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        study_through(catalog, arguments, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
