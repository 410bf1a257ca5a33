"""`--resume`: a quiz or a review that was left goes on at its question, and nothing takes its place by accident."""

import os
import signal
import subprocess
from pathlib import Path

import msgspec
import pytest

from support import CSPO, Run

SINGLE = ("quiz", "--domain", "3", "--type", "single", "--plain")


def questions(output: str) -> list[str]:
    """Each question asked, from its number to its choices."""
    return [part.partition("Your answer:")[0] for part in output.split("\nQuestion ")[1:]]


def kept(folders: Path, name: str = "quiz.json") -> bytes | None:
    """What is noted of the place."""
    path = folders / "data" / name
    return path.read_bytes() if path.exists() else None


def test_it_goes_on_with_the_same_question_and_sums_up_the_whole(cspo: Run, folders: Path) -> None:
    # The second question of this draw has no story: one that had been told is told again when it is gone on with.
    left = cspo(*SINGLE, "-n", "3", "--seed", "1", given="1\n")
    assert left.returncode == 0
    assert left.stderr == "Left at question 2 of 3. cspo quiz --resume goes on with it.\n"
    again = cspo("quiz", "--resume", given="1\n1\n")
    assert (again.returncode, again.stderr) == (0, "")
    assert questions(again.stdout)[0] == questions(left.stdout)[1]
    assert "of 3 right." in again.stdout
    assert kept(folders) is None


def test_a_new_one_says_that_another_was_left_and_replaces_it_with_its_first_answer(cspo: Run, folders: Path) -> None:
    cspo(*SINGLE, "-n", "3", given="1\n")
    before = kept(folders)
    told = "A quiz was left at question 2 of 3. cspo quiz --resume goes on with it.\n"
    assert cspo(*SINGLE, "-n", "5", given="\n").stderr == told * 2
    assert kept(folders) == before
    assert cspo(*SINGLE, "-n", "5", given="1\n").stderr == (
        f"{told}Left at question 2 of 5. cspo quiz --resume goes on with it.\n"
    )
    assert "Question 2 of 5" in cspo("quiz", "--resume").stdout


def test_a_new_one_that_is_skipped_through_leaves_the_old_place(cspo: Run, folders: Path) -> None:
    cspo(*SINGLE, "-n", "3", given="1\n")
    before = kept(folders)
    cspo(*SINGLE, "-n", "2", given="\n\n")
    assert kept(folders) == before


def test_cramming_keeps_no_place_and_loses_none(cspo: Run, folders: Path) -> None:
    crammed = cspo(*SINGLE, "-n", "3", "--cram", given="1\n")
    assert "--resume" not in crammed.stderr
    assert kept(folders) is None
    cspo(*SINGLE, "-n", "3", given="1\n")
    before = kept(folders)
    cspo(*SINGLE, "-n", "3", "--cram", given="1\n1\n")
    assert kept(folders) == before


def test_an_answer_begun_on_the_screen_is_told_in_lines_until_it_is_given(cspo: Run, folders: Path) -> None:
    cspo("quiz", "--goal", "3.2.1", "--type", "multiple", "--plain", "-n", "2")
    place = msgspec.json.decode(kept(folders) or b"")
    place["draft"] = [place["questions"][0]["shown"][1]]
    (folders / "data" / "quiz.json").write_bytes(msgspec.json.encode(place))
    assert "So far: 2\n" in cspo("quiz", "--resume").stdout
    again = cspo("quiz", "--resume", given="1 2\n1 3\n").stdout  # the place was left as it was
    assert again.count("So far: 2\n") == 1


def test_a_review_has_a_place_of_its_own(cspo: Run, folders: Path) -> None:
    cspo(*SINGLE, "-n", "3", given="1\n")
    data = folders / "data"
    (data / "review.json").write_bytes((data / "quiz.json").read_bytes().replace(b'"quiz"', b'"review"'))
    assert "Question 2 of 3" in cspo("review", "--resume", given="1\n1\n").stdout
    assert kept(folders, "review.json") is None
    assert kept(folders) is not None


def test_ctrl_c_in_lines_says_where_it_was_left(folders: Path) -> None:
    with subprocess.Popen(
        [CSPO, *SINGLE, "-n", "3"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folders
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"1\n")
        process.stdin.flush()
        seen = b""
        while b"Question 2 of 3" not in seen:
            seen += os.read(process.stdout.fileno(), 4096)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.decode() == (
        "\nStopped. Everything answered so far is saved.\n"
        "Left at question 2 of 3. cspo quiz --resume goes on with it.\n"
    )


def begun(kind: str, options: str) -> str:
    """What is said of options that a sitting gone on with cannot take."""
    return (
        f"--resume goes on with a {kind} as it was begun: {options} cannot be given with it.\n"
        "Leave out --resume for a new one."
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("quiz", "--resume"), "There is no quiz to go on with.\nFor a new one: cspo quiz"),
        (("review", "--resume", "--plain"), "There is no review to go on with.\nFor a new one: cspo review"),
        (
            ("quiz", "--resume", "-d", "3", "--no-shuffle", "-n", "5"),
            begun("quiz", "--domain, --questions, --no-shuffle"),
        ),
        (
            ("quiz", "--resume", "--topic", "3.2", "--goal", "3.2.1", "--type", "single", "--seed", "7"),
            begun("quiz", "--topic, --goal, --type, --seed"),
        ),
        (
            ("quiz", "--resume", "--weak", "--cram", "--plain"),
            begun("quiz", "--weak, --cram"),
        ),
        (
            ("review", "--resume", "--questions", "20"),
            begun("review", "--questions"),
        ),
    ],
)
def test_what_cannot_be_gone_on_with_is_told(cspo: Run, arguments: tuple[str, ...], told: str) -> None:
    result = cspo(*arguments)
    assert (result.returncode, result.stdout, result.stderr) == (2, "", f"cspo: {told}\n")


def test_a_damaged_note_of_the_place_is_none(cspo: Run, folders: Path) -> None:
    cspo(*SINGLE, "-n", "3", given="1\n")
    (folders / "data" / "quiz.json").write_bytes(b"{")
    assert "There is no quiz to go on with." in cspo("quiz", "--resume").stderr
