"""The checks: what is readable and valid but would be a poor question. Each finding says how to mend it.

A check looks at the bank and remarks; here remarks become findings with their places, and those that the question
waives, with a reason, are left out.
"""

from collections.abc import Iterator

from cspo_study.content.checks import (
    attribution,
    bank,
    borrowed,
    contrast,
    duplicates,
    forms,
    levels,
    numbers,
    reasons,
    wording,
)
from cspo_study.content.checks.finding import Bank, Check, Finding, Remark
from cspo_study.content.problems import Place
from cspo_study.content.reading import LoadedPack
from cspo_study.content.rules import place_of

CHECKS: tuple[Check, ...] = (
    *forms.CHECKS,
    *wording.CHECKS,
    *attribution.CHECKS,
    *reasons.CHECKS,
    *levels.CHECKS,
    *numbers.CHECKS,
    *contrast.CHECKS,
    *duplicates.CHECKS,
    *borrowed.CHECKS,
    *bank.CHECKS,
)
WAIVER = "waiver"
"""The id of findings about waivers themselves, which cannot be waived."""
_WHOLE_BANK = Place("questions", 1, 1)


def findings(loaded: LoadedPack) -> list[Finding]:
    """Everything worth mending, in file order."""
    whole = Bank(loaded)
    waived = {item.question.id: {one.check for one in item.question.waive} for item in whole.items}
    found: list[Finding] = []
    used: set[tuple[str, str]] = set()
    for check in CHECKS:
        for remark in check.find(whole):
            if remark.question and check.id in waived[remark.question]:
                used.add((remark.question, check.id))
            else:
                found.append(_finding(loaded, check, remark))
    return sorted([*found, *_waiver_findings(whole, used)])


def _finding(loaded: LoadedPack, check: Check, remark: Remark) -> Finding:
    if not remark.question:
        return Finding(remark.place or _WHOLE_BANK, check.id, remark.wrong, remark.expected)
    place = place_of(loaded.parts.questions[remark.question].tree, *remark.at)
    return Finding(place, check.id, f"{remark.question}: {remark.wrong}", remark.expected)


def _waiver_findings(whole: Bank, used: set[tuple[str, str]]) -> Iterator[Finding]:
    """Waivers of what no check finds any more, and of checks that do not exist."""
    known = {check.id for check in CHECKS}
    for item in whole.items:
        question = item.question
        for number, waiver in enumerate(question.waive):
            if (question.id, waiver.check) not in used:
                place = place_of(whole.loaded.parts.questions[question.id].tree, "waive", number)
                wrong, mend = "finds nothing here", "expected no waiver for it"
                if waiver.check not in known:
                    wrong, mend = "does not exist", f"expected one of {', '.join(sorted(known))}"
                yield Finding(place, WAIVER, f"{question.id}: the waived check '{waiver.check}' {wrong}", mend)
