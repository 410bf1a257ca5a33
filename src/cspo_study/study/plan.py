"""What to do each day to be strongest on a date, thought through from where one stands today.

Nothing of a plan is kept but the date and the minutes: it follows from the state of today, so that a missed day, or a
good one, makes another plan by itself.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from msgspec import Struct

from cspo_study.content.model import ConceptId
from cspo_study.errors import UsageError
from cspo_study.learning.forecasting import expected_right
from cspo_study.learning.planning import Day, Taken, mock_days, study_ahead
from cspo_study.study.exam_result import outcomes
from cspo_study.study.knowing import DAY
from cspo_study.study.learner import Learner
from cspo_study.study.pace import questions_a_day, seconds_a_question
from cspo_study.study.picking import candidates_of, outline_weights
from cspo_study.study.profiles import PROFILES
from cspo_study.study.readiness import Ready, copy_of, expected_today, parts
from cspo_study.study.report import concept_weights

LONGEST = 400
"""Days ahead that a plan may reach."""
MOST_MINUTES = 240
QUICK_FROM = 12
"""Minutes a day from which a plan has a short assessment in it; below, it would take the time of days."""
WHOLE_FROM = 45
"""Minutes a day from which it is the whole one."""
WEAK = 0.6
"""The mastery below which a goal that the plan does not reach is one to name."""
RETURNS = 1.5
"""Times that what is new has to come back before the date to be worth having met."""


class PlannedDay(Struct, frozen=True):
    """A day: questions on what was met before and on what is new, the goals that are new, and an assessment, if any.

    `minutes` is about how long it takes; of an assessment, the time it allows.
    """

    day: date
    reviews: int
    new: int
    goals: tuple[str, ...]
    mock: str | None
    minutes: int


class Left(Struct, frozen=True):
    """A goal that there is no time for."""

    id: str
    title: str
    mastery: float


class Plan(Struct, frozen=True):
    """A plan to a date.

    `today` to `if_stopped` are expected shares right: now, on the date if the plan is followed, and if study stops.
    `unmet` concepts have never been asked about, `reached` of them would be; `left` are goals to leave out; `enough`
    is the minutes a day that would do for everything (None where these do, or none would).
    """

    day: date
    days: int
    minutes: int
    questions: int
    due: int
    unmet: int
    reached: int
    fits: bool
    enough: int | None
    left: tuple[Left, ...]
    today: Ready
    if_followed: Ready
    if_stopped: Ready
    planned: tuple[PlannedDay, ...]


def plan(learner: Learner, day: date, minutes: int) -> Plan:
    """The plan from today to `day`. `UsageError` for a day that is past or too far, or minutes that are no time."""
    days = _days_to(learner, day, minutes)
    mocks = _mocks(learner, days, minutes)
    per_day = questions_a_day(learner, minutes)
    sizes = [Day(ahead, _questions(learner, ahead, per_day, mocks.get(ahead))) for ahead in range(days)]
    goals = list(learner.catalog.outline_goals.values())
    candidates = candidates_of(learner, goals)
    imagined, target = copy_of(learner), learner.now() + days
    dice = Random(learner.today().toordinal())
    taken = study_ahead(imagined, candidates, learner.now(), target, sizes, outline_weights(learner.catalog), dice)
    concepts = parts(learner, goals)
    unmet = {one.concept for one in candidates if one.answered is None}
    reached = {concept for one in taken for concept in one.new}
    touched = {concept for one in taken for concept in (*one.again, *one.new)}
    left = _left(learner, unmet - reached, touched)
    fits = unmet <= reached
    return Plan(
        day,
        days,
        minutes,
        sum(size.questions for size in sizes),
        due_now(learner),
        len(unmet),
        len(unmet & reached),
        fits,
        None if fits else _enough(learner, len(unmet), days),
        left,
        Ready(*expected_today(learner)),
        Ready(*expected_right(imagined, concepts, target)),
        Ready(*expected_right(learner.knowledge, concepts, target)),
        tuple(_planned(learner, one, mocks.get(one.ahead)) for one in taken),
    )


def date_of(learner: Learner, day: date | None) -> date:
    """The day asked for, or the workshop's. `UsageError` where there is neither."""
    found = day or learner.settings.workshop
    if found is None:
        raise UsageError(
            "There is no date to plan for.",
            "Name one: cspo plan --date 2026-12-15. With --keep it is aimed at from now on.",
        )
    return found


def due_now(learner: Learner) -> int:
    """Concepts that are due."""
    now = learner.clock().at
    return sum(
        learner.due(concept, state) <= now for concept, state in learner.concepts().items() if _counts(learner, concept)
    )


def today_line(learner: Learner) -> str:
    """What today is for, in one line: short enough for a prompt, plain enough for a mail."""
    settings, today = learner.settings, learner.today()
    done = learner.days().get(today)
    answered = done.answers if done else 0
    days = (settings.workshop - today).days if settings.workshop else 0
    per_day = questions_a_day(learner, settings.minutes)
    mock = _mocks(learner, days, settings.minutes).get(0) if days > 0 else None
    return " · ".join(part for part in (_to_do(learner, answered, per_day, mock), _countdown(days)) if part)


