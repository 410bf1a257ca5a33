"""`config.toml`: what it can say, and what is said about it when it can't be used."""

from pathlib import Path

import pytest

from cspo_study.study.settings import DEFAULTS, Settings, read_settings
from support import Run, document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "config"
    made.mkdir()
    return made


def test_without_a_file_the_defaults_serve(folder: Path) -> None:
    assert read_settings(folder) == (DEFAULTS, [])
    assert read_settings(folder / "nowhere") == (DEFAULTS, [])
    assert Settings(rollover_hour=4) == DEFAULTS


@pytest.mark.parametrize("hour", range(13))
def test_a_day_can_begin_at_any_hour_until_noon(folder: Path, hour: int) -> None:
    (folder / "config.toml").write_text(f"# mine\nrollover_hour = {hour}\n")
    assert read_settings(folder) == (Settings(rollover_hour=hour), [])


HOURS = "expected a whole number from 0 to 12"
UNUSABLE = [
    pytest.param("rollover_hour = 13\n", 1, f"'rollover_hour' is 13, {HOURS}", id="too late"),
    pytest.param("rollover_hour = -1\n", 1, f"'rollover_hour' is -1, {HOURS}", id="too early"),
    pytest.param("\n# hour\nrollover_hour = 4.5\n", 3, f"'rollover_hour' is 4.5, {HOURS}", id="half past"),
    pytest.param('rollover_hour = "4"\n', 1, f"'rollover_hour' is '4', {HOURS}", id="a text"),
    pytest.param("rollover_hour = true\n", 1, f"'rollover_hour' is True, {HOURS}", id="true"),
    pytest.param("rollover_hour = [4]\n", 1, f"'rollover_hour' is [4], {HOURS}", id="a list"),
    pytest.param("rollover_hour = 04:00:00\n", 1, f"'rollover_hour' is datetime.time(4, 0), {HOURS}", id="a time"),
    pytest.param(
        "rollover_hour = 5\nrolover_hour = 5\n",
        2,
        "unknown setting 'rolover_hour', expected one of rollover_hour",
        id="misspelled",
    ),
    pytest.param(
        "[days]\nrollover_hour = 5\n", 1, "unknown setting 'days', expected one of rollover_hour", id="nested"
    ),
    pytest.param('"a b" = 1\n', 1, "unknown setting 'a b', expected one of rollover_hour", id="quoted"),
]


@pytest.mark.parametrize(("text", "line", "problem"), UNUSABLE)
def test_what_cannot_be_used_is_told_with_its_line_and_the_default_serves(
    folder: Path, text: str, line: int, problem: str
) -> None:
    path = folder / "config.toml"
    path.write_text(text)
    read = read_settings(folder)
    assert read.problems == [f"{path}:{line}: {problem}"]
    assert read.settings == (Settings(rollover_hour=5) if problem.startswith("unknown setting 'rolover") else DEFAULTS)


def test_every_problem_is_told(folder: Path) -> None:
    path = folder / "config.toml"
    path.write_text("colour = 1\n\nrollover_hour = 99\nsound = false\n")
    assert read_settings(folder) == (
        DEFAULTS,
        [
            f"{path}:1: unknown setting 'colour', expected one of rollover_hour",
            f"{path}:3: 'rollover_hour' is 99, {HOURS}",
            f"{path}:4: unknown setting 'sound', expected one of rollover_hour",
        ],
    )


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("rollover_hour: 4\n", 1, "Expected '=' after a key in a key/value pair (at line 1, column 14)"),
        ("# fine\n\nrollover_hour = four\n", 3, "Invalid value (at line 3, column 17)"),
        ('rollover_hour = 4\nname = "x\n', 2, "Illegal character '\\n' (at line 2, column 10)"),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(folder: Path, text: str, line: int, told: str) -> None:
    path = folder / "config.toml"
    path.write_text(text)
    expected = "expected lines like rollover_hour = 4"
    assert read_settings(folder) == (DEFAULTS, [f"{path}:{line}: not TOML: {told}, {expected}"])


def test_a_file_that_cannot_be_read_is_told(folder: Path) -> None:
    path = folder / "config.toml"
    path.write_bytes(b"rollover_hour = 4 # \xff\n")
    (problem,) = read_settings(folder).problems
    assert problem.startswith(f"{path}:1: cannot be read ('utf-8' codec can't decode byte 0xff")
    assert problem.endswith(", expected a TOML file")
    path.unlink()
    path.mkdir()
    assert read_settings(folder).problems == [
        f"{path}:1: cannot be read ([Errno 21] Is a directory: '{path}'), expected a TOML file"
    ]


# --- in the commands --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", [("progress",), ("quiz", "--domain", "3", "-n", "1"), ("backup", "--list"), ("reset", "--yes")]
)
def test_commands_say_what_is_wrong_and_go_on(cspo: Run, folder: Path, command: tuple[str, ...]) -> None:
    path = folder / "config.toml"
    path.write_text("rollover_hour = 25\n")
    cspo("quiz", "--domain", "3", "-n", "1", "--type", "single", given="1\n")
    result = cspo(*command, given="1\n")
    assert result.returncode == 0
    assert result.stderr.startswith(f"cspo: {path}:1: 'rollover_hour' is 25, {HOURS}\n")
    assert result.stderr.count("rollover_hour") == 1


@pytest.mark.parametrize("command", [("progress",), ("doctor",), ("backup", "--list")])
def test_a_problem_never_stands_within_the_json(cspo: Run, folder: Path, command: tuple[str, ...]) -> None:
    path = folder / "config.toml"
    path.write_text("rollover_hour = \n")
    result = cspo(*command, "--json")
    assert result.returncode == 0
    assert document(result.stdout)["status"] == "ok"
    assert result.stderr.startswith(f"cspo: {path}:1: not TOML: ")


def test_the_hour_that_was_set_decides_what_a_day_is(cspo: Run, folder: Path) -> None:
    for hour in (0, 12, 4):
        (folder / "config.toml").write_text(f"rollover_hour = {hour}\n")
        assert cspo("quiz", "--domain", "3", "-n", "1", "--type", "single", given="1\n").returncode == 0
        result = cspo("doctor")
        assert (result.returncode, result.stdout, result.stderr) == (0, "Everything is in order.\n", "")
