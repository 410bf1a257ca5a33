"""Packs of one's own join the shipped content; one that cannot be used is told and left out."""

from pathlib import Path

import pytest

from cspo_study.content import reading
from cspo_study.content.catalog import Catalog
from cspo_study.content.index import Refusal, open_joined
from cspo_study.content.model import GoalId
from cspo_study.content.packs import own_packs
from cspo_study.content.reading import load_pack
from small_pack import CASE, FILES, MISCONCEPTIONS, QUESTIONS, SOURCES, SYLLABUS, SmallPack

DOMAIN = FILES[SYLLABUS].replace("3.1.1", "10.1.1").replace('"3.1"', '"10.1"').replace('"3"', '"10"')
SUPPLEMENT = DOMAIN.replace("    title: The Product Backlog", "    title: Our way\n    supplement: true")


class Shelf:
    """The small pack, and packs of one's own beside it."""

    def __init__(self, folder: Path) -> None:
        self.small = SmallPack(folder / "content")
        self.folder = folder / "packs"

    def write(self, pack: str, name: str, text: str) -> None:
        """A file of a pack."""
        path = self.folder / pack / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def load(self) -> reading.LoadedPack:
        return load_pack(self.small.folder, own_packs(self.folder))

    def problems(self) -> list[str]:
        """What is wrong with the one pack that is left out."""
        (refusal,) = self.load().refusals
        return list(refusal.problems)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def own_questions(prefix: str = "own-") -> str:
    """The small pack's questions under ids of their own."""
    return FILES[QUESTIONS].replace("- id: ", f"- id: {prefix}")


def test_where_there_is_no_folder_there_are_no_packs(tmp_path: Path) -> None:
    assert own_packs(tmp_path / "packs") == {}


def test_packs_are_folders_in_the_order_of_their_names(shelf: Shelf) -> None:
    for name in ("b", "a", ".git"):
        shelf.write(name, "notes.txt", "x")
    (shelf.folder / "file").write_text("x", encoding="utf-8")
    assert list(own_packs(shelf.folder)) == ["a", "b"]


def test_questions_of_a_pack_may_use_what_is_shipped(shelf: Shelf) -> None:
    shelf.write("mine", QUESTIONS, own_questions())
    loaded = shelf.load()
    assert loaded.refusals == ()
    assert len(loaded.pack.questions) == 14
    assert loaded.pack.questions[7].id == "own-tram-ticket"
    assert loaded.parts.place("own-tram-ticket").file == "packs/mine/questions/3.1.yaml"


def test_a_pack_may_bring_everything_its_questions_need(shelf: Shelf) -> None:
    shelf.write("mine", SYLLABUS, SUPPLEMENT)
    shelf.write("mine", "sources.yaml", FILES[SOURCES].replace("pichler-2010", "our-handbook"))
    shelf.write("mine", "cases/day-bus.yaml", FILES[CASE])
    questions = own_questions().replace("3.1.1", "10.1.1").replace("pichler-2010", "our-handbook")
    shelf.write("mine", "questions/10.1.yaml", questions.replace("night-bus", "day-bus"))
    shelf.write(
        "mine", "misconceptions.yaml", FILES[MISCONCEPTIONS].replace("- id: ", "- id: own-").replace("3.1", "10.1")
    )
    loaded = shelf.load()
    assert loaded.refusals == ()
    catalog = Catalog(loaded.pack)
    assert list(catalog.domains) == ["3", "10"]
    assert list(catalog.outline_goals) == ["3.1.1"]
    assert catalog.is_supplement(GoalId("10.1.1"))
    assert not catalog.is_supplement(GoalId("3.1.1"))
    assert [goal.id for goal in catalog.goals_within()] == ["3.1.1"]
    assert [goal.id for goal in catalog.goals_within(domain="10")] == ["10.1.1"]


