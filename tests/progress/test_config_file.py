"""`config.toml`: what it can say, and what is said about it when it can't be used."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cspo_study.errors import ExitCode
from cspo_study.learning.memory import DEFAULT_PARAMETERS
from cspo_study.study.settings import (
    DEFAULTS,
    RULES,
    Settings,
    SettingsError,
    change_settings,
    check_setting,
    read_settings,
)
from progress.logbook import light_folder
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
ONE_OF = (
    "expected one of rollover_hour, minutes, retention, workshop, confidence, theme, animation, keys, exams, "
    "memory_parameters"
)
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
        f"unknown setting 'rolover_hour', {ONE_OF}",
        id="misspelled",
    ),
    pytest.param("[days]\nrollover_hour = 5\n", 1, f"unknown setting 'days', {ONE_OF}", id="nested"),
    pytest.param('"a b" = 1\n', 1, f"unknown setting 'a b', {ONE_OF}", id="quoted"),
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
            f"{path}:1: unknown setting 'colour', {ONE_OF}",
            f"{path}:3: 'rollover_hour' is 99, {HOURS}",
            f"{path}:4: unknown setting 'sound', {ONE_OF}",
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


# --- what each setting can be -----------------------------------------------------------------------------------------

OWN = (*DEFAULT_PARAMETERS[:2], 3.5, *DEFAULT_PARAMETERS[3:])
"""Parameters of the memory model that are somebody's own."""
LISTED = ", ".join(map(str, OWN))
FITS: list[tuple[str, str, object]] = [
    ("minutes", "5", 5),
    ("minutes", "240", 240),
    ("retention", "0.7", 0.7),
    ("retention", "0.97", 0.97),
    ("retention", "0.85", 0.85),
    ("workshop", "2026-12-15", date(2026, 12, 15)),
    ("workshop", '"2026-12-15"', date(2026, 12, 15)),
    ("confidence", "false", False),
    ("theme", '"cspo-light"', "cspo-light"),
    ("animation", "false", False),
    ("keys", '{"session.skip" = "x", "app.help" = "f1,?"}', {"session.skip": "x", "app.help": "f1,?"}),
    ("keys", "{}", {}),
    ("memory_parameters", f"[{LISTED}]", OWN),
]


@pytest.mark.parametrize(("name", "written", "value"), FITS)
def test_a_setting_that_fits_is_used(folder: Path, name: str, written: str, value: object) -> None:
    (folder / "config.toml").write_text(f"# mine\n{name} = {written}\n")
    settings, problems = read_settings(folder)
    assert problems == []
    assert settings == msgspec.structs.replace(DEFAULTS, **{name: value})
    assert type(getattr(settings, name)) is type(getattr(DEFAULTS, name)) or name == "workshop"


def test_keys_can_be_written_as_a_table(folder: Path) -> None:
    (folder / "config.toml").write_text('minutes = 30\n\n[keys]\n"session.skip" = "x"\n"app.help" = "f1"\n')
    assert read_settings(folder) == (Settings(minutes=30, keys={"session.skip": "x", "app.help": "f1"}), [])


SHARES = "expected a number from 0.7 to 0.97"
MINUTES = "expected a whole number from 5 to 240"
DAYS = "expected a day such as 2026-12-15"
SWITCH = "expected true or false"
THEME = "expected the name of a theme in quotes"
KEYS = 'expected a table of names and keys, such as "session.skip" = "x"'
NUMBERS = "expected a list of 21 numbers, as cspo tune writes it"
MISFITS: list[tuple[str, str, str]] = [
    ("minutes", "4", f"'minutes' is 4, {MINUTES}"),
    ("minutes", "241", f"'minutes' is 241, {MINUTES}"),
    ("minutes", "20.0", f"'minutes' is 20.0, {MINUTES}"),
    ("minutes", "true", f"'minutes' is True, {MINUTES}"),
    ("retention", "0.69", f"'retention' is 0.69, {SHARES}"),
    ("retention", "0.98", f"'retention' is 0.98, {SHARES}"),
    ("retention", "1", f"'retention' is 1, {SHARES}"),
    ("retention", "nan", f"'retention' is nan, {SHARES}"),
    ("retention", "true", f"'retention' is True, {SHARES}"),
    ("retention", '"0.9"', f"'retention' is '0.9', {SHARES}"),
    ("workshop", '"15 December"', f"'workshop' is '15 December', {DAYS}"),
    ("workshop", '"2026-02-30"', f"'workshop' is '2026-02-30', {DAYS}"),
    ("workshop", "20261215", f"'workshop' is 20261215, {DAYS}"),
    ("workshop", "09:00:00", f"'workshop' is datetime.time(9, 0), {DAYS}"),
    ("workshop", "2026-12-15T09:00:00", f"'workshop' is datetime.datetime(2026, 12, 15, 9, 0), {DAYS}"),
    ("confidence", "1", f"'confidence' is 1, {SWITCH}"),
    ("confidence", '"true"', f"'confidence' is 'true', {SWITCH}"),
    ("animation", '"no"', f"'animation' is 'no', {SWITCH}"),
    ("theme", '""', f"'theme' is '', {THEME}"),
    ("theme", "1", f"'theme' is 1, {THEME}"),
    ("keys", '"x"', f"'keys' is 'x', {KEYS}"),
    ("keys", '["x"]', f"'keys' is ['x'], {KEYS}"),
    ("keys", '{skip = ""}', f"'keys' is {{'skip': ''}}, {KEYS}"),
    ("keys", "{skip = 1}", f"'keys' is {{'skip': 1}}, {KEYS}"),
    ("memory_parameters", "[1.0, 2.0]", f"'memory_parameters' is [1.0, 2.0], {NUMBERS}"),
    ("memory_parameters", '"default"', f"'memory_parameters' is 'default', {NUMBERS}"),
    ("memory_parameters", f"[{'true, ' * 21}]", f"'memory_parameters' is {[True] * 21}, {NUMBERS}"),
    # No memory works by these: the model's own bounds are what a fit keeps to.
    ("memory_parameters", f"[{'0.5, ' * 21}]", f"'memory_parameters' is {[0.5] * 21}, {NUMBERS}"),
    ("memory_parameters", f"[{'nan, ' * 21}]", f"'memory_parameters' is [{', '.join(['nan'] * 21)}], {NUMBERS}"),
]


