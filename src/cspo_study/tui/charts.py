"""Small charts drawn with characters: what they say can be told without colour."""

from collections.abc import Sequence

from textual.content import Content

_EIGHTHS = " ▁▂▃▄▅▆▇█"
MEAN, RANGE, EMPTY, AIM = "●", "━", "╌", "┃"


def band(mean: float, low: float, high: float, width: int, *, aim: float | None = None, colour: str = "") -> Content:
    """A share from 0 to 1 as a dot on a line, its interval drawn thick: the wider, the less is known.

    `aim` is marked where it is given and not under the dot.
    """
    dot, first, last = _cell(mean, width), _cell(low, width), _cell(high, width)
    wanted = None if aim is None else _cell(aim, width)
    parts: list[tuple[str, str]] = []
    for cell in range(width):
        if cell == dot:
            parts.append((MEAN, colour or "$foreground"))
        elif cell == wanted:
            parts.append((AIM, "$accent"))
        elif first <= cell <= last:
            parts.append((RANGE, colour or "$foreground"))
        else:
            parts.append((EMPTY, "$secondary 50%"))
    return Content.assemble(*parts)


def _cell(share: float, width: int) -> int:
    return min(int(share * width), width - 1)


def columns_chart(values: Sequence[int], height: int, *, each: int = 1, colour: str = "$primary") -> Content:
    """Values as columns beside one another, the tallest `height` lines high; any that is not 0 can be seen.

    A column is `each` cells wide, the last of them blank where there is more than one.
    """
    top = max(values, default=0)
    full = height * 8
    heights = [0 if not value else max(1, round(value / top * full)) for value in values]
    lines = []
    for line in reversed(range(height)):
        cells = "".join(_column(eighths - line * 8, each) for eighths in heights)
        lines.append(Content.styled(cells, colour))
    return Content("\n").join(lines)


def _column(eighths: int, each: int) -> str:
    """What is drawn of a column in one line, given how far it reaches from that line's foot."""
    drawn = _EIGHTHS[min(max(eighths, 0), 8)]
    return drawn * (each - 1) + " " if each > 1 else drawn


def under(left: str, right: str, width: int) -> Content:
    """Two words under the ends of a chart."""
    return Content.styled(f"{left}{right:>{max(width - len(left), 0)}}", "$secondary")
