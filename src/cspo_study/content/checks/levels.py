"""A question asks at its level: to apply something one needs facts, to analyze something one needs evidence."""

from collections.abc import Iterator

from cspo_study.content.checks.finding import Item, Remark, item_check
from cspo_study.content.model import Match, Order, Short, Table

FEWEST_WORDS = {"describe": 0, "apply": 25, "analyze": 40}
"""Words of stem, case and tables together, by level."""


def _fit(item: Item) -> Iterator[Remark]:
    tables = [table for table in (item.question.table, item.case.table if item.case else None) if table]
    count = len(item.question.stem.split()) + sum(map(_cells, tables))
    if isinstance(item.question, Order | Match):
        count += sum(len(part.text.split()) for part in item.question.items)
    if item.case:
        count += len(item.case.text.split())
    if isinstance(item.question, Short) or count >= FEWEST_WORDS[item.level]:
        return
    if item.level == "analyze" and tables:
        return
    means = "facts to act on" if item.level == "apply" else "evidence to weigh, or a table"
    wrong = f"asks at the level '{item.level}' with {count} words of situation"
    yield Remark(wrong, f"expected at least {FEWEST_WORDS[item.level]}: {means}", ("stem",))


def _cells(table: Table) -> int:
    return len(table.columns) * (1 + len(table.rows))


CHECKS = (
    item_check("level-fit", "an Apply question without 25 words of facts, an Analyze one without 40 or a table", _fit),
)