@pytest.mark.parametrize(("name", "written", "problem"), MISFITS)
def test_a_setting_that_does_not_fit_is_told_and_all_others_serve(
    folder: Path, name: str, written: str, problem: str
) -> None:
    path = folder / "config.toml"
    path.write_text(f"# mine\nrollover_hour = 5\n{name} = {written}\n")
    assert read_settings(folder) == (Settings(rollover_hour=5), [f"{path}:3: {problem}"])


def test_every_setting_has_a_rule_and_its_default_fits() -> None:
    assert list(RULES) == [field.name for field in msgspec.structs.fields(Settings)]
    for name in RULES:
        check_setting(name, getattr(DEFAULTS, name))
        check_setting(name, None)


# --- changing them ----------------------------------------------------------------------------------------------------

MINE = """\
# How I study.
rollover_hour = 5   # I am up late

colour = "green"    # from a later cspo
retention = 0.85

[keys]
"session.skip" = "x"  # nearer
"""


def test_changing_a_setting_keeps_everything_else_in_the_file_as_it_stands(folder: Path) -> None:
    path = folder / "config.toml"
    path.write_text(MINE)
    changed = change_settings(folder, {"retention": 0.9})
    assert path.read_text() == MINE.replace("0.85", "0.9")
    assert changed == Settings(rollover_hour=5, retention=0.9, keys={"session.skip": "x"})
    change_settings(folder, {"rollover_hour": 3, "retention": None, "keys": {"session.skip": "z"}})
    text = path.read_text()
    for kept in (
        "# How I study.\n",
        "rollover_hour = 3   # I am up late\n",
        'colour = "green"    # from a later cspo\n',
    ):
        assert kept in text
    assert read_settings(folder).settings == Settings(rollover_hour=3, keys={"session.skip": "z"})


def test_a_new_setting_never_ends_up_within_a_table(folder: Path) -> None:
    path = folder / "config.toml"
    path.write_text('[keys]\n"session.skip" = "x"\n')
    change_settings(folder, {"minutes": 30, "theme": "cspo-light"})
    expected = Settings(minutes=30, theme="cspo-light", keys={"session.skip": "x"})
    assert read_settings(folder) == (expected, [])


def test_the_first_change_makes_the_file_and_its_folder(folder: Path) -> None:
    changed = change_settings(folder / "new", {"minutes": 30, "confidence": False})
    assert changed == Settings(minutes=30, confidence=False)
    assert (folder / "new" / "config.toml").read_text() == "minutes = 30\nconfidence = false\n"


def test_the_line_ends_of_the_file_are_kept(folder: Path) -> None:
    path = folder / "config.toml"
    path.write_bytes(b"# mine\r\nminutes = 30\r\nrollover_hour = 5\r\n")
    change_settings(folder, {"minutes": 40})
    assert path.read_bytes() == b"# mine\r\nminutes = 40\r\nrollover_hour = 5\r\n"


def test_taking_a_setting_out_lets_its_default_serve(folder: Path) -> None:
    change_settings(folder, {"minutes": 30, "memory_parameters": OWN, "workshop": date(2026, 12, 15)})
    assert change_settings(folder, {"minutes": None, "memory_parameters": None, "workshop": None}) == DEFAULTS
    assert change_settings(folder, {"theme": None}) == DEFAULTS  # it was not there
    assert read_settings(folder) == (DEFAULTS, [])


