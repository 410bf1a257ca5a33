"""How sure a share can be after so many answers."""

from math import sqrt

_90_PER_CENT = 1.645


def share_interval(right: float, answers: int) -> tuple[float, float]:
    """A 90 % interval for a share of which `right` of `answers` were seen (Wilson 1927): it stays within 0 and 1, and
    is honest for a few answers too.
    """
    if not answers:
        return 0.0, 1.0
    share, weight = right / answers, _90_PER_CENT**2 / answers
    middle = (share + weight / 2) / (1 + weight)
    half = _90_PER_CENT / (1 + weight) * sqrt(share * (1 - share) / answers + weight / (4 * answers))
    return max(0.0, middle - half), min(1.0, middle + half)
