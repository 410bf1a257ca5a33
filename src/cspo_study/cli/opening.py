"""What every command that learns or reports starts from: the content and one learner."""

from cspo_study.content.catalog import Catalog
from cspo_study.content.index import open_pack, shipped_content
from cspo_study.places import find_places
from cspo_study.study.clock import system_clock
from cspo_study.study.learner import Learner


def open_learner() -> Learner:
    """Ready to record answers. Raises `ContentError` or `StoreError`."""
    places = find_places()
    catalog = Catalog(open_pack(shipped_content(), places.cache))
    return Learner.open(catalog, places.store, system_clock)


def read_learner() -> Learner:
    """Ready to report, without creating anything. Raises `ContentError` or `StoreError`."""
    catalog = Catalog(open_pack(shipped_content()))
    return Learner.read(catalog, find_places().store, system_clock)
