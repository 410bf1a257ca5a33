"""The Library, Progress and Settings in plain lines: the same services and words as the screens."""

from pathlib import Path

import pytest

from cspo_study.content.catalog import Catalog
from cspo_study.study.learner import Learner
from month import SetClock, lived_month
from support import Run, document

NOON = 1_790_000_000_000


@pytest.fixture
def studied(catalog: Catalog, folders: Path) -> None:
    """A store with some days of answers."""
    clock = SetClock(NOON)
    learner = Learner.open(catalog, folders / "data" / "progress.db", clock)
    lived_month(learner, clock, days=5)
    learner.close()


def test_a_note_is_read_part_by_part(cspo: Run) -> None:
    result = cspo("note", "3.2.1")
    assert result.returncode == 0
    assert result.stdout.startswith("3.2.1 Choosing an ordering technique (describe)\n")
    for head in ("The idea", "An example", "Where people go wrong", "On Monday", "In the Scrum Guide", "To read on"):
        assert f"\n\n{head}\n  " in result.stdout
    assert "0 of 15 questions met." in result.stdout
    assert max(map(len, result.stdout.split("\n"))) <= 79


@pytest.mark.usefixtures("studied")
def test_a_goals_questions_come_with_ones_answers(cspo: Run) -> None:
    goals = [goal["id"] for goal in document(cspo("note", "--json").stdout)["data"]["goals"]]
    rows = {goal: document(cspo("note", goal, "--json").stdout)["data"]["questions"] for goal in goals[:6]}
    met = next(goal for goal, questions in rows.items() if questions[0]["answers"])
    shown = cspo("note", met, "--questions").stdout

    assert shown.count("\n    2026-") == sum(len(one["answers"]) for one in rows[met])
    assert shown.count("    not met yet\n") == sum(not one["answers"] for one in rows[met])


def test_without_a_goal_all_are_listed(cspo: Run) -> None:
    lines = cspo("note").stdout.split("\n")
    assert "  3.2.1 Choosing an ordering technique" in lines
    assert len([line for line in lines if line.startswith("  ")]) == 71


def test_a_term_is_found_by_any_of_its_forms(cspo: Run) -> None:
    by_form = [cspo("glossary", *words).stdout for words in (("wsjf",), ("Weighted", "shortest job first"))]
    assert by_form[0] == by_form[1]
    assert by_form[0].startswith("Weighted Shortest Job First\n\nA ratio for order")
    assert "Not the same as CD3" in by_form[0]
    assert "Where it comes from" in by_form[0]
    assert document(cspo("glossary", "wsjf", "--json").stdout)["data"]["id"] == "wsjf"
    assert "Weighted Shortest Job First (WSJF)" in cspo("glossary").stdout


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("glossary", "cost", "delay"), "There is no term 'cost delay'.", "Did you mean Cost of delay?"),
        (("note", "3.2.9"), "There is no goal '3.2.9'.", "Did you mean 3.2.4?"),
        (("settings", "retentoin"), "There is no setting 'retentoin'.", "Did you mean retention?"),
        (("settings", "retention", "12"), "'retention' cannot be 0.12.", "Expected a number from 0.7 to 0.97."),
        (("settings", "workshop", "soon"), "'workshop' cannot be 'soon'.", "Expected a day such as 2026-12-15"),
        (("settings", "memory_parameters", "1"), "The memory model is not set by hand.", "cspo tune"),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(cspo: Run, arguments: tuple[str], message: str, hint: str) -> None:
    result = cspo(*arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert f"cspo: {message}\n" in result.stderr
    assert hint in result.stderr


def test_search_finds_everything_in_one_go(cspo: Run) -> None:
    lines = cspo("search", "cost", "of", "delay").stdout.split("\n")
    assert lines[0] == "Term: Cost of delay"
    assert "Goal: 1.2.2 Counting what waiting costs" in lines
    nothing = cspo("search", "zzzz")
    assert (nothing.stdout, nothing.returncode) == ("", 0)
    assert nothing.stderr == "Nothing found. Fewer letters find more.\n"


@pytest.mark.usefixtures("studied")
def test_misconceptions_show_what_is_held_and_on_request_what_is_got_over(cspo: Run) -> None:
    found = document(cspo("misconceptions", "--json").stdout)["data"]
    assert found
    open_ones = [one for one in found if one["standing"] != "got over"]
    assert cspo("misconceptions").stdout.count("  How it is:") == len(open_ones)
    assert cspo("misconceptions", "--all").stdout.count("  How it is:") == len(found)


def test_nothing_has_shown_before_the_first_answer(cspo: Run) -> None:
    assert cspo("misconceptions").stderr == "None has shown yet.\n"


def test_settings_are_shown_changed_and_taken_back(cspo: Run, folders: Path) -> None:
    assert "retention          90 %\n" in cspo("settings").stdout
    assert not (folders / "config").exists()
    changed = cspo("settings", "retention", "85 %")
    assert changed.stdout.startswith("Retention aimed at: 85 %\n")
    assert changed.stderr == f"Written to {folders / 'config' / 'config.toml'}. It counts at once.\n"
    assert "retention          85 %  (changed)\n" in cspo("settings").stdout
    cspo("settings", "workshop", "2027-03-01")
    cspo("settings", "keys", "session.skip=x")
    data = document(cspo("settings", "--json").stdout)["data"]
    assert (data["retention"], data["workshop"], data["keys"]) == (0.85, "2027-03-01", {"session.skip": "x"})
    cspo("settings", "retention", "default")
    cspo("settings", "keys", "session.skip=")
    assert (folders / "config" / "config.toml").read_text().split() == ["workshop", "=", "2027-03-01"]


def test_a_bad_file_is_told_with_line_and_key_and_the_defaults_serve(cspo: Run, folders: Path) -> None:
    (folders / "config").mkdir()
    (folders / "config" / "config.toml").write_text('minutes = 30\nretention = "much"\nspeed = 3\n')
    result = cspo("settings")
    path = folders / "config" / "config.toml"
    assert f"cspo: {path}:2: 'retention' is 'much', expected a number from 0.7 to 0.97\n" in result.stderr
    assert f"cspo: {path}:3: unknown setting 'speed'" in result.stderr
    assert "minutes            30  (changed)\n" in result.stdout
    assert "retention          90 %\n" in result.stdout


@pytest.mark.usefixtures("studied")
def test_progress_in_plain_lines_has_neither_bars_nor_columns(cspo: Run) -> None:
    lines = cspo("progress", "--plain").stdout.strip().split("\n")
    assert len(lines) == 8 + 1 + 5
    assert lines[8].startswith("All domains: ")
    assert [line.partition(":")[0] for line in lines[9:]] == [
        "By level",
        "Reviews ahead",
        "Still known",
        "Feeling sure",
        "Time",
    ]
    domain = cspo("progress", "--plain", "--domain", "3").stdout
    assert domain.count("\n    3.") == 11
    data = document(cspo("progress", "--json").stdout)["data"]
    assert {"overall", "streak", "domains", "levels", "forecast", "retention", "calibration", "time"} == set(data)


def test_what_turns_a_line_about_is_shown_and_not_obeyed(cspo: Run, folders: Path) -> None:
    pack = folders / "data" / "packs" / "own"
    pack.mkdir(parents=True)
    (pack / "glossary.yaml").write_text(
        '- id: own-term\n  term: "Own\\u202e term"\n  definition: "It [bold]is so."\n  origin: us\n'
    )
    shown = cspo("glossary", "own-term").stdout
    assert shown.startswith("Own\ufffd term\n\nIt [bold]is so.\n")
