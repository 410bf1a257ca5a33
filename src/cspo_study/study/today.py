"""What to do now, in a sentence."""

from typing import NamedTuple

from cspo_study.study.learner import Learner
from cspo_study.study.picking import SITTING
from cspo_study.study.report import Coverage

SECONDS_A_QUESTION = 55
"""Reading, answering and taking in the reasons, where nothing is known of this learner's pace."""


class Today(NamedTuple):
    """What is worth doing now: in a few words, and why."""

    headline: str
    detail: str


def today(learner: Learner, report: Coverage) -> Today:
    """What a session started now would hold."""
    available = len(learner.catalog.headings_by_concept)
    due = min(report.overall.due, SITTING)
    rest = min(SITTING, available) - due
    minutes = max(1, round((due + rest) * SECONDS_A_QUESTION / 60))
    parts = [
        f"{due} due" if due else "",
        f"{rest} {'new or longest unseen' if report.overall.answers else 'new'}" if rest else "",
    ]
    headline = f"Start a session: {', then '.join(part for part in parts if part)}"
    if not report.overall.answers:
        return Today(headline, f"About {minutes} minutes. Every answer tells more about what you know.")
    return Today(headline, f"About {minutes} minutes. What is due comes back before it is forgotten.")
