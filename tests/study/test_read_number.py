"""Which number someone typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspo_study.study.asking import read_number

at_leisure = settings(deadline=None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("6", 6),
        ("6.5", 6.5),
        ("6,5", 6.5),
        ("  6.5  ", 6.5),
        (".5", 0.5),
        (",5", 0.5),
        ("5.", 5),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("-3", -3),
        ("+3", 3),
        ("\N{MINUS SIGN}3", -3),
        ("0", 0),
        ("007", 7),
    ],
)
def test_a_number_may_have_a_comma_or_a_point_before_its_decimals(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,000", 1000),
        ("1 000", 1000),
        ("1\N{NO-BREAK SPACE}000", 1000),
        ("1\N{NARROW NO-BREAK SPACE}000", 1000),
        ("12,345", 12345),
        ("10 000 000", 10_000_000),
        ("1,000,000.5", 1_000_000.5),
        ("1 000,50", 1000.5),
        ("1000", 1000),
        ("8 000 points", 8000),
    ],
)
def test_thousands_may_stand_apart(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("$5", 5),
        ("$ 5", 5),
        ("€6,50", 6.5),
        ("-$5", -5),
        ("$-5", -5),
        ("5€", 5),
        ("5 €", 5),
        ("12%", 12),
        ("12 %", 12),
        ("12 points", 12),
        ("12points", 12),
        ("12 points per week", 12),
        ("6,5 days", 6.5),
    ],
)
def test_a_currency_may_stand_before_and_a_unit_after(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "abc",
        "about 5",
        "inf",
        "-inf",
        "infinity",
        "nan",
        "1e400",
        "9" * 400,
        "1000000000000000",
        "$",
        "%",
        "-",
        ",",
        ".",
        "--5",
        "1/2",
        "3 1/2",
        "20 / 4",
        "4 * 5",
        "2 + 3",
        "5 or 6",
        "5-6",
        "12 50",
        "1,2,3",
        "1.2.3",
        "0x10",
    ],
)
def test_what_is_no_single_number_is_none(text: str) -> None:
    assert read_number(text) is None


@at_leisure
@given(st.text())
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    number = read_number(text)

    assert number is None or abs(number) < 1e15


@at_leisure
@given(st.integers(-(10**14), 10**14), st.integers(0, 99))
def test_every_way_to_write_a_number_reads_the_same(whole: int, hundredths: int) -> None:
    number = float(f"{whole}.{hundredths:02}")
    with_commas, with_blanks = f"{whole:,}", f"{whole:,}".replace(",", " ")
    written = [f"{whole}.{hundredths:02}", f"{whole},{hundredths:02}"]
    written += [f"{with_commas}.{hundredths:02}", f"{with_blanks}.{hundredths:02}", f"{with_blanks},{hundredths:02}"]

    assert [read_number(text) for text in written] == [number] * 5
    assert [read_number(text) for text in (with_commas, with_blanks)] == [whole] * 2
