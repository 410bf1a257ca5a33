"""When what was just asked about comes back."""

from datetime import timedelta

from cspo_study.content.model import ConceptId
from cspo_study.study.clock import Moment, study_day
from cspo_study.study.learner import Learner


def comes_back(learner: Learner, concept: ConceptId) -> str:
    """In words: today, tomorrow, or in how many days and on which. Empty for what was never asked about."""
    state = learner.concepts().get(concept)
    if state is None:
        return ""
    now = learner.clock()
    due = study_day(Moment(learner.due(concept, state), now.utc_offset), learner.settings.rollover_hour)
    days = max((due - learner.today()).days, 0)
    if days < 2:
        return "later today" if days == 0 else "tomorrow"
    day = learner.today() + timedelta(days=days)
    return f"in {days} days, on {day:%a} {day.day} {day:%b}" + (
        f" {day.year}" if day.year != learner.today().year else ""
    )
