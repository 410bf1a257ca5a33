"""A number in a working has to be one that the learner was given."""

import re
from collections.abc import Iterator

from cspo_study.content.checks.finding import Item, Remark, item_check, words
from cspo_study.content.families import instantiate
from cspo_study.content.model import Numeric, Table

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_EVERYDAY = {0.5, 1.0, 2.0, 7.0, 12.0, 52.0, 60.0, 100.0}
"""Halves, days, months, weeks, minutes, percent: nobody has to be told."""
_IN_WORDS = {
    **{word: number for number, word in enumerate(words("one two three four five six seven eight nine ten"), 1)},
    "eleven": 11,
    "twelve": 12,
    "dozen": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "hundred": 100,
    "thousand": 1000,
    "once": 1,
    "twice": 2,
    "double": 2,
    "half": 0.5,
    "third": 3,
    "quarter": 0.25,
}


def _hidden(item: Item) -> Iterator[Remark]:
    question = instantiate(item.question, 0)
    if not isinstance(question, Numeric):
        return
    tables = [table for table in (question.table, item.case.table if item.case else None) if table]
    told = {value for text in (question.stem, item.case.text if item.case else "") for value in _values(text)}
    known = _EVERYDAY.union(told, *map(_read_off, tables))
    if item.question.family:
        known |= {100.0 - value for value in known} | {100.0**4}  # what is left of 100 per cent
    for value in sorted(_values(question.working) - known):
        yield Remark(
            f"the working has {value:g}, which neither the stem nor a table nor the case gives",
            "expected every number of the working in what the learner reads",
            ("working",),
        )


def _read_off(table: Table) -> set[float]:
    """The numbers in a table, and the steps between those of one column."""
    found = {value for head in table.columns for value in _values(head)}
    for column in zip(*table.rows, strict=True):
        cells = {value for cell in column for value in _values(str(cell))}
        found |= cells | {abs(one - other) for one in cells for other in cells}
    return found


def _values(text: str) -> set[float]:
    found = {float(number.replace(",", "")) for number in _NUMBER.findall(text) if number.count(".") < 2}
    spelled = {float(_IN_WORDS[word]) for word in words(text) if word in _IN_WORDS}
    return found | spelled


CHECKS = (
    item_check("hidden-number", "a number in the working of a 'numeric' that the learner was never given", _hidden),
)
