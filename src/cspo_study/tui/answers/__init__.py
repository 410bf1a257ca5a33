"""The controls that take an answer, one a file for each kind of question, and then show it marked with all reasons."""

from cspo_study.content.model import Match, Multiple, Numeric, Order, Recall, Short, Single
from cspo_study.study.asking import Asked
from cspo_study.tui.answers.control import AnswerControl


def control_for(asked: Asked) -> AnswerControl:
    """The control that fits a question. Each is loaded when it is first wanted: the first question waits for one."""
    match asked.question:
        case Single() | Multiple():
            from cspo_study.tui.answers.choice import ChoiceControl

            return ChoiceControl(asked)
        case Order():
            from cspo_study.tui.answers.ordering import OrderControl

            return OrderControl(asked)
        case Match():
            from cspo_study.tui.answers.matching import MatchControl

            return MatchControl(asked)
        case Numeric() | Short():
            from cspo_study.tui.answers.typed import TypedControl

            return TypedControl(asked)
        case Recall():
            from cspo_study.tui.answers.recall import RecallControl

            return RecallControl(asked)
