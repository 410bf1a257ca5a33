"""The settings as a person meets them: what each is called and means, its value in words, and words as its value."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from cspo_study.errors import nearest
from cspo_study.study.settings import DEFAULTS, RULES, Settings, SettingsError, check_setting
from cspo_study.study.shares import percent


class Preference(NamedTuple):
    """A setting: its name in the file, what it is called, what it means, and when a change begins to count."""

    name: str
    title: str
    means: str
    begins: str = "at once"


PREFERENCES = (
    Preference("minutes", "Minutes a day", "What you mean to give it on a day, 5 to 240. It plans; it never nags."),
    Preference(
        "workshop", "Workshop", "The day of your workshop. Study aims at it; without one it looks thirty days ahead."
    ),
    Preference(
        "retention",
        "Retention aimed at",
        "The chance of still knowing something when it comes back, 70 to 97 %. Higher means more reviews.",
    ),
    Preference(
        "rollover_hour",
        "A day begins at",
        "The hour, 0 to 12, at which a study day begins: what you answer past midnight still counts for the evening.",
        "when cspo starts next",
    ),
    Preference(
        "confidence",
        "Ask how sure I am",
        "Sure, think so or guess, on one key with the answer. It makes reviews fit you better.",
    ),
    Preference(
        "theme",
        "Theme",
        "The colours. cspo-dark and cspo-light are made for this room; ansi-dark and ansi-light take your terminal's.",
    ),
    Preference("animation", "Animation", "Whether anything may move on the screen."),
    Preference(
        "exams",
        "Own assessments",
        "Tables such as [exams.mine] in the file, with questions, minutes and, if wanted, mark and domains.",
    ),
    Preference("keys", "Keys of your own", "Another key for something: the name of what it does, and the key."),
    Preference(
        "memory_parameters",
        "Memory model",
        "The 21 numbers by which reviews are planned. cspo tune finds your own once there are enough answers.",
        "when cspo starts next",
    ),
)
"""In the order in which people look for them. Every setting is among them; a test holds it to that."""
BY_NAME = {preference.name: preference for preference in PREFERENCES}


def preference(name: str) -> Preference:
    """The setting of that name. Raises `SettingsError` with the nearest."""
    if name in BY_NAME:
        return BY_NAME[name]
    close = nearest(name, list(BY_NAME))
    meant = f"Did you mean {close}? " if close else ""
    raise SettingsError(f"There is no setting '{name}'.", f"{meant}The settings are {', '.join(BY_NAME)}.")


def in_words(settings: Settings, name: str) -> str:
    """The value a setting has, as a person would say it."""
    value = getattr(settings, name)
    match name:
        case "retention":
            return percent(value)
        case "rollover_hour":
            return f"{value:02}:00"
        case "memory_parameters":
            return "the usual one" if value == DEFAULTS.memory_parameters else "fitted to you"
        case "exams":
            return ", ".join(value) or "none"
        case "keys":
            return ", ".join(f"{key} = {used}" for key, used in value.items()) or "none"
    if isinstance(value, bool):
        return "on" if value else "off"
    return "none" if value is None else str(value)


def is_default(settings: Settings, name: str) -> bool:
    """Whether a setting is as it comes."""
    return bool(getattr(settings, name) == getattr(DEFAULTS, name))


def from_words(settings: Settings, name: str, text: str) -> Any:  # noqa: ANN401 - each setting has its own kind
    """The value that someone typed for a setting; None, so that the default serves, for `default`.

    Raises `SettingsError` for what does not fit.
    """
    preference(name)
    typed = text.strip()
    if typed.lower() == "default":
        return None
    if name == "exams":
        raise SettingsError("Assessments of your own are written into the file.", "cspo paths shows where it is.")
    if name == "memory_parameters":
        raise SettingsError("The memory model is not set by hand.", "cspo tune fits it; 'default' takes it back.")
    try:
        value = _READERS[name](settings, typed) if name in _READERS else typed
    except ValueError:
        raise SettingsError(f"'{name}' cannot be {typed!r}.", f"Expected {RULES[name].expected}, or default.") from None
    check_setting(name, value)
    return value


def _switch(_: Settings, typed: str) -> bool:
    words = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}
    if typed.lower() not in words:
        raise ValueError
    return words[typed.lower()]


def _share(_: Settings, typed: str) -> float:
    number = float(typed.rstrip("% ").replace(",", "."))
    return round(number / 100, 4) if number > 1 else number


def _whole(_: Settings, typed: str) -> int:
    return int(typed)


def _hour(_: Settings, typed: str) -> int:
    return int(typed.removesuffix(":00"))


def _day(_: Settings, typed: str) -> date | None:
    return None if typed.lower() in ("none", "") else date.fromisoformat(typed)


def _keys(settings: Settings, typed: str) -> dict[str, str]:
    """`session.skip=x` gives a key, `session.skip=` takes it back."""
    name, equals, key = (part.strip() for part in typed.partition("="))
    if not equals or not name:
        raise ValueError
    kept = {other: used for other, used in settings.keys.items() if other != name}
    return kept | ({name: key} if key else {})


_READERS: dict[str, Callable[[Settings, str], Any]] = {
    "minutes": _whole,
    "workshop": _day,
    "retention": _share,
    "rollover_hour": _hour,
    "confidence": _switch,
    "animation": _switch,
    "keys": _keys,
}
