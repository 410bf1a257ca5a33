"""What is due, what is weak, and what comes next and why: `cspo review`, `cspo why`, `cspo quiz --weak`."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Question, QuestionId
from cspo_study.progress import ids
from cspo_study.progress.attempt import Attempt
from cspo_study.progress.store import Store
from cspo_study.study.projection import LearnerProjector
from support import Run, document

DAY = 86_400_000
Studied = Callable[..., None]


@pytest.fixture
def studied(folders: Path, catalog: Catalog) -> Studied:
    """Put an answer to each of some questions into the store, so many days ago, the next a minute later."""

    def add(questions: Sequence[Question], days_ago: float, score: float = 1.0) -> None:
        at = time.time_ns() // 1_000_000 - round(days_ago * DAY)
        with closing(Store.open(folders / "data" / "progress.db", LearnerProjector(catalog), at)) as store:
            for number, question in enumerate(questions):
                moment = at + number * 60_000
                store.record(
                    Attempt(
                        id=ids.new_id(moment),
                        device=store.device,
                        at=moment,
                        utc_offset=0,
                        session=bytes(16),
                        mode="study",
                        question=question.id,
                        version=question.version,
                        concept=question.concept_id,
                        seed=1,
                        shown="[]",
                        response="{}",
                        score=score,
                        guess=0.25,
                        confidence=None,
                        taken=1000,
                    )
                )

    return add


@pytest.fixture
def four(catalog: Catalog) -> list[Question]:
    """A question of each of four goals, on concepts that only questions without a case ask about, each by one choice:
    `1` answers whichever comes.
    """
    found: dict[str, Question] = {}
    for headings in catalog.headings_by_concept.values():
        if all(one.type == "single" and not one.case for one in headings):
            found.setdefault(headings[0].goal.partition(".")[0], catalog.question(QuestionId(headings[0].id)))
    return [found[domain] for domain in "1234"]


def asked_by(folders: Path, mode: str) -> list[str]:
    """The concepts of the answers that were given in a mode."""
    with closing(sqlite3.connect(folders / "data" / "progress.db")) as connection:
        rows = connection.execute("SELECT concept FROM attempt WHERE mode = ? ORDER BY seq", (mode,))
        return [concept for (concept,) in rows]


def goals_asked(output: str) -> list[str]:
    """The goals of the questions that were put, in their order."""
    lines = [line for line in output.splitlines() if line.startswith("Question ")]
    return [line.rpartition("(")[2].rstrip(")") for line in lines]


# --- review -----------------------------------------------------------------------------------------------------------

NOTHING = "Nothing is due. Meet something new with: cspo study\n"


def test_before_the_first_answer_nothing_is_due(cspo: Run) -> None:
    result = cspo("review")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", NOTHING)


def test_what_was_answered_an_hour_ago_is_not_due(cspo: Run, studied: Studied, four: list[Question]) -> None:
    studied(four, days_ago=1 / 24)
    result = cspo("review", "--plain")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", NOTHING)


def test_what_is_due_is_asked_the_longest_overdue_first_and_nothing_else(
    cspo: Run, studied: Studied, four: list[Question], folders: Path
) -> None:
    studied(four[:1], days_ago=1 / 24)
    studied(four[2:], days_ago=30)
    studied(four[1:2], days_ago=10)
    result = cspo("review", "--plain", given="1\n" * 10)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("3 questions.")
    assert goals_asked(result.stdout) == [four[number].goal for number in (2, 3, 1)]
    assert asked_by(folders, "review") == [four[number].concept_id for number in (2, 3, 1)]


def test_what_was_reviewed_is_not_due_again(cspo: Run, studied: Studied, four: list[Question]) -> None:
    studied(four[:2], days_ago=30)
    assert goals_asked(cspo("review", "-n", "1", given="1\n" * 5).stdout) == [four[0].goal]
    assert goals_asked(cspo("review", given="1\n" * 5).stdout) == [four[1].goal]
    assert cspo("review").stderr == NOTHING


def test_a_retention_of_ones_own_decides_what_is_due(
    cspo: Run, studied: Studied, four: list[Question], folders: Path
) -> None:
    studied(four, days_ago=2)  # a first right answer lasts 2.3 days at 0.9
    assert cspo("review").stderr == NOTHING
    (folders / "config").mkdir()
    (folders / "config" / "config.toml").write_text("retention = 0.95\n")
    assert goals_asked(cspo("review").stdout) == [four[0].goal]  # the input ends there
    assert cspo("review").stdout.startswith("4 questions.")


# --- why --------------------------------------------------------------------------------------------------------------


def test_why_says_what_would_be_asked_and_the_same_when_asked_again(cspo: Run, catalog: Catalog) -> None:
    result = cspo("why")
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert len(lines) == 5
    for number, line in enumerate(lines, start=1):
        place, goal, sentence = line.split(maxsplit=2)
        assert place == f"{number}."
        names = [concept.name for concept in catalog.goals_within(goal=goal)[0].concepts]
        assert sentence in [
            said
            for name in names
            for said in (
                f"“{name}” is new to you, and a question on it now helps most for the weeks to come.",
                f"It belongs to the story you are reading. You have not met “{name}” yet.",
            )
        ]
    assert cspo("why").stdout == result.stdout


@pytest.mark.parametrize("count", ["1", "3", "12"])
def test_why_looks_as_far_ahead_as_asked(cspo: Run, count: str) -> None:
    lines = cspo("why", "--questions", count).stdout.splitlines()
    assert [line.split(".", 1)[0] for line in lines] == [str(number) for number in range(1, int(count) + 1)]


def test_why_tells_scripts_the_same(cspo: Run, studied: Studied, four: list[Question], catalog: Catalog) -> None:
    studied(four, days_ago=8, score=0.0)
    data = document(cspo("why", "-n", "12", "--json").stdout)["data"]
    assert [list(one) for one in data] == [["question", "goal", "why"]] * 12
    for one in data:
        question = catalog.question(QuestionId(one["question"]))
        assert question.goal == one["goal"]
        assert f"“{catalog.concept_names[question.concept_id]}”" in one["why"]
    told = [f"{number}. {one['goal']}  {one['why']}" for number, one in enumerate(data, start=1)]
    assert cspo("why", "-n", "12").stdout.splitlines() == told


def test_why_aims_at_the_workshop(cspo: Run, folders: Path) -> None:
    (folders / "config").mkdir()
    (folders / "config" / "config.toml").write_text("workshop = 2999-12-15\n")
    assert cspo("why", "-n", "1").stdout.endswith("helps most for your workshop on 2999-12-15.\n")


def test_why_asks_and_writes_nothing(cspo: Run, studied: Studied, four: list[Question], folders: Path) -> None:
    studied(four, days_ago=8)
    store = folders / "data" / "progress.db"
    before = store.read_bytes()
    assert cspo("why").returncode == 0
    assert cspo("why", "--json").returncode == 0
    assert store.read_bytes() == before
    assert not (folders / "cache").exists()


def test_why_refuses_to_look_nowhere(cspo: Run) -> None:
    result = cspo("why", "-n", "0")
    assert (result.returncode, result.stdout) == (2, "")
    assert "0 is not in the range x>=1" in result.stderr


# --- quiz --weak ------------------------------------------------------------------------------------------------------


def test_weak_asks_what_is_known_least_first(cspo: Run, studied: Studied, four: list[Question], folders: Path) -> None:
    studied([four[2], *four[:2]], days_ago=3)
    studied(four[3:], days_ago=3, score=0.0)
    studied(four[1:2], days_ago=2)
    result = cspo("quiz", "--weak", "--plain", "-n", "1", given="1\n" * 5)
    assert (result.returncode, result.stderr) == (0, "")
    assert goals_asked(result.stdout) == [four[3].goal]
    assert asked_by(folders, "quiz") == [four[3].concept_id]


def test_weak_keeps_to_the_domain_and_the_type_asked_for(cspo: Run) -> None:
    result = cspo("quiz", "--weak", "--domain", "6", "--type", "numeric", "--plain", "-n", "3", given="1\n" * 3)
    assert result.stdout.count("Number (") == 3
    assert {goal.partition(".")[0] for goal in goals_asked(result.stdout)} == {"6"}


def test_weak_with_a_seed_asks_the_same_as_long_as_nothing_is_answered(cspo: Run) -> None:
    command = ("quiz", "--weak", "--plain", "-n", "4", "--seed", "7")
    assert cspo(*command, given="\n" * 4).stdout == cspo(*command, given="\n" * 4).stdout


def test_the_next_start_goes_on_from_what_was_kept(cspo: Run, folders: Path) -> None:
    cspo("quiz", "--weak", "--domain", "3", "--type", "single", "-n", "2", given="1\n1\n")
    assert [path.name for path in (folders / "cache").glob("knowledge-*")] != []
    for path in (folders / "cache").glob("knowledge-*"):
        path.write_text("{")  # of no use, and no matter
    result = cspo("progress", "--json")
    assert (result.returncode, document(result.stdout)["data"]["overall"]["answers"]) == (0, 2)
