"""Placement, assessment and plan, by keys alone, in a real terminal."""

import json
import signal
import sqlite3
import time
from pathlib import Path

import msgspec
import pytest

from terminal import Terminal

SIZES = [(80, 24), (120, 40)]
QUICK = ("exam", "--profile", "quick", "--seed", "7")


def answers(folders: Path, mode: str) -> int:
    """Answers of a mode in the store."""
    with sqlite3.connect(folders / "data" / "progress.db") as connection:
        return int(connection.execute("SELECT count(*) FROM attempt WHERE mode = ?", (mode,)).fetchone()[0])


def draft(folders: Path) -> dict[str, object]:
    """The assessment that is being taken, as it is on the disk."""
    found = msgspec.json.decode((folders / "data" / "exam.json").read_bytes())
    assert isinstance(found, dict)
    return found


def answered(folders: Path) -> int:
    """Questions of it with an answer."""
    sheets = draft(folders)["sheets"]
    assert isinstance(sheets, list)
    return sum(sheet["given"] is not None for sheet in sheets)


def ends_in(folders: Path, seconds: float) -> None:
    """Let the clock of the assessment on the disk have only so much left."""
    changed = draft(folders) | {"ends": int((time.time() + seconds) * 1000)}
    (folders / "data" / "exam.json").write_text(json.dumps(changed))


def settled(terminal: Terminal, *wanted: str) -> str:
    """The screen once it shows all of `wanted` and nothing more comes: a frame may be read in two parts."""
    before = [terminal.until(*wanted)]

    def holds(text: str) -> bool:
        same, before[0] = text == before[0], text
        return same and all(part in text for part in wanted)

    terminal.until_true(lambda _: True, "a screen")
    return terminal.until_true(holds, "settled screen")


def command(terminal: Terminal, key: str, typing: str) -> None:
    """A command by its key, or by its ctrl form where letters are text."""
    shown = settled(terminal, "Review page")
    terminal.press(typing if "Type the term" in shown or "A number in" in shown else key)


def answer_where_one_key_does(terminal: Terminal, folders: Path, wanted: int) -> None:
    """Go through the paper and press 1 where that answers, until `wanted` are answered."""
    for place in range(1, 21):
        shown = settled(terminal, f" {place} of 20")
        if "answers at once" in shown:
            before = answered(folders)
            terminal.press("1")
            terminal.until(f" {place + 1} of 20")
            assert answered(folders) == before + 1  # on disk before the next question is on the screen
            if answered(folders) == wanted:
                return
        else:
            command(terminal, "n", "\x0e")
    raise AssertionError("too few questions that one key answers")


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_a_placement_is_left_taken_up_and_mapped(folders: Path, columns: int, lines: int) -> None:
    with Terminal("diagnose", "-n", "6", folders=folders, columns=columns, lines=lines) as terminal:
        terminal.until("1 of 6")
        terminal.press("ctrl+s")  # skips whatever kind of question it is
        terminal.until("2 of 6")
        terminal.press("escape")
        assert terminal.until_ended() == 0
    with Terminal("diagnose", "-n", "6", "--plain", folders=folders, columns=columns, lines=200) as terminal:
        for number in range(1, 7):
            terminal.until(f"Question {number} of 6")
            for line in ("1", "1 1 1 1 1 1", "1 2", "1 2 3 4"):  # one of them fits, whatever is asked
                terminal.press(f"{line}\r")
                if number < answers(folders, "diagnostic") + 1:
                    break
        terminal.until("Where you stand", "Begin here")
    with Terminal("diagnose", "--map", folders=folders, columns=columns, lines=60) as terminal:
        terminal.until("Mastery by domain", "cspo study to practise")


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_an_assessment_with_flags_and_the_review_page(folders: Path, columns: int, lines: int) -> None:
    with Terminal(*QUICK, folders=folders, columns=columns, lines=lines) as terminal:
        terminal.until("quick: 20 questions in 25 minutes", "There is no CSPO exam")
        terminal.press("enter")
        shown = terminal.until("1 of 20", "25 minutes left")
        assert "Right" not in shown
        answer_where_one_key_does(terminal, folders, 3)
        assert answers(folders, "exam") == 0  # nothing reaches the log before the end
        command(terminal, "f", "\x07")
        terminal.until("flagged")
        command(terminal, "r", "\x12")
        terminal.until("Review", "3 of 20 answered", "⚑")
        terminal.press("h")
        terminal.until("17 questions are open: h again hands in.")
        terminal.press("h")
        terminal.until("How it came out", "points", "By domain")
        terminal.press("enter")
        terminal.until("Every question")
        terminal.press("enter")
        terminal.until("Question 1")
        terminal.press("escape", "escape", "escape")
        assert terminal.until_ended() == 0
    assert answers(folders, "exam") == 3
    assert not (folders / "data" / "exam.json").exists()


