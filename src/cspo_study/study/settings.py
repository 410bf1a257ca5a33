"""What a learner can set, in a file a person can edit: `config.toml` in the config folder.

A file that can't be used is no reason not to study: the defaults serve, and what is wrong is said. Writing a setting
keeps everything else in the file as it stands, comments too.
"""

import os
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from cspo_study.errors import CspoError, ExitCode
from cspo_study.learning.memory import DEFAULT_PARAMETERS, DESIRED_RETENTION, Parameters
from cspo_study.learning.profile import Profile


class Settings(msgspec.Struct, frozen=True):
    """The settings and their defaults. What each means is shown on the settings page."""

    rollover_hour: int = 4
    """The hour, 0 to 12 on one's own clock, at which a study day begins: past midnight is still the evening."""
    minutes: int = 20
    """Minutes a day one means to give it, 5 to 240."""
    retention: float = DESIRED_RETENTION
    """The chance of still knowing a concept when it comes back, 0.7 to 0.97: higher means more reviews."""
    workshop: date | None = None
    """The day of the workshop. Study aims at it; without one it looks thirty days ahead."""
    confidence: bool = True
    """Whether to ask, together with an answer, how sure one is."""
    theme: str = "cspo-dark"
    """The colours of the study room."""
    animation: bool = True
    """Whether anything may move on the screen."""
    keys: dict[str, str] = {}
    """Keys of one's own, by the name of what they do."""
    exams: dict[str, Profile] = {}
    """Assessments of one's own, by name: `[exams.mine]` with `questions`, `minutes` and, if wanted, `mark` and
    `domains`."""
    memory_parameters: Parameters = DEFAULT_PARAMETERS
    """The 21 numbers of the memory model, where `cspo tune` found better ones for this learner."""


DEFAULTS = Settings()


class ReadSettings(NamedTuple):
    """Settings, and what in the file could not be used, each as `file:line: what is wrong, what was expected`."""

    settings: Settings
    problems: list[str]


class Rule(NamedTuple):
    """What a setting may be: in words, and as a function that gives the value to use or raises `ValueError`."""

    expected: str
    read: Callable[[Any], Any]


class SettingsError(CspoError):
    """A setting could not be changed."""

    code = "settings"
    exit_code = ExitCode.USAGE


FILE_NAME = "config.toml"


def _whole(low: int, high: int) -> Rule:
    def read(value: Any) -> int:  # noqa: ANN401 - whatever TOML holds
        if type(value) is not int or not low <= value <= high:
            raise ValueError
        return value

    return Rule(f"a whole number from {low} to {high}", read)


def _share(low: float, high: float) -> Rule:
    def read(value: Any) -> float:  # noqa: ANN401
        if type(value) not in (int, float) or not low <= value <= high:
            raise ValueError
        return float(value)

    return Rule(f"a number from {low} to {high}", read)


def _day(value: Any) -> date:  # noqa: ANN401
    if isinstance(value, datetime) or not isinstance(value, (date, str)):
        raise ValueError
    return value if isinstance(value, date) else date.fromisoformat(value)


def _switch(value: Any) -> bool:  # noqa: ANN401
    if not isinstance(value, bool):
        raise ValueError
    return value


def _name(value: Any) -> str:  # noqa: ANN401
    if not isinstance(value, str) or not value:
        raise ValueError
    return value


def _keys(value: Any) -> dict[str, str]:  # noqa: ANN401
    if not isinstance(value, Mapping) or not all(isinstance(key, str) and key for key in value.values()):
        raise ValueError
    return {str(name): str(key) for name, key in value.items()}


def _exams(value: Any) -> dict[str, Profile]:  # noqa: ANN401
    try:
        found = msgspec.convert(value, dict[str, Profile])
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error
    for profile in found.values():
        fits = 1 <= profile.questions <= 200 and 1 <= profile.minutes <= 480
        if not fits or not (profile.mark is None or 0 < profile.mark <= 1):
            raise ValueError(profile)
    return found


