"""Drills with a purpose: what was missed, flagged, never met, stands on one misconception, belongs to one case."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeVar

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import (
    Goal,
    Heading,
    Match,
    Misconception,
    Multiple,
    Numeric,
    Order,
    Question,
    QuestionId,
    Short,
    Single,
)
from cspo_study.errors import UsageError, nearest
from cspo_study.learning import policies
from cspo_study.learning.policies import Choice
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked, candidates_of

T = TypeVar("T")


def missed(learner: Learner, goals: Iterable[Goal], count: int) -> list[Picked]:
    """Questions that were not fully right the last time, the longest ago first."""
    asked = learner.questions()
    wrong = [
        one
        for one in _within(learner.catalog, goals)
        if (state := asked.get(QuestionId(one.id))) and state.last_score < 1
    ]
    return _apart(learner.catalog, sorted(wrong, key=lambda one: asked[QuestionId(one.id)].answered), count)


def unmet(learner: Learner, goals: Iterable[Goal], dice: Random, count: int) -> list[Picked]:
    """Concepts that were never asked about, what is worth most first."""
    candidates = [one for one in candidates_of(learner, goals) if one.answered is None]
    weights = {one.goal: 1.0 for one in candidates}
    chosen = policies.study(learner.knowledge, candidates, learner.now(), learner.target(), weights, dice)
    found = list(policies.interleaved(choice for choice, _ in zip(chosen, range(count), strict=False)))
    return [Picked(learner.catalog.question(QuestionId(one.item)), one.reason) for one in found]


def flagged(learner: Learner, goals: Iterable[Goal], flags: Sequence[str], count: int) -> list[Picked]:
    """Questions that carry a flag."""
    wanted = set(flags)
    return _apart(learner.catalog, [one for one in _within(learner.catalog, goals) if one.id in wanted], count)


def on_misconception(learner: Learner, name: str, dice: Random, count: int) -> list[Picked]:
    """Questions in which a wrong idea is one of the answers to be tempted by. `UsageError` where there is none such."""
    wrong_idea = find_misconception(learner.catalog, name)
    headings = [
        heading
        for heading in learner.catalog.pack.headings
        if wrong_idea.id in set(tempts_with(learner.catalog.pack.question(heading)))
    ]
    dice.shuffle(headings)
    asked = learner.questions()
    headings.sort(key=lambda one: asked[QuestionId(one.id)].answers if QuestionId(one.id) in asked else 0)
    return _apart(learner.catalog, headings, count)


def on_case(learner: Learner, name: str) -> list[Picked]:
    """All questions on a story, in the order they are written. `UsageError` where there is no such case."""
    cases = learner.catalog.pack.cases
    by_title = {case.title.casefold(): identity for identity, case in cases.items()}
    identity = name if name in cases else by_title.get(name.casefold())
    if identity is None:
        raise _unknown("case", name, list(cases))
    return [
        Picked(learner.catalog.pack.question(heading))
        for heading in learner.catalog.pack.headings
        if heading.case == identity
    ]


def find_misconception(catalog: Catalog, name: str) -> Misconception:
    """The wrong idea with an id or a name. `UsageError` says which is nearest."""
    known = catalog.pack.misconceptions
    by_name = {one.name.casefold(): one for one in known.values()}
    found = known.get(name) or by_name.get(name.casefold())
    if found is None:
        raise _unknown("misconception", name, list(known))
    return found


def tempts_with(question: Question) -> Iterable[str]:
    """The wrong ideas that a question's answers stand for."""
    match question:
        case Single() | Multiple():
            parts: Sequence[object] = question.options
        case Order() | Match():
            parts = question.items
        case Numeric() | Short():
            parts = question.pitfalls
        case _:
            parts = ()
    for part in parts:
        wrong_idea = getattr(part, "misconception", None)
        if wrong_idea:
            yield wrong_idea


def _within(catalog: Catalog, goals: Iterable[Goal]) -> list[Heading]:
    wanted = {goal.id for goal in goals}
    return [heading for heading in catalog.pack.headings if heading.goal in wanted]


def _apart(catalog: Catalog, headings: Sequence[Heading], count: int) -> list[Picked]:
    """The first of them, goals apart."""
    choices = [Choice(one.concept_id, one.goal, one.id, "asked") for one in headings[:count]]
    return [Picked(catalog.question(QuestionId(one.item))) for one in policies.interleaved(choices)]


def _unknown(what: str, name: str, known: list[str]) -> UsageError:
    close = nearest(name, known)
    meant = f"Did you mean {close}? " if close else ""
    return UsageError(f"There is no {what} {name!r}.", f"{meant}There are {len(known)}: {', '.join(known[:3])} …")
