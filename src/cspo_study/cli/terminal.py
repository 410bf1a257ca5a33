"""Whether a screen can be drawn here."""

import os
import sys


def is_interactive() -> bool:
    """True when someone sits at a terminal that can place text: else plain lines are written."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
