"""Why a question comes now, in a plain sentence."""

from cspo_study.content.model import Question
from cspo_study.learning.policies import Reason
from cspo_study.study.knowing import DAY
from cspo_study.study.learner import Learner
from cspo_study.study.shares import percent


def why_now(learner: Learner, question: Question, reason: Reason) -> str:
    """The sentence for a question chosen for a reason."""
    name = learner.catalog.concept_names[question.concept_id]
    state = learner.concepts().get(question.concept_id)
    asked = "" if state is None else _ago(learner.now() - state.answered / DAY)
    known = learner.knowledge.mastery([question.concept_id], learner.now()).mean
    match reason:
        case "due":
            return f"“{name}” is due: you last met it {asked}, and waiting longer would risk losing it."
        case "probe":
            return f"A probe: you last met “{name}” {asked}. Does it still hold? The estimate needs to be tested."
        case "unknown":
            return f"The answer on “{name}” says more about the whole map than any other would now."
        case "weak":
            seen = f"you last met it {asked}" if asked else "it has not been asked yet"
            return f"“{name}” is among what you know least: about {percent(known)} by all answers so far ({seen})."
        case "case":
            return f"It belongs to the story you are reading. {_since(name, asked)}"
        case "failing":
            return f"“{name}” keeps slipping away. Read the note, then tell it from its neighbours."
        case "asked":
            return f"You asked for it. {_since(name, asked)}"
    goal_day = _aim(learner)
    if state is None:
        return f"“{name}” is new to you, and a question on it now helps most {goal_day}."
    return f"You know “{name}” to about {percent(known)} (last met {asked}); practice now helps most {goal_day}."


def _aim(learner: Learner) -> str:
    workshop = learner.settings.workshop
    if workshop and workshop > learner.today():
        return f"for your workshop on {workshop.isoformat()}"
    return "for the weeks to come"


def _since(name: str, asked: str) -> str:
    return f"You last met “{name}” {asked}." if asked else f"You have not met “{name}” yet."


def _ago(days: float) -> str:
    if days < 1:
        return "today" if days < 0.5 else "a day ago"
    whole = round(days)
    return "a day ago" if whole == 1 else f"{whole} days ago"
