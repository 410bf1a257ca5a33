"""Stems of one goal that ask nearly the same."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from cspo_study.content.checks.finding import Bank, Check, Remark, words

MOST_ALIKE = 0.6


def likeness(one: set[object], other: set[object]) -> float:
    """Jaccard: the share of what either has that both have, 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0


def _grams(text: str) -> tuple[set[object], set[object]]:
    found = words(text)
    return set(found), set(zip(found, found[1:], found[2:], strict=False))


def _near(bank: Bank) -> Iterator[Remark]:
    goals: dict[str, list[tuple[str, tuple[set[object], set[object]]]]] = defaultdict(list)
    for item in bank.items:
        goals[item.question.goal].append((item.question.id, _grams(item.question.stem)))
    for stems in goals.values():
        for (first, grams), (second, others) in combinations(stems, 2):
            alike = max(likeness(one, other) for one, other in zip(grams, others, strict=True))
            if alike >= MOST_ALIKE:
                wrong = f"the stem is {100 * alike:.0f} % that of '{first}'"
                yield Remark(
                    wrong, f"expected less than {100 * MOST_ALIKE:.0f} %: another situation", ("stem",), second
                )


CHECKS = (Check("near-duplicate", "two stems of one goal that share 60 % of their words or triples of words", _near),)
