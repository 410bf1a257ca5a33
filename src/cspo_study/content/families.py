"""Questions whose numbers are drawn anew each time, by generators named in content and written here.

A generator draws from the ranges that the author gave and computes the answer itself; the text only has places,
`{value}`, where numbers go. Content so never holds anything to run.
"""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

import msgspec

from cspo_study.content import model
from cspo_study.content.arithmetic import evaluate
from cspo_study.content.problems import Place, Problem
from cspo_study.errors import nearest

Ranges = dict[str, tuple[int, int]]


class Drawn(NamedTuple):
    """One draw: each placeholder's text, a numeric question's answer, the right order of an `order`'s items."""

    values: dict[str, str]
    answer: float | None = None
    order: tuple[int, ...] | None = None


class Generator(NamedTuple):
    """A way of drawing numbers: the type of question it serves, the ranges it needs and the placeholders it fills."""

    type: type[model.Question]
    ranges: frozenset[str]
    placeholders: frozenset[str]
    draw: Callable[[Random, Ranges], Drawn]


def _between(dice: Random, limits: tuple[int, int]) -> int:
    return dice.randint(*limits)


def _ratio(dice: Random, ranges: Ranges) -> Drawn:
    """Value over size, drawn so that the quotient has at most one decimal, .5."""
    size = _between(dice, ranges["size"])
    halves = _between(dice, (ranges["ratio"][0] * 2, ranges["ratio"][1] * 2))
    if size % 2 and halves % 2:
        halves -= 1
    value = size * halves // 2
    return Drawn({"value": str(value), "size": str(size)}, value / size)


def _wsjf(dice: Random, ranges: Ranges) -> Drawn:
    """Weighted Shortest Job First on the modified Fibonacci steps that SAFe uses."""
    steps = [1, 2, 3, 5, 8, 13, 20]
    value, urgency, risk = (dice.choice(steps[1:]) for _ in range(3))
    total = value + urgency + risk
    sizes = [step for step in steps[1:] if ranges["size"][0] <= step <= ranges["size"][1]]
    size = dice.choice(sizes)
    return Drawn(
        {"value": str(value), "urgency": str(urgency), "risk": str(risk), "size": str(size)},
        round(total / size, 2),
    )


def _share(dice: Random, ranges: Ranges) -> Drawn:
    """The Musts' share of all effort, in per cent."""
    must, should, could = (_between(dice, ranges[name]) for name in ("must", "should", "could"))
    total = must + should + could
    values = {"must": str(must), "should": str(should), "could": str(could)}
    return Drawn(values, round(100 * must / total, 1))


_ITEMS = "abcd"


def _ratio_order(dice: Random, ranges: Ranges) -> Drawn:
    """Four items with different whole ratios of value to size, in no order: which one is best changes with the draw."""
    low, high = ranges["ratio"]
    sizes = [_between(dice, ranges["size"]) for _ in _ITEMS]
    ratios = dice.sample(range(low, high + 1), len(_ITEMS))
    values: dict[str, str] = {}
    for item, size, ratio in zip(_ITEMS, sizes, ratios, strict=True):
        values |= {f"{item}_value": str(size * ratio), f"{item}_size": str(size), f"{item}_ratio": str(ratio)}
    best_first = sorted(range(len(_ITEMS)), key=lambda item: -ratios[item])
    return Drawn(values, order=tuple(best_first))


GENERATORS = {
    "ratio": Generator(model.Numeric, frozenset({"size", "ratio"}), frozenset({"value", "size"}), _ratio),
    "wsjf": Generator(model.Numeric, frozenset({"size"}), frozenset({"value", "urgency", "risk", "size"}), _wsjf),
    "must-share": Generator(
        model.Numeric, frozenset({"must", "should", "could"}), frozenset({"must", "should", "could"}), _share
    ),
    "ratio-order": Generator(
        model.Order,
        frozenset({"size", "ratio"}),
        frozenset(f"{item}_{part}" for item in _ITEMS for part in ("value", "size", "ratio")),
        _ratio_order,
    ),
}

_PLACEHOLDER = r'\{([^{}"]*)\}'
"""Anything in braces, so that a misspelt one is found. No quotes: it is also looked for in JSON, beside objects."""


