"""The controls that take an answer, one a file for each kind of question, and then show it marked with all reasons."""

from cspo_study.content.model import Match, Multiple, Numeric, Order, Recall, Short, Single
from cspo_study.study.asking import Asked
from cspo_study.tui.answers.choice import ChoiceControl
from cspo_study.tui.answers.control import AnswerControl
from cspo_study.tui.answers.matching import MatchControl
from cspo_study.tui.answers.ordering import OrderControl
from cspo_study.tui.answers.recall import RecallControl
from cspo_study.tui.answers.typed import TypedControl


def control_for(asked: Asked) -> AnswerControl:
    """The control that fits a question."""
    match asked.question:
        case Single() | Multiple():
            return ChoiceControl(asked)
        case Order():
            return OrderControl(asked)
        case Match():
            return MatchControl(asked)
        case Numeric() | Short():
            return TypedControl(asked)
        case Recall():
            return RecallControl(asked)
