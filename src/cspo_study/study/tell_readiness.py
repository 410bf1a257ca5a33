"""Readiness in lines."""

from collections.abc import Iterator

from cspo_study.study.plaintext import cut, one_line, padded
from cspo_study.study.readiness import Came, OnDate, Readiness, Ready, Record
from cspo_study.study.saying import counted
from cspo_study.study.shares import interval, percent
from cspo_study.study.telling import Told, listed, measured, paragraph, part

WHY_NOT_PASSING = (
    "Readiness is for the workshop and the job: the share of fresh questions you would answer right, guessing "
    "included. There is no CSPO exam, so there is no chance of passing one."
)
LAST_RESULTS = 6


def tell_readiness(found: Readiness) -> Iterator[Told]:
    """Today, the date, and how earlier forecasts came out."""
    yield from _today(found)
    if found.today:
        yield from part("By domain, and by how many answers", _domains(found))
    if found.on_date:
        yield from part(f"On {found.on_date.day.isoformat()}, {_days(found.on_date)} from now", _on_date(found.on_date))
    yield from part("How earlier forecasts came out", _record(found.record))
    yield Told("")
    yield from paragraph(WHY_NOT_PASSING, "quiet")


def _today(found: Readiness) -> Iterator[Told]:
    if found.today is None:
        yield Told("There is too little to go by for a figure.", "head")
        yield from paragraph("What is missing:")
        for one in found.missing:
            yield from listed(one, mark="  · ")
        yield from paragraph("The quickest way there: cspo diagnose")
        return
    today = found.today
    figure = f"about {percent(today.mean)} right, {percent(today.low)} to {percent(today.high)}"
    yield Told(f"On a fresh assessment today: {figure}.", "head")
    yield from paragraph(f"The interval holds nine times in ten. It rests on {counted(found.answers, 'answer')}.")


def _domains(found: Readiness) -> Iterator[Told]:
    for domain in found.domains:
        if domain.ready is None:
            label = padded(cut(one_line(f"{domain.id} {domain.title}"), 30), 30)
            yield Told(f"{label}  too little to go by ({counted(domain.answers, 'answer')})", "quiet")
        else:
            end = f"by {domain.answers}"
            yield measured(domain.id, domain.title, *_three(domain.ready), end)


def _on_date(found: OnDate) -> Iterator[Told]:
    yield measured("", f"With {found.minutes} minutes a day", *_three(found.if_on))
    yield measured("", "If you stop today", *_three(found.if_stopped))


def _record(found: Record) -> Iterator[Told]:
    if not found.results and not found.answers:
        yield from paragraph("None yet: they are held against your assessments. cspo exam")
        return
    if found.results:
        yield from paragraph(f"{found.held} of {len(found.results)} results lay where they were expected.")
        for one in found.results[-LAST_RESULTS:]:
            yield _came(one)
    if found.brier is not None:
        yield from paragraph(
            f"Single answers: {found.answers} foretold, Brier score {found.brier:.3f} (0 is perfect, 0.25 a coin's)."
        )
        yield Told("  foretold      answers    said    came", "quiet")
        for held in found.bins:
            span = f"{interval(held.low, held.high)} %"
            yield Told(f"  {span:12} {held.count:8} {percent(held.said):>7} {percent(held.came):>7}", "row")


def _came(one: Came) -> Told:
    glyph = "✓" if one.held else "✗"
    word = "as expected" if one.held else "otherwise"
    said = f"said {percent(one.mean):>5} ({interval(one.low, one.high)}), came {percent(one.came):>5}"
    return Told(f"  {glyph} {one.day.isoformat()} {one.about:14} {said}, {word}", "row")


def _three(ready: Ready) -> tuple[float, float, float]:
    return ready.mean, ready.low, ready.high


def _days(found: OnDate) -> str:
    return counted(found.days, "day")
