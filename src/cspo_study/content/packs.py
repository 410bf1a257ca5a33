"""Packs of one's own: folders of content beside one's progress, joined to what is shipped."""

import os
from pathlib import Path


def own_packs(folder: Path) -> dict[str, Path]:
    """The packs in `folder` by their names, which are those of their folders; none where `folder` is not there."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.is_dir() and not entry.name.startswith("."))
    except OSError:
        return {}
    return {name: folder / name for name in names}
