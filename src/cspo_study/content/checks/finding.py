"""What a check is given, what it remarks, and what is made of that: a finding with its place and how to mend it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Case, Level, Question, Single
from cspo_study.content.problems import Place, shown
from cspo_study.content.reading import LoadedPack

Path = tuple[str | int, ...]
"""Where in a question something stands: `("options", 2, "why")`."""
WHY_FIELDS = ("options", "items", "pitfalls")


class Finding(NamedTuple):
    """One thing to mend in what is valid. `check` is the lasting id by which it is waived."""

    place: Place
    check: str
    wrong: str
    expected: str

    def __str__(self) -> str:
        return shown(f"{self.place}: {self.wrong}, {self.expected} [{self.check}]")


class Remark(NamedTuple):
    """What a check has to say of a question, `at` somewhere in it; else of a `place`, or of the whole bank."""

    wrong: str
    expected: str
    at: Path = ()
    question: str = ""
    place: Place | None = None


class Item(NamedTuple):
    """A question with what it depends on: the level it asks at, and the story it belongs to."""

    question: Question
    level: Level
    case: Case | None


@dataclass(frozen=True)
class Bank:
    """All questions at once."""

    loaded: LoadedPack

    @cached_property
    def items(self) -> list[Item]:
        """Every question, in the order written."""
        catalog = Catalog(self.loaded.pack)
        cases = catalog.pack.cases
        return [
            Item(question, catalog.level_of(question), cases[question.case] if question.case else None)
            for question in catalog.pack.questions
        ]

    @cached_property
    def singles(self) -> list[Item]:
        """The questions with one right option among several."""
        return [item for item in self.items if isinstance(item.question, Single)]


@dataclass(frozen=True)
class Check:
    """A check by its id, what it looks for in one line, and what it remarks on a bank."""

    id: str
    meaning: str
    find: Callable[[Bank], Iterator[Remark]]


def item_check(identity: str, meaning: str, look: Callable[[Item], Iterator[Remark]]) -> Check:
    """A check that needs to see one question only."""

    def find(bank: Bank) -> Iterator[Remark]:
        for item in bank.items:
            for remark in look(item):
                yield remark._replace(question=item.question.id)

    return Check(identity, meaning, find)


def texts(question: Question) -> Iterator[tuple[Path, str]]:
    """Everything in a question that someone reads, with its place."""
    yield ("stem",), question.stem
    for field in WHY_FIELDS:
        for number, part in enumerate(getattr(question, field, ())):
            for name in ("text", "why"):
                if hasattr(part, name):
                    yield (field, number, name), getattr(part, name)
    if isinstance(answer := getattr(question, "answer", None), str):
        yield ("answer",), answer
    for number, point in enumerate(getattr(question, "points", ())):
        yield ("points", number), point
    yield ("explanation",), question.explanation


def words(text: str) -> list[str]:
    """The words of a text in small letters, without punctuation."""
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower())
