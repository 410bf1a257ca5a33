"""Numbers that forecasts are made of: capacity, velocity, scope that grows, simulated outcomes, flow."""

from random import Random

from cspo_study.content.generators.drawing import Drawn, Ranges, between, drawn, numeric, percent


def _capacity(dice: Random, ranges: Ranges) -> Drawn:
    """The days of work a Sprint has room for: people x days x available / 100 (Cohn, Agile Estimating and Planning).

    `available` is the share of a day left for the product, a multiple of 10 per cent: one decimal is the most there is.
    """
    people, days = between(dice, ranges["people"]), between(dice, ranges["days"])
    available = percent(dice, ranges["available"], 10)
    return drawn(people * days * available / 100, people=people, days=days, available=available)


def _velocity_range(dice: Random, ranges: Ranges) -> Drawn:
    """How many Sprints the rest takes at the low velocity: rest / low, rounded up, as no Sprint is shorter.

    The rest is drawn so that the last Sprint is never full; `soonest` is what the high velocity gives (Cohn, Agile
    Estimating and Planning: a range of velocities gives a range of dates).
    """
    low = between(dice, (max(2, ranges["low"][0]), ranges["low"][1]))
    high = low + between(dice, ranges["spread"])
    sprints = between(dice, ranges["sprints"])
    rest = (sprints - 1) * low + between(dice, (1, low - 1))
    return drawn(sprints, rest=rest, low=low, high=high, soonest=-(-rest // high))


def _burn_up_end(dice: Random, ranges: Ranges) -> Drawn:
    """Sprints until the line of what is done meets a scope that grows: (scope - done) / (velocity - growth).

    The gap closes by `closing` = velocity - growth in each Sprint (Cockburn on burn-up charts; the rest is arithmetic).
    """
    done, growth, closing, sprints = (between(dice, ranges[name]) for name in ("done", "growth", "closing", "sprints"))
    scope = done + closing * sprints
    return drawn(sprints, done=done, scope=scope, velocity=growth + closing, growth=growth, closing=closing)


_ROWS = 6


def _shaken(dice: Random, fiftieths: list[int]) -> list[int]:
    """How many of 1,000 runs fall into each row, the fewest first: `fiftieths` with a few of them moved about."""
    for _ in range(8):
        taken, given = dice.sample(range(_ROWS), 2)
        if fiftieths[taken] > 1:
            fiftieths[taken] -= 1
            fiftieths[given] += 1
    return sorted(20 * share for share in fiftieths)


def _monte_carlo(dice: Random, ranges: Ranges) -> Drawn:
    """The first of six Sprints by which at least `percent` per cent of 1,000 simulated runs had finished.

    `r1` to `r6` runs finish in the Sprints `s1` to `s6`; they rise and fall with a longer tail, as such runs do
    (Vacanti, Actionable Agile Metrics). `before` is the last Sprint that is too early, `early` and `reached` the runs
    finished by the end of it and of the answer.
    """
    first = between(dice, ranges["first"])
    needed = 10 * percent(dice, ranges["percent"])
    small = _shaken(dice, [4, 5, 7, 9, 11, 14])
    runs = [small[place] for place in (0, 3, 5, 4, 2, 1)]
    sums = [sum(runs[: place + 1]) for place in range(_ROWS)]
    place = next(place for place, total in enumerate(sums) if total >= needed)
    return drawn(
        first + place,
        **{f"s{row + 1}": first + row for row in range(_ROWS)},
        **{f"r{row + 1}": count for row, count in enumerate(runs)},
        percent=needed // 10,
        needed=needed,
        before=first + place - 1,
        early=sums[place - 1] if place else 0,
        reached=sums[place],
    )


def _littles_law(dice: Random, ranges: Ranges) -> Drawn:
    """How long an item takes on average: items in progress / items finished per week, in weeks (Little 1961)."""
    throughput, weeks = between(dice, ranges["throughput"]), between(dice, ranges["weeks"])
    return drawn(weeks, wip=throughput * weeks, throughput=throughput)


GENERATORS = {
    "capacity": numeric("people days available", "people days available", _capacity),
    "velocity-range": numeric("low spread sprints", "rest low high soonest", _velocity_range),
    "burn-up-end": numeric("done growth closing sprints", "done scope velocity growth closing", _burn_up_end),
    "monte-carlo": numeric(
        "first percent",
        "s1 s2 s3 s4 s5 s6 r1 r2 r3 r4 r5 r6 percent needed before early reached",
        _monte_carlo,
    ),
    "littles-law": numeric("throughput weeks", "wip throughput", _littles_law),
}
