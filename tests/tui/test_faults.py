"""A fault in a screen: told in words, with the answers safe and an exit code of its own."""

import pytest
from textual.app import App

from cspo_study.errors import CspoError, ExitCode
from cspo_study.study.learner import Learner
from cspo_study.tui.app import StudyRoom, run_room
from cspo_study.tui.home import HomeScreen


def test_a_fault_in_a_screen_is_told_and_the_answers_are_safe(
    learner: Learner, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: HomeScreen) -> None:
        raise ZeroDivisionError("a fault made for this test")

    def headless(room: StudyRoom) -> None:
        App.run(room, headless=True)

    monkeypatch.setattr(HomeScreen, "show_state", broken)
    monkeypatch.setattr(StudyRoom, "run", headless)
    with pytest.raises(CspoError) as told:
        run_room(StudyRoom(learner))
    assert told.value.message == "The study room failed (see above)."
    assert "Your answers are safe." in told.value.hint
    assert told.value.exit_code == ExitCode.INTERNAL
    assert "a fault made for this test" in capsys.readouterr().err
