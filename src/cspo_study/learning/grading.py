"""How an answer is scored, from 0 to 1, and what blind guessing would score on average."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple


class TermGrade(NamedTuple):
    """The score of a typed term, and the accepted term that a small typo was taken for."""

    score: float
    typo_for: str | None = None


def grade_choice(keys: frozenset[int], chosen: frozenset[int]) -> float:
    """Right marks less wrong ones, as a share of the keys and never below 0. With one key: right or wrong."""
    right = len(chosen & keys)
    wrong = len(chosen - keys)
    return max(0.0, (right - wrong) / len(keys))


def grade_order(placed: Sequence[int]) -> float:
    """The share of pairs in the right order (Kendall), where 0, 1, 2 … is the right order of all."""
    pairs = list(combinations(placed, 2))
    return sum(first < second for first, second in pairs) / len(pairs)


def grade_match(keys: Sequence[str], assigned: Sequence[str]) -> float:
    """The share of things put into their category."""
    return sum(key == category for key, category in zip(keys, assigned, strict=True)) / len(keys)


def grade_number(answer: float, tolerance: float, given: float) -> float:
    """1 within the tolerance, else 0. A hair is allowed for decimal fractions that binary ones cannot hold."""
    return float(abs(given - answer) <= tolerance + 1e-9 * max(1.0, abs(answer)))


def grade_term(accepted: Sequence[str], given: str, confusable: Sequence[str] = ()) -> TermGrade:
    """1 for an accepted term in any case, accent or hyphenation, or with a small typo; else 0.

    A typo is one slip (a letter more, less, other or two swapped) in a term of 5 letters or more, two from 10. A term
    in `confusable` is what it says, never a typo for another.
    """
    typed = normalised(given)
    if any(typed == normalised(term) for term in accepted):
        return TermGrade(1.0)
    if typed in {normalised(term) for term in confusable}:
        return TermGrade(0.0)
    for term in accepted:
        meant = normalised(term)
        slips = 0 if len(meant) < 5 else 1 if len(meant) < 10 else 2
        if slips and edit_distance(typed, meant, limit=slips) <= slips:
            return TermGrade(1.0, typo_for=term)
    return TermGrade(0.0)


def normalised(term: str) -> str:
    """`term` without case, accents, a leading article, punctuation and blanks."""
    plain = unicodedata.normalize("NFKD", term.casefold())
    letters = "".join(
        character if character.isalnum() else " " for character in plain if not unicodedata.combining(character)
    )
    words = letters.split()
    return "".join(words[1:] if len(words) > 1 and words[0] in ("a", "an", "the") else words)


def edit_distance(first: str, second: str, limit: int) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours from `first` to `second`; `limit` + 1 if more.

    Optimal string alignment (Damerau 1964, Levenshtein 1966).
    """
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    before_last: list[int] = []
    last = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        row = [i]
        for j, b in enumerate(second, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        before_last, last = last, row
    return min(last[-1], limit + 1)


@cache
def guess_choice(options: int, keys: int) -> float:
    """What drawing `keys` of `options` blindly scores on average (exact, by going through all draws)."""
    marks = frozenset(range(keys))
    draws = [grade_choice(marks, frozenset(drawn)) for drawn in combinations(range(options), keys)]
    return sum(draws) / len(draws)


def guess_order() -> float:
    """Half of the pairs stand right by chance."""
    return 0.5


def guess_match(categories: int) -> float:
    """One thing in `categories` lands right by chance."""
    return 1 / categories
