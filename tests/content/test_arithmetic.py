"""Workings are read as sums and never as code."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspo_study.content.arithmetic import MAX_LENGTH, evaluate


@pytest.mark.parametrize(
    ("working", "value"),
    [
        ("7", 7),
        ("6.5", 6.5),
        (".5", 0.5),
        ("1e3", 1000),
        ("  8 + 13  ", 21),
        ("8 + 13 * 5", 73),
        ("(8 + 13) * 5", 105),
        ("20 - 8 - 5", 7),
        ("100 / 5 / 2", 10),
        ("(8 + 13 + 5) / 4", 6.5),
        ("-3 + 5", 2),
        ("2 - -3", 5),
        ("-(2 + 3) * 2", -10),
        ("36 / (36 + 19 + 17) * 100", 50),
        ("1 / 3", 1 / 3),
        ("(1\n + 2)", 3),
        ("max(30 - 4, 20)", 26),
        ("min(3, 1, 2)", 1),
        ("round_up(90 / 20)", 5),
        ("round_up(80 / 20)", 4),
        ("round_up(0.1 * 3 / 0.1)", 3),
        ("-" * 150 + "1", 1),
        ("(" * 99 + "1" + ")" * 99, 1),
    ],
)
def test_a_sum_has_its_value(working: str, value: float) -> None:
    assert evaluate(working) == value


@pytest.mark.parametrize(
    "working",
    [
        "",
        "   ",
        "two",
        "x + 1",
        "2 ** 3",
        "9 ** 9 ** 9",
        "7 // 2",
        "7 % 2",
        "1 << 9",
        "1 | 2",
        "~1",
        "not 1",
        "True",
        "None",
        "1j",
        "'a'",
        "b'a'",
        "f'{1}'",
        "1 < 2",
        "1 and 2",
        "1 if 1 else 2",
        "1, 2",
        "[1]",
        "{1}",
        "{1: 2}",
        "[1][0]",
        "(1).real",
        "abs(-1)",
        "max()",
        "max",
        "round_up(1, 2)",
        "max(*(1, 2))",
        "max(1, key=2)",
        "round_up(x)",
        "exit(7)",
        "__import__('os').system('exit 7')",
        "().__class__",
        "lambda: 1",
        "(x := 1)",
        "[x for x in (1,)]",
        "await 1",
        "yield 1",
        "*a",
        "...",
        "1; 2",
        "x = 1",
        "import os",
        "1 +",
        "(1",
        "1)",
        "1 2",
        "8 × 5",
        "8 ÷ 5",
        "6,5 + 1",
        "١ + ١",
        "1\n+ 2",
        "1\0",
    ],
)
def test_anything_but_a_sum_is_refused(working: str) -> None:
    with pytest.raises(ValueError, match="is not plain arithmetic"):
        evaluate(working)


@pytest.mark.parametrize("working", ["1 / 0", "1 / (2 - 2)", "0 / 0", "1 / 0.0"])
def test_a_division_by_zero_is_refused(working: str) -> None:
    with pytest.raises(ValueError, match=r"divides by zero$"):
        evaluate(working)


@pytest.mark.parametrize("working", ["1e999", "1e308 * 10", "1e999 - 1e999", "-1e999", "1e999 / 1e999"])
def test_what_has_no_finite_value_is_refused(working: str) -> None:
    with pytest.raises(ValueError, match=r"gives no finite number$"):
        evaluate(working)


def test_the_part_that_is_no_arithmetic_is_named() -> None:
    with pytest.raises(ValueError, match=r"^'abs\(-3\)' is not plain arithmetic$"):
        evaluate("1 + 2 * abs(-3)")


def test_a_huge_working_is_refused_before_it_is_read() -> None:
    assert evaluate("1" * MAX_LENGTH) == float("1" * MAX_LENGTH)
    for working in ("1" * (MAX_LENGTH + 1), "(" * 1_000_000, "9" * 50_000_000):
        with pytest.raises(ValueError, match=r"^the working has more than 200 characters$"):
            evaluate(working)


@pytest.mark.parametrize("part", ["~", "not ", "-", "a.", "a(", "[", "f'{", "lambda: ", "x[", "(", "1+(", "{1:"])
def test_nothing_of_the_longest_length_is_too_deep(part: str) -> None:
    working = (part * MAX_LENGTH)[: MAX_LENGTH - 2] + "x"
    with pytest.raises(ValueError, match="is not plain arithmetic"):
        evaluate(working)


NUMBERS = st.integers(0, 10_000).map(str) | st.decimals(0, 1000, places=2).map(str)
SUMS = st.recursive(
    NUMBERS,
    lambda part: (
        st.builds("{} {} {}".format, part, st.sampled_from("+-*/"), part)
        | part.map("({})".format)
        | part.map("-{}".format)
    ),
    max_leaves=12,
)


@given(working=SUMS)
@settings(deadline=None)
def test_any_sum_has_the_value_that_python_gives_it(working: str) -> None:
    try:
        expected = float(eval(working, {"__builtins__": {}}))
    except ZeroDivisionError:
        expected = math.nan
    if len(working) > MAX_LENGTH or math.isnan(expected):
        with pytest.raises(ValueError, match=r"characters|divides by zero"):
            evaluate(working)
    else:
        assert evaluate(working) == pytest.approx(expected)


@given(
    before=st.sampled_from(["", "1 + ", "2 * (", "-"]),
    name=st.from_regex(r"[a-zA-Z_][a-zA-Z_0-9]{0,9}", fullmatch=True),
    after=st.sampled_from(["", "()", "(1)", ".x", "[0]", " ** 2", "()()", ".__class__"]),
)
@settings(deadline=None)
def test_a_name_is_never_looked_up_called_or_opened(before: str, name: str, after: str) -> None:
    with pytest.raises(ValueError, match="is not plain arithmetic"):
        evaluate(before + name + after + ")" * before.count("("))


@given(base=SUMS, power=SUMS)
@settings(deadline=None)
def test_a_power_is_never_raised(base: str, power: str) -> None:
    with pytest.raises(ValueError, match=r"is not plain arithmetic|characters"):
        evaluate(f"({base}) ** ({power})")


@given(working=st.text(max_size=MAX_LENGTH + 20) | st.text(alphabet="0123456789.+-*/() eExX_jab\n", max_size=40))
@settings(deadline=None)
def test_any_text_has_a_finite_value_or_is_refused(working: str) -> None:
    try:
        value = evaluate(working)
    except ValueError:
        return
    assert math.isfinite(value)
