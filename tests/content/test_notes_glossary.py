"""Study notes and the glossary: read, checked for where their names lead, and found by who needs them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspo_study.content.catalog import Catalog
from cspo_study.content.glossary import TermFinder
from cspo_study.content.model import Confusion, GoalId, Source, Term
from small_pack import SOURCES, SmallPack

NOTES = "notes/3.1.yaml"
GLOSSARY = "glossary.yaml"
NOTE = """\
- goal: 3.1.1
  idea: |-
    Detail costs effort.

    It goes stale.
  example: Marisol leaves next year's item as one line.
  mistakes: Splitting everything at once.
  practice: Look at the last ten items of your list.
  guide: The Guide speaks of refinement as an ongoing activity.
  read:
    - {work: pichler-2010, part: The DEEP qualities}
"""
TERMS = """\
- id: product-backlog
  term: Product Backlog
  also: [PBL]
  definition: The one list of what is to be done.
  origin: Scrum Guide
  confused:
    - {term: sprint-backlog, how: That is the plan for one Sprint.}
  goals: [3.1.1]
- id: sprint-backlog
  term: Sprint Backlog
  definition: The plan for one Sprint.
  origin: Scrum Guide
"""


@pytest.fixture
def told(small: SmallPack) -> SmallPack:
    """The small pack with one note and two terms."""
    small.write(NOTES, NOTE)
    small.write(GLOSSARY, TERMS)
    return small


def test_a_note_arrives_as_it_was_written(told: SmallPack) -> None:
    note = Catalog(told.load().pack).notes[GoalId("3.1.1")]
    assert note.idea == "Detail costs effort.\n\nIt goes stale."
    assert note.guide == "The Guide speaks of refinement as an ongoing activity."
    assert note.read == (Source(work="pichler-2010", part="The DEEP qualities"),)


def test_a_term_arrives_as_it_was_written(told: SmallPack) -> None:
    glossary = Catalog(told.load().pack).glossary
    assert list(glossary) == ["product-backlog", "sprint-backlog"]
    term = glossary["product-backlog"]
    assert term.forms() == ("Product Backlog", "PBL")
    assert term.confused == (Confusion(term="sprint-backlog", how="That is the plan for one Sprint."),)
    assert (term.origin, term.goals) == ("Scrum Guide", ("3.1.1",))


def test_content_without_notes_and_glossary_has_none(small: SmallPack) -> None:
    pack = small.load().pack
    assert (pack.notes, pack.glossary) == ((), ())
    assert Catalog(pack).terms_in("Product Backlog") == []


@pytest.mark.parametrize(
    ("name", "old", "new", "at", "problem"),
    [
        (NOTES, "goal: 3.1.1", "goal: 3.1.2", "3.1.2", "unknown goal '3.1.2', expected '3.1.1'?"),
        (NOTES, "work: pichler-2010", "work: pichler", "pichler,", "unknown work 'pichler', expected 'pichler-2010'?"),
        (NOTES, "  guide: The", "  giude: The", "giude", "unknown field 'giude', expected 'guide'?"),
        (GLOSSARY, "term: sprint-backlog", "term: sprnt-backlog", "sprnt", "unknown term 'sprnt-backlog', expected"),
        (GLOSSARY, "{term: sprint-b", "{term: product-b", "{term: ^product-b", "'product-backlog' is confused with it"),
        (GLOSSARY, "goals: [3.1.1]", "goals: [9.9.9]", "9.9.9", "unknown goal '9.9.9', expected one of 3.1.1"),
        (
            GLOSSARY,
            "id: sprint-b",
            "id: product-b",
            "- id: ^product-backlog\n  term: Sprint",
            "the id 'product-backlog'",
        ),
        (GLOSSARY, "[PBL]", "[sprint  backlog]", "term: ^Sprint Backlog", "'Sprint Backlog' already stands for the"),
    ],
)
def test_what_leads_nowhere_or_is_not_clear_is_told_with_its_place(
    told: SmallPack, name: str, old: str, new: str, at: str, problem: str
) -> None:
    told.edit(name, old, new)
    assert any(line.startswith(f"{told.at(name, at)}: {problem}") for line in told.problems()), told.problems()


def test_two_notes_on_one_goal_are_told(told: SmallPack) -> None:
    first = told.at(NOTES, "goal: 3.1.1")
    told.write(NOTES, NOTE + NOTE.replace("- goal: 3.1.1", "- goal: '3.1.1'"))
    place = told.at(NOTES, "'3.1.1'")
    assert told.problems() == [
        f"{place}: a note on 3.1.1 stands already at {first}, expected at most one for each goal"
    ]


def test_a_note_in_the_file_of_another_topic_is_told(told: SmallPack) -> None:
    told.add_second_topic()
    told.path(NOTES).rename(told.path("notes/3.2.yaml"))
    place = told.at("notes/3.2.yaml", "goal: ^3.1.1")
    wrong = "a note on 3.1.1 stands in the file of topic 3.2, expected it in notes/3.1.yaml"
    assert told.problems() == [f"{place}: {wrong}"]


def test_a_broken_sources_file_is_told_and_not_buried(told: SmallPack) -> None:
    told.edit(SOURCES, "year: 2010", "year: soon")
    assert len(told.problems()) == 1


# --- terms in a text --------------------------------------------------------------------------------------------------


def term(identity: str, *forms: str) -> Term:
    return Term(id=identity, term=forms[0], also=forms[1:], definition="…", origin="…")


FINDER = TermFinder(
    [
        term("sprint", "Sprint"),
        term("sprint-goal", "Sprint Goal"),
        term("wip", "WIP", "work in progress"),
        term("nps", "NPS"),
        term("c", "C++"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The sprint goal was missed.", ["sprint-goal"]),
        ("The Sprint\n  Goal, then the Sprint.", ["sprint-goal", "sprint"]),
        ("Too much Work in Progress (WIP), and work in progress again", ["wip"]),
        ("Sprinting is not meant, nor NPSS.", []),
        ("NPS before WIP", ["nps", "wip"]),
        ("We write C++.", ["c"]),
        ("", []),
    ],
)
def test_terms_are_found_as_whole_words_the_longest_first(text: str, found: list[str]) -> None:
    assert [term.id for term in FINDER.terms_in(text)] == found


@given(st.text(), st.text())
def test_a_term_between_blanks_is_found_in_any_text(before: str, after: str) -> None:
    assert "nps" in [term.id for term in FINDER.terms_in(f"{before} nps {after}")]


def test_without_terms_nothing_is_found() -> None:
    assert TermFinder([]).terms_in("Sprint") == []
