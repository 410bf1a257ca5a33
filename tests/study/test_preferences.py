"""Settings in words: every one has a meaning, and what a person types becomes its value or is refused with a reason."""

from datetime import date

import pytest

from cspo_study.study.preferences import PREFERENCES, from_words, in_words, is_default
from cspo_study.study.settings import DEFAULTS, RULES, Settings, SettingsError


def test_every_setting_has_its_words() -> None:
    assert {one.name for one in PREFERENCES} == set(RULES) == set(Settings.__struct_fields__)
    for one in PREFERENCES:
        assert in_words(DEFAULTS, one.name)
        assert is_default(DEFAULTS, one.name)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("minutes", " 35 ", 35),
        ("retention", "0.85", 0.85),
        ("retention", "85", 0.85),
        ("retention", "85 %", 0.85),
        ("retention", "0,85", 0.85),
        ("rollover_hour", "03:00", 3),
        ("workshop", "2027-03-01", date(2027, 3, 1)),
        ("workshop", "none", None),
        ("confidence", "off", False),
        ("animation", "YES", True),
        ("theme", "cspo-light", "cspo-light"),
        ("keys", "session.skip = x", {"session.flag": "F", "session.skip": "x"}),
        ("keys", "session.flag=", {}),
        ("retention", "default", None),
    ],
)
def test_what_is_typed_becomes_the_value(name: str, typed: str, value: object) -> None:
    assert from_words(Settings(keys={"session.flag": "F"}), name, typed) == value


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("minutes", "4", "a whole number from 5 to 240"),
        ("minutes", "many", "a whole number from 5 to 240, or default"),
        ("rollover_hour", "13", "a whole number from 0 to 12"),
        ("confidence", "maybe", "true or false"),
        ("theme", "", "the name of a theme"),
        ("keys", "session.skip", "a table of names and keys"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(name: str, typed: str, expected: str) -> None:
    with pytest.raises(SettingsError) as refused:
        from_words(DEFAULTS, name, typed)
    assert refused.value.message in (f"'{name}' cannot be {typed!r}.", f"'{name}' cannot be {typed}.")
    assert expected in refused.value.hint
