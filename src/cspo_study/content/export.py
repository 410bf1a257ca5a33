"""All content as one plain document, for programs outside cspo."""

import zlib
from typing import Any

import msgspec

from cspo_study.content.catalog import Catalog
from cspo_study.content.families import instantiate
from cspo_study.content.model import GoalId, Pack, Question


def as_document(pack: Pack) -> dict[str, Any]:
    """`syllabus`, `goals`, `questions` and all they refer to, `notes` and `glossary`.

    Numbers of a family are drawn once, by its question's id.
    """
    catalog = Catalog(pack)
    return {
        "syllabus": pack.domains,
        "goals": [_goal(catalog, goal_id) for goal_id in catalog.goals],
        "questions": [_question(catalog, question) for question in pack.questions],
        "cases": [{"id": name, **msgspec.to_builtins(case)} for name, case in pack.cases.items()],
        "misconceptions": list(pack.misconceptions.values()),
        "sources": list(pack.works.values()),
        "notes": list(pack.notes),
        "glossary": list(pack.glossary),
    }


def _goal(catalog: Catalog, goal_id: GoalId) -> dict[str, Any]:
    goal = catalog.goals[goal_id]
    topic = catalog.topic_of(goal_id)
    return {
        "domain": topic.id.partition(".")[0],
        "topic": topic.id,
        "supplement": catalog.is_supplement(goal_id),
        **msgspec.to_builtins(goal),
    }


_EVERY_FIELD: dict[str, Any] = {
    "contrast": None,
    "case": None,
    "touches": None,
    "table": None,
    "version": 1,
    "options": (),
}
_EVERY_OPTION_FIELD: dict[str, Any] = {"text": "", "correct": False, "why": "", "misconception": None}


def _question(catalog: Catalog, question: Question) -> dict[str, Any]:
    """The question's own fields, with those it leaves out written out."""
    drawn = instantiate(question, zlib.crc32(question.id.encode()))
    fields: dict[str, Any] = _EVERY_FIELD | msgspec.to_builtins(drawn)
    fields["options"] = [_EVERY_OPTION_FIELD | option for option in fields["options"]]
    fields["level"] = catalog.level_of(question)
    fields["family"] = question.family.generator if question.family else None
    work = catalog.pack.works[question.source.work]
    fields["source"] = {**msgspec.to_builtins(question.source), "citation": work.citation()}
    return fields
