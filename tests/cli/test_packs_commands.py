"""Packs in the data folder, as the commands see them."""

from pathlib import Path

import pytest

from cspo_study.content.index import shipped_content
from support import Run, document

NOTE = """\
- goal: 1.1.1
  idea: One.
  example: Two.
  mistakes: Three.
  practice: Four.
  guide: Five.
  read: [{work: scrum-guide-2020, part: Product Owner}]
"""


@pytest.fixture
def pack(folders: Path) -> Path:
    """The folder of a pack called `mine`."""
    made = folders / "data" / "packs" / "mine"
    (made / "cases").mkdir(parents=True)
    return made


def test_a_pack_is_part_of_what_is_exported(cspo: Run, pack: Path) -> None:
    (pack / "cases" / "a-case-of-mine.yaml").write_text("title: Mine\ntext: It happened.\n", encoding="utf-8")
    result = cspo("content", "export")
    assert (result.returncode, result.stderr) == (0, "")
    assert "a-case-of-mine" in [case["id"] for case in document(result.stdout)["cases"]]


def test_a_pack_that_cannot_be_used_is_told_on_stderr_and_the_rest_serves(cspo: Run, pack: Path) -> None:
    (pack / "cases" / "mine.yaml").write_text("titel: Mine\ntext: It happened.\n", encoding="utf-8")
    result = cspo("progress", "--json")
    assert result.returncode == 0
    assert document(result.stdout)["status"] == "ok"
    assert result.stderr == (
        "cspo: the pack 'mine' is left out: 2 problems\n"
        "  packs/mine/cases/mine.yaml:1:1: the field 'title' is missing, expected text\n"
        "  packs/mine/cases/mine.yaml:1:1: unknown field 'titel', expected 'title'?\n"
    )


def test_content_check_checks_packs_and_ends_as_unusable_content_does(cspo: Run, pack: Path) -> None:
    (pack / "cases" / "mine.yaml").write_text("titel: Mine\ntext: It happened.\n", encoding="utf-8")
    result = cspo("content", "check")
    assert result.returncode == 3
    assert "packs/mine/cases/mine.yaml:1:1: unknown field 'titel', expected 'title'?" in result.stderr
    envelope = document(cspo("content", "check", "--json").stdout)
    assert [error["code"] for error in envelope["errors"]] == ["content-invalid"] * 2
    assert cspo("content", "check", "--content", str(shipped_content())).returncode == 0


def test_paths_names_the_folder_of_packs(cspo: Run, folders: Path) -> None:
    assert document(cspo("paths", "--json").stdout)["data"]["packs"] == str(folders / "data" / "packs")


@pytest.mark.parametrize("kind", ["questions", "cases", "notes", "glossary", "misconceptions", "sources", "syllabus"])
def test_a_schema_is_written_for_each_kind_of_file(cspo: Run, kind: str) -> None:
    result = cspo("content", "schema", kind)
    assert result.returncode == 0
    assert document(result.stdout)["$schema"].endswith("2020-12/schema")
