"""How many questions fit into a day's minutes, by the learner's own pace once there is one."""

from cspo_study.study.learner import Learner

SECONDS_A_QUESTION = 55.0
"""Reading, answering and taking in the reasons, where nothing is known of this learner's pace."""
SECONDS_OF_REASONS = 20.0
"""What reading the reasons takes on top of the time to the answer, which is all that the log tells."""
EARLY_ANSWERS = 30
"""Answers that the usual pace counts for beside the learner's own."""


def seconds_a_question(learner: Learner) -> float:
    """Seconds from one question to the next."""
    days = learner.days().values()
    answers = sum(day.answers for day in days)
    own = sum(day.taken for day in days) / 1000 + answers * SECONDS_OF_REASONS
    return (own + EARLY_ANSWERS * SECONDS_A_QUESTION) / (answers + EARLY_ANSWERS)


def questions_a_day(learner: Learner, minutes: float) -> int:
    """Questions that fit into the minutes, one at least."""
    return max(1, round(minutes * 60 / seconds_a_question(learner)))