def instantiate(question: model.Question, seed: int) -> model.Question:
    """The question with numbers drawn by `seed`; one without a family is returned as it is.

    The same seed, the same numbers.
    """
    if question.family is None:
        return question
    drawn = GENERATORS[question.family.generator].draw(Random(seed), question.family.ranges)
    fields = _filled(msgspec.to_builtins(question), drawn.values)
    del fields["family"]
    if drawn.answer is not None:
        fields["answer"] = drawn.answer
    if drawn.order is not None:
        fields["items"] = [fields["items"][item] for item in drawn.order]
    return msgspec.convert(fields, type(question))


def _filled(part: Any, values: dict[str, str]) -> Any:  # noqa: ANN401 - a tree of plain values
    match part:
        case str():
            return re.sub(_PLACEHOLDER, lambda found: values[found[1]], part)
        case dict():
            return {name: entry if name == "family" else _filled(entry, values) for name, entry in part.items()}
        case list() | tuple():
            return [_filled(entry, values) for entry in part]
    return part


def problems(question: model.Question, place: Place) -> Iterator[Problem]:
    """What keeps `question`'s family from being drawn, or a draw from being right."""
    written = list(_writing_problems(question, place))
    yield from written or _draw_problems(question, place)


def _draw_problems(question: model.Question, place: Place) -> Iterator[Problem]:
    """What only a draw shows."""
    if question.family is None:
        return
    generator = GENERATORS[question.family.generator]
    try:
        order = generator.draw(Random(0), question.family.ranges).order
    except (IndexError, ValueError):
        yield Problem(place, "the ranges leave too little to draw from", "expected wider ranges")
        return
    if isinstance(question, model.Order) and order is not None and len(question.items) != len(order):
        wrong = f"'{question.family.generator}' with {len(question.items)} items"
        yield Problem(place, wrong, f"expected {len(order)} items")
    if isinstance(question, model.Numeric):
        yield from _working_problems(question, place)


def _working_problems(question: model.Numeric, place: Place) -> Iterator[Problem]:
    for seed in range(5):
        drawn = instantiate(question, seed)
        assert isinstance(drawn, model.Numeric)
        assert drawn.answer is not None
        try:
            value = evaluate(drawn.working)
        except ValueError as error:
            yield Problem(place, str(error), "expected numbers, + - * / and brackets in 'working'")
            return
        if abs(value - drawn.answer) > drawn.tolerance + 1e-9:
            wrong = f"the working '{drawn.working}' gives {value:g}, the generator {drawn.answer:g}"
            yield Problem(place, wrong, "expected the two to agree within the tolerance")
            return


def _writing_problems(question: model.Question, place: Place) -> Iterator[Problem]:
    family = question.family
    if family is None:
        return
    generator = GENERATORS.get(family.generator)
    if generator is None:
        close = nearest(family.generator, list(GENERATORS))
        expected = f"expected '{close}'?" if close else f"expected one of {', '.join(GENERATORS)}"
        yield Problem(place, f"unknown generator '{family.generator}'", expected)
        return
    if not isinstance(question, generator.type):
        wanted = generator.type.__struct_config__.tag
        yield Problem(
            place, f"'{family.generator}' in a '{model.type_name(question)}'", f"expected the type '{wanted}'"
        )
    if set(family.ranges) != generator.ranges:
        wrong = f"the ranges are {_listed(family.ranges)}"
        yield Problem(place, wrong, f"expected {_listed(generator.ranges)}")
    for name, (low, high) in family.ranges.items():
        if low > high or low < 1:
            yield Problem(
                place,
                f"the range of '{name}' is {low} to {high}",
                "expected two whole numbers from 1, the lower first",
            )
    written = msgspec.to_builtins(question)
    del written["family"]
    used = set(re.findall(_PLACEHOLDER, msgspec.json.encode(written).decode()))
    if used - generator.placeholders:
        yield Problem(
            place,
            f"unknown placeholder {_listed(f'{{{name}}}' for name in used - generator.placeholders)}",
            f"expected {_listed(f'{{{name}}}' for name in generator.placeholders)}",
        )


def _listed(names: Any) -> str:  # noqa: ANN401 - any collection of names
    return ", ".join(sorted(names)) or "none"
