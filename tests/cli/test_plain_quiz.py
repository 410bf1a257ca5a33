"""A quiz in plain lines: for a pipe, a screen reader, a dumb terminal."""

import os
import signal
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Single
from support import CSPO, Run


def rows(folder: Path, columns: str = "question, score") -> list[tuple[Any, ...]]:
    """What the store holds of each answer, in the order of arrival."""
    with sqlite3.connect(folder / "data" / "progress.db") as connection:
        return list(connection.execute(f"SELECT {columns} FROM attempt ORDER BY seq"))


def test_the_same_answer_for_ever_comes_to_an_end(folders: Path) -> None:
    command = f"yes 1 | {CSPO} quiz --domain 3 --plain -n 5"
    result = subprocess.run(
        ["bash", "-c", command], cwd=folders, capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 0
    assert result.stderr == ""
    assert "Question 5 of 5" in result.stdout
    assert "Summary: " in result.stdout


def test_without_a_terminal_it_is_plain_by_itself(cspo: Run) -> None:
    assert "Question 1 of 1" in cspo("quiz", "--domain", "3", "-n", "1", given="1\n").stdout


@pytest.mark.parametrize(
    ("line", "confidence"), [("1 +", "sure"), ("1=", "think"), ("a -", "guess"), ("1", None), ("+", "skipped")]
)
def test_the_last_sign_of_a_line_says_how_sure_one_is(
    cspo: Run, folders: Path, line: str, confidence: str | None
) -> None:
    result = cspo("quiz", "--type", "single", "-n", "1", "--seed", "1", given=f"{line}\n\n")
    assert "To say how sure you are, end an answer with + sure, = think so, or - a guess." in result.stdout
    if confidence == "skipped":
        assert "Type a number from 1 to 4." in result.stdout
    else:
        assert "Comes back " in result.stdout
        assert rows(folders, "confidence") == [(confidence,)]


def test_nobody_is_asked_how_sure_who_does_not_want_to_be(cspo: Run) -> None:
    cspo("settings", "confidence", "false")
    result = cspo("quiz", "--type", "single", "-n", "1", "--seed", "1", given="1 +\n")
    assert "how sure" not in result.stdout
    assert "Type a number from 1 to 4." in result.stdout


def test_the_key_earns_full_marks_and_every_option_gets_its_reason(cspo: Run, catalog: Catalog, folders: Path) -> None:
    question = next(one for one in catalog.pack.questions if isinstance(one, Single))
    key = next(number for number, option in enumerate(question.options, start=1) if option.correct)
    result = cspo("quiz", "--goal", question.goal, "--no-shuffle", "--type", "single", "-n", "1", given=f"{key}\n")
    words = " ".join(result.stdout.split())
    assert " ".join(question.stem.split()) in words
    assert "Right. " in words
    for option in question.options:
        assert " ".join(option.why.split()) in words
    work = catalog.pack.works[question.source.work]
    assert f"Source: {work.citation()}" in words
    assert "Summary: 1 of 1 right." in words
    assert rows(folders) == [(question.id, 1.0)]


def test_a_wrong_answer_names_the_misconception_and_what_to_look_at_again(cspo: Run, catalog: Catalog) -> None:
    question = next(one for one in catalog.pack.questions if isinstance(one, Single))
    wrong = next(number for number, option in enumerate(question.options, start=1) if not option.correct)
    misconception = question.options[wrong - 1].misconception
    assert misconception is not None
    result = cspo("quiz", "--goal", question.goal, "--no-shuffle", "--type", "single", "-n", "1", given=f"{wrong}\n")
    words = " ".join(result.stdout.split())
    assert "Wrong. " in words
    assert f"[{catalog.pack.misconceptions[misconception].name}]" in words
    assert "Summary: 0 of 1 right." in words
    assert f"Look at again: {question.goal} " in words


def test_the_end_of_input_keeps_what_was_answered(cspo: Run, folders: Path) -> None:
    result = cspo("quiz", "--domain", "3", "--plain", "--type", "single", "-n", "9", given="1\n2\n")
    assert result.returncode == 0
    assert "End of input." in result.stdout
    assert "Traceback" not in result.stderr
    assert len(rows(folders)) == 2


def test_an_empty_line_skips_and_a_wrong_one_is_asked_again(cspo: Run, folders: Path) -> None:
    result = cspo("quiz", "--domain", "3", "--plain", "--type", "single", "-n", "2", given="\n9\nx\n1\n")
    assert "Skipped." in result.stdout
    assert result.stdout.count("Type a number from 1 to 4.") + result.stdout.count("Type a number from 1 to 3.") == 2
    assert len(rows(folders)) == 1


def test_a_seed_asks_the_same_whatever_was_answered(cspo: Run) -> None:
    command = ("quiz", "--domain", "3", "--plain", "-n", "4", "--seed", "7")
    first = cspo(*command, given="1\n" * 20)
    assert cspo(*command, given="1\n" * 20).stdout == first.stdout


def test_as_written_keeps_questions_and_options_in_their_order(cspo: Run, catalog: Catalog) -> None:
    expected = next(one for one in catalog.pack.questions if one.goal == "3.2.1" and isinstance(one, Single))
    words = " ".join(cspo("quiz", "--goal", "3.2.1", "--no-shuffle", "--type", "single", "-n", "1").stdout.split())
    numbered = " ".join(f"{n}. {option.text}" for n, option in enumerate(expected.options, start=1))
    assert " ".join(numbered.split()) in words


def test_only_the_types_asked_for(cspo: Run) -> None:
    text = cspo("quiz", "--domain", "3", "--plain", "--type", "numeric", "-n", "3", given="1\n1\n1\n").stdout
    assert text.count("Number (") == 3


def until_feedback(process: "subprocess.Popen[bytes]", answers: int) -> None:
    """Answer questions and read until the feedback of the last one is out."""
    assert process.stdin is not None
    assert process.stdout is not None
    seen = b""
    for given in range(1, answers + 1):
        process.stdin.write(b"1\n")
        process.stdin.flush()
        while seen.count(b"Source: ") < given:
            seen += os.read(process.stdout.fileno(), 4096)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_an_answer_whose_feedback_was_seen_survives(how: signal.Signals, folders: Path) -> None:
    command = [CSPO, "quiz", "--domain", "3", "--plain", "--type", "single", "-n", "9"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folders
    ) as process:
        until_feedback(process, answers=3)
        process.send_signal(how)
        _, errors = process.communicate(timeout=30)
    assert b"Traceback" not in errors
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert b"Everything answered so far is saved." in errors
    assert len(rows(folders)) == 3


def test_a_closed_pipe_ends_quietly(folders: Path) -> None:
    command = [CSPO, "quiz", "--domain", "3", "--plain", "--type", "single", "-n", "9"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folders
    ) as process:
        until_feedback(process, answers=2)
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(b"1\n1\n1\n")
        process.stdin.flush()
        errors = process.stderr.read()
        assert process.wait(timeout=30) == 0
    assert errors == b""
    assert len(rows(folders)) >= 2
