"""What a learner can answer, and how it reads in the log.

Positions are those of the written question, whatever was shown.
"""

from typing import Literal

import msgspec


class Chosen(msgspec.Struct, frozen=True, tag="chosen"):
    """Options marked, by their written positions."""

    options: frozenset[int]


class Placed(msgspec.Struct, frozen=True, tag="placed"):
    """Items in the order they were put in, by their written positions."""

    items: tuple[int, ...]


class Assigned(msgspec.Struct, frozen=True, tag="assigned"):
    """A category for each item, in the written order of the items."""

    categories: tuple[str, ...]


class Typed(msgspec.Struct, frozen=True, tag="typed"):
    """A number or a term, as typed."""

    text: str


SelfRating = Literal["again", "hard", "good", "easy"]


class Rated(msgspec.Struct, frozen=True, tag="rated"):
    """How well a recall went, by the learner's own word."""

    rating: SelfRating


Response = Chosen | Placed | Assigned | Typed | Rated


def to_log(response: Response) -> str:
    """The response as JSON."""
    return msgspec.json.encode(response, order="deterministic").decode()


def from_log(text: str) -> Response:
    """The response that `to_log` wrote."""
    return msgspec.json.decode(text, type=Response)  # type: ignore[no-any-return]
