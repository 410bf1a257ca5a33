"""The stores of these tests are many and need not outlive a power cut: they stand in memory where that can be."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from progress.logbook import light_folder


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder of this test's own, gone after it."""
    with light_folder() as folder:
        yield Path(folder)
