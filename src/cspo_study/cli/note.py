"""`cspo note`: the study note of a goal, and how its questions went."""

import textwrap
from typing import Any

import typer
from msgspec import to_builtins

from cspo_study.cli import output
from cspo_study.cli.opening import read_learner
from cspo_study.cli.reading import WIDTH, say, say_sections
from cspo_study.content.model import Goal, GoalId, QuestionId
from cspo_study.errors import UsageError
from cspo_study.study.history import QuestionPast, questions_on
from cspo_study.study.learner import Learner
from cspo_study.study.plaintext import one_line, plain
from cspo_study.study.sections import note_sections

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo note 3.2.1")
def note(
    goal: str | None = typer.Argument(None, help="A goal such as 3.2.1; all goals are listed if left out."),
    *,
    questions: bool = typer.Option(False, "--questions", help="List the goal's questions with your answers too."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Read the study note of a goal: the idea, an example, where people go wrong, what to do on Monday."""
    learner = read_learner()
    try:
        if goal is None:
            _list_goals(learner, as_json=as_json)
            return
        (found,) = learner.catalog.goals_within(goal=goal)
        rows = questions_on(learner, found.id)
    finally:
        learner.close()
    if as_json:
        output.write_json("note", _as_data(learner, found, rows))
        return
    _show(learner, found)
    if questions:
        _show_questions(learner, rows)
    else:
        met = sum(bool(row.answers) for row in rows)
        say(f"\n{met} of {len(rows)} questions met. With your answers: cspo note {found.id} --questions")


def _list_goals(learner: Learner, *, as_json: bool) -> None:
    catalog = learner.catalog
    if as_json:
        goals = [
            {"id": goal.id, "title": goal.title, "note": goal.id in catalog.notes} for goal in catalog.goals.values()
        ]
        output.write_json("note", {"goals": goals})
        return
    for topic in catalog.topics.values():
        say(f"{topic.id} {plain(topic.title)}")
        for goal in topic.goals:
            say(f"  {goal.id} {plain(goal.title)}")


def _show(learner: Learner, goal: Goal) -> None:
    say(f"{goal.id} {plain(goal.title)} ({goal.level})")
    say(textwrap.fill(plain(goal.statement), WIDTH))
    found = learner.catalog.notes.get(GoalId(goal.id))
    if found is None:
        raise UsageError(f"There is no note on {goal.id} yet.", f"Its questions: cspo quiz --goal {goal.id}")
    say_sections(note_sections(learner.catalog, found))


def _show_questions(learner: Learner, rows: list[QuestionPast]) -> None:
    say("\nQuestions")
    for row in rows:
        stem = one_line(learner.catalog.question(QuestionId(row.heading.id)).stem)
        say(
            textwrap.fill(
                textwrap.shorten(stem, 140, placeholder=" …"), WIDTH, initial_indent="  ", subsequent_indent="  "
            )
        )
        if not row.answers:
            say("    not met yet")
        for past in row.answers:
            sure = f", {_SURE[past.confidence]}" if past.confidence else ""
            older = ", on an older version" if past.outdated else ""
            say(f"    {past.day.isoformat()} {past.verdict}{sure}{older}")


_SURE = {"sure": "sure", "think": "thought so", "guess": "guessed"}


def _as_data(learner: Learner, goal: Goal, rows: list[QuestionPast]) -> dict[str, Any]:
    found = learner.catalog.notes.get(GoalId(goal.id))
    return {
        "goal": goal.id,
        "title": goal.title,
        "level": goal.level,
        "statement": goal.statement,
        "note": to_builtins(found) if found else None,
        "questions": [
            {
                "id": row.heading.id,
                "answers": [
                    {"day": past.day, "score": past.score, "confidence": past.confidence, "outdated": past.outdated}
                    for past in row.answers
                ],
            }
            for row in rows
        ],
    }
