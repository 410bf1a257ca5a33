"""Where things live on this machine. Looking a place up never creates it; whoever writes there does."""

import os
from pathlib import Path
from typing import NamedTuple


class Places(NamedTuple):
    """The three folders of one user. None needs to exist."""

    data: Path
    """Progress: the one folder worth backing up."""
    config: Path
    """Settings."""
    cache: Path
    """Safe to delete at any time."""

    @property
    def store(self) -> Path:
        """The SQLite file with every answer ever given."""
        return self.data / "progress.db"

    @property
    def packs(self) -> Path:
        """Packs of content of one's own, a folder each."""
        return self.data / "packs"


def find_places() -> Places:
    """The platform's usual folders, each replaced by `CSPO_DATA_DIR`, `CSPO_CONFIG_DIR` or `CSPO_CACHE_DIR` if set."""
    return Places(_folder("data"), _folder("config"), _folder("cache"))


def _folder(kind: str) -> Path:
    override = os.environ.get(f"CSPO_{kind.upper()}_DIR")
    if override:
        return Path(override).expanduser().absolute()
    import platformdirs  # 17 ms in all: not paid where the environment names the folder

    return Path(getattr(platformdirs, f"user_{kind}_dir")("cspo", appauthor=False))
