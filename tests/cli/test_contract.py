"""The contract for scripts: one JSON document, errors in one form, exit codes that mean what the help says."""

from pathlib import Path

import pytest

from cspo_study.cli.app import COMMANDS
from support import Run, document


def test_the_version_is_one_line(cspo: Run) -> None:
    result = cspo("--version")
    assert result.returncode == 0
    assert result.stdout.startswith("cspo ")
    assert result.stdout.count("\n") == 1
    assert result.stderr == ""


def test_the_help_lists_every_command_and_what_the_exit_codes_mean(cspo: Run) -> None:
    result = cspo("--help")
    assert result.returncode == 0
    for name, summary in COMMANDS.items():
        assert f"{name} " in result.stdout
        assert summary in result.stdout
    words = " ".join(result.stdout.split())
    for meaning in (
        "0 fine",
        "1 a check found",
        "2 usage",
        "3 content",
        "4 progress store",
        "70 internal",
        "130 interrupt",
    ):
        assert meaning in words


@pytest.mark.parametrize(
    "command",
    [(name,) for name in COMMANDS if name != "content"]
    + [("content", "check"), ("content", "stats"), ("content", "export"), ("content", "schema")],
)
def test_every_command_has_help_with_an_example(cspo: Run, command: tuple[str, ...]) -> None:
    result = cspo(*command, "--help")
    assert result.returncode == 0
    assert f"Example: cspo {' '.join(command)}" in result.stdout


@pytest.mark.parametrize(
    "command",
    [("progress",), ("progress", "--domain", "3"), ("why",), ("paths",), ("content", "check"), ("content", "stats")],
)
def test_json_prints_one_envelope_and_nothing_else(cspo: Run, command: tuple[str, ...]) -> None:
    result = cspo(*command, "--json")
    assert result.returncode == 0
    assert result.stderr == ""
    envelope = document(result.stdout)
    assert list(envelope) == ["cspo", "command", "status", "data", "errors"]
    assert envelope["cspo"] == 1
    assert envelope["command"] == " ".join(word for word in command if word not in ("--domain", "3"))
    assert (envelope["status"], envelope["errors"]) == ("ok", [])


def test_a_failing_command_prints_the_envelope_too(cspo: Run) -> None:
    result = cspo("progress", "--domain", "9", "--json")
    assert result.returncode == 2
    assert result.stderr == ""
    envelope = document(result.stdout)
    assert envelope["status"] == "error"
    assert envelope["command"] == "progress"
    assert envelope["data"] is None
    (error,) = envelope["errors"]
    assert (error["code"], error["message"]) == ("usage", "There is no domain '9'.")
    assert error["hint"].startswith("The domains are 1, 2, 3, 4, 5, 6, 7")


def test_an_unknown_option_is_told_in_the_envelope(cspo: Run) -> None:
    result = cspo("quiz", "--domian", "3", "--json")
    assert result.returncode == 2
    error = document(result.stdout)["errors"][0]
    assert error["code"] == "usage"
    assert "--domian" in error["message"]
    assert error["hint"] == "See: cspo quiz --help"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("quiz", "--topic", "3.9"),
            "There is no topic '3.9'.\nDid you mean 3.3? The topics are 1.1 to 8.2 (cspo progress lists them).",
        ),
        (("quiz", "--goal", "3.2.9"), "There is no goal '3.2.9'.\nDid you mean 3.2.4?"),
        (("quizz",), "There is no command 'quizz'.\nDid you mean quiz? The commands are study, "),
        (("quiz", "--domain", "3", "--goal", "3.2.1"), "--domain, --topic and --goal exclude one another."),
        (
            ("quiz", "--goal", "1.1.1", "--type", "short"),
            "There are no questions of type short here yet.\nDomains with questions: 1, 2, 3, 4, 5, 6, 7, 8.",
        ),
        (
            ("quiz", "--weak", "--goal", "1.1.1", "--type", "short"),
            "There are no questions of type short here yet.\nDomains with questions: 1, 2, 3, 4, 5, 6, 7, 8.",
        ),
        (("study",), "cspo study needs a terminal.\nFor plain lines use: cspo quiz --plain"),
        (("progress", "--domain"), "Option '--domain' requires an argument."),
    ],
)
def test_a_wrong_request_says_what_exists(cspo: Run, arguments: tuple[str, ...], message: str) -> None:
    result = cspo(*arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert f"cspo: {message}" in result.stderr
    assert "Traceback" not in result.stderr


def test_invalid_content_ends_with_its_own_code_and_names_the_line(cspo: Run, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    (folder / "questions").mkdir(parents=True)
    (folder / "syllabus.yaml").write_text("domains: 3\n")
    result = cspo("content", "check", "--content", str(folder))
    assert result.returncode == 3
    assert "syllabus.yaml:1:10: 'domains' is the number 3, expected a list" in result.stderr
    as_json = cspo("content", "check", "--content", str(folder), "--json")
    assert as_json.returncode == 3
    assert document(as_json.stdout)["errors"][0]["code"] == "content-invalid"


def test_an_unusable_store_ends_with_its_own_code(cspo: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "progress.db").write_bytes(b"this is no database" * 100)
    result = cspo("progress")
    assert result.returncode == 4
    assert str(data / "progress.db") in result.stderr
    assert "file is not a database" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_read_creates_nothing(cspo: Run, tmp_path: Path) -> None:
    commands = ("paths", "progress", "progress --json", "why", "why --json", "content check", "content export")
    for command in map(str.split, commands):
        assert cspo(*command).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_paths_prints_every_place(cspo: Run, tmp_path: Path) -> None:
    data = document(cspo("paths", "--json").stdout)["data"]
    assert data["store"] == str(tmp_path / "data" / "progress.db")
    assert data["config"] == str(tmp_path / "config")
    assert data["cache"] == str(tmp_path / "cache")
    assert Path(data["content"], "syllabus.yaml").is_file()


def test_places_follow_the_platform_where_nothing_overrides_them(cspo: Run, tmp_path: Path) -> None:
    env = {"CSPO_DATA_DIR": "", "XDG_DATA_HOME": str(tmp_path / "xdg"), "HOME": str(tmp_path)}
    data = document(cspo("paths", "--json", env=env).stdout)["data"]["data"]
    assert data.startswith(str(tmp_path))


def test_no_colour_where_none_is_wanted(cspo: Run) -> None:
    forced = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    assert "\x1b[" in cspo("progress", env=forced).stdout
    plain = cspo("progress", env={**forced, "NO_COLOR": "1"}).stdout
    assert "\x1b[3" not in plain
    assert "\x1b[9" not in plain


def test_the_same_command_runs_as_a_module(cspo: Run) -> None:
    import subprocess
    import sys

    result = subprocess.run(
        [sys.executable, "-m", "cspo_study", "--version"], capture_output=True, text=True, check=True
    )
    assert result.stdout == cspo("--version").stdout
