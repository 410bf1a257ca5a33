"""Content read whole: every file decoded, every reference followed, every problem listed.

The shipped content must be right, or nothing can be asked. Packs of one's own are joined to it one after the other; one
that cannot be used is left out and its problems are told, so that it never takes the rest with it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cspo_study.content.folder import FolderReader
from cspo_study.content.index import Refusal
from cspo_study.content.model import Pack
from cspo_study.content.parts import Parts
from cspo_study.content.problems import ContentError, Place, Problem
from cspo_study.content.references import References


class LoadedPack(NamedTuple):
    """A pack, what it was made from, and the packs of one's own that could not be joined to it."""

    pack: Pack
    parts: Parts
    refusals: tuple[Refusal, ...] = ()


def load_pack(folder: Path, own: Mapping[str, Path] | None = None) -> LoadedPack:
    """Read and check all content in `folder`, joined by the packs in `own`, by name.

    Raises `ContentError` with every problem there is in `folder`. A pack of one's own with problems is among the
    refusals.
    """
    reader = FolderReader(folder)
    parts = _checked(reader, Parts())
    if reader.problems:
        raise ContentError(reader.problems)
    refusals = []
    for name, place in (own or {}).items():
        reader = FolderReader(place, f"packs/{name}/", parts)
        added = _checked(reader, parts)
        problems = reader.problems or list(_pack_problems(added, f"packs/{name}"))
        if problems:
            refusals.append(Refusal(name, tuple(str(problem) for problem in sorted(problems))))
        else:
            parts = parts.joined(added)
    return LoadedPack(parts.pack(), parts, tuple(refusals))


def _checked(reader: FolderReader, base: Parts) -> Parts:
    """What the folder holds, with all it names looked up there and in `base`."""
    parts = reader.read()
    reader.problems.extend(References(base.joined(parts), reader.broken()).problems(parts))
    return parts


def _pack_problems(added: Parts, name: str) -> Iterator[Problem]:
    """What only a pack of one's own can do wrong."""
    if not any(vars(added).values()):
        yield Problem(
            Place(name, 1, 1),
            "the pack holds nothing",
            "expected questions/, cases/, notes/ or another file of content",
        )
    for written in added.domains.values():
        if not written.element.supplement:
            wrong = f"the domain '{written.element.id}' of a pack would count as part of the outline"
            yield Problem(written.tree.place, wrong, "expected 'supplement: true'")