def _to_do(learner: Learner, answered: int, per_day: int, mock: str | None) -> str:
    if mock and not any(_is_today(learner, one.began) for one in outcomes(learner.home)):
        return f"Today: an assessment, {PROFILES[mock].minutes:g} minutes (cspo exam --profile {mock})"
    rest = per_day - answered
    due = due_now(learner)
    if rest <= 0:
        return f"Done for today: {answered} answers" + (f", {due} still due" if due else "")
    reviews = min(due, rest)
    minutes = max(1, round(rest * seconds_a_question(learner) / 60))
    parts_of_it = [f"{reviews} due" if reviews else "", f"{rest - reviews} more" if rest > reviews else ""]
    amount = " and ".join(part for part in parts_of_it if part)
    begun = f"{answered} done, " if answered else ""
    return f"Today: {begun}{amount}, about {minutes} minutes (cspo study)"


def _countdown(days: int) -> str:
    return "" if days <= 0 else "the workshop is tomorrow" if days == 1 else f"{days} days to the workshop"


def _days_to(learner: Learner, day: date, minutes: int) -> int:
    days = (day - learner.today()).days
    if days < 1:
        raise UsageError(f"{day.isoformat()} is not ahead of today.", "Name a later day.")
    if days > LONGEST:
        raise UsageError(f"{day.isoformat()} is {days} days ahead.", f"A plan reaches at most {LONGEST} days.")
    if not 1 <= minutes <= MOST_MINUTES:
        raise UsageError(f"{minutes} minutes a day is no plan.", f"Name 1 to {MOST_MINUTES}.")
    return days


def _mocks(learner: Learner, days: int, minutes: int) -> dict[int, str]:
    """The assessments by the number of days ahead."""
    if minutes < QUICK_FROM:
        return {}
    papers = outcomes(learner.home)
    last = int((learner.clock().at - papers[-1].began) / DAY) if papers else None
    name = "workshop-ready" if minutes >= WHOLE_FROM else "quick"
    first = min(learner.days(), default=learner.today())
    return dict.fromkeys(mock_days(days, (learner.today() - first).days, last), name)


def _questions(learner: Learner, ahead: int, per_day: int, mock: str | None) -> int:
    """How many questions a day has; today those that are answered already are done, an assessment has its own."""
    if mock:
        return PROFILES[mock].questions
    if ahead:
        return per_day
    done = learner.days().get(learner.today())
    return max(per_day - (done.answers if done else 0), 0)


def _planned(learner: Learner, taken: Taken, mock: str | None) -> PlannedDay:
    day = learner.today() + timedelta(days=taken.ahead)
    if mock:
        return PlannedDay(day, 0, 0, (), mock, round(PROFILES[mock].minutes))
    goals = sorted({concept.partition("/")[0] for concept in taken.new})
    count = len(taken.again) + len(taken.new)
    minutes = round(count * seconds_a_question(learner) / 60)
    return PlannedDay(day, len(taken.again), len(taken.new), tuple(goals), None, minutes)


def _left(learner: Learner, missed: set[str], touched: set[str]) -> tuple[Left, ...]:
    """Goals of which nothing would be practised and that are not known well, the best known first: they lose least."""
    found = []
    for goal in learner.catalog.outline_goals.values():
        concepts = set(goal.concept_ids())
        if concepts & touched or not concepts & missed:
            continue
        mastery = learner.knowledge.weighted_mastery(concept_weights([goal]), learner.now()).mean
        found.append(Left(goal.id, goal.title, mastery))
    return tuple(sorted(found, key=lambda one: one.mastery, reverse=True))


def _enough(learner: Learner, unmet: int, days: int) -> int | None:
    """Minutes a day in which everything would be met and come back; None where that is more than a day has."""
    needed = unmet * (1 + RETURNS) + due_now(learner)
    minutes = needed / days * seconds_a_question(learner) / 60
    whole = -(-int(minutes + 4.999) // 5) * 5
    return whole if whole <= MOST_MINUTES else None


def _counts(learner: Learner, concept: ConceptId) -> bool:
    return concept in learner.catalog.concept_names and not learner.catalog.is_supplement(
        learner.catalog.goal_of(concept).id  # type: ignore[arg-type]
    )


def _is_today(learner: Learner, at: int) -> bool:
    return learner.clock().at - at < DAY / 2


def sentences(found: Plan) -> Sequence[str]:
    """What the plan comes to, honestly, in sentences."""
    days = f"{found.days} day{'s' if found.days > 1 else ''}"
    said = [f"{days} at {found.minutes} minutes: time for about {found.questions} questions."]
    if found.unmet and found.fits:
        said.append(f"All {found.unmet} concepts you have not met yet fit in.")
    elif found.unmet:
        said.append(
            f"That is not enough for everything: of {found.unmet} concepts you have not met yet, "
            f"{found.reached} fit in."
        )
        if found.enough:
            said.append(f"For all of it, and to come back to it, it takes about {found.enough} minutes a day.")
        else:
            said.append("No amount of minutes a day makes up for the days that are missing.")
    if found.left:
        said.append(f"Leave out: {', '.join(one.id for one in found.left)} (what is worth least for the time).")
    return said
