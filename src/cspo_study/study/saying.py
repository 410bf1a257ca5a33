"""Figures as people say them: the same words on a screen and in plain lines."""

from cspo_study.study.calibration import WORDS as CONFIDENCES
from cspo_study.study.calibration import Calibration
from cspo_study.study.forecast import Forecast
from cspo_study.study.history import TimeSpent
from cspo_study.study.levels import WORDS as LEVELS
from cspo_study.study.levels import LevelReport
from cspo_study.study.report import Figures
from cspo_study.study.retention import Retention
from cspo_study.study.shares import interval, percent
from cspo_study.study.standing import Standing


def counted(number: int, noun: str) -> str:
    """`1 answer`, `2 answers`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def times(number: int) -> str:
    """`once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def duration(milliseconds: int) -> str:
    """`4 h 49 min`, `19 min`; whole minutes, rounded up from a first second."""
    minutes = -(-milliseconds // 60_000)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{minutes} min"


def mastery(figures: Figures | LevelReport) -> str:
    """The estimate with its interval, or that nothing is known."""
    if not figures.answers:
        return "not asked yet"
    return f"{percent(figures.mastery)} ({interval(figures.low, figures.high)})"


def rests_on(figures: Figures) -> str:
    """What an estimate of mastery rests on."""
    if not figures.answers:
        return (
            f"Not asked yet: {counted(figures.questions, 'question')} on {counted(figures.concepts, 'concept')} wait."
        )
    right = f", {percent(figures.right)} right" if figures.right is not None else ""
    return (
        f"Rests on {counted(figures.answers, 'answer')}{right}, on {figures.met} of {figures.concepts} concepts; "
        f"{figures.seen} of {figures.questions} questions seen."
    )


def looking_back(standing: Standing) -> list[tuple[str, str]]:
    """What goes beside the tree, each with its head."""
    return [
        ("By level", by_level(standing.levels)),
        ("Reviews ahead", ahead(standing.forecast)),
        ("Still known", still_known(standing.retention)),
        ("Feeling sure", feeling_sure(standing.calibration)),
        ("Time", spent(standing.time)),
    ]


def by_level(levels: tuple[LevelReport, ...]) -> str:
    """Each level with its mastery."""
    return " · ".join(f"{LEVELS[one.level]} {mastery(one)}" for one in levels)


def ahead(forecast: Forecast) -> str:
    """The reviews of the coming days."""
    if not forecast.whole and not forecast.later:
        return "None yet: what you answer comes back before it is forgotten."
    today, week, month = forecast.days[0].due, forecast.week, forecast.whole
    return f"{today} by the end of today, {week} within a week, {month} within {len(forecast.days)} days."


def still_known(retention: Retention) -> str:
    """Retention beside the aim."""
    if retention.kept is None:
        return f"No reviews yet. Your aim is {percent(retention.aim)}."
    measured = f"{percent(retention.kept)} ({interval(retention.low, retention.high)}) of {retention.reviews} reviews"
    return f"{measured} in 30 days; your aim is {percent(retention.aim)}. {retention.says}"


def feeling_sure(calibration: Calibration) -> str:
    """Confidence beside answers."""
    levels = [
        f"{CONFIDENCES[level.confidence]} {percent(level.right)} right of {level.answers}"
        for level in calibration.levels
        if level.right is not None
    ]
    return f"{' · '.join(levels)}. {calibration.says}" if levels else calibration.says


def spent(time: TimeSpent) -> str:
    """Time on questions."""
    if not time.whole:
        return "None yet."
    return f"{duration(time.today)} today, {duration(time.week)} in 7 days, {duration(time.month)} in 30 days."
