"""How well cspo knows where somebody stands, on simulated learners of known mastery.

    python bench/assess.py [--quick] [--seeds 8] [--first 5000] [--json]

The learners are those of `learning_truths.py`: four truths about memory, none of them the engine's, each with
learners who bring much, little or nothing. Five questions:

- placement: the error of the domain estimates after 30 questions, against 30 drawn at random and the raw share right;
- readiness: how often the 90 % interval of the expected share right holds the truth, for the whole and by domain, and
  how far forecasts of single answers are off (calibration error, Brier score);
- the date: what was foretold for a later day, if study goes on and if it stops, against what came;
- plans: the share right on the date against reviews alone, one goal after the other, questions at random, and no
  study, at 7, 21 and 60 days;
- the clock of an assessment, killed and taken up again, over a real store.

Intervals are 90 %.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import sqrt
from multiprocessing import Pool
from pathlib import Path
from random import Random
from statistics import mean, stdev
from typing import Any

import msgspec
from learning_policies import Ours, Policy, QuestionFsrs, Sequential, Task, Uniform, items
from learning_truths import TRUTHS, Learner, World

from cspo_study.learning.forecasting import Weighed, expected_right, scored
from cspo_study.learning.interval import Share
from cspo_study.learning.knowledge import Knowledge, State
from cspo_study.learning.planning import Day, study_ahead
from cspo_study.learning.policies import Candidate, placement
from cspo_study.learning.prior import by_goal
from learning import Schedule as LearningSchedule
from learning import as_answer, domain_errors, make_task, raw_share, run

PLACED = 30
"""Questions of the placement that is judged."""
DAYS = (7, 21, 60)
PER_DAY = 20
SECONDS = 0.0007
"""Days between two questions: a minute."""


# --- what a learner's true share right is, and what is expected of it -------------------------------------------------


def true_share(learner: Learner, goals: Sequence[int], day: float) -> float:
    """The expected share right of fresh questions on some goals, each counting alike."""
    shares = []
    for goal in goals:
        concepts = learner.world.of_goal[goal]
        marks = [learner.chance(question, day) for concept in concepts for question in learner.world.test[concept]]
        shares.append(mean(marks))
    return mean(shares)


def parts(world: World, goals: Sequence[int]) -> dict[str, Weighed]:
    """Each concept's part in such a score, as cspo takes it: with the guessing that a goal's questions allow."""
    found = {}
    for goal in goals:
        concepts = world.of_goal[goal]
        guess = mean(question.guess for concept in concepts for question in world.test[concept])
        for concept in concepts:
            found[world.names[concept]] = Weighed(1 / len(concepts), guess)
    return found


# --- placement --------------------------------------------------------------------------------------------------------


def place(job: tuple[str, int]) -> dict[str, Any]:
    """One placement of 30 questions against 30 at random, judged by the domains' true mastery."""
    truth, seed = job
    task = make_task(seed, LearningSchedule(1, PLACED))
    world = task.world
    dice = Random(seed + 11)
    errors: dict[str, float] = {}
    chosen = {"placement": _adaptive, "random": _random}
    for name, ask in chosen.items():
        learner, knowledge, day = TRUTHS[truth](world, seed), Knowledge(world.goals), 0.0
        for number in ask(world, knowledge, dice):
            question = world.questions[number]
            right = learner.answer(question, day)
            knowledge.observe(as_answer(world, question, day, float(right)))
            day += SECONDS
        errors[name] = mean(domain_errors(task, learner.mastery(day), knowledge, day))
    return errors | {"raw share": raw_share(task, TRUTHS[truth](world, seed))}


def _adaptive(world: World, knowledge: Knowledge, dice: Random) -> Iterator[int]:
    candidates = [
        Candidate(name, world.goals[goal].id, items(world, world.practice[number]))
        for number, (name, goal) in enumerate(zip(world.names, world.goal_of, strict=True))
    ]
    chosen = placement(knowledge, candidates, 0.0, by_goal(world.goals), dice)
    return (int(choice.item) for choice in islice(chosen, PLACED))


def _random(world: World, _knowledge: Knowledge, dice: Random) -> Iterator[int]:
    return iter(dice.sample(range(len(world.questions)), PLACED))


# --- readiness and the date -------------------------------------------------------------------------------------------


