"""A problem in content: where it stands, what is wrong, and what was expected."""

from typing import NamedTuple

from cspo_study.errors import CspoError, ExitCode


class Place(NamedTuple):
    """A position in a content file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One thing to mend."""

    place: Place
    wrong: str
    expected: str

    def __str__(self) -> str:
        return shown(f"{self.place}: {self.wrong}, {self.expected}")


def shown(text: str) -> str:
    """What content says may be quoted, but must not steer the terminal or break the line."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)


class ContentError(CspoError):
    """Content that cannot be used. `problems` holds every one that was found, in file order."""

    code = "content-invalid"
    exit_code = ExitCode.CONTENT

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        count = len(problems)
        super().__init__(
            f"{count} problem{'s' if count > 1 else ''} in the content:\n"
            + "\n".join(str(problem) for problem in self.problems),
            "Mend the lines named and run: cspo content check",
        )
