"""What the commands that look after the answers share."""

from cspo_study.cli.opening import settings_of
from cspo_study.cli.packs import open_content
from cspo_study.content.catalog import Catalog
from cspo_study.places import find_places
from cspo_study.study.clock import system_clock
from cspo_study.study.upkeep import Upkeep


def open_upkeep() -> Upkeep:
    """The care of this learner's store, which need not exist."""
    places = find_places()
    catalog = Catalog(open_content(places))
    return Upkeep(places.store, catalog, system_clock, settings_of(places))


def counted(number: int, noun: str) -> str:
    """`1 answer`, `2 answers`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