def foresee(job: tuple[str, int]) -> dict[str, Any]:
    """A placement, then three weeks of study with an assessment of 65 questions a week; forecasts along the way."""
    truth, seed = job
    task = make_task(seed, LearningSchedule(21, PER_DAY))
    world, learner = task.world, TRUTHS[truth](task.world, seed)
    policy = Ours(task)
    knowledge = policy.knowledge
    assert knowledge is not None
    dice = Random(seed + 3)
    found: dict[str, Any] = {"held": [], "domain held": [], "off": [], "answers": [], "going on": [], "stopping": []}
    for number in _adaptive(world, knowledge, dice):
        _ask(world, learner, policy, number, 0.0, [])
    pending = None
    for day in range(1, 22):
        if day in task.days:
            policy_day(task, learner, policy, day)
        if day % 7 == 0:
            at = day + 0.5
            _check(found, world, learner, knowledge, at)
            if pending is not None:
                _compare(found, "going on", pending[0], true_share(learner, range(len(world.goals)), at))
            paper(found, world, learner, policy, at, dice)
            pending = ahead(world, knowledge, policy, at, 7, dice) if day < 21 else None
            _idle(found, world, learner, knowledge, at)
    return found


def policy_day(task: Task, learner: Learner, policy: Policy, day: int) -> None:
    """A day of study."""
    for number, chosen in enumerate(policy.choose(day)):
        _ask(task.world, learner, policy, chosen, day + number * SECONDS, [])


def _ask(
    world: World, learner: Learner, policy: Policy, number: int, at: float, said: list[tuple[float, float]]
) -> None:
    question = world.questions[number]
    assert policy.knowledge is not None
    answer = as_answer(world, question, at, 1.0)
    said.append((policy.knowledge.predict(answer), 0.0))
    right = learner.answer(question, at)
    said[-1] = (said[-1][0], float(right))
    policy.knowledge.observe(answer._replace(score=float(right)))
    policy.saw(number, at, right)


def paper(found: dict[str, Any], world: World, learner: Learner, policy: Policy, at: float, dice: Random) -> None:
    """An assessment: a question a goal, each answer foretold at its start."""
    assert policy.knowledge is not None
    numbers = [dice.choice(world.practice[dice.choice(concepts)]) for concepts in world.of_goal]
    foretold = [policy.knowledge.predict(as_answer(world, world.questions[number], at, 1.0)) for number in numbers]
    for number, chance in zip(numbers, foretold, strict=True):
        right = learner.answer(world.questions[number], at)
        found["answers"].append((chance, float(right)))
        policy.knowledge.observe(as_answer(world, world.questions[number], at, float(right)))
        policy.saw(number, at, right)


def _check(found: dict[str, Any], world: World, learner: Learner, knowledge: Knowledge, at: float) -> None:
    everything = range(len(world.goals))
    expected = expected_right(knowledge, parts(world, everything), at)
    _compare(found, "whole", expected, true_share(learner, everything, at))
    for goals in _by_domain(world):
        share, truth = expected_right(knowledge, parts(world, goals), at), true_share(learner, goals, at)
        found["domain held"].append(share.low <= truth <= share.high)
    found["held"].append(found["whole"][-1][1])
    found["off"].append(found["whole"][-1][0])


def _compare(found: dict[str, Any], name: str, share: Share, truth: float) -> None:
    found.setdefault(name, []).append((share.mean - truth, share.low <= truth <= share.high))


def _by_domain(world: World) -> list[list[int]]:
    found: dict[str, list[int]] = {}
    for number, goal in enumerate(world.goals):
        found.setdefault(goal.domain, []).append(number)
    return list(found.values())


def ahead(
    world: World, knowledge: Knowledge, policy: Policy, at: float, days: int, dice: Random
) -> tuple[Share, float]:
    """What is foretold for so many days on, if study goes on: on a copy in which practice counts."""
    imagined = Knowledge(world.goals, msgspec.json.decode(msgspec.json.encode(knowledge.state), type=State))
    candidates = [
        Candidate(name, world.goals[goal].id, items(world, world.practice[number][:1]), policy.last.get(number))
        for number, (name, goal) in enumerate(zip(world.names, world.goal_of, strict=True))
    ]
    plan = [Day(number, round(PER_DAY * 0.9)) for number in range(1, days + 1)]  # a day in ten is missed
    study_ahead(imagined, candidates, at, 21.0, plan, by_goal(world.goals), dice)
    return expected_right(imagined, parts(world, range(len(world.goals))), at + days), at + days


def _idle(found: dict[str, Any], world: World, learner: Learner, knowledge: Knowledge, at: float) -> None:
    """If study stopped: what a learner who does nothing for two weeks would know is there to be read off."""
    foretold = expected_right(knowledge, parts(world, range(len(world.goals))), at + 14)
    _compare(found, "stopping", foretold, true_share(learner, range(len(world.goals)), at + 14))


