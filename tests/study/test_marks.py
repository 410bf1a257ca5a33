"""Flags and notes to oneself: kept whole, never lost to a damaged file in silence."""

from pathlib import Path

import pytest

from cspo_study.errors import StoreError
from cspo_study.study.marks import Marks


def test_flags_and_notes_are_there_again(tmp_path: Path) -> None:
    marks = Marks(tmp_path / "marks.json")
    assert marks.flag("one")
    assert marks.flag("two")
    assert not marks.flag("two")
    marks.write("one", "  ask Ada  ")
    marks.write("two", "x")
    marks.write("two", " ")

    again = Marks.beside(tmp_path / "progress.db")

    assert again.flagged == {"one"}
    assert again.notes == {"one": "ask Ada"}


def test_a_damaged_file_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "marks.json"
    path.write_text("{not json")
    marks = Marks(path)
    assert marks.flagged == frozenset()
    marks.flag("one")
    assert (tmp_path / "marks.json.damaged").read_text() == "{not json"
    assert Marks(path).flagged == {"one"}


def test_what_cannot_be_written_is_told_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("in the way")
    marks = Marks(tmp_path / "a file" / "marks.json")
    with pytest.raises(StoreError, match="could not be written"):
        marks.flag("one")
    assert marks.flagged == frozenset()
