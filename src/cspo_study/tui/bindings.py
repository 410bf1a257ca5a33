"""Every key that can be given to something else: all bindings with an id, read off the screens and controls."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import NamedTuple

from textual.binding import Binding

import cspo_study.tui as package

PLACES = {
    "app": "Everywhere",
    "today": "Today",
    "map": "The map",
    "session": "A question",
    "answer": "Answering",
    "summary": "Summary",
    "progress": "Progress",
    "library": "Library",
    "settings": "Settings",
    "rows": "Lists",
    "sheet": "Sheets",
}
"""What the first part of an id stands for, in the order of the page; others come after them by their own name."""


class Bound(NamedTuple):
    """Something a key does: its id, where, the keys it has as it comes, and what it does."""

    id: str
    place: str
    keys: str
    does: str


def all_bindings() -> list[Bound]:
    """All of them, place by place, each once."""
    found = {binding.id: binding for binding in _bindings() if binding.id and binding.description}
    order = list(PLACES)
    bound = [
        Bound(identity, _place(identity), binding.key, binding.tooltip or binding.description)
        for identity, binding in found.items()
    ]
    places = [PLACES[name] for name in order]
    return sorted(bound, key=lambda one: places.index(one.place) if one.place in places else len(places))


def _place(identity: str) -> str:
    first = identity.partition(".")[0]
    return PLACES.get(first, first.capitalize())


def _bindings() -> Iterator[Binding]:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and value.__module__ == module.name:
                yield from (one for one in value.__dict__.get("BINDINGS", ()) if isinstance(one, Binding))
