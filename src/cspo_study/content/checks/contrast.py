"""Contrast sets: the same options over several stems, each with another key, so that options tell nothing."""

from collections import defaultdict
from collections.abc import Iterator

from cspo_study.content.checks.finding import Bank, Check, Remark
from cspo_study.content.model import Question, Single


def _sets(bank: Bank) -> Iterator[Remark]:
    sets: dict[str, list[Question]] = defaultdict(list)
    for item in bank.items:
        if item.question.contrast:
            sets[item.question.contrast].append(item.question)
    for name, members in sets.items():
        for wrong, expected in _faults(members):
            yield Remark(f"contrast set '{name}': {wrong}", expected, ("contrast",), members[0].id)


def _faults(members: list[Question]) -> Iterator[tuple[str, str]]:
    singles = [question for question in members if isinstance(question, Single)]
    if len(singles) < len(members):
        yield "holds another type than 'single'", "expected only 'single'"
    if not 2 <= len(members) <= 4:
        yield f"has {len(members)} questions", "expected 2 to 4"
    if len({frozenset(option.text for option in question.options) for question in singles}) > 1:
        yield "the options differ", "expected the same options, letter by letter"
    keys = [option.text for question in singles for option in question.options if option.correct]
    if len(set(keys)) < len(keys):
        yield "two questions have the same key", "expected another key for each"


CHECKS = (
    Check("contrast-set", "a contrast set of one or five, with options that differ, or with one key twice", _sets),
)
