"""What a learner does, by keys alone, in a real terminal."""

import signal
import sqlite3
from pathlib import Path

import pytest

from terminal import Terminal

SIZES = [(80, 24), (120, 40)]


def answers(folders: Path) -> int:
    """Answers in the store."""
    with sqlite3.connect(folders / "data" / "progress.db") as connection:
        return int(connection.execute("SELECT count(*) FROM attempt").fetchone()[0])


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_from_home_through_a_session_and_back_home(folders: Path, columns: int, lines: int) -> None:
    with Terminal("study", folders=folders, columns=columns, lines=lines) as terminal:
        home = terminal.until("Start a session: 10 new", "7  Working together on a Sprint", "no questions yet")
        assert "3  Managing the Product Backlog" in home
        terminal.press("enter")
        for number in range(1, 11):
            terminal.until(f"{number} of 10")
            terminal.press("ctrl+s")  # skips whatever kind of question it is
        terminal.until("Start a session: 10 new")
        terminal.press("q")
        assert terminal.until_ended() == 0
    assert answers(folders) == 0


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_a_quiz_from_its_first_question_to_its_summary(folders: Path, columns: int, lines: int) -> None:
    command = ("quiz", "--goal", "3.2.1", "--type", "single", "-n", "2", "--seed", "4")
    with Terminal(*command, folders=folders, columns=columns, lines=lines) as terminal:
        for number in (1, 2):
            terminal.until(f"{number} of 2", "3.2.1 Choosing an ordering technique", "answers at once")
            terminal.press("1")
            shown = terminal.until_true(lambda text: "✓ Right" in text or "✗ Wrong" in text, "a verdict")
            assert "your choice" in shown
            assert answers(folders) == number  # on disk before its feedback is on the screen
            terminal.press("enter")
        terminal.until("of 2 right", "Goals touched", "3.2.1 Choosing an ordering technique")
        terminal.press("enter")
        assert terminal.until_ended() == 0
    assert answers(folders) == 2


def test_the_feedback_holds_the_source_and_can_be_scrolled_to(folders: Path) -> None:
    with Terminal("quiz", "--goal", "3.2.1", "--type", "single", "-n", "1", "--seed", "4", folders=folders) as terminal:
        terminal.until("answers at once")
        terminal.press("2")
        terminal.until_true(lambda text: "Right" in text or "Wrong" in text, "a verdict")
        for _ in range(12):
            terminal.press("down")
        terminal.until("Source: ")


def test_arrows_and_enter_answer_too(folders: Path) -> None:
    with Terminal("quiz", "--goal", "3.2.1", "--type", "single", "-n", "1", folders=folders) as terminal:
        terminal.until("answers at once")
        terminal.press("down", "down", "enter")
        terminal.until_true(lambda text: "Right" in text or "Wrong" in text, "a verdict")
    assert answers(folders) == 1


def test_ctrl_c_leaves_at_once_and_keeps_the_answers(folders: Path) -> None:
    with Terminal("quiz", "--goal", "3.2.1", "--type", "single", "-n", "5", folders=folders) as terminal:
        terminal.until("1 of 5")
        terminal.press("1")
        terminal.until("Next")
        terminal.press("ctrl+c")
        assert terminal.until_ended() == 130
        assert "Traceback" not in terminal.text()
    assert answers(folders) == 1


def test_a_kill_after_the_feedback_loses_nothing(folders: Path) -> None:
    with Terminal("quiz", "--goal", "3.2.1", "--type", "single", "-n", "5", folders=folders) as terminal:
        terminal.until("1 of 5")
        terminal.press("1")
        terminal.until("Next")
        terminal.child.kill(signal.SIGKILL)
    assert answers(folders) == 1
    with Terminal("study", folders=folders) as terminal:
        terminal.until(" 1/", "Managing the Product Backlog")


def test_without_colour_right_and_wrong_are_still_told(folders: Path) -> None:
    with Terminal("quiz", "--goal", "3.2.1", "--type", "single", "-n", "1", folders=folders, NO_COLOR="1") as terminal:
        terminal.until("answers at once")
        terminal.press("1")
        terminal.until_true(lambda text: "✓ Right" in text or "✗ Wrong" in text, "a verdict in words")


def test_a_dumb_terminal_gets_plain_lines(folders: Path) -> None:
    with Terminal("quiz", "--goal", "3.2.1", "-n", "1", "--type", "single", folders=folders, TERM="dumb") as terminal:
        terminal.until("Question 1 of 1", "Your answer:")
        terminal.press("1\n")
        terminal.until("Summary:")
        assert terminal.until_ended() == 0
