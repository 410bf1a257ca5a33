"""What stands beside the progress tree: levels, reviews ahead, retention, confidence, time."""

from textual.content import Content

from cspo_study.study import saying
from cspo_study.study.calibration import WORDS as CONFIDENCES
from cspo_study.study.calibration import Calibration
from cspo_study.study.forecast import Forecast
from cspo_study.study.history import TimeSpent
from cspo_study.study.levels import WORDS as LEVELS
from cspo_study.study.levels import LevelReport
from cspo_study.study.retention import Retention
from cspo_study.study.shares import percent
from cspo_study.study.standing import Standing
from cspo_study.tui.charts import band, columns_chart, under

NAME = 9
"""Cells for the name at the left of a bar."""


def charts(standing: Standing, width: int) -> Content:
    """All of them, one below the other."""
    parts = (
        by_level(standing.levels, width),
        reviews_ahead(standing.forecast, width),
        still_known(standing.retention, width),
        feeling_sure(standing.calibration, width),
        time_spent(standing.time, width),
    )
    return Content("\n\n").join(parts)


def _head(title: str) -> Content:
    return Content.styled(title, "bold")


def _lines(*lines: Content | str) -> Content:
    return Content("\n").join([line if isinstance(line, Content) else Content(line) for line in lines])


def _bar(width: int) -> int:
    return max(8, min(24, width - NAME - 20))


def by_level(levels: tuple[LevelReport, ...], width: int) -> Content:
    """Mastery of the goals that ask to describe, to apply, to analyze."""
    rows = [
        Content.assemble(
            f"{LEVELS[one.level]:{NAME}}",
            band(one.mastery, one.low, one.high, _bar(width)) if one.answers else ("╌" * _bar(width), "$secondary"),
            f" {saying.mastery(one)}",
        )
        for one in levels
    ]
    return _lines(_head("By level"), *rows)


def _each(days: int, width: int) -> int:
    """Cells for a day."""
    return 2 if width >= 2 * days else 1


def reviews_ahead(forecast: Forecast, width: int) -> Content:
    """The next 30 days as columns."""
    if not forecast.whole:
        return _lines(_head("Reviews ahead"), Content.styled(saying.ahead(forecast), "$secondary"))
    last, each = forecast.days[-1].day, _each(len(forecast.days), width)
    return _lines(
        _head("Reviews ahead"),
        columns_chart([day.due for day in forecast.days], 3, each=each),
        under("today", f"{last.day} {last:%b}", each * len(forecast.days)),
        Content.styled(saying.ahead(forecast), "$secondary"),
    )


def still_known(retention: Retention, width: int) -> Content:
    """Retention against the aim."""
    told = Content.styled(saying.still_known(retention), "$secondary")
    if retention.kept is None:
        return _lines(_head("Still known when it came back"), told)
    bar = band(retention.kept, retention.low, retention.high, _bar(width), aim=retention.aim)
    measured = f" {percent(retention.kept)}, aim {percent(retention.aim)} ┃"
    words = Content.styled(f"{retention.reviews} reviews in 30 days. {retention.says}", "$secondary")
    return _lines(_head("Still known when it came back"), Content.assemble(f"{'Known':{NAME}}", bar, measured), words)


def feeling_sure(calibration: Calibration, width: int) -> Content:
    """Confidence beside the share right; the mark is what was meant."""
    rows = [
        Content.assemble(
            f"{CONFIDENCES[level.confidence]:{NAME}}",
            band(level.right, level.low, level.high, _bar(width), aim=level.meant),
            f" {percent(level.right)} of {level.answers}",
        )
        for level in calibration.levels
        if level.right is not None
    ]
    mark = " ┃ is what one means by it." if rows else ""
    return _lines(_head("Feeling sure"), *rows, Content.styled(f"{calibration.says}{mark}", "$secondary"))


def time_spent(time: TimeSpent, width: int) -> Content:
    """The last 30 days as columns."""
    told = Content.styled(saying.spent(time), "$secondary")
    if not time.month:
        return _lines(_head("Time"), told)
    each = _each(len(time.by_day), width)
    chart = columns_chart(time.by_day, 2, each=each)
    return _lines(_head("Time"), chart, under("30 days ago", "today", each * len(time.by_day)), told)
