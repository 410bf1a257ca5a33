"""The certificate's ledger."""

from datetime import date
from pathlib import Path

import pytest

from cspo_study.content.certificate import requirements
from cspo_study.content.index import shipped_content
from cspo_study.content.problems import ContentError
from cspo_study.errors import StoreError, UsageError
from cspo_study.study.certificate import FILE_NAME, Ledger, Unit, load, save, standing, with_units, without_units
from cspo_study.study.tell_certificate import tell_certificate

REQUIRED = requirements(shipped_content())
TODAY = date(2027, 3, 1)


def test_every_fact_has_its_source_and_the_day_it_was_read() -> None:
    facts = REQUIRED.facts
    assert (facts.course_hours.value, facts.valid_months.value, facts.seus.value) == (14, 24, 20)
    for fact in (facts.course_hours, facts.valid_months, facts.seus, facts.fee):
        assert fact.source
        assert fact.url.startswith("https://")
        assert fact.as_of < date.today()  # noqa: DTZ011 - a day in a file against the day it is
    text = "\n".join(line.text for line in tell_certificate(standing(Ledger(), REQUIRED, TODAY), REQUIRED))
    assert "Check with the issuer" in text


def test_an_empty_ledger_says_what_comes_first() -> None:
    found = standing(Ledger(), REQUIRED, TODAY)
    assert found.missing == ("The course: no date is entered.", "The certificate: it follows the course.")
    assert (found.expires, found.earned, found.needed) == (None, 0, 20)


def test_a_course_too_short_is_said() -> None:
    found = standing(Ledger(course=date(2027, 2, 1), hours=12), REQUIRED, TODAY)
    assert "Hours of the course: 12 of the 14 that are asked for." in found.missing
    assert "The date of issue: it stands on the certificate." in found.missing


@pytest.mark.parametrize(
    ("issued", "expires"),
    [
        (date(2026, 9, 3), date(2028, 9, 3)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2026, 12, 31), date(2028, 12, 31)),
    ],
)
def test_it_ends_two_years_on(issued: date, expires: date) -> None:
    assert standing(Ledger(issued=issued), REQUIRED, TODAY).expires == expires


def test_units_count_within_the_term_only() -> None:
    units = (
        Unit(date(2026, 1, 1), 5, "events"),
        Unit(date(2027, 1, 1), 6.5, "learning"),
        Unit(date(2028, 1, 1), 1, "other"),
    )
    found = standing(Ledger(date(2026, 9, 1), 14, date(2026, 9, 3), units), REQUIRED, TODAY)
    assert found.earned == 7.5
    assert found.problems == ("Entry 1 lies outside the term, and does not count.", "Entry 3 is dated ahead of today.")
    assert found.missing == ("12.5 units until 2028-09-03: about 0.7 a month.",)


def test_renewal_presses_near_the_end_and_is_told_after_it() -> None:
    ledger = Ledger(date(2025, 5, 1), 16, date(2025, 5, 3))
    assert standing(ledger, REQUIRED, TODAY).missing[0].endswith("That is soon.")
    late = standing(ledger, REQUIRED, date(2027, 6, 1))
    assert late.missing == ("It ended on 2027-05-03: ask the issuer what renewing takes now.",)
    full = Ledger(date(2025, 5, 1), 16, date(2025, 5, 3), (Unit(date(2026, 1, 1), 20, "events"),))
    assert standing(full, REQUIRED, TODAY).missing == ("Nothing but the renewal itself, with its fee, by 2027-05-03.",)


def test_a_certificate_before_its_course_is_looked_at_again() -> None:
    found = standing(Ledger(date(2026, 9, 9), 14, date(2026, 9, 3)), REQUIRED, TODAY)
    assert found.problems == ("The certificate is dated before the course.",)


def test_the_ledger_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    ledger = with_units(Ledger(course=date(2026, 9, 1)), Unit(date(2026, 9, 5), 1.5, "events", "User group"), REQUIRED)
    save(tmp_path, ledger)
    assert load(tmp_path) == ledger
    assert load(tmp_path / "nowhere") == Ledger()
    assert without_units(ledger, 1).units == ()


def test_what_cannot_be_entered_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        with_units(Ledger(), Unit(TODAY, 1, "event"), REQUIRED)
    assert caught.value.message == "There is no category 'event'."
    assert caught.value.hint == "Did you mean events? The categories are events, learning, volunteering, other."
    with pytest.raises(UsageError, match="-1 units cannot be"):
        with_units(Ledger(), Unit(TODAY, -1, "events"), REQUIRED)
    with pytest.raises(UsageError, match="There is no entry 1"):
        without_units(Ledger(), 1)
    (tmp_path / FILE_NAME).write_text("[]")
    with pytest.raises(StoreError) as unreadable:
        load(tmp_path)
    assert "certificate.json cannot be read" in unreadable.value.message


def test_facts_that_are_not_as_shipped_are_told(tmp_path: Path) -> None:
    (tmp_path / "certificate.yaml").write_text("issuer: 3\n")
    with pytest.raises(ContentError) as caught:
        requirements(tmp_path)
    assert "certificate.yaml:1:1: Expected `str`, got `int`" in caught.value.message