# --- plans ------------------------------------------------------------------------------------------------------------


class Planned(Ours):
    """The plan: the engine's choice aimed at the date, with an assessment where `mock_days` puts one."""

    def __init__(self, task: Task) -> None:
        from cspo_study.learning.planning import mock_days

        super().__init__(task)
        self._mocks = set(mock_days(task.end)) if task.end >= 7 else set()

    def choose(self, day: int) -> list[int]:
        if day in self._mocks:  # a question on each of so many goals, drawn as an assessment's are
            goals = self.dice.sample(range(len(self.world.goals)), self.task.per_day)
            return [self.question(self.dice.choice(self.world.of_goal[goal])) for goal in goals]
        return super().choose(day)


class ReviewsOnly(QuestionFsrs):
    """Reviews alone: what is due by FSRS, and something new only where nothing is, as a flash card program does."""


class Nothing(Policy):
    """No study at all."""

    def choose(self, day: int) -> list[int]:
        return []


PLANS: dict[str, type[Policy]] = {
    "plan": Planned,
    "study, no mocks": Ours,
    "reviews only": ReviewsOnly,
    "sequential": Sequential,
    "no plan (random)": Uniform,
    "no study": Nothing,
}


def plan(job: tuple[str, int, int]) -> dict[str, float]:
    """The share right on the date under each way to study."""
    truth, days, seed = job
    task = make_task(seed, LearningSchedule(days, PER_DAY))
    return {
        name: run(task, TRUTHS[truth](task.world, seed), make(task), curve=False)["score"]
        for name, make in PLANS.items()
    }


# --- the clock --------------------------------------------------------------------------------------------------------


def clock(seeds: int) -> dict[str, float]:
    """Assessments over a real store, killed at any moment: answers lost, answers doubled, seconds gained."""
    from cspo_study.content.catalog import Catalog
    from cspo_study.content.index import open_pack, shipped_content
    from cspo_study.study.clock import Moment
    from cspo_study.study.exam import Exam
    from cspo_study.study.learner import Learner as Person
    from cspo_study.study.profiles import PROFILES

    with tempfile.TemporaryDirectory(prefix="cspo-assess-") as folder:
        catalog = Catalog(open_pack(shipped_content(), Path(folder) / "cache", keep=True))
        kills = lost = doubled = 0
        gained = 0.0
        for seed in range(seeds):
            dice, at = Random(seed), [1_790_000_000_000]

            def now(at: list[int] = at) -> Moment:
                return Moment(at[0], 0)

            person = Person.open(catalog, Path(folder) / f"{seed}" / "progress.db", now)
            exam = Exam.begin(person, "quick", PROFILES["quick"], dice)
            end = at[0] + 25 * 60_000
            given: set[int] = set()
            while not exam.is_over:
                place = dice.randrange(exam.total)
                exam.go(place)
                if exam.answer(_some_response(exam.current.question)):
                    given.add(place)
                at[0] += dice.randrange(5_000, 120_000)
                if dice.random() < 0.3:  # killed: what is on the disk is all there is
                    kills += 1
                    at[0] += dice.randrange(0, 60_000)
                    again = Exam.resume(person)
                    assert again is not None
                    exam = again
                    gained = max(gained, exam.left() - max(end - at[0], 0) / 1000)
            lost += len(given) - exam.answered
            outcome = exam.hand_in()
            logged = [one for one in person.answers() if one.mode == "exam"]
            doubled += len(logged) - sum(sheet.response is not None for sheet in outcome.sheets)
            person.close()
    return {"papers": seeds, "kills": kills, "answers lost": lost, "answers doubled": doubled, "seconds gained": gained}


def _some_response(question: Any) -> Any:  # noqa: ANN401 - imported where it is used
    from cspo_study.content.model import Match, Multiple, Order, Single
    from cspo_study.study.responses import Assigned, Chosen, Placed, Typed

    match question:
        case Single() | Multiple():
            return Chosen(frozenset({0}))
        case Order():
            return Placed(tuple(range(len(question.items))))
        case Match():
            return Assigned(tuple(question.categories[0] for _ in question.items))
    return Typed("x")


# --- putting it together ----------------------------------------------------------------------------------------------


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few learners: within a minute")
    parser.add_argument("--seeds", type=int, help="learners a truth")
    parser.add_argument("--first", type=int, default=5000, help="the first learner's seed")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    document = measure(arguments.seeds or (2 if arguments.quick else 12), arguments.first, quick=arguments.quick)
    print(json.dumps(document, indent=2) if arguments.json else report(document))
    return 0


