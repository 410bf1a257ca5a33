"""What shows only over the whole bank: whether someone who guesses by looks does better, or worse, than chance."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cspo_study.content.checks.finding import Bank, Check, Item, Remark, words
from cspo_study.content.checks.forms import ABSOLUTES
from cspo_study.content.checks.guessing import RULES, Rule, chance, choice, luck, score
from cspo_study.content.checks.learning_guesser import learned_score
from cspo_study.content.model import Single

FIXED_BAR, LEARNED_BAR, SPREAD_BAR = 5.0, 10.0, 5.0
"""Points by which a guesser may differ from chance, and keys from distractors."""
FEWEST = 100
"""Below so many questions chance alone moves a guesser too far to say anything."""


class Score(NamedTuple):
    """How a guesser did on some questions: the share it got right, what blind guessing gets, and the bar, in points."""

    guesser: str
    level: str
    questions: int
    right: float
    chance: float
    bar: float

    @property
    def over(self) -> bool:
        """Whether it differs from chance by more than it may."""
        return self.questions >= FEWEST and abs(self.right - self.chance) > self.bar


def scores(bank: Bank) -> Iterator[Score]:
    """Every fixed rule over all single questions and level by level, then the learned guesser."""
    for name, rule in RULES.items():
        yield _scored(name, "all", rule, bank.singles, FIXED_BAR)
        for level in ("describe", "apply", "analyze"):
            items = [item for item in bank.singles if item.level == level]
            yield _scored(name, level, rule, items, max(FIXED_BAR, _noise(items)))
    choices = [choice(item) for item in bank.singles]
    topics = [item.question.goal.rpartition(".")[0] for item in bank.singles]
    right = learned_score(choices, topics)
    yield Score("a learned guesser", "all", len(choices), right, chance(choices), LEARNED_BAR)


def _scored(name: str, level: str, rule: Rule, items: Sequence[Item], bar: float) -> Score:
    choices = [choice(item) for item in items]
    return Score(name, level, len(items), score(rule, choices), chance(choices), bar)


def _noise(items: Sequence[Item]) -> float:
    """Two standard errors of blind guessing, in points.

    On one level's questions a rule at chance would be outside 5 points by luck too often to be told every time.
    """
    share = chance([choice(item) for item in items]) / 100
    return 200 * math.sqrt(share * (1 - share) / max(1, len(items)))


def _guessers(bank: Bank) -> Iterator[Remark]:
    for one in scores(bank):
        if one.over:
            of = "all" if one.level == "all" else f"the {one.level}"
            wrong = (
                f"whoever takes {one.guesser} gets {one.right:.1f} % of {of} {one.questions} single questions right, "
                f"chance {one.chance:.1f} %"
            )
            if one.guesser not in RULES:
                wrong = wrong.replace("whoever takes ", "")
            yield Remark(wrong, f"expected within {one.bar:.1f} points{_examples(bank, one)}")


def _examples(bank: Bank, one: Score) -> str:
    """Where to begin: some questions that the rule gets right, or wrong where it is right too seldom."""
    if one.guesser not in RULES:
        return ""
    rule, wanted = RULES[one.guesser], float(one.right > one.chance)
    items = [item for item in bank.singles if one.level in ("all", item.level)]
    named = [item.question.id for item in items if luck(option := choice(item), rule(option)) == wanted]
    return f": look at {', '.join(named[:4])}"


def _spread(bank: Bank) -> Iterator[Remark]:
    keys: list[bool] = []
    distractors: list[bool] = []
    for item in bank.singles:
        assert isinstance(item.question, Single)
        for option in item.question.options:
            (keys if option.correct else distractors).append(bool(ABSOLUTES & set(words(option.text))))
    if len(keys) < FEWEST:
        return
    of_keys, of_others = (100 * sum(found) / len(found) for found in (keys, distractors))
    if abs(of_keys - of_others) > SPREAD_BAR:
        wrong = f"{of_keys:.0f} % of the keys and {of_others:.0f} % of the distractors have always, never, only …"
        yield Remark(wrong, f"expected them within {SPREAD_BAR:.0f} points")


CHECKS = (
    Check("guesser", "a rule of guessing by looks that differs from chance over the bank, or at one level", _guessers),
    Check("absolute-spread", "always, never, only … more often in keys than in distractors, or the reverse", _spread),
)