def test_a_pack_may_build_on_one_before_it(shelf: Shelf) -> None:
    shelf.write("a", "sources.yaml", FILES[SOURCES].replace("pichler-2010", "our-handbook"))
    shelf.write("b", QUESTIONS, own_questions().replace("pichler-2010", "our-handbook"))
    assert shelf.load().refusals == ()


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            QUESTIONS,
            FILES[QUESTIONS],
            (
                "packs/mine/questions/3.1.yaml:1:7: the id 'tram-ticket' stands already at questions/3.1.yaml:1:3, "
                "expected an id of its own"
            ),
        ),
        (
            CASE,
            FILES[CASE],
            (
                "packs/mine/cases/night-bus.yaml:1:1: the name 'night-bus' stands already at cases/night-bus.yaml:1:1, "
                "expected an id of its own"
            ),
        ),
        (
            SOURCES,
            FILES[SOURCES],
            (
                "packs/mine/sources.yaml:1:7: the id 'pichler-2010' stands already at sources.yaml:1:3, "
                "expected an id of its own"
            ),
        ),
        (
            QUESTIONS,
            own_questions().replace("pichler-2010", "pichler"),
            "packs/mine/questions/3.1.yaml:18:18: unknown work 'pichler', expected 'pichler-2010'?",
        ),
        (
            SYLLABUS,
            DOMAIN,
            (
                "packs/mine/syllabus.yaml:2:5: the domain '10' of a pack would count as part of the outline, "
                "expected 'supplement: true'"
            ),
        ),
        (
            SYLLABUS,
            FILES[SYLLABUS],
            "packs/mine/syllabus.yaml:2:9: the id '3' stands already at syllabus.yaml:2:5, expected an id of its own",
        ),
        (
            "README.md",
            "# Mine",
            "packs/mine:1:1: the pack holds nothing, expected questions/, cases/, notes/ or another file of content",
        ),
    ],
)
def test_a_pack_that_cannot_be_used_is_told_and_the_rest_serves(
    shelf: Shelf, name: str, text: str, problem: str
) -> None:
    shelf.write("mine", name, text)
    shelf.write("other", QUESTIONS, own_questions("other-"))
    assert shelf.problems()[0] == problem
    assert [question.id[:6] for question in shelf.load().pack.questions].count("other-") == 7
    assert len(shelf.load().pack.questions) == 14


# --- the index --------------------------------------------------------------------------------------------------------


def opened(shelf: Shelf, *, keep: bool = True) -> reading.LoadedPack:
    found = open_joined(shelf.small.folder, own_packs(shelf.folder), shelf.folder.parent / "cache", keep=keep)
    return reading.LoadedPack(found.pack, shelf.load().parts, found.refusals)


def test_an_index_of_joined_content_is_used_and_remembers_what_is_left_out(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write("mine", QUESTIONS, own_questions())
    shelf.write("poor", "README.md", "nothing")
    parts = shelf.load().parts
    first = opened(shelf)
    monkeypatch.setattr(reading, "load_pack", None)
    again = open_joined(shelf.small.folder, own_packs(shelf.folder), shelf.folder.parent / "cache")
    assert (again.pack, again.refusals) == (first.pack, first.refusals)
    assert again.pack == parts.pack()
    assert [type(refusal) for refusal in again.refusals] == [Refusal]


def test_an_edit_in_a_pack_a_new_pack_and_one_that_went_are_seen(shelf: Shelf) -> None:
    shelf.write("mine", QUESTIONS, own_questions())
    assert len(opened(shelf).pack.questions) == 14
    shelf.write("mine", QUESTIONS, own_questions("changed-"))
    assert opened(shelf).pack.questions[7].id == "changed-tram-ticket"
    shelf.write("more", QUESTIONS, own_questions("more-"))
    assert len(opened(shelf).pack.questions) == 21
    (shelf.folder / "mine").rename(shelf.folder / ".mine")
    assert len(opened(shelf).pack.questions) == 14
    (shelf.folder / "more").rename(shelf.folder / ".more")
    assert len(opened(shelf).pack.questions) == 7
