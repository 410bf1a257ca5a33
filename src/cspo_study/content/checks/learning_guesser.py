"""A guesser that learns: which words and which looks keys have in some topics, tried on the topics it has not seen.

A softmax over the options of each question (McFadden's conditional logit), fitted by stochastic gradient with Adagrad's
steps. Plain Python: a check that authors run must not bring a library along, and for a thousand questions it is enough.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from cspo_study.content.checks.finding import words
from cspo_study.content.checks.guessing import RULES, Choice, luck

Features = dict[str, float]
FOLDS, ROUNDS, STEP, SHRINK = 5, 12, 0.3, 0.002


def learned_score(choices: Sequence[Choice], topics: Sequence[str]) -> float:
    """The share it gets right, in per cent, of questions whose topics it has not learned from; deterministic."""
    if not choices:
        return 0.0
    seen = [_features(choice) for choice in choices]
    fold_of = {topic: number % FOLDS for number, topic in enumerate(sorted(set(topics)))}
    hits = 0.0
    for fold in range(FOLDS):
        weights = _learned(
            [
                (features, choice.key)
                for features, choice, topic in zip(seen, choices, topics, strict=True)
                if fold_of[topic] != fold
            ]
        )
        for features, choice, topic in zip(seen, choices, topics, strict=True):
            if fold_of[topic] == fold:
                hits += luck(choice, [_value(weights, option) for option in features])
    return 100 * hits / len(choices)


def _features(choice: Choice) -> list[Features]:
    """Of each option its words, pairs of words, and how the fixed rules rank it among the others."""
    found: list[Features] = []
    for option in choice.options:
        own = words(option)
        found.append({f"word {word}": 1.0 for word in own} | {f"pair {a} {b}": 1.0 for a, b in pairwise(own)})
        found[-1] |= {f"first {own[0]}": 1.0} if own else {}
    for name, rule in RULES.items():
        speaks = rule(choice)
        for place, value in enumerate(speaks):
            rank = sum(value > other for other in speaks) - sum(value < other for other in speaks)
            found[place][name] = rank / len(speaks)
    return found


def _learned(examples: list[tuple[list[Features], int]]) -> Features:
    weights: Features = {}
    steepness: Features = {}
    dice = Random(1)
    for _ in range(ROUNDS):
        dice.shuffle(examples)
        for options, key in examples:
            _step(weights, steepness, options, key)
    return weights


def _step(weights: Features, steepness: Features, options: list[Features], key: int) -> None:
    """Make the key a little likelier."""
    values = [_value(weights, option) for option in options]
    highest = max(values)
    raised = [math.exp(value - highest) for value in values]
    total = sum(raised)
    for place, option in enumerate(options):
        error = raised[place] / total - (place == key)
        for name, amount in option.items():
            slope = error * amount + SHRINK * weights.get(name, 0.0)
            steepness[name] = steepness.get(name, 1e-6) + slope * slope
            weights[name] = weights.get(name, 0.0) - STEP * slope / math.sqrt(steepness[name])


def _value(weights: Features, option: Features) -> float:
    return sum(weights.get(name, 0.0) * amount for name, amount in option.items())