def test_no_change_leaves_the_file_to_the_letter(folder: Path) -> None:
    path = folder / "config.toml"
    path.write_text(MINE)
    change_settings(folder, {})
    assert path.read_text() == MINE


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "rollover_hour": st.integers(0, 12),
    "minutes": st.integers(5, 240),
    "retention": st.floats(0.7, 0.97),
    "workshop": st.dates(),
    "confidence": st.booleans(),
    "theme": st.text(st.characters(codec="utf-8"), min_size=1),
    "animation": st.booleans(),
    "keys": st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1), st.text("abc,+ ", min_size=1)),
    "memory_parameters": st.just(OWN),
}


@hypothesis_settings(deadline=None, max_examples=60)
@given(
    st.lists(st.fixed_dictionaries({}, optional={name: st.none() | one for name, one in VALUES.items()}), max_size=4)
)
def test_what_was_set_is_what_is_read_whatever_stood_there(changes: list[dict[str, Any]]) -> None:
    with light_folder() as name:
        folder = Path(name)
        expected = DEFAULTS
        for change in changes:
            values = {one: getattr(DEFAULTS, one) if value is None else value for one, value in change.items()}
            expected = msgspec.structs.replace(expected, **values)
            assert change_settings(folder, change) == expected
            assert read_settings(folder) == (expected, [])
        assert [path.name for path in folder.iterdir()] == (["config.toml"] if changes else [])


@pytest.mark.parametrize(
    ("name", "value", "message", "hint"),
    [
        ("minutes", 4, "'minutes' cannot be 4.", "Expected a whole number from 5 to 240."),
        ("minutes", "30", "'minutes' cannot be '30'.", "Expected a whole number from 5 to 240."),
        ("retention", 0.98, "'retention' cannot be 0.98.", "Expected a number from 0.7 to 0.97."),
        ("workshop", "soon", "'workshop' cannot be 'soon'.", "Expected a day such as 2026-12-15."),
        (
            "workshop",
            datetime(2026, 12, 15, tzinfo=UTC),
            "'workshop' cannot be datetime.datetime(2026, 12, 15, 0, 0, tzinfo=datetime.timezone.utc).",
            "Expected a day such as 2026-12-15.",
        ),
        ("confidence", 1, "'confidence' cannot be 1.", "Expected true or false."),
        ("theme", "", "'theme' cannot be ''.", "Expected the name of a theme in quotes."),
        (
            "keys",
            {"skip": ""},
            "'keys' cannot be {'skip': ''}.",
            'Expected a table of names and keys, such as "session.skip" = "x".',
        ),
        (
            "memory_parameters",
            (1.0, 2.0),
            "'memory_parameters' cannot be (1.0, 2.0).",
            "Expected a list of 21 numbers, as cspo tune writes it.",
        ),
        ("colour", "green", "There is no setting 'colour'.", f"The settings are {', '.join(RULES)}."),
        ("colour", None, "There is no setting 'colour'.", f"The settings are {', '.join(RULES)}."),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_of_the_change_is_written(
    folder: Path, name: str, value: object, message: str, hint: str
) -> None:
    path = folder / "config.toml"
    path.write_text(MINE)
    with pytest.raises(SettingsError) as refused:
        change_settings(folder, {"rollover_hour": 3, name: value})
    assert (refused.value.message, refused.value.hint) == (message, hint)
    assert (refused.value.code, refused.value.exit_code) == ("settings", ExitCode.USAGE)
    assert path.read_text() == MINE


def test_a_file_that_is_not_toml_is_left_to_its_writer(folder: Path) -> None:
    path = folder / "config.toml"
    for content in (b"minutes: 30\n", b"minutes = 30 # \xff\n"):
        path.write_bytes(content)
        with pytest.raises(SettingsError) as refused:
            change_settings(folder, {"minutes": 40})
        assert refused.value.message.startswith(f"{path} could not be changed: ")
        assert refused.value.hint == "Mend the file by hand: cspo paths"
        assert path.read_bytes() == content
        assert list(folder.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_to_is_told(folder: Path) -> None:
    (folder / "taken").write_text("a file")
    with pytest.raises(SettingsError) as refused:
        change_settings(folder / "taken", {"minutes": 40})
    assert refused.value.message.startswith(f"{folder / 'taken' / 'config.toml'} could not be changed: ")


def test_a_write_that_fails_half_way_leaves_the_file_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "config.toml"
    path.write_text(MINE)

    def full(_path: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as failing:
        failing.setattr(Path, "replace", full)
        with pytest.raises(SettingsError) as refused:
            change_settings(folder, {"minutes": 40})
    assert refused.value.message == f"{path} could not be changed: [Errno 28] No space left on device."
    assert path.read_text() == MINE


def test_a_reader_sees_the_file_of_before_or_the_file_of_after(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "config.toml"
    path.write_text(MINE)
    seen: list[str] = []
    replace = Path.replace

    def look_first(source: Path, target: Path) -> Path:
        seen.extend([path.read_text(), source.read_text()])
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", look_first)
    change_settings(folder, {"rollover_hour": 7})
    assert seen == [MINE, MINE.replace("rollover_hour = 5", "rollover_hour = 7")]
    assert os.listdir(folder) == ["config.toml"]  # noqa: PTH208 - its name alone


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
