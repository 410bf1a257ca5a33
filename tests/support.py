"""Helpers that several test folders share."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

CSPO = str(Path(sys.executable).with_name("cspo"))
Run = Callable[..., subprocess.CompletedProcess[str]]


def document(output: str) -> dict[str, Any]:
    """The one JSON document that `output` consists of."""
    decoded = msgspec.json.decode(output)
    assert isinstance(decoded, dict)
    return decoded
