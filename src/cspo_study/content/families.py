"""Questions whose numbers are drawn anew each time, by generators named in content and written in `generators`.

A generator draws from the ranges that the author gave and computes the answer itself; the text only has places,
`{value}`, where numbers go. Content so never holds anything to run.
"""

import re
from collections.abc import Iterator
from random import Random
from typing import Any

import msgspec

from cspo_study.content import model
from cspo_study.content.arithmetic import evaluate
from cspo_study.content.generators import GENERATORS
from cspo_study.content.problems import Place, Problem
from cspo_study.errors import nearest

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
