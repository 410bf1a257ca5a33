"""How a share of 1 is written, in the one place that says so: everything a first question needs loads it."""


def percent(share: float) -> str:
    """`72 %`."""
    return f"{100 * share:.0f} %"


def interval(low: float, high: float) -> str:
    """From a share to a share, in per cent."""
    return f"{100 * low:.0f}–{100 * high:.0f}"
