"""What a learner does, by keys alone, in a real terminal."""

import re
import signal
import sqlite3
from pathlib import Path
from random import Random

import msgspec
import pytest

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import QuestionId, type_name
from cspo_study.study import picking
from cspo_study.study.asking import ask
from terminal import Terminal

SIZES = [(80, 24), (120, 40)]
TYPES = ["single", "multiple", "order", "match", "numeric", "short", "recall"]
VERDICT = re.compile(r"✓ Right|✗ Wrong|◐ Partly right")


def answers(folders: Path) -> int:
    """Answers in the store."""
    with sqlite3.connect(folders / "data" / "progress.db") as connection:
        return int(connection.execute("SELECT count(*) FROM attempt").fetchone()[0])


def settled(folders: Path) -> None:
    """Someone who has been here before is spared the first steps."""
    (folders / "config").mkdir(exist_ok=True)
    (folders / "config" / "config.toml").write_text("minutes = 20\n")


def until_verdict(terminal: Terminal) -> str:
    """Wait for the answer to be marked."""
    return terminal.until_true(lambda text: VERDICT.search(text) is not None, "a verdict")


def answer_whatever(terminal: Terminal) -> str:
    """Answer the question on the screen by what its control asks for; the kind of control."""
    hints = {
        "answers at once": ["1"],
        "Mark 2": ["1", "2", "enter"],
        "Mark 3": ["1", "2", "3", "enter"],
        "takes and drops": ["space", "down", "space", "enter"],
        "A number assigns": ["1"] * 6 + ["enter"],
        "A number in": ["4", "2", "enter"],
        "Type the term": ["term", "enter"],
        "Answer in your head": ["enter", "3"],
    }
    shown = terminal.until_true(lambda text: any(hint in text for hint in hints), "a control's hint")
    hint = next(hint for hint in hints if hint in shown)
    terminal.press(*hints[hint])
    until_verdict(terminal)
    return hint.partition(" ")[0] if hint.startswith("Mark") else hint


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_from_the_first_run_to_the_first_answer(folders: Path, columns: int, lines: int) -> None:
    with Terminal("study", folders=folders, columns=columns, lines=lines) as terminal:
        terminal.until("1 of 3", "There is no CSPO exam")
        terminal.press("enter")
        terminal.until("2 of 3", "The day of your workshop")
        terminal.press("2027-03-01", "enter", "enter")
        terminal.until("3 of 3", "Find out now")
        terminal.press("escape")
        terminal.until("Today", "days to your workshop", "20 new", "Forecasts, quality and results")
        terminal.press("enter")
        terminal.until("1 of 20")
        answer_whatever(terminal)
        assert answers(folders) == 1
        terminal.press("escape")
        terminal.until("Go on where you were: question 2 of 20")
        terminal.press("q")
        assert terminal.until_ended() == 0
    assert "workshop = 2027-03-01" in (folders / "config" / "config.toml").read_text()


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_a_whole_sitting_from_today_and_back(folders: Path, columns: int, lines: int) -> None:
    settled(folders)
    with Terminal("study", folders=folders, columns=columns, lines=lines) as terminal:
        terminal.until("20 new", "7 Working together on a Sprint", "from weak to strong")
        terminal.press("3")
        for number in range(1, 11):
            terminal.until(f"{number} of 10")
            terminal.press("ctrl+s")  # skips whatever kind of question it is
        terminal.until("20 new")
        terminal.press("q")
        assert terminal.until_ended() == 0
    assert answers(folders) == 0


def seed_with_every_type(catalog: Catalog) -> str:
    """A seed whose seven questions are of the seven types."""
    goals = list(catalog.outline_goals.values())

    def types(seed: int) -> set[str]:
        picked = picking.seeded_drill(catalog, goals, TYPES, Random(seed), len(TYPES))
        return {type_name(one.question) for one in picked}

    return str(next(seed for seed in range(100_000) if len(types(seed)) == len(TYPES)))


def test_a_session_with_every_type_of_question(folders: Path, catalog: Catalog) -> None:
    types = [word for kind in TYPES for word in ("--type", kind)]
    with Terminal("quiz", *types, "-n", "7", "--seed", seed_with_every_type(catalog), folders=folders) as terminal:
        met = set()
        for number in range(1, 8):
            terminal.until(f"{number} of 7 ")
            met.add(answer_whatever(terminal))
            assert answers(folders) == number  # on disk before its feedback is on the screen
            terminal.press("enter")
        terminal.until("of 7 right", "Goals you met")
        terminal.press("enter")
        assert terminal.until_ended() == 0
    assert len(met) == 7


def test_an_answer_is_taken_back(folders: Path) -> None:
    with Terminal("quiz", "--goal", "3.2.1", "--type", "single", "-n", "2", folders=folders) as terminal:
        terminal.until("1 of 2", "answers at once")
        terminal.press("1")
        until_verdict(terminal)
        terminal.press("u")
        terminal.until("taken back", "1 of 2", "answers at once")
        terminal.press("2")
        until_verdict(terminal)
        terminal.press("enter")
        terminal.until("2 of 2")


