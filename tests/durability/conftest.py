"""A nursery for processes that come to harm."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from durability.logs import in_memory
from durability.nursery import Nursery


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """A process with everything loaded that forks children for this test process."""
    one = Nursery()
    yield one
    one.close()


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory, for tests that make stores by the hundred."""
    with in_memory() as folder:
        yield folder
