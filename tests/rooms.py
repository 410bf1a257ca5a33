"""Rooms to drive in tests: a study room past its first run, a quiz, and what is on their screens."""

from collections.abc import Sequence
from random import Random
from time import monotonic
from typing import TypeVar

from textual.app import App
from textual.content import Content
from textual.widgets import Static

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Question, QuestionBase
from cspo_study.places import find_places
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked
from cspo_study.study.session import Session
from cspo_study.study.settings import change_settings
from cspo_study.tui.app import QuizRoom, StudyRoom

Kind = TypeVar("Kind", bound=QuestionBase)


def first(catalog: Catalog, kind: type[Kind]) -> Kind:
    """The first shipped question of a type whose numbers are not drawn."""
    return next(question for question in catalog.pack.questions if isinstance(question, kind) and not question.family)


def settled_room(learner: Learner) -> StudyRoom:
    """The study room of someone who has been here before."""
    change_settings(find_places().config, {"minutes": 20})
    return StudyRoom(learner)


def quiz_room(learner: Learner, *questions: Question) -> QuizRoom:
    """A quiz over `questions`."""
    return QuizRoom(learner, session_over(learner, questions))


def session_over(learner: Learner, questions: Sequence[Question]) -> Session:
    """A session over `questions`, drawn the same each time."""
    return Session(learner, [Picked(question) for question in questions], "quiz", Random(1), monotonic)


def said(app: App[int], selector: str) -> str:
    """What a widget of the present screen says."""
    content = app.screen.query_one(selector, Static).content
    return content.plain if isinstance(content, Content) else str(content)


def screen_lines(app: App[int]) -> list[str]:
    """The present screen as lines of text, as a terminal would show them."""
    width, height = app.size
    strips = app.screen._compositor.render_strips(app.size)[:height]
    return ["".join(segment.text for segment in strip)[:width].rstrip() for strip in strips]
