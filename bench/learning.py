"""How well the engine teaches and how well it knows, on simulated learners whose memories it does not share.

    python bench/learning.py [--quick] [--seeds 24] [--first 1000] [--json]

Five truths of memory, four schedules, learners who bring much or little; every policy meets the same learners with
the same luck (`learning_truths.py`, `learning_policies.py`). The clairvoyant of a truth and schedule is the better of
two ways to use the same perfect knowledge. Constants were tuned on learners below 1000 of truths A to D; the
default learners are others, and nothing was tuned on truth E.
Intervals are 90 %.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from math import exp, sqrt
from multiprocessing import Pool
from random import Random
from statistics import mean, median, stdev
from typing import Any, NamedTuple

import msgspec
from learning_policies import BASELINES, Cards, Clairvoyant, CycleByWeight, Myopic, Ours, Policy, Task, items
from learning_truths import TRUTHS, Learner, Question, World, make_world

from cspo_study.learning.answer import Answer
from cspo_study.learning.knowledge import COMMON_DOUBT, Knowledge, State
from cspo_study.learning.policies import Candidate, placement, study
from cspo_study.learning.prior import by_goal


class Schedule(NamedTuple):
    """Days, questions a day, and whether goals weigh unequally."""

    days: int
    per_day: int
    unequal: bool = False


SCHEDULES = {
    "30x20": Schedule(30, 20),
    "14x10": Schedule(14, 10),
    "60x15": Schedule(60, 15),
    "30x10 unequal": Schedule(30, 10, unequal=True),
}
WATCHED = ("random", "weakest", "cycle", "ours")
"""Policies whose answers the engine watches, so that its estimates can be judged."""
QUICK_TRUTHS = ("B", "C", "E")
PLACED = 60
"""Learners a truth who are placed: it takes little time, and the differences are small."""
SECONDS = 0.0007
"""Days between two questions: a minute."""
SKIPPED = 0.1
"""The share of days without time to study."""


# --- one learner under one policy -------------------------------------------------------------------------------------


def make_task(seed: int, schedule: Schedule) -> Task:
    """The same syllabus, skipped days and weights for every policy."""
    dice = Random(seed + 77)
    world = make_world(seed)
    days = [day for day in range(schedule.days) if dice.random() > SKIPPED]
    weights = [exp(dice.gauss(0, 1)) if schedule.unequal else 1.0 for _ in world.goals]
    return Task(world, days, schedule.per_day, schedule.days, weights, seed)


def policies_for(schedule: Schedule) -> dict[str, type[Policy]]:
    """The baselines, ours, and both clairvoyants."""
    by_weight = {"cycle by weight": CycleByWeight} if schedule.unequal else {}
    return {**BASELINES, **by_weight, "ours": Ours, "planning": Clairvoyant, "myopic": Myopic}


def compare(job: tuple[str, str, int]) -> dict[str, Any]:
    """All policies on one learner."""
    truth, name, seed = job
    task = make_task(seed, SCHEDULES[name])
    runs = {}
    for policy, make in policies_for(SCHEDULES[name]).items():
        learner = TRUTHS[truth](task.world, seed)
        acting = make(task, learner) if issubclass(make, Clairvoyant) else make(task)
        if policy in WATCHED and acting.knowledge is None:
            acting.knowledge = Knowledge(task.world.goals)
        runs[policy] = run(task, learner, acting, curve=policy == "ours")
    return {"truth": truth, "schedule": name, "seed": seed, "runs": runs}


def run(task: Task, learner: Learner, policy: Policy, curve: bool) -> dict[str, Any]:
    """Study through to the test. The curve is the score on the test's day if one stopped earlier."""
    watched: dict[str, Any] = {"predictions": [], "checks": []}
    scores = [learner.score(task.end, task.weights)] if curve else []
    for number, day in enumerate(task.days):
        sit(task, learner, policy, day, watched["predictions"])
        if policy.knowledge is not None and number in (len(task.days) // 2, len(task.days) - 1):
            watched["checks"].append(check(task, learner, policy.knowledge, float(day + 1)))
        if curve:
            scores.append(learner.score(task.end, task.weights))
    result: dict[str, Any] = {"score": learner.score(task.end, task.weights)}
    return result | ({"curve": scores} if curve else {}) | (watched if policy.knowledge is not None else {})


def sit(task: Task, learner: Learner, policy: Policy, day: int, predictions: list[tuple[float, bool]]) -> None:
    """One session: planned at its start, answers observed one by one."""
    world, knowledge = task.world, policy.knowledge
    for number, chosen in enumerate(policy.choose(day)):
        question, at = world.questions[chosen], day + number * SECONDS
        foreseen = knowledge.predict(as_answer(world, question, at, 1.0)) if knowledge is not None else 0.0
        right = learner.answer(question, at)
        if knowledge is not None:
            predictions.append((foreseen, right))
            knowledge.observe(as_answer(world, question, at, float(right)))
        policy.saw(chosen, at, right)


def as_answer(world: World, question: Question, day: float, score: float) -> Answer:
    """An answer as the engine is told of it: with what its author knew of the question."""
    touches = None if question.second is None else world.names[question.second]
    return Answer(world.names[question.concept], day, score, question.guess, question.rated, touches)


def check(task: Task, learner: Learner, knowledge: Knowledge, day: float) -> dict[str, Any]:
    """The engine's mastery against the truth: mean absolute errors, and whether the interval of readiness holds."""
    truth = learner.mastery(day)
    goals = task.world.goals
    true_goals = [mean(levels) for levels in truth]
    errors = [
        abs(knowledge.mastery(goal.concepts, day).mean - level) for goal, level in zip(goals, true_goals, strict=True)
    ]
    weights: dict[str, float] = {}
    true_all = 0.0
    for goal, level, weight in zip(goals, true_goals, task.weights, strict=True):
        weights |= dict.fromkeys(goal.concepts, weight / len(goal.concepts))
        true_all += level * weight / sum(task.weights)
    ready = knowledge.weighted_mastery(weights, day, COMMON_DOUBT)
    return {
        "goal": mean(errors),
        "domain": mean(domain_errors(task, truth, knowledge, day)),
        "all": abs(ready.mean - true_all),
        "signed": ready.mean - true_all,
        "held": ready.low <= true_all <= ready.high,
    }


def domains(task: Task) -> dict[str, list[int]]:
    """Goals by domain."""
    found: dict[str, list[int]] = {}
    for number, goal in enumerate(task.world.goals):
        found.setdefault(goal.domain, []).append(number)
    return found


def domain_errors(task: Task, truth: Sequence[Sequence[float]], knowledge: Knowledge, day: float) -> list[float]:
    """How far off each domain's mastery is."""
    errors = []
    for numbers in domains(task).values():
        concepts = [concept for number in numbers for concept in task.world.goals[number].concepts]
        level = mean(level for number in numbers for level in truth[number])
        errors.append(abs(knowledge.mastery(concepts, day).mean - level))
    return errors


# --- placement, a year of upkeep, time --------------------------------------------------------------------------------


def place(job: tuple[str, int]) -> dict[str, float]:
    """Thirty questions to get to know somebody: error of the domain estimates."""
    kind, seed = job
    task = make_task(seed, SCHEDULES["30x20"])
    return {
        "ours": placed(task, TRUTHS[kind](task.world, seed), by_policy),
        "random": placed(task, TRUTHS[kind](task.world, seed), by_dice),
        "raw": raw_share(task, TRUTHS[kind](task.world, seed)),
    }


def by_policy(task: Task, knowledge: Knowledge) -> Iterable[int]:
    """The engine's placement, which goes on thinking while answers come in."""
    candidates = [
        Candidate(name, task.world.goals[goal].id, items(task.world, task.world.practice[number]))
        for number, (name, goal) in enumerate(zip(task.world.names, task.world.goal_of, strict=True))
    ]
    weights = by_goal(task.world.goals)
    return (int(choice.item) for choice in placement(knowledge, candidates, 0.0, weights, Random(task.seed)))


def by_dice(task: Task, _knowledge: Knowledge) -> Iterable[int]:
    """Any concepts, any question of each."""
    dice = Random(task.seed)
    return (dice.choice(task.world.practice[concept]) for concept in dice.sample(range(len(task.world.names)), 30))


def placed(task: Task, learner: Learner, choose: Callable[[Task, Knowledge], Iterable[int]]) -> float:
    """The mean error over domains after thirty questions."""
    knowledge = Knowledge(task.world.goals)
    for number, chosen in enumerate(islice(choose(task, knowledge), 30)):
        question = task.world.questions[chosen]
        right = learner.answer(question, number * SECONDS)
        knowledge.observe(as_answer(task.world, question, number * SECONDS, float(right)))
    day = 30 * SECONDS
    return mean(domain_errors(task, learner.mastery(day), knowledge, day))


def raw_share(task: Task, learner: Learner) -> float:
    """The same of the share right by domain, over the same random questions; all answers where a domain has none."""
    marks: dict[str, list[bool]] = {}
    for number, chosen in enumerate(by_dice(task, Knowledge(task.world.goals))):
        question = task.world.questions[chosen]
        domain = task.world.goals[task.world.goal_of[question.concept]].domain
        marks.setdefault(domain, []).append(learner.answer(question, number * SECONDS))
    truth = learner.mastery(30 * SECONDS)
    everything = mean(mark for domain in marks.values() for mark in domain)
    errors = []
    for domain, numbers in domains(task).items():
        share = mean(marks[domain]) if domain in marks else everything
        errors.append(abs(share - mean(level for number in numbers for level in truth[number])))
    return mean(errors)


def keep_up(job: tuple[str, float, int]) -> dict[str, float]:
    """A year after 30 days of study: each concept comes back by FSRS at a desired retention (0: never)."""
    kind, retention, seed = job
    task = make_task(seed, SCHEDULES["30x20"])
    learner = TRUTHS[kind](task.world, seed)
    policy = Ours(task)
    cards = Cards(retention or 0.9)
    due = {}
    for day in task.days:
        for number, chosen in enumerate(policy.choose(day)):
            question, at = task.world.questions[chosen], day + number * SECONDS
            right = learner.answer(question, at)
            assert policy.knowledge is not None
            policy.knowledge.observe(as_answer(task.world, question, at, float(right)))
            policy.saw(chosen, at, right)
            due[question.concept] = cards.review(question.concept, at, right)
    reviews, levels = 0, []
    for day in range(30, 395):
        for concept in [concept for concept, at in due.items() if retention and at < day + 1]:
            chosen = policy.question(concept)
            policy.asked[chosen] += 1
            reviews += 1
            due[concept] = cards.review(concept, day, learner.answer(task.world.questions[chosen], day))
        if day % 30 == 0:
            levels.append(mean(level for goal in learner.mastery(day + 0.5) for level in goal))
    return {"retained": mean(levels), "end": levels[-1], "reviews": reviews}


def timing(quick: bool) -> dict[str, float]:
    """Milliseconds of an answer with the next choice, and seconds of a replay, on one processor."""
    task = make_task(1000, SCHEDULES["30x20"])
    world, knowledge, dice = task.world, Knowledge(task.world.goals), Random(3)
    weights = by_goal(world.goals)
    count = 1000 if quick else 10_000
    last: dict[int, float] = {}
    begin = time.perf_counter()
    for number in range(count):
        concept = dice.randrange(len(world.names))
        last[concept] = number / 25
        question = world.questions[dice.choice(world.practice[concept])]
        knowledge.observe(as_answer(world, question, number / 25, float(dice.random() < 0.6)))
    replay = (time.perf_counter() - begin) * 10_000 / count
    kept = msgspec.json.encode(knowledge.state)
    begin = time.perf_counter()
    Knowledge(world.goals, msgspec.json.decode(kept, type=State))
    start = (time.perf_counter() - begin) * 1000
    next_choice = {}
    for questions in (1000, 10_000):
        each = questions // len(world.names)
        pools = [tuple(items(world, [dice.randrange(len(world.questions)) for _ in range(each)])) for _ in world.names]
        taken = []
        for number in range(20):
            day = count / 25 + number / 1000
            concept = dice.randrange(len(world.names))
            question = world.questions[world.practice[concept][0]]
            begin = time.perf_counter()
            knowledge.observe(as_answer(world, question, day, 1.0))
            candidates = [
                Candidate(name, world.goals[goal].id, pool, last.get(number))
                for number, (name, goal, pool) in enumerate(zip(world.names, world.goal_of, pools, strict=True))
            ]
            next(study(knowledge, candidates, day, day + 30, weights, dice))
            taken.append((time.perf_counter() - begin) * 1000)
        next_choice[f"answer and next of {questions:,} questions, ms"] = median(taken)
    return {
        "answers before": count,
        **next_choice,
        "replay of 10,000 answers, s": replay,
        "start from a snapshot, ms": start,
        "snapshot, kB": len(kept) / 1000,
    }


# --- putting it together ----------------------------------------------------------------------------------------------


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one learner of three truths: within 50 seconds, for CI")
    parser.add_argument("--seeds", type=int, help="learners a truth and schedule (a third each: none, novice, expert)")
    parser.add_argument("--first", type=int, default=1000, help="the first learner's seed")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    document = measure(arguments.seeds or (1 if arguments.quick else 24), arguments.first, arguments.quick)
    print(json.dumps(document, indent=2) if arguments.json else report(document))
    return 0


def measure(seeds: int, first: int, quick: bool) -> dict[str, Any]:
    """Everything, as one document."""
    learners = range(first, first + seeds)
    truths = QUICK_TRUTHS if quick else tuple(TRUTHS)
    jobs = [(truth, schedule, seed) for schedule in SCHEDULES for seed in learners for truth in truths]
    with Pool(min(2, os.cpu_count() or 1)) as pool:
        done = pool.map(compare, jobs, chunksize=1)
        placed_by = range(first, first + (seeds if quick else PLACED))
        placements = {truth: pool.map(place, [(truth, seed) for seed in placed_by]) for truth in truths}
        upkeep = {
            truth: {
                f"FSRS {share:.0%}" if share else "none": averages(
                    pool.map(keep_up, [(truth, share, seed) for seed in learners[: 1 if quick else 6]])
                )
                for share in (0.0, 0.8, 0.9)
            }
            for truth in truths
        }
    return {
        "seeds": seeds,
        "first": first,
        "schedules": {name: schedule_figures([one for one in done if one["schedule"] == name]) for name in SCHEDULES},
        "estimates": {truth: estimate_figures([one for one in done if one["truth"] == truth]) for truth in truths},
        "placement": {truth: averages(rows) for truth, rows in placements.items()},
        "upkeep": upkeep,
        "timing": timing(quick),
    }


def averages(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The mean of each figure."""
    return {name: mean(row[name] for row in rows) for name in rows[0]}


def with_interval(values: Sequence[float]) -> dict[str, float]:
    """A mean and half of its 90 % interval."""
    half = 1.645 * stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0
    return {"mean": mean(values), "half": half}


def schedule_figures(done: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Scores by truth and policy, and what follows from them."""
    names = dict.fromkeys(one["truth"] for one in done)
    truths = {truth: truth_figures([one for one in done if one["truth"] == truth]) for truth in names}
    policies = next(iter(truths.values()))["way"]
    shares = {policy: mean(figures["way"][policy] for figures in truths.values()) for policy in policies}
    return {"truths": truths, "way": shares}


def truth_figures(done: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One truth under one schedule."""
    runs = [one["runs"] for one in done]
    scores = {policy: [100 * one[policy]["score"] for one in runs] for policy in runs[0]}
    both = [scores.pop("planning"), scores.pop("myopic")]
    scores["clairvoyant"] = max(both, key=mean)
    best = max(
        (policy for policy in scores if policy not in ("ours", "clairvoyant")), key=lambda one: mean(scores[one])
    )
    low, high = mean(scores["random"]), mean(scores["clairvoyant"])
    curve = [100 * mean(values) for values in zip_shortest(one["ours"]["curve"] for one in runs)]
    return {
        "scores": {policy: with_interval(values) for policy, values in scores.items()},
        "best baseline": best,
        "ours against it": with_interval(
            [one - other for one, other in zip(scores["ours"], scores[best], strict=True)]
        ),
        "way": {policy: (mean(values) - low) / (high - low) for policy, values in scores.items()},
        "share of questions needed": reaches(curve, mean(scores[best])),
    }


def zip_shortest(curves: Iterable[Sequence[float]]) -> list[tuple[float, ...]]:
    """Curves of learners who had unequal numbers of days, resampled to 100 steps of the way."""
    sampled = [[curve[round(step * (len(curve) - 1) / 100)] for step in range(101)] for curve in curves]
    return list(zip(*sampled, strict=True))


def reaches(curve: Sequence[float], score: float) -> float:
    """The share of the questions after which the score is reached; 1 or more: not at all."""
    return next((step / 100 for step, value in enumerate(curve) if value >= score), 1.01)


def estimate_figures(done: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """How well the engine knew, by the policy that asked."""
    figures = {}
    for policy in WATCHED:
        checks = [found for one in done for found in one["runs"][policy]["checks"]]
        predictions = [pair for one in done for pair in one["runs"][policy]["predictions"]]
        figures[policy] = averages(checks) | {
            "brier": mean((predicted - right) ** 2 for predicted, right in predictions),
            "calibration": calibration_error(predictions),
        }
    return figures


def calibration_error(predictions: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over ten bins."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for predicted, right in predictions:
        bins[min(9, int(predicted * 10))].append((predicted, right))
    return sum(abs(sum(p for p, _ in held) - sum(right for _, right in held)) for held in bins) / len(predictions)


# --- printing ---------------------------------------------------------------------------------------------------------


def report(document: Mapping[str, Any]) -> str:
    """The document for people."""
    lines = [f"{document['seeds']} learners a truth and schedule, from seed {document['first']}; ± is a 90 % interval"]
    for name, figures in document["schedules"].items():
        lines += ["", f"{name}: test score (%), and the share of the way from random to clairvoyant"]
        lines += schedule_lines(figures)
    lines += [
        "",
        "The engine's estimates: mean absolute error of mastery, interval of readiness, predictions of answers",
    ]
    lines.append(f"{'':12}" + "".join(f"{title:>12}" for title in ESTIMATES))
    for truth, by_policy_name in document["estimates"].items():
        for policy, row in by_policy_name.items():
            lines.append(f"{truth} {policy:10}" + "".join(f"{row[title]:12.3f}" for title in ESTIMATES))
    lines += [
        "",
        "Placement, 30 questions: error of domain estimates (ours; random, same model; raw share right; ratios)",
    ]
    for truth, row in document["placement"].items():
        ratios = f"{row['ours'] / row['random']:.2f} {row['ours'] / row['raw']:.2f}"
        lines.append(f"{truth} {row['ours']:.3f} {row['random']:.3f} {row['raw']:.3f}   {ratios}")
    lines += ["", "A year of upkeep: share known over the year (at its end), reviews"]
    for truth, kinds in document["upkeep"].items():
        cells = (
            f"{kind}: {row['retained']:.3f} ({row['end']:.3f}), {row['reviews']:.0f}" for kind, row in kinds.items()
        )
        lines.append(f"{truth} " + " · ".join(cells))
    lines += ["", "Time: " + ", ".join(f"{name} {value:.2f}" for name, value in document["timing"].items())]
    return "\n".join(lines)


ESTIMATES = ("goal", "domain", "all", "signed", "held", "brier", "calibration")


def schedule_lines(figures: Mapping[str, Any]) -> list[str]:
    """One table: a row a policy, a column a truth."""
    truths = figures["truths"]
    lines = [f"{'':18}" + "".join(f"{truth:>20}" for truth in truths) + f"{'mean way':>12}"]
    for policy in figures["way"]:
        cells = ""
        for found in truths.values():
            score = found["scores"][policy]
            cells += f"{score['mean']:8.1f} ±{score['half']:3.1f} {found['way'][policy]:5.0%} "
        lines.append(f"{policy:18}{cells}{figures['way'][policy]:11.1%}")
    best = "".join(
        f"{found['ours against it']['mean']:+9.2f} ±{found['ours against it']['half']:4.2f}     "
        for found in truths.values()
    )
    lines.append(f"{'ours less best':18}{best}")
    lines.append(f"{'the best was':18}" + "".join(f"{found['best baseline']:>20}" for found in truths.values()))
    needed = "".join(f"{found['share of questions needed']:20.0%}" for found in truths.values())
    lines.append(f"{'questions needed':18}{needed}")
    return lines


if __name__ == "__main__":
    sys.exit(main())
