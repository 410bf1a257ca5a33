"""What to do now and why: the sitting that Today offers, in a sentence, with its questions already picked."""

from collections import Counter
from datetime import timedelta
from random import Random
from typing import NamedTuple

from cspo_study.content.model import GoalId
from cspo_study.study import leeches, picking
from cspo_study.study.learner import Learner
from cspo_study.study.outline_map import OutlineMap
from cspo_study.study.picking import Picked

SECONDS_A_QUESTION = 55
"""Reading, answering and taking in the reasons, where nothing is known of this learner's pace."""
QUICKEST, SLOWEST = 15, 120
"""Seconds a question that a pace is taken for."""
PACE_ANSWERS, PACE_DAYS = 20, 14
"""Answers, over the last days with any, from which a pace can be told."""
FEWEST, MOST = 5, 20
"""Questions that a sitting has at least, even when the day's minutes are done, and at most."""


class Today(NamedTuple):
    """The sitting worth starting now, in a few words, and why; `picked` is what it asks."""

    headline: str
    detail: str
    picked: tuple[Picked, ...]


def today(learner: Learner, map_: OutlineMap, dice: Random) -> Today:
    """What is worth doing now: first what one has met before, then what is new."""
    seconds = _pace(learner)
    done = learner.days().get(learner.today())
    left = learner.settings.minutes * 60 - (done.taken / 1000 if done else 0)
    count = min(max(round(left / seconds), FEWEST), MOST)
    picked = _reviews_first(learner, leeches.remedied(learner, picking.recommended(learner, dice, count)))
    met = learner.concepts()
    reviews = sum(one.question.concept_id in met for one in picked)
    minutes = max(1, round(len(picked) * seconds / 60))
    parts = [
        f"{reviews} review{'s' if reviews > 1 else ''}" if reviews else "",
        f"{len(picked) - reviews} new{_where(learner, [one for one in picked if one.question.concept_id not in met])}"
        if len(picked) > reviews
        else "",
    ]
    headline = f"{', then '.join(part for part in parts if part)}; about {minutes} minute{'s' if minutes > 1 else ''}"
    return Today(headline, " ".join(_reasons(learner, map_, met=bool(reviews), aim_reached=left <= 0)), tuple(picked))


def _reasons(learner: Learner, map_: OutlineMap, *, met: bool, aim_reached: bool) -> list[str]:
    if not map_.answers:
        return ["Every answer tells more about what you know, and where the gaps are."]
    if aim_reached:
        return ["Today's minutes are done: this is for the joy of it."]
    due = map_.due
    reasons = [f"{due} idea{'s are' if due > 1 else ' is'} due." if due else "Nothing is due."]
    workshop = learner.settings.workshop
    for_workshop = workshop is not None and workshop > learner.today()
    what = "These help" if met or due else "What is new helps"
    reasons.append(f"{what} most {'for your workshop' if for_workshop else 'to keep and widen what you know'}.")
    return reasons


def days_to_workshop(learner: Learner) -> int | None:
    """Days until the workshop, 0 on its day; None without one, or once it is past."""
    workshop = learner.settings.workshop
    if workshop is None or workshop < learner.today():
        return None
    return (workshop - learner.today()).days


def last_weeks(learner: Learner, weeks: int) -> list[list[int | None]]:
    """Answers on each day of the last weeks, a row for each weekday from Monday; None for days still to come."""
    today_, days = learner.today(), learner.days()
    monday = today_ - timedelta(days=today_.weekday(), weeks=weeks - 1)

    def answers(weekday: int, week: int) -> int | None:
        day = monday + timedelta(days=weekday, weeks=week)
        if day > today_:
            return None
        return days[day].answers if day in days else 0

    return [[answers(weekday, week) for week in range(weeks)] for weekday in range(7)]


def _pace(learner: Learner) -> float:
    """Seconds a question takes this learner, by the last days."""
    days = learner.days()
    recent = [days[day] for day in sorted(days)[-PACE_DAYS:]]
    answers, taken = sum(day.answers for day in recent), sum(day.taken for day in recent)
    if answers < PACE_ANSWERS or not taken:
        return SECONDS_A_QUESTION
    return min(max(taken / 1000 / answers, QUICKEST), SLOWEST)


def _reviews_first(learner: Learner, picked: list[Picked]) -> list[Picked]:
    """What was met before, then what is new; the questions of a story stay behind the first of them."""
    met = learner.concepts()
    groups: dict[str, list[Picked]] = {}
    for one in picked:
        groups.setdefault(one.question.case or one.question.id, []).append(one)
    ranked = sorted(groups.values(), key=lambda group: not any(one.question.concept_id in met for one in group))
    return [one for group in ranked for one in group]


def _where(learner: Learner, fresh: list[Picked]) -> str:
    """The topic that most of the new ones are in."""
    catalog = learner.catalog
    topics = Counter(catalog.topic_of(GoalId(one.question.goal)).title for one in fresh)
    title, most = topics.most_common(1)[0]
    if most == len(fresh):
        return f" in {title}"
    return f", most in {title}" if 2 * most > len(fresh) else f" from {len(topics)} topics"
