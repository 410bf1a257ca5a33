"""The content is edited, the answers stay: what they count for once a question reads or means another, or is gone."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from answering import MovableClock, single, small_catalog
from cspo_study.content.catalog import Catalog
from cspo_study.content.model import ConceptId, Question
from cspo_study.progress import doctor
from cspo_study.progress.projecting import Key
from cspo_study.progress.store import Store
from cspo_study.study import picking
from cspo_study.study.learner import Learner
from cspo_study.study.projection import LearnerProjector
from cspo_study.study.report import ConceptReport, coverage
from progress.logbook import DAY, MINUTE, NOON, attempt, opened

ONE, TWO, THREE = single("one"), single("two"), single("three", concept="b")
AS_IT_WAS: Sequence[Question] = (ONE, TWO, THREE)


def edited(question: Question, **values: Any) -> Question:  # noqa: ANN401
    return msgspec.structs.replace(question, **values)


class Person:
    """Someone who studies, while the content changes between one opening and the next."""

    def __init__(self, path: Path, clock: MovableClock) -> None:
        self.path = path
        self._clock = clock
        self.learner = self.with_content(AS_IT_WAS)

    def with_content(self, questions: Sequence[Question]) -> Learner:
        if hasattr(self, "learner"):
            self.learner.close()
        self.catalog = small_catalog(questions)
        self.learner = Learner.open(self.catalog, self.path, self._clock)
        return self.learner

    def answer(self, question: str, version: int = 1, score: float = 1.0) -> None:
        self._clock.advance(seconds=60)
        at = self._clock.moment.at
        self.learner.record(attempt(self.learner.device, at, question, version=version, score=score))

    def concept(self, name: str) -> ConceptReport:
        goals = [goal for domain in coverage(self.learner).domains for topic in domain.topics for goal in topic.goals]
        return next(report for goal in goals for report in goal.concept_reports if report.id == f"1.1.1/{name}")

    def asked(self) -> set[str]:
        """Every question that a drill or a session comes to."""
        goals = list(self.catalog.goals.values())
        drilled = picking.drill(self.learner, goals, [], Random(1), 20)
        return {one.question.id for one in [*drilled, *picking.recommended(self.learner, Random(1), 20)]}


@pytest.fixture
def person(tmp_path: Path, clock: MovableClock) -> Iterator[Person]:
    """Someone who answered question one twice and three once, rightly."""
    one = Person(tmp_path / "progress.db", clock)
    for question in ("one", "three", "one"):
        one.answer(question)
    yield one
    one.learner.close()


def on_disk(person: Person, catalog: Catalog) -> tuple[list[Any], dict[Key, Any]]:
    with opened(person.path, LearnerProjector(catalog)) as store:
        assert store.kept() == store.derived()
        return list(store.entries()), store.kept()


# --- another wording --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [{"stem": "Which one?"}, {"explanation": "Since."}, {"level": "analyze"}, {"options": ONE.options[::-1]}],
    ids=lambda values: next(iter(values)),
)
def test_another_wording_changes_nothing(
    person: Person, values: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, report = on_disk(person, person.catalog), person.concept("a")

    def no_need(*_arguments: object) -> None:
        raise AssertionError("nothing has to be derived again")

    monkeypatch.setattr(Store, "_rebuild", no_need)
    monkeypatch.setattr(Store, "_refold", no_need)
    person.with_content([edited(ONE, **values), TWO, THREE])

    assert on_disk(person, person.catalog) == before
    assert person.concept("a") == report


@pytest.mark.parametrize(
    ("values", "up"),
    [({"difficulty": "hard"}, True), ({"touches": "1.1.1/b"}, False)],  # a mix of two says less of either
    ids=["difficulty", "touches"],
)
def test_another_rating_changes_what_the_answers_say_and_nothing_in_the_store(
    person: Person, values: dict[str, Any], up: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, report = on_disk(person, person.catalog), person.concept("a")
    monkeypatch.setattr(Store, "_rebuild", lambda _: pytest.fail("nothing has to be derived again"))
    person.with_content([edited(ONE, **values), TWO, THREE])

    assert on_disk(person, person.catalog) == before
    after = person.concept("a")
    assert after.mastery > report.mastery if up else after.mastery < report.mastery
    assert (after.answers, after.due) == (report.answers, report.due)


def test_a_new_question_changes_nothing_that_was(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    before = on_disk(person, person.catalog)
    monkeypatch.setattr(Store, "_rebuild", lambda _: pytest.fail("nothing has to be derived again"))
    person.with_content([*AS_IT_WAS, single("four", concept="b")])
    assert on_disk(person, person.catalog) == before
    assert "four" in person.asked()


# --- another meaning --------------------------------------------------------------------------------------------------


def test_a_raised_version_keeps_the_history_at_a_lower_weight(person: Person) -> None:
    before_on_disk, before = on_disk(person, person.catalog), person.concept("a")
    other = person.concept("b")

    person.with_content([edited(ONE, version=2), TWO, THREE])

    after = person.concept("a")
    assert 0 < after.mastery < before.mastery
    assert (after.answers, after.due) == (before.answers, before.due)
    after_of_other = person.concept("b")
    assert after_of_other.mastery < other.mastery  # what is less sure of one says less of its neighbour
    assert (after_of_other.answers, after_of_other.due) == (other.answers, other.due)
    assert on_disk(person, person.catalog) == before_on_disk


def test_an_answer_to_the_new_version_counts_in_full(person: Person) -> None:
    before = person.concept("a").mastery
    person.with_content([edited(ONE, version=2), TWO, THREE])
    discounted = person.concept("a").mastery
    person.answer("one", version=2)
    assert discounted < person.concept("a").mastery
    person.answer("one", version=2)
    assert person.concept("a").mastery > before


def test_a_version_taken_back_gives_what_there_was(person: Person) -> None:
    before = on_disk(person, person.catalog)
    for version in (2, 5, 1):
        person.with_content([edited(ONE, version=version), TWO, THREE])
    assert on_disk(person, person.catalog) == before


def test_only_what_the_question_had_a_part_in_is_derived_again(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    person.answer("two")
    refolded: set[Key] = set()
    refold: Callable[[Store, set[Key]], None] = Store._refold

    def watched(store: Store, keys: set[Key]) -> None:
        refolded.update(keys)
        refold(store, keys)

    monkeypatch.setattr(Store, "_rebuild", lambda _: pytest.fail("not everything has to be derived again"))
    monkeypatch.setattr(Store, "_refold", watched)
    person.with_content([ONE, TWO, edited(THREE, version=3)])
    assert refolded == {Key("concept", "1.1.1/b"), Key("question", "three"), Key("day", "2026-09-21")}


# --- gone -------------------------------------------------------------------------------------------------------------


def test_a_removed_question_stays_as_history_and_is_not_asked(person: Person) -> None:
    before = on_disk(person, person.catalog)
    person.with_content([edited(ONE, difficulty="medium"), TWO, THREE])
    report = person.concept("a")

    person.with_content([TWO, THREE])  # what nobody rates any more counts as medium

    assert on_disk(person, person.catalog) == before
    after = person.concept("a")
    assert (after.answers, after.mastery, after.due) == (report.answers, report.mastery, report.due)
    assert person.asked() == {"two", "three"}
    (finding,) = doctor.examine(person.path, LearnerProjector(person.catalog), {"two", "three"}, NOON + DAY)
    assert finding == (
        "orphans",
        "2 answers are to 1 questions that the content no longer has (one).",
        "Nothing to do: they are kept as history and not asked again.",
    )


def test_the_last_question_of_a_concept_can_go(person: Person) -> None:
    person.with_content([ONE, TWO])
    assert person.asked() == {"one", "two"}
    assert person.learner.concepts()[ConceptId("1.1.1/b")].answers == 1
    assert coverage(person.learner).overall.answers == 2  # what the content has no more is in no figure


def test_a_question_that_comes_back_has_its_history(person: Person) -> None:
    before = person.concept("b")
    person.with_content([ONE, TWO])
    person.with_content(AS_IT_WAS)
    assert person.concept("b") == before
    with opened(person.path, LearnerProjector(person.catalog)) as store:
        assert store.states("question")["three"].answers == 1


def test_a_question_that_had_a_raised_version_can_go_and_come_back(person: Person) -> None:
    raised = [edited(ONE, version=2), TWO, THREE]
    person.with_content(raised)
    before = on_disk(person, person.catalog)
    person.with_content([TWO, THREE])
    on_disk(person, person.catalog)
    person.with_content(raised)
    assert on_disk(person, person.catalog) == before


def test_an_answer_to_a_removed_question_can_be_taken_back(person: Person) -> None:
    person.with_content([TWO, THREE])
    taken_back = person.learner.undo()
    assert taken_back is not None
    assert taken_back.question == "one"
    assert person.concept("a").answers == 1
    on_disk(person, person.catalog)


def test_answers_stay_with_the_concept_that_was_asked_about(person: Person) -> None:
    person.with_content([edited(ONE, concept="c"), TWO, THREE])
    assert person.concept("a").answers == 2
    assert person.concept("c").answers == 0
    person.learner.record(attempt(person.learner.device, NOON + DAY + MINUTE, "one", version=1, concept="1.1.1/c"))
    assert (person.concept("a").answers, person.concept("c").answers) == (2, 1)
    assert person.learner.questions()[ONE.id].answers == 3  # type: ignore[index]
    on_disk(person, person.catalog)


def test_names_of_many_lost_questions_are_shortened(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with opened(path) as store:
        for number in range(6):
            for _ in range(6 - number):
                store.record(attempt(store.device, NOON, f"q{number}"))
    (finding,) = doctor.examine(path, LearnerProjector(small_catalog(AS_IT_WAS)), set(), NOON)
    assert finding.message == "21 answers are to 6 questions that the content no longer has (q0, q1, q2 …)."