def measure(seeds: int, first: int, *, quick: bool) -> dict[str, Any]:
    """Everything, as one document."""
    learners = range(first, first + seeds)
    jobs = [(truth, seed) for truth in TRUTHS for seed in learners]
    few = learners[:1] if quick else learners
    with Pool(min(2, os.cpu_count() or 1)) as pool:
        # What people bring along is alike in all truths but C, so that more learners say more than more truths.
        arriving = range(first, first + (4 if quick else 5) * seeds)
        placed = pool.map(place, [(truth, seed) for truth in "AC" for seed in arriving], chunksize=1)
        foreseen = pool.map(foresee, jobs, chunksize=1)
        plans = {
            days: pool.map(plan, [(truth, days, seed) for truth in TRUTHS for seed in few], chunksize=1)
            for days in DAYS
        }
    return {
        "seeds": seeds,
        "first": first,
        "placement": _placement_figures(placed),
        "readiness": _readiness_figures(foreseen),
        "by truth": {
            truth: _readiness_figures([one for (other, _), one in zip(jobs, foreseen, strict=True) if other == truth])
            for truth in TRUTHS
        },
        "plans": {
            days: {name: _spread([100 * row[name] for row in rows]) for name in PLANS} for days, rows in plans.items()
        },
        "plan against": {
            days: {name: _spread([100 * (row["plan"] - row[name]) for row in rows]) for name in PLANS if name != "plan"}
            for days, rows in plans.items()
        },
        "clock": clock(3 if quick else 20),
    }


def _placement_figures(placed: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    names = ("placement", "random", "raw share")
    return {name: _spread([one[name] for one in placed]) for name in names} | {
        "random less placement": _spread([one["random"] - one["placement"] for one in placed])
    }


def _readiness_figures(foreseen: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    answers = [pair for one in foreseen for pair in one["answers"]]
    scores = scored(answers)
    off = {name: [pair for one in foreseen for pair in one[name]] for name in ("whole", "going on", "stopping")}
    return {
        "interval holds the whole": mean(held for one in foreseen for held in one["held"]),
        "interval holds a domain": mean(held for one in foreseen for held in one["domain held"]),
        "calibration error": sum(one.answers * abs(one.said - one.came) for one in scores.bins) / scores.answers,
        "brier": scores.brier,
        **{f"{name}: off": mean(abs(error) for error, _ in pairs) for name, pairs in off.items()},
        **{f"{name}: too high": mean(error for error, _ in pairs) for name, pairs in off.items()},
        **{f"{name}: held": mean(held for _, held in pairs) for name, pairs in off.items()},
        "forecasts": len(off["whole"]),
    }


def _spread(values: Sequence[float]) -> dict[str, float]:
    half = 1.645 * stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0
    return {"mean": mean(values), "half": half}


def report(document: Mapping[str, Any]) -> str:
    """The document for people."""
    lines = [f"{document['seeds']} learners a truth, from seed {document['first']}; ± is a 90 % interval", ""]
    lines.append(f"Placement, {PLACED} questions: mean absolute error of the domains' mastery")
    lines += [f"  {name:24} {_figure(value, 3)}" for name, value in document["placement"].items()]
    lines += ["", "Readiness and forecasts (shares of 1), all truths, then each"]
    columns = [document["readiness"], *document["by truth"].values()]
    lines.append(f"  {'':28}" + "".join(f"{name:>9}" for name in ("all", *document["by truth"])))
    for name in document["readiness"]:
        lines.append(f"  {name:28}" + "".join(f"{column[name]:9.3f}" for column in columns))
    lines += ["", f"Share right on the date (%), {PER_DAY} questions a day, a day in ten missed"]
    lines.append(f"  {'':20}" + "".join(f"{days:>14} days" for days in document["plans"]))
    for name in PLANS:
        lines.append(f"  {name:20}" + "".join(f"{_figure(rows[name], 1):>19}" for rows in document["plans"].values()))
    lines.append("The plan's lead, on the same learners (points)")
    for name in PLANS:
        if name != "plan":
            row = "".join(f"{_figure(rows[name], 1):>19}" for rows in document["plan against"].values())
            lines.append(f"  {name:20}{row}")
    lines += ["", "The clock: " + ", ".join(f"{name} {value:g}" for name, value in document["clock"].items())]
    return "\n".join(lines)


def _figure(value: Mapping[str, float], digits: int) -> str:
    return f"{value['mean']:.{digits}f} ±{value['half']:.{digits}f}"


if __name__ == "__main__":
    sys.exit(main())
