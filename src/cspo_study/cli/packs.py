"""The content that commands work with: what is shipped, joined by the packs in the data folder."""

from collections.abc import Iterable

from cspo_study.cli import output
from cspo_study.content.index import Refusal, open_joined, shipped_content
from cspo_study.content.model import Pack
from cspo_study.content.packs import own_packs
from cspo_study.places import Places


def open_content(places: Places, *, keep: bool = False) -> Pack:
    """All content that can be used. What is wrong with a pack is told, and the rest serves.

    With `keep`, an index that had to be made is kept. Raises `ContentError` where the shipped content cannot be used.
    """
    opened = open_joined(shipped_content(), own_packs(places.packs), places.cache, keep=keep)
    tell_refusals(opened.refusals)
    return opened.pack


def tell_refusals(refusals: Iterable[Refusal]) -> None:
    """Name each pack that is left out, and why."""
    for refusal in refusals:
        count = len(refusal.problems)
        output.narrate(f"cspo: the pack '{refusal.name}' is left out: {count} problem{'s' if count > 1 else ''}")
        for problem in refusal.problems:
            output.narrate(f"  {problem}")
