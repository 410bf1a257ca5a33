"""Numbers that items are ordered by: value for effort, the cost of delay, what money brings back."""

from random import Random

from cspo_study.content import model
from cspo_study.content.generators.drawing import Drawn, Generator, Ranges, between, drawn, multiple, numeric


def _ratio(dice: Random, ranges: Ranges) -> Drawn:
    """Value over size, drawn so that the quotient has at most one decimal, .5 (Cohn, Agile Estimating and Planning)."""
    size = between(dice, ranges["size"])
    halves = between(dice, (ranges["ratio"][0] * 2, ranges["ratio"][1] * 2))
    if size % 2 and halves % 2:
        halves -= 1
    value = size * halves // 2
    return drawn(value / size, value=value, size=size)


def _wsjf(dice: Random, ranges: Ranges) -> Drawn:
    """Weighted Shortest Job First: (value + urgency + risk) / size, on the modified Fibonacci steps that SAFe uses."""
    steps = [2, 3, 5, 8, 13, 20]
    value, urgency, risk = (dice.choice(steps) for _ in range(3))
    size = dice.choice([step for step in steps if ranges["size"][0] <= step <= ranges["size"][1]])
    return drawn(round((value + urgency + risk) / size, 2), value=value, urgency=urgency, risk=risk, size=size)


def _must_share(dice: Random, ranges: Ranges) -> Drawn:
    """The Musts' share of all planned effort, in per cent (DSDM: about 60 at most)."""
    must, should, could = (between(dice, ranges[name]) for name in ("must", "should", "could"))
    return drawn(round(100 * must / (must + should + could), 1), must=must, should=should, could=could)


_ITEMS = "abcd"


def _ratio_order(dice: Random, ranges: Ranges) -> Drawn:
    """Four items with different whole ratios of value to size, in no order: which one is best changes with the draw."""
    low, high = ranges["ratio"]
    sizes = [between(dice, ranges["size"]) for _ in _ITEMS]
    ratios = dice.sample(range(low, high + 1), len(_ITEMS))
    values: dict[str, str] = {}
    for item, size, ratio in zip(_ITEMS, sizes, ratios, strict=True):
        values |= {f"{item}_value": str(size * ratio), f"{item}_size": str(size), f"{item}_ratio": str(ratio)}
    best_first = sorted(range(len(_ITEMS)), key=lambda item: -ratios[item])
    return Drawn(values, order=tuple(best_first))


def _cd3(dice: Random, ranges: Ranges) -> Drawn:
    """Cost of delay divided by duration, cost / weeks, a whole number (Reinertsen; named CD3 by Arnold and Yüce)."""
    weeks, quotient = between(dice, ranges["weeks"]), between(dice, ranges["quotient"])
    return drawn(quotient, cost=weeks * quotient, weeks=weeks)


def _delay_cost(dice: Random, ranges: Ranges) -> Drawn:
    """What waiting costs when one team builds A and then B.

    Each item costs its cost of delay for every week until it is Done: a_cost x a_weeks + b_cost x (a_weeks + b_weeks)
    (Reinertsen, The Principles of Product Development Flow). `turned` is the cost of the other order.
    """
    a_cost, b_cost = between(dice, ranges["cost"]), between(dice, ranges["cost"])
    a_weeks, b_weeks = between(dice, ranges["weeks"]), between(dice, ranges["weeks"])
    both = a_weeks + b_weeks
    return drawn(
        a_cost * a_weeks + b_cost * both,
        a_cost=a_cost,
        a_weeks=a_weeks,
        b_cost=b_cost,
        b_weeks=b_weeks,
        turned=b_cost * b_weeks + a_cost * both,
    )


def _roi(dice: Random, ranges: Ranges) -> Drawn:
    """Return on investment, (gain - cost) / cost x 100, a multiple of 5 per cent (Brealey, Myers and Allen)."""
    cost = multiple(dice, ranges["cost"], 20)
    rate = multiple(dice, ranges["percent"], 5)
    return drawn(rate, gain=cost + cost * rate // 100, cost=cost)


def _opportunity_cost(dice: Random, ranges: Ranges) -> Drawn:
    """The best alternative given up: the larger net worth, gain - cost, of B and C when A is chosen (Brealey et al.).

    Each has a net worth from `worth`, and a cost from `cost` that comes off its gain.
    """
    worth = dict(zip("abc", dice.sample(range(ranges["worth"][0], ranges["worth"][1] + 1), 3), strict=True))
    cost = {item: between(dice, ranges["cost"]) for item in worth}
    values = {f"{item}_gain": worth[item] + cost[item] for item in worth} | {
        f"{item}_cost": cost[item] for item in cost
    }
    return drawn(max(worth["b"], worth["c"]), **values, a_worth=worth["a"], b_worth=worth["b"], c_worth=worth["c"])


GENERATORS = {
    "ratio": numeric("size ratio", "value size", _ratio),
    "wsjf": numeric("size", "value urgency risk size", _wsjf),
    "must-share": numeric("must should could", "must should could", _must_share),
    "ratio-order": Generator(
        model.Order,
        frozenset({"size", "ratio"}),
        frozenset(f"{item}_{part}" for item in _ITEMS for part in ("value", "size", "ratio")),
        _ratio_order,
    ),
    "cd3": numeric("weeks quotient", "cost weeks", _cd3),
    "delay-cost": numeric("cost weeks", "a_cost a_weeks b_cost b_weeks turned", _delay_cost),
    "roi": numeric("cost percent", "gain cost", _roi),
    "opportunity-cost": numeric(
        "worth cost", "a_gain a_cost b_gain b_cost c_gain c_cost a_worth b_worth c_worth", _opportunity_cost
    ),
}
