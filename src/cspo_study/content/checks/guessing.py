"""Fixed rules by which someone guesses who knows nothing but tests: each picks an option by its looks.

A rule that beats chance over the bank shows that keys look different, however fine each question is by itself.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from cspo_study.content.checks.finding import Item, words
from cspo_study.content.checks.forms import ABSOLUTES, VAGUE
from cspo_study.content.model import Single

HEDGES = VAGUE | frozenset(words("could can some often likely perhaps partly rather usually if unless depending"))


class Choice(NamedTuple):
    """One question as a guesser sees it: its stem, its options, and which of them is the key."""

    stem: str
    options: tuple[str, ...]
    key: int


Rule = Callable[[Choice], Sequence[float]]
"""What each option speaks for itself with; the guesser takes the highest."""


def choice(item: Item) -> Choice:
    """A `single` without its reasons."""
    question = item.question
    assert isinstance(question, Single)
    texts = tuple(option.text for option in question.options)
    return Choice(question.stem, texts, next(at for at, option in enumerate(question.options) if option.correct))


def _length(choice: Choice) -> list[float]:
    return [float(len(option)) for option in choice.options]


def _shortness(choice: Choice) -> list[float]:
    return [-length for length in _length(choice)]


def _few_absolutes(choice: Choice) -> list[float]:
    return [-float(sum(word in ABSOLUTES for word in words(option))) for option in choice.options]


def _hedged(choice: Choice) -> list[float]:
    return [float(sum(word in HEDGES for word in words(option))) for option in choice.options]


def _like_stem(choice: Choice) -> list[float]:
    stem = set(words(choice.stem))
    return [len(own & stem) / max(1, len(own)) for own in map(set, map(words, choice.options))]


def _like_others(choice: Choice) -> list[float]:
    own = [set(words(option)) for option in choice.options]
    return [
        sum(len(mine & other) / max(1, len(mine | other)) for at, other in enumerate(own) if at != place)
        for place, mine in enumerate(own)
    ]


def _combined(choice: Choice) -> list[float]:
    """All rules but the shortest vote, each by where it ranks an option."""
    votes = [0.0] * len(choice.options)
    for rule in (_length, _few_absolutes, _hedged, _like_stem, _like_others):
        speaks = rule(choice)
        for place, value in enumerate(speaks):
            votes[place] += sum(value > other for other in speaks) - sum(value < other for other in speaks)
    return votes


RULES: dict[str, Rule] = {
    "the longest": _length,
    "the shortest": _shortness,
    "the fewest absolutes": _few_absolutes,
    "the most hedged": _hedged,
    "the most like the stem": _like_stem,
    "the most like the others": _like_others,
    "all of these rules together": _combined,
}


def luck(choice: Choice, speaks: Sequence[float]) -> float:
    """How likely a guesser hits who takes the highest, and draws where several are: 0 to 1."""
    best = max(speaks)
    tied = [place for place, value in enumerate(speaks) if value == best]
    return 1 / len(tied) if choice.key in tied else 0.0


def score(rule: Rule, choices: Iterable[Choice]) -> float:
    """The share of questions a rule gets right, in per cent."""
    return _mean([100 * luck(choice, rule(choice)) for choice in choices])


def chance(choices: Iterable[Choice]) -> float:
    """The share that blind guessing gets right, in per cent."""
    return _mean([100 / len(choice.options) for choice in choices])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
