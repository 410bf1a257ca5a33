"""docs/writing-content.md is held to the code: its tables are complete, its examples are content."""

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import msgspec
import pytest
import yaml

from cspo_study.content.checks import CHECKS, WAIVER
from cspo_study.content.generators import GENERATORS
from cspo_study.content.model import (
    QUESTION_TYPES,
    Case,
    Misconception,
    Note,
    Question,
    QuestionBase,
    Syllabus,
    Term,
    Work,
)
from cspo_study.content.schema import FILES

GUIDE = (Path(__file__).parents[2] / "docs" / "writing-content.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
KINDS: dict[str, Any] = {
    "syllabus.yaml": Syllabus,
    "cases/": Case,
    "notes/": tuple[Note, ...],
    "glossary.yaml": tuple[Term, ...],
    "misconceptions.yaml": tuple[Misconception, ...],
    "sources.yaml": tuple[Work, ...],
}
REST: dict[str, Any] = {
    "id": "an-example",
    "goal": "3.1.1",
    "concept": "one-list",
    "difficulty": "easy",
    "stem": "What next?",
    "explanation": "So it is.",
    "source": {"work": "pichler-2010", "part": "Any"},
}
"""What an example of a question's part leaves out."""


def rows(head: str) -> dict[str, list[str]]:
    """The table whose head starts so: each row's other cells by the code in its first."""
    table = GUIDE[GUIDE.index(head) :].split("\n\n")[0].splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    return {cell[0].strip("`"): cell[1:] for cell in cells}


def names(cell: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", cell))


def test_every_generator_is_documented_with_its_ranges_and_placeholders() -> None:
    documented = rows("| generator |")
    assert list(documented) == list(GENERATORS)
    for name, (_, ranges, placeholders) in documented.items():
        assert names(ranges) == GENERATORS[name].ranges, name
        assert names(placeholders) == GENERATORS[name].placeholders, name


def test_every_check_is_documented_in_its_own_words() -> None:
    documented = rows("| check | finds |")
    assert list(documented) == [*(check.id for check in CHECKS), WAIVER]
    for check in CHECKS:
        assert documented[check.id] == [check.meaning]


def test_every_field_that_a_question_may_have_is_documented() -> None:
    always = GUIDE.split("Every question has")[1].split("may also have")[0]
    told = {*rows("| field | meaning |"), *names(always)}
    assert told == {*QuestionBase.__struct_fields__, "type"}


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_every_type_is_documented(kind: type[Question]) -> None:
    assert f"**`{kind.__struct_config__.tag}`**" in GUIDE


def test_every_kind_of_file_is_documented() -> None:
    for kind in FILES:
        assert f"`{kind}" in GUIDE, kind


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.strip().splitlines()[0][:40])
def test_every_example_is_content(example: str) -> None:
    for part in re.split(r"\n(?=# content/)", example):
        decode(part)


def decode(example: str) -> None:
    """Raises where the example does not fit the format of the file that its first line names."""
    written = yaml.safe_load(dedent(example))
    path = re.match(r"# (?:content|packs/[\w-]+)/(\S+)", example)
    if path:
        (kind,) = [kind for start, kind in KINDS.items() if path[1].startswith(start)]
        msgspec.convert(written, kind)
    else:
        for question in written if isinstance(written, list) else [written]:
            msgspec.convert(completed(question), Question)


def completed(part: dict[str, Any]) -> dict[str, Any]:
    """A whole question around the part that an example shows."""
    if "family" in part or "waive" in part:
        part = {"type": "numeric", "unit": "points", "working": "1"} | part
    if part.get("type") == "order":
        part["items"] = part["items"] * 4
    return REST | part
