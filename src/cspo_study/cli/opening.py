"""What every command that learns or reports starts from: the content and one learner."""

from cspo_study.cli import output
from cspo_study.cli.packs import open_content
from cspo_study.content.catalog import Catalog
from cspo_study.places import Places, find_places
from cspo_study.study.clock import system_clock
from cspo_study.study.learner import Learner
from cspo_study.study.settings import Settings, read_settings


def open_learner() -> Learner:
    """Ready to record answers. Raises `ContentError` or `StoreError`."""
    places = find_places()
    catalog = Catalog(open_content(places, keep=True))
    return Learner.open(catalog, places.store, system_clock, settings_of(places), places.cache)


def read_learner() -> Learner:
    """Ready to report, without creating anything. Raises `ContentError` or `StoreError`."""
    places = find_places()
    catalog = Catalog(open_content(places))
    return Learner.read(catalog, places.store, system_clock, settings_of(places), places.cache)


def settings_of(places: Places) -> Settings:
    """The learner's settings. What is wrong in their file is said, and the defaults serve."""
    read = read_settings(places.config)
    for problem in read.problems:
        output.narrate(f"cspo: {problem}")
    return read.settings
