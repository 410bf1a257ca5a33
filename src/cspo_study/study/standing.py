"""Everything the progress screen and `cspo progress` tell, gathered once."""

from cspo_study.study.calibration import Calibration, calibration
from cspo_study.study.forecast import Forecast, forecast
from cspo_study.study.history import TimeSpent, time_spent
from cspo_study.study.learner import Learner
from cspo_study.study.levels import LevelReport, levels
from cspo_study.study.report import Coverage, coverage
from cspo_study.study.retention import Retention, retention


class Standing(Coverage, frozen=True, kw_only=True):
    """The coverage report with what goes beside it. Times are in milliseconds, shares from 0 to 1."""

    levels: tuple[LevelReport, ...]
    forecast: Forecast
    retention: Retention
    calibration: Calibration
    time: TimeSpent


def standing(learner: Learner) -> Standing:
    """Where the learner stands now."""
    day, answers = learner.now(), list(learner.answers())  # each taken once: what is derived for a day is kept
    report = coverage(learner, day)
    return Standing(
        overall=report.overall,
        streak=report.streak,
        domains=report.domains,
        levels=levels(learner, report, day),
        forecast=forecast(learner),
        retention=retention(learner, answers),
        calibration=calibration(answers),
        time=time_spent(learner.days(), learner.today()),
    )
