"""A learner's answers through the store: written by one who studies, never created by one who looks."""

from pathlib import Path

import pytest

from answering import MovableClock, answered
from cspo_study.content.catalog import Catalog
from cspo_study.study.learner import Learner


def test_looking_at_progress_creates_no_store(catalog: Catalog, clock: MovableClock, tmp_path: Path) -> None:
    path = tmp_path / "data" / "progress.db"
    reader = Learner.read(catalog, path, clock)

    assert reader.concepts() == {}
    assert reader.questions() == {}
    with pytest.raises(AssertionError, match="reading"):
        assert reader.device
    with pytest.raises(AssertionError, match="reading"):
        answered(reader, catalog.pack.questions[0])
    reader.close()
    assert not path.parent.exists()


def test_what_was_answered_is_there_the_next_time(catalog: Catalog, clock: MovableClock, tmp_path: Path) -> None:
    path = tmp_path / "data" / "progress.db"
    questions = catalog.pack.questions[:3]
    writer = Learner.open(catalog, path, clock)
    for question in questions:
        answered(writer, question)
        clock.advance(seconds=10)
    known, seen = writer.concepts(), writer.questions()
    writer.close()
    reader = Learner.read(catalog, path, clock)

    assert (reader.concepts(), reader.questions()) == (known, seen)
    assert set(known) == {question.concept_id for question in questions}
    assert set(seen) == {question.id for question in questions}
    reader.close()
