"""A fault in a screen: told in words, with the log, the answers safe, and an exit code of its own."""

from pathlib import Path

import pytest
from textual.app import App

from cspo_study.errors import CspoError, ExitCode, StoreError
from cspo_study.study.learner import Learner
from cspo_study.tui.app import StudyRoom, run_room
from cspo_study.tui.home import HomeScreen


def broken_by(fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the first screen fail."""

    def broken(_: HomeScreen) -> None:
        raise fault

    def headless(room: StudyRoom) -> None:
        App.run(room, headless=True)

    monkeypatch.setattr(HomeScreen, "show_state", broken)
    monkeypatch.setattr(StudyRoom, "run", headless)


def test_a_fault_is_told_with_its_log_and_the_answers_are_safe(
    learner: Learner, folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken_by(ZeroDivisionError("a fault made for this test"), monkeypatch)
    with pytest.raises(CspoError) as told:
        run_room(StudyRoom(learner))
    log = folders / "cache" / "fault.log"
    assert told.value.message == "The study room failed: ZeroDivisionError: a fault made for this test"
    assert str(log) in told.value.hint
    assert "Your answers are safe" in told.value.hint
    assert int(told.value.exit_code) == 70
    assert "Traceback" in log.read_text("utf-8")
    assert "Traceback" not in capsys.readouterr().err


def test_a_store_that_fails_is_told_in_its_own_words(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_by(StoreError("The disk is full.", "Make room."), monkeypatch)
    with pytest.raises(StoreError) as told:
        run_room(StudyRoom(learner))
    assert told.value.exit_code == ExitCode.STORE
