"""How ready somebody is for the workshop and the job: what a fresh assessment would come to, today and on the date.

Never a chance of passing, for there is nothing to pass. No figure while the evidence is thin. What was foretold is
kept, and held against what came.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from random import Random

import msgspec
from msgspec import Struct

from cspo_study.content.model import Goal
from cspo_study.learning.forecasting import Scores, Weighed, expected_right, scored
from cspo_study.learning.interval import Share
from cspo_study.learning.knowledge import Knowledge, State
from cspo_study.learning.planning import Day, study_ahead
from cspo_study.progress.attempt import Attempt
from cspo_study.study.asking import guess_chance
from cspo_study.study.beside import append_line, read_lines
from cspo_study.study.exam_paper import assessing
from cspo_study.study.exam_result import Outcome, outcomes
from cspo_study.study.knowing import DAY, shapes
from cspo_study.study.learner import Learner
from cspo_study.study.pace import questions_a_day
from cspo_study.study.picking import candidates_of, outline_weights
from cspo_study.study.shares import percent

FILE_NAME = "forecasts.jsonl"
ENOUGH_ANSWERS = 20
"""Answers on the outline before there is a figure: as many as the shortest placement asks."""
ENOUGH_IN_DOMAIN = 2
"""Answers on a domain before it has a figure, and before the whole has one."""
WIDEST = 0.34
"""The widest interval that is still worth a figure: wider, it says hardly more than that nobody knows."""
NEAR = 3.0
"""Days between the day a forecast was for and the assessment that it is held against."""
LEAST_PAPER = 20
"""Questions of an assessment that a forecast can be held against."""


class Ready(Struct, frozen=True):
    """The expected share right, 0 to 1, with its 90 % interval."""

    mean: float
    low: float
    high: float


class DomainReady(Struct, frozen=True):
    """A domain: its answers so far and its figure; None while there is too little to go by."""

    id: str
    title: str
    answers: int
    ready: Ready | None


class OnDate(Struct, frozen=True):
    """The workshop's date: what is expected if study goes on as the settings say, and if it stops today."""

    day: date
    days: int
    minutes: int
    if_on: Ready
    if_stopped: Ready


class Came(Struct, frozen=True):
    """A forecast of a whole result and what came: shares right, 0 to 1; `held` tells whether it lay in the interval."""

    about: str
    day: date
    mean: float
    low: float
    high: float
    came: float
    held: bool


class Bin(Struct, frozen=True):
    """Single answers foretold with a chance from `low` to `high`: how many, what was said on average, what came."""

    low: float
    high: float
    count: int
    said: float
    came: float


class Record(Struct, frozen=True):
    """How forecasts came out. `brier` is the mean squared error over single answers (None before the first)."""

    results: tuple[Came, ...]
    held: int
    answers: int
    brier: float | None
    bins: tuple[Bin, ...]


class Readiness(Struct, frozen=True):
    """Where one stands. `today` is None while the evidence is thin, and `missing` says what there has to be first."""

    answers: int
    today: Ready | None
    missing: tuple[str, ...]
    domains: tuple[DomainReady, ...]
    on_date: OnDate | None
    record: Record


class Forecast(Struct, frozen=True):
    """One that was made: when (milliseconds UTC), what about (`today`, `going on`, `stopping`), for which study day."""

    at: int
    about: str
    day: date
    mean: float
    low: float
    high: float


def readiness(learner: Learner) -> Readiness:
    """Where the learner stands now."""
    answers = [attempt for attempt in learner.answers() if attempt.concept in learner.knowledge]
    by_domain = _by_domain(learner, answers)
    whole = expected_today(learner)
    missing = _missing(by_domain, whole)
    domains = tuple(
        DomainReady(
            domain.id, domain.title, by_domain[domain.id], _domain(learner, list(domain.goals()), by_domain[domain.id])
        )
        for domain in learner.catalog.pack.domains
        if not domain.supplement
    )
    return Readiness(
        sum(by_domain.values()),
        None if missing else Ready(*whole),
        missing,
        domains,
        None if missing else on_date(learner),
        record(learner.home),
    )


def expected_today(learner: Learner) -> Share:
    """The share right on a fresh assessment over the whole outline, taken now."""
    return expected_right(learner.knowledge, parts(learner, learner.catalog.outline_goals.values()), learner.now())


def parts(learner: Learner, goals: Iterable[Goal]) -> dict[str, Weighed]:
    """Every concept's part in an assessment that asks about all of `goals` alike."""
    found: dict[str, Weighed] = {}
    for goal in goals:
        guesses = [guess_chance(heading) for heading in assessing(learner.catalog, goal)]
        guess = sum(guesses) / len(guesses) if guesses else 0.0
        for concept in goal.concept_ids():
            found[concept] = Weighed(1 / len(goal.concepts), guess)
    return found


