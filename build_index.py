"""Build hook: compiles content/ into the index that is shipped beside it, so that a first start parses no YAML."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface):  # type: ignore[misc]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from cspo_study.content.index import SHIPPED_NAME, fingerprint, write_index
        from cspo_study.content.reading import load_pack

        content = root / "content"
        write_index(content / SHIPPED_NAME, load_pack(content).pack, fingerprint(content))
        build_data["artifacts"].append(f"content/{SHIPPED_NAME}")
