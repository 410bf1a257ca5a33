"""Search finds what is called so before what speaks of it, and never an answer."""

import pytest

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Single
from cspo_study.study.search import Place, Shelf, folded, passage


@pytest.fixture(scope="module")
def shelf(catalog: Catalog) -> Shelf:
    return Shelf(catalog)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("wsjf", Place("term", "wsjf")),
        ("Cost of DELAY", Place("term", "cost-of-delay")),
        ("3.2.1", Place("goal", "3.2.1")),
        ("sunk", Place("term", "sunk-cost")),
        ("doubting what", Place("misconception", "unsized-items-do-not-belong")),
        ("product own", Place("term", "product-owner")),
    ],
)
def test_what_is_called_so_comes_first(shelf: Shelf, typed: str, first: Place) -> None:
    assert shelf.search(typed)[0].place == first


def test_every_word_has_to_be_there_from_its_beginning(shelf: Shelf) -> None:
    for hit in shelf.search("delay cost"):
        text = folded(f"{hit.title} {hit.passage}")
        assert "delay" in text or "cost" in text
    assert shelf.search("elay") == []
    assert shelf.search("delay zzz") == []
    assert shelf.search("  ") == []


def test_accents_and_capitals_make_no_difference() -> None:
    assert folded("Café ÉLAN") == "cafe elan"


def test_all_kinds_are_found(shelf: Shelf) -> None:
    assert {hit.place.kind for hit in shelf.search("sprint", limit=2000)} == {
        "goal",
        "term",
        "misconception",
        "question",
    }


def test_questions_are_found_by_their_stems_alone(shelf: Shelf, catalog: Catalog) -> None:
    question = next(one for one in catalog.pack.questions if isinstance(one, Single))
    words = question.options[0].why
    assert Place("question", question.id) not in [hit.place for hit in shelf.search(words)]
    assert Place("question", question.id) in [hit.place for hit in shelf.search(question.stem)]


def test_a_passage_shows_the_words_where_they_stand() -> None:
    text = "Money already spent pleads loudly. " * 5 + "The sunk cost trap is near. " + "More words follow here. " * 5
    part = passage(text, ["sunk"])
    assert "sunk cost trap" in part
    assert part[0] == part[-1] == "…"
    assert len(part) <= 92
    assert passage("Short.", ["sunk"]) == "Short."
    assert passage("", ["x"]) == ""
