"""The kinds of assessment there are: three that come with cspo, and those of one's own in `config.toml`."""

from cspo_study.content.catalog import Catalog
from cspo_study.errors import UsageError, nearest
from cspo_study.learning.profile import Profile
from cspo_study.study.settings import Settings

PROFILES = {
    "workshop-ready": Profile(questions=65, minutes=80),
    "quick": Profile(questions=20, minutes=25),
    "pspo-like": Profile(questions=80, minutes=60, mark=0.85),
}
"""`workshop-ready` asks about every goal once. `pspo-like` has the length, pace and mark of Scrum.org's PSPO I."""


def profiles(settings: Settings) -> dict[str, Profile]:
    """All kinds by name; one's own of the same name comes before the one that is shipped."""
    return {**PROFILES, **settings.exams}


def find_profile(settings: Settings, catalog: Catalog, name: str) -> Profile:
    """The kind called `name`. `UsageError` says which there are, or which of its domains is none."""
    known = profiles(settings)
    profile = known.get(name)
    if profile is None:
        close = nearest(name, list(known))
        meant = f"Did you mean {close}? " if close else ""
        raise UsageError(f"There is no assessment {name!r}.", f"{meant}There are {', '.join(known)}.")
    for domain in profile.domains:
        catalog.domain(domain)
    return profile