def _parameters(value: Any) -> Parameters:  # noqa: ANN401
    fits = isinstance(value, list) and len(value) == len(DEFAULT_PARAMETERS)
    if not fits or not all(type(number) in (int, float) for number in value):
        raise ValueError
    from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS  # only where a file has them

    bounded = zip(LOWER_BOUNDS_PARAMETERS, value, UPPER_BOUNDS_PARAMETERS, strict=True)
    if not all(low <= number <= high for low, number, high in bounded):
        raise ValueError
    return tuple(float(number) for number in value)


RULES = {
    "rollover_hour": _whole(0, 12),
    "minutes": _whole(5, 240),
    "retention": _share(0.7, 0.97),
    "workshop": Rule("a day such as 2026-12-15", _day),
    "confidence": Rule("true or false", _switch),
    "theme": Rule("the name of a theme in quotes", _name),
    "animation": Rule("true or false", _switch),
    "keys": Rule('a table of names and keys, such as "session.skip" = "x"', _keys),
    "exams": Rule(
        "tables such as [exams.mine] with questions (1 to 200), minutes (1 to 480), and if wanted mark (0 to 1) and"
        ' domains (["3", "4"])',
        _exams,
    ),
    "memory_parameters": Rule(f"a list of {len(DEFAULT_PARAMETERS)} numbers, as cspo tune writes it", _parameters),
}


def read_settings(folder: Path) -> ReadSettings:
    """The settings in a config folder; the defaults where there is no file, or for what is wrong in it."""
    path = folder / FILE_NAME
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return ReadSettings(DEFAULTS, [])
    except (OSError, UnicodeDecodeError) as error:
        return ReadSettings(DEFAULTS, [f"{path}:1: cannot be read ({error}), expected a TOML file"])
    return _parsed(path, text)


def change_settings(folder: Path, changes: Mapping[str, Any]) -> Settings:
    """Write settings into the file and return them all; None takes one out, so that its default serves.

    Raises `SettingsError` for a value that does not fit, or a file that cannot be read or written.
    """
    import tomlkit  # only where something is written
    from tomlkit.exceptions import TOMLKitError

    path = folder / FILE_NAME
    for name, value in changes.items():
        check_setting(name, value)
    try:
        document = tomlkit.parse(path.read_bytes().decode()) if path.exists() else tomlkit.document()
        for name, value in changes.items():
            if value is None:
                document.pop(name, None)
            else:
                document[name] = list(value) if isinstance(value, tuple) else value
        text = tomlkit.dumps(document)
        folder.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        temporary.write_bytes(text.encode())  # its line ends are kept
        temporary.replace(path)
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise SettingsError(f"{path} could not be changed: {error}.", "Mend the file by hand: cspo paths") from error
    return _parsed(path, text).settings


def check_setting(name: str, value: Any) -> None:  # noqa: ANN401
    """Raises `SettingsError` where a setting cannot have a value; None is the default and always fits."""
    rule = RULES.get(name)
    if rule is None:
        raise SettingsError(f"There is no setting '{name}'.", f"The settings are {', '.join(RULES)}.")
    if value is None:
        return
    try:
        rule.read(list(value) if isinstance(value, tuple) else value)
    except ValueError:
        raise SettingsError(f"'{name}' cannot be {value!r}.", f"Expected {rule.expected}.") from None


def _parsed(path: Path, text: str) -> ReadSettings:
    import tomllib  # only where there is a file

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        return ReadSettings(
            Settings(), [f"{path}:{place[1] if place else 1}: not TOML: {error}, expected lines like rollover_hour = 4"]
        )
    problems = []
    usable = {}
    for name, value in values.items():
        rule = RULES.get(name)
        if rule is None:
            problems.append(f"{path}:{_line(text, name)}: unknown setting '{name}', expected one of {', '.join(RULES)}")
            continue
        try:
            usable[name] = rule.read(value)
        except ValueError:
            problems.append(f"{path}:{_line(text, name)}: '{name}' is {value!r}, expected {rule.expected}")
    return ReadSettings(Settings(**usable), problems)


def _line(text: str, name: str) -> int:
    """The line on which a setting stands."""
    pattern = re.compile(rf"\s*[\[\"']*{re.escape(name)}\b")
    return next((number for number, line in enumerate(text.split("\n"), start=1) if pattern.match(line)), 1)