def test_a_killed_assessment_goes_on_with_its_clock_run_on(folders: Path) -> None:
    with Terminal(*QUICK, folders=folders) as terminal:
        terminal.until("quick: 20 questions in 25 minutes")
        terminal.press("enter")
        answer_where_one_key_does(terminal, folders, 2)
        terminal.child.kill(signal.SIGKILL)
        terminal.child.wait()
    ends_in(folders, 14 * 60 + 30)  # as if ten minutes had passed
    with Terminal("exam", folders=folders) as terminal:
        terminal.until("2 answered", "15 minutes left")
        terminal.press("escape")
        assert terminal.until_ended() == 0
    assert answered(folders) == 2
    assert answers(folders, "exam") == 0


def test_an_assessment_is_handed_in_at_zero(folders: Path) -> None:
    with Terminal(*QUICK, folders=folders) as terminal:
        terminal.until("quick: 20 questions in 25 minutes")
        terminal.press("enter")
        answer_where_one_key_does(terminal, folders, 2)
        terminal.press("escape")
        terminal.until_ended()
    ends_in(folders, 4)
    with Terminal("exam", folders=folders) as terminal:
        terminal.until("2 answered")
        terminal.until("How it came out", "18 left open", "The time is up")
        terminal.press("escape")
        assert terminal.until_ended() == 0
    assert answers(folders, "exam") == 2


def test_an_assessment_whose_time_ran_out_meanwhile_is_handed_in(folders: Path) -> None:
    with Terminal(*QUICK, "--plain", folders=folders, lines=200) as terminal:
        terminal.until("Question 1 of 20")
        terminal.press("q\r")
        terminal.until("Left. Everything answered is kept, and the clock runs on")
        assert terminal.until_ended() == 0
    ends_in(folders, -60)
    with Terminal("exam", "--plain", folders=folders, lines=1500) as terminal:
        terminal.until("The time is up: handed in as it stands.")
        assert terminal.until_ended() == 0


def test_in_plain_lines_it_is_handed_in_at_zero_while_nothing_is_typed(folders: Path) -> None:
    with Terminal(*QUICK, "--plain", folders=folders, lines=200) as terminal:
        terminal.until("Question 1 of 20")
        terminal.press("q\r")
        terminal.until_ended()
    ends_in(folders, 3)
    with Terminal("exam", "--plain", folders=folders, lines=1500) as terminal:
        terminal.until("Question 1 of 20")
        terminal.until("The time is up: handed in as it stands.")
        assert terminal.until_ended() == 0


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_a_plan_is_made_changed_and_kept(folders: Path, columns: int, lines: int) -> None:
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() + (15 * 24 - 4) * 3600))  # days begin at 04:00
    with Terminal("plan", "--date", day, "--minutes", "20", folders=folders, columns=columns, lines=lines) as terminal:
        terminal.until("15 days at 20 minutes", "Each day")
        terminal.press("+")
        terminal.until("15 days at 25 minutes")
        terminal.press("enter")
        terminal.until("Kept: study and today aim at it.")
        terminal.press("escape")
        assert terminal.until_ended() == 0
    text = (folders / "config" / "config.toml").read_text()
    assert f"workshop = {day}" in text
    assert "minutes = 25" in text
    with Terminal("today", folders=folders, columns=100) as terminal:
        terminal.until("15 days to the workshop")


def test_everything_opens_from_the_study_room(folders: Path) -> None:
    (folders / "config").mkdir()
    (folders / "config" / "config.toml").write_text("minutes = 20\n")
    with Terminal("study", folders=folders) as terminal:
        for key, wanted in (
            ("r", "There is too little to go by for a figure."),
            ("d", "To be strongest on"),
            ("c", "The certificate itself"),
            ("w", "No placement yet."),
            ("a", "A paper against the clock"),
        ):
            terminal.until("The map: 65 goals")
            terminal.press(key)
            terminal.until(wanted)
            terminal.press("escape")
        terminal.until("The map: 65 goals")
        terminal.press("q")
        assert terminal.until_ended() == 0