def test_leaving_and_coming_back_to_exactly_there(folders: Path, catalog: Catalog) -> None:
    settled(folders)
    with Terminal("study", folders=folders) as terminal:
        terminal.until("20 new")
        terminal.press("3")
        terminal.until("1 of 10")
        terminal.press("ctrl+s")
        terminal.until("2 of 10")
        terminal.press("escape")
        terminal.until("question 2 of 10")
        terminal.press("q")
        assert terminal.until_ended() == 0
    with Terminal("study", folders=folders) as terminal:
        terminal.until("question 2 of 10")
        terminal.press("enter")
        terminal.until("2 of 10", first_words_left(folders, catalog, "sitting.json"))


def test_a_kill_in_the_middle_loses_neither_answers_nor_the_place(folders: Path) -> None:
    settled(folders)
    with Terminal("study", folders=folders) as terminal:
        terminal.until("20 new")
        terminal.press("3")
        terminal.until("1 of 10")
        answer_whatever(terminal)
        assert answers(folders) == 1
        terminal.child.kill(signal.SIGKILL)
    with Terminal("study", folders=folders) as terminal:
        terminal.until("question 2 of 10", "1 answer so far")
        terminal.press("enter")
        terminal.until("2 of 10")


def first_words_left(folders: Path, catalog: Catalog, kept: str = "quiz.json") -> str:
    """How the question begins that a quiz, or another sitting, was left at."""
    sitting = msgspec.json.decode((folders / "data" / kept).read_bytes())
    left = sitting["questions"][sitting["place"]]
    asked = ask(catalog.question(QuestionId(left["id"])), left["seed"])
    return " ".join(asked.question.stem.split()[:4])


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_a_quiz_killed_in_the_middle_goes_on_at_its_question(
    folders: Path, catalog: Catalog, columns: int, lines: int
) -> None:
    with Terminal("quiz", "--domain", "3", "-n", "5", folders=folders, columns=columns, lines=lines) as terminal:
        terminal.until("1 of 5")
        answer_whatever(terminal)
        terminal.press("enter")
        terminal.until("2 of 5")
        terminal.press("ctrl+s")
        terminal.until("3 of 5")
        terminal.child.kill(signal.SIGKILL)
    with Terminal("quiz", "--resume", folders=folders, columns=columns, lines=lines) as terminal:
        terminal.until("3 of 5", first_words_left(folders, catalog))
        for number in (3, 4, 5):
            terminal.until(f"{number} of 5")
            terminal.press("ctrl+s")
        terminal.until("of 1 right", "4 skipped")
        terminal.press("enter")
        assert terminal.until_ended() == 0
    assert answers(folders) == 1
    assert not (folders / "data" / "quiz.json").exists()


@pytest.mark.parametrize(("key", "status"), [("escape", 0), ("ctrl+c", 130)])
def test_a_quiz_left_says_where_and_keeps_an_answer_begun(folders: Path, key: str, status: int) -> None:
    with Terminal("quiz", "--type", "multiple", "-n", "5", "--seed", "1", folders=folders) as terminal:
        terminal.until("1 of 5", "Mark ")
        terminal.press("2")
        terminal.until("■")
        terminal.press(key)
        assert terminal.until_ended() == status
        assert "Left at question 1 of 5. cspo quiz --resume goes on with it." in terminal.text()
    with Terminal("quiz", "--domain", "3", folders=folders) as terminal:
        terminal.until("1 of 10", "A quiz was left at")
        terminal.press("escape")
        assert terminal.until_ended() == 0
    with Terminal("quiz", "--resume", folders=folders) as terminal:
        terminal.until("1 of 5", "■")
    with Terminal("quiz", "--resume", "--plain", folders=folders) as terminal:
        terminal.until("So far: 2", "Choose ")


def test_the_feedback_holds_the_source_and_can_be_scrolled_to(folders: Path) -> None:
    with Terminal("quiz", "--goal", "3.2.1", "--type", "single", "-n", "1", "--seed", "4", folders=folders) as terminal:
        terminal.until("answers at once")
        terminal.press("2")
        until_verdict(terminal)
        for _ in range(16):
            terminal.press("down")
        terminal.until("Source: ", "Comes back ")


def test_arrows_and_enter_answer_too(folders: Path) -> None:
    with Terminal("quiz", "--goal", "3.2.1", "--type", "single", "-n", "1", folders=folders) as terminal:
        terminal.until("answers at once")
        terminal.press("down", "down", "enter")
        until_verdict(terminal)
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


def test_a_settings_file_that_cannot_be_used_is_told_with_its_line(folders: Path) -> None:
    (folders / "config").mkdir()
    (folders / "config" / "config.toml").write_text("# mine\nminutes = 'soon'\n")
    with Terminal("study", folders=folders, columns=120, lines=40) as terminal:
        terminal.until("config.toml:2", "expected a whole number")


def test_without_colour_right_and_wrong_are_still_told(folders: Path) -> None:
    with Terminal("quiz", "--goal", "3.2.1", "--type", "single", "-n", "1", folders=folders, NO_COLOR="1") as terminal:
        terminal.until("answers at once", "▌1")
        terminal.press("1")
        until_verdict(terminal)


def test_a_dumb_terminal_gets_plain_lines(folders: Path) -> None:
    with Terminal("quiz", "--goal", "3.2.1", "-n", "1", "--type", "single", folders=folders, TERM="dumb") as terminal:
        terminal.until("Question 1 of 1", "Your answer:")
        terminal.press("1\n")
        terminal.until("Summary:")
        assert terminal.until_ended() == 0
