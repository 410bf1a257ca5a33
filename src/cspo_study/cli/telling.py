"""Reports as plain lines."""

from collections.abc import Iterable

from cspo_study.cli import output
from cspo_study.study.telling import Told


def say_told(lines: Iterable[Told]) -> None:
    """Every line, without its colour."""
    for line in lines:
        output.print_line(line.text)
