"""What a learner can set, in a file a person can edit: `config.toml` in the config folder.

A file that can't be used is no reason not to study: the defaults serve, and what is wrong is said.
"""

import re
from pathlib import Path
from typing import NamedTuple

import msgspec


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings and their defaults."""

    rollover_hour: int = 4
    """The hour, 0 to 12 on one's own clock, at which a study day begins: past midnight is still the evening."""


DEFAULTS = Settings()


class ReadSettings(NamedTuple):
    """Settings, and what in the file could not be used, each as `file:line: what is wrong, what was expected`."""

    settings: Settings
    problems: list[str]


FILE_NAME = "config.toml"
_LIMITS = {"rollover_hour": range(13)}


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
        limits = _LIMITS.get(name)
        if limits is None:
            problems.append(
                f"{path}:{_line(text, name)}: unknown setting '{name}', expected one of {', '.join(_LIMITS)}"
            )
        elif type(value) is not int or value not in limits:
            expected = f"a whole number from {limits.start} to {limits.stop - 1}"
            problems.append(f"{path}:{_line(text, name)}: '{name}' is {value!r}, expected {expected}")
        else:
            usable[name] = value
    return ReadSettings(Settings(**usable), problems)


def _line(text: str, name: str) -> int:
    """The line on which a setting stands."""
    pattern = re.compile(rf"\s*[\[\"']*{re.escape(name)}\b")
    return next((number for number, line in enumerate(text.split("\n"), start=1) if pattern.match(line)), 1)
