"""A small pack to break."""

from pathlib import Path

import pytest

from small_pack import SmallPack


@pytest.fixture
def small(tmp_path: Path) -> SmallPack:
    """Valid content, in a folder of this test's own."""
    return SmallPack(tmp_path / "content")
