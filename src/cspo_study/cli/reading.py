"""Texts to read as plain lines: heads, paragraphs, nothing that a terminal would obey."""

import sys
import textwrap
from collections.abc import Iterable

from cspo_study.study.plaintext import plain
from cspo_study.study.sections import Section

WIDTH = 79


def say(text: str = "") -> None:
    """A line, or several, as they are."""
    sys.stdout.write(text + "\n")


def say_wrapped(text: str, margin: str = "") -> None:
    """Paragraphs at 79 columns; what is written by others cannot reach the terminal raw."""
    for paragraph in plain(text).strip().split("\n"):
        say(textwrap.fill(paragraph, WIDTH, initial_indent=margin, subsequent_indent=margin))


def say_sections(sections: Iterable[Section]) -> None:
    """Each part under its head."""
    for section in sections:
        say()
        if section.title:
            say(plain(section.title))
        say_wrapped(section.text, "  " if section.title else "")
