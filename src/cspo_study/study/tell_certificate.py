"""The certificate's ledger in lines."""

from collections.abc import Iterator

from cspo_study.content.certificate import Fact, Requirements
from cspo_study.study.certificate import Standing, Unit
from cspo_study.study.saying import counted
from cspo_study.study.telling import Told, listed, paragraph, part


def tell_certificate(found: Standing, required: Requirements) -> Iterator[Told]:
    """Where it stands, what is missing, the units, and what the requirements rest on."""
    ledger = found.ledger
    hours = f", {ledger.hours:g} hours" if ledger.hours is not None else ""
    yield Told(f"Course   {ledger.course.isoformat() + hours if ledger.course else 'not entered'}", "row")
    yield Told(f"Issued   {ledger.issued.isoformat() if ledger.issued else 'not entered'}", "row")
    if found.expires and found.days_left is not None:
        when = f"in {counted(found.days_left, 'day')}" if found.days_left >= 0 else "past"
        yield Told(f"Ends     {found.expires.isoformat()} ({when})", "row")
    yield Told(f"Units    {found.earned:g} of {found.needed:g}", "row")
    yield from part("Missing", (line for one in found.missing for line in listed(one, "warn", "  · ")))
    if found.problems:
        yield from part("Look again", (line for one in found.problems for line in listed(one, "weak", "  ✗ ")))
    if ledger.units:
        yield from part("Units", (_unit(number, one) for number, one in enumerate(ledger.units, start=1)))
    yield from part(f"What {required.issuer} asks for", _facts(required))


def _unit(number: int, one: Unit) -> Told:
    note = f"  {one.note}" if one.note else ""
    return Told(f"{number:3}  {one.day.isoformat()}  {one.units:5g}  {one.category:12}{note}"[:76], "row")


def _facts(required: Requirements) -> Iterator[Told]:
    facts = required.facts
    for one in (facts.course_hours, facts.valid_months, facts.seus, facts.fee):
        yield from listed(one.says, mark="  · ")
        yield from paragraph(_source(one), "quiet", "    ")
    yield from paragraph(f"{required.check} {required.url}", "warn", "  ")


def _source(one: Fact) -> str:
    unsure = "" if one.sure else " Not certain."
    return f"{one.source}, as of {one.as_of.isoformat()}.{unsure} {one.note or ''}".rstrip()
