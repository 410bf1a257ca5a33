"""Every option, step, pair and pitfall has a reason that teaches something."""

from collections.abc import Iterator

from cspo_study.content.checks.finding import WHY_FIELDS, Item, Remark, item_check, words

FEWEST_WORDS = 8
FEWEST_NEW_WORDS = 2
_EMPTY = frozenset(
    words(
        """
    a an and are as at be because been but by can cannot correct could did do does doesn't false for from
    had has have he here her him his if in incorrect is isn't it its just may might must no nor not of on
    one or right shall she should so some such than that the their them then there these they this those to
    true was were what when where which who will with would wrong answer option choice
    """
    )
)
"""Words that say nothing new by themselves: grammar, and the verdict."""


def _reasons(item: Item) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Place, label and reason."""
    for field in WHY_FIELDS:
        for number, part in enumerate(getattr(item.question, field, ())):
            label = getattr(part, "text", None) or getattr(part, "answer", "")
            yield (field, number, "why"), str(label), part.why


def _thin(item: Item) -> Iterator[Remark]:
    for at, label, why in _reasons(item):
        count = len(why.split())
        if count < FEWEST_WORDS:
            wrong = f"the reason for '{label}' has {count} words"
            yield Remark(wrong, f"expected at least {FEWEST_WORDS} that teach something", at)


def _negating(item: Item) -> Iterator[Remark]:
    """A reason that repeats the option with a "not" has hardly a word of its own."""
    for at, label, why in _reasons(item):
        new = {word for word in words(why) if not word.isdigit()} - set(words(label)) - _EMPTY
        if len(why.split()) >= FEWEST_WORDS and len(new) < FEWEST_NEW_WORDS and not any(map(str.isdigit, why)):
            yield Remark(
                f"the reason for '{label}' says little more than the option and a verdict",
                "expected what in the situation makes it so",
                at,
            )


CHECKS = (
    item_check("thin-reason", "a reason of fewer than 8 words", _thin),
    item_check(
        "negating-reason", "a reason that says no more than the option itself and that it is right or wrong", _negating
    ),
)