def on_date(learner: Learner) -> OnDate | None:
    """What is expected on the workshop's date; None without one ahead."""
    workshop, today = learner.settings.workshop, learner.today()
    if workshop is None or workshop <= today:
        return None
    days = (workshop - today).days
    concepts = parts(learner, learner.catalog.outline_goals.values())
    target = learner.now() + days
    stopped = expected_right(learner.knowledge, concepts, target)
    going = copy_of(learner)
    per_day = questions_a_day(learner, learner.settings.minutes)
    candidates = candidates_of(learner, learner.catalog.outline_goals.values())
    ahead = [Day(number, per_day) for number in range(days)]
    dice = Random(today.toordinal())
    study_ahead(going, candidates, learner.now(), target, ahead, outline_weights(learner.catalog), dice)
    on = expected_right(going, concepts, target)
    return OnDate(workshop, days, learner.settings.minutes, Ready(*on), Ready(*stopped))


def copy_of(learner: Learner) -> Knowledge:
    """What is known, to imagine with."""
    kept = msgspec.json.decode(msgspec.json.encode(learner.knowledge.state), type=State)
    return Knowledge(shapes(learner.catalog), kept)


def _domain(learner: Learner, goals: Sequence[Goal], answers: int) -> Ready | None:
    if answers < ENOUGH_IN_DOMAIN:
        return None
    return Ready(*expected_right(learner.knowledge, parts(learner, goals), learner.now()))


def _missing(by_domain: dict[str, int], whole: Share) -> tuple[str, ...]:
    """What there has to be before there is a figure, each in a few words."""
    found = []
    lacking = ENOUGH_ANSWERS - sum(by_domain.values())
    if lacking > 0:
        found.append(f"{lacking} more answer{'s' if lacking > 1 else ''} (there are {sum(by_domain.values())})")
    thin = [domain for domain, count in by_domain.items() if count < ENOUGH_IN_DOMAIN]
    if thin:
        found.append(f"answers on domain{'s' if len(thin) > 1 else ''} {', '.join(thin)}")
    if not found and whole.high - whole.low > WIDEST:
        found.append(f"a narrower interval: it still reaches from {percent(whole.low)} to {percent(whole.high)}")
    return tuple(found)


def _by_domain(learner: Learner, answers: Sequence[Attempt]) -> dict[str, int]:
    found = {domain.id: 0 for domain in learner.catalog.pack.domains if not domain.supplement}
    for attempt in answers:
        domain = attempt.concept.partition(".")[0]
        if domain in found:
            found[domain] += 1
    return found


# --- forecasts that were made -----------------------------------------------------------------------------------------


def keep_forecasts(learner: Learner, found: Readiness) -> None:
    """Keep what was foretold, once a study day: what is said twice counts once. Raises `StoreError`."""
    if learner.home is None or found.today is None:
        return
    path, at, today = learner.home / FILE_NAME, learner.clock().at, learner.today()
    made = [Forecast(at, "today", today, *msgspec.structs.astuple(found.today))]
    if found.on_date:
        day = found.on_date.day
        made.append(Forecast(at, "going on", day, *msgspec.structs.astuple(found.on_date.if_on)))
        made.append(Forecast(at, "stopping", day, *msgspec.structs.astuple(found.on_date.if_stopped)))
    known = {(one.about, one.day, one.at // DAY) for one in read_lines(path, Forecast)}
    for forecast in made:
        if (forecast.about, forecast.day, forecast.at // DAY) not in known:
            append_line(path, forecast)


def record(home: Path | None) -> Record:
    """How the forecasts of this store came out."""
    papers = outcomes(home)
    results = [
        Came(paper.name, _day(paper), paper.expected, paper.low, paper.high, paper.share.mean,
             paper.low <= paper.share.mean <= paper.high)
        for paper in papers
        if _was_taken(paper)
    ]  # fmt: skip
    for forecast in read_lines(home / FILE_NAME, Forecast) if home else ():
        paper = _paper_for(forecast, papers)
        if paper:
            share = paper.share
            # The paper has luck of its own beside what the forecast was unsure of: the intervals have to meet.
            held = forecast.low <= share.high and share.low <= forecast.high
            foretold = (forecast.mean, forecast.low, forecast.high)
            results.append(Came(forecast.about, forecast.day, *foretold, share.mean, held))
    scores = _scores(papers)
    bins = tuple(Bin(*one) for one in scores.bins)
    brier = scores.brier if scores.answers else None
    return Record(tuple(results), sum(one.held for one in results), scores.answers, brier, bins)


def _was_taken(paper: Outcome) -> bool:
    """Whether most of a paper was answered: one that was broken off says nothing of a forecast."""
    return 5 * sum(sheet.response is not None for sheet in paper.sheets) >= 4 * len(paper.sheets)


def _scores(papers: Sequence[Outcome]) -> Scores:
    return scored([(sheet.chance, sheet.score) for paper in papers for sheet in paper.sheets if sheet.response])


def _paper_for(forecast: Forecast, papers: Sequence[Outcome]) -> Outcome | None:
    """The first whole assessment that was taken about the day a forecast was for, after it was made."""
    for paper in papers:
        whole = len(paper.sheets) >= LEAST_PAPER and not paper.profile.domains and _was_taken(paper)
        near = abs((_day(paper) - forecast.day).days) <= NEAR
        if whole and near and paper.began >= forecast.at:
            return paper
    return None


def _day(paper: Outcome) -> date:
    return date.fromordinal(date(1970, 1, 1).toordinal() + int(paper.began // DAY))
