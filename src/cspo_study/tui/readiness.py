"""Readiness on a screen."""

from collections.abc import Iterable
from contextlib import suppress

from cspo_study.errors import StoreError
from cspo_study.study.learner import Learner
from cspo_study.study.readiness import keep_forecasts, readiness
from cspo_study.study.tell_readiness import tell_readiness
from cspo_study.study.telling import Told
from cspo_study.tui.told import ToldScreen


class ReadinessScreen(ToldScreen):
    """What a fresh assessment would come to, and how earlier forecasts came out."""

    heading = "Readiness for the workshop and the job"

    def __init__(self, learner: Learner) -> None:
        super().__init__()
        self._learner = learner

    def lines(self) -> Iterable[Told]:
        found = readiness(self._learner)
        with suppress(StoreError):  # a folder that cannot be written to is no reason not to tell
            keep_forecasts(self._learner, found)
        return tell_readiness(found)
