"""Where one stands, by commands: one envelope, plain lines, errors that say what would do."""

from pathlib import Path

import pytest

from support import Run, document

ANSWERS = "".join(f"{line}\n" for line in ("1", "1 1 1 1 1 1", "1 2", "1 2 3 4", "1 1 1", "1 1 1 1", "1 1 1 1 1") * 60)
"""Enough lines for any forty questions: what does not fit is asked for again."""


@pytest.mark.parametrize(
    "command",
    [("diagnose",), ("readiness",), ("today",), ("exam",), ("certificate",), ("plan", "--date", "2099-01-01")],
)
def test_a_read_creates_nothing(cspo: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    cspo(*command, "--json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["diagnose", "readiness", "today", "exam", "certificate"])
def test_json_prints_one_envelope(cspo: Run, command: str) -> None:
    result = cspo(command, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    envelope = document(result.stdout)
    assert (envelope["cspo"], envelope["command"], envelope["status"]) == (1, command, "ok")


def test_from_nothing_to_a_map_a_figure_and_a_plan(cspo: Run) -> None:
    thin = cspo("readiness")
    assert "There is too little to go by for a figure." in thin.stdout
    assert "20 more answers (there are 0)" in thin.stdout
    placed = cspo("diagnose", "--plain", given=ANSWERS)
    assert placed.returncode == 0
    assert "Where you stand, by " in placed.stdout
    assert "Begin here" in placed.stdout
    again = cspo("diagnose", "--plain")
    assert "Your placement is done." in again.stderr
    figure = document(cspo("readiness", "--json").stdout)["data"]
    assert figure["today"]["low"] < figure["today"]["mean"] < figure["today"]["high"]
    assert figure["missing"] == []


def test_an_assessment_in_lines_from_its_draw_to_its_result(cspo: Run, tmp_path: Path) -> None:
    left = cspo("exam", "--profile", "quick", "--plain", "--seed", "3", given="f\nr\nt\nq\n")
    assert left.returncode == 0
    assert "There is no CSPO exam" in left.stderr
    assert "Flagged." in left.stdout
    assert "0 of 20 answered" in left.stdout
    assert "Right" not in left.stdout
    assert (tmp_path / "data" / "exam.json").exists()
    done = cspo("exam", "--plain", given=f"{ANSWERS}h\ny\n")
    assert "Going on with the assessment you began (quick)." in done.stderr
    assert "By domain" in done.stdout
    assert "Source: " in done.stdout
    assert not (tmp_path / "data" / "exam.json").exists()
    (result,) = document(cspo("exam", "--json").stdout)["data"]["results"]
    assert result["questions"] == 20
    assert sum(part["questions"] for part in result["levels"]) == 20
    assert "By level" in cspo("exam", "--last").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("exam", "--profile", "quik"), "There is no assessment 'quik'.\nDid you mean quick?"),
        (("exam", "--last"), "There is no result yet.\nTake one: cspo exam --profile quick"),
        (("plan",), "There is no date to plan for.\nName one: cspo plan --date 2026-12-15."),
        (("plan", "--date", "soon"), "--date cannot be 'soon'.\nExpected a day such as 2026-12-15."),
        (("plan", "--date", "2020-01-01"), "2020-01-01 is not ahead of today.\nName a later day."),
        (("certificate", "--seu", "1", "--category", "event"), "There is no category 'event'.\nDid you mean events?"),
        (("certificate", "--note", "x"), "--on and --note go with --seu."),
        (("certificate", "--remove", "1"), "There is no entry 1.\nNone is entered."),
        (("quiz", "--weak", "--missed"), "--weak and --missed exclude one another."),
        (("quiz", "--missed"), "There is nothing you got wrong the last time."),
        (("quiz", "--flagged"), "There is nothing you flagged."),
        (("quiz", "--case", "hive-scale"), "There is no case 'hive-scale'.\nDid you mean hive-scales?"),
    ],
)
def test_a_wrong_request_says_what_would_do(cspo: Run, arguments: tuple[str, ...], message: str) -> None:
    result = cspo(*arguments)
    assert result.returncode == 2
    assert f"cspo: {message}" in result.stderr
    assert "Traceback" not in result.stderr


def test_dropping_an_assessment_says_whether_there_was_one(cspo: Run) -> None:
    assert "There is no assessment being taken." in cspo("exam", "--drop").stderr
    cspo("exam", "--profile", "quick", "--plain", given="q\n")
    assert "Thrown away." in cspo("exam", "--drop").stderr


def test_a_plan_that_is_kept_is_what_today_aims_at(cspo: Run, tmp_path: Path) -> None:
    from datetime import date, timedelta

    day = date.today() + timedelta(days=12)  # noqa: DTZ011 - a day on this machine's calendar
    assert "This one is not kept." in cspo("plan", "--date", day.isoformat(), "--minutes", "15").stdout
    assert "workshop" not in cspo("today").stdout
    kept = cspo("plan", "--date", day.isoformat(), "--minutes", "15", "--keep")
    assert "This one is not kept." not in kept.stdout
    assert f"workshop = {day}" in (tmp_path / "config" / "config.toml").read_text()
    line = cspo("today").stdout
    assert line.count("\n") == 1
    assert " days to the workshop" in line


def test_the_ledger_is_kept_from_one_command_to_the_next(cspo: Run) -> None:
    cspo("certificate", "--course", "2026-09-01", "--hours", "14", "--issued", "2026-09-03")
    cspo("certificate", "--seu", "1.5", "--on", "2026-10-01", "--category", "events", "--note", "User group")
    data = document(cspo("certificate", "--json").stdout)["data"]
    assert data["standing"]["expires"] == "2028-09-03"
    assert data["standing"]["earned"] == 1.5
    assert data["requirements"]["facts"]["seus"]["value"] == 20
    assert "User group" in cspo("certificate").stdout
    cspo("certificate", "--remove", "1")
    assert document(cspo("certificate", "--json").stdout)["data"]["standing"]["earned"] == 0


def test_cramming_records_nothing(cspo: Run) -> None:
    cspo("quiz", "--goal", "3.2.1", "--type", "single", "-n", "1", "--plain", given="1\n")
    before = document(cspo("progress", "--json").stdout)["data"]["overall"]["answers"]
    crammed = cspo("quiz", "--goal", "3.2.1", "--type", "single", "-n", "2", "--cram", "--plain", given="1\n1\n")
    assert "Cramming: nothing of this is recorded." in crammed.stderr
    assert document(cspo("progress", "--json").stdout)["data"]["overall"]["answers"] == before == 1


@pytest.mark.parametrize("command", ["exam", "readiness"])
def test_the_help_says_why_there_is_no_chance_of_passing(cspo: Run, command: str) -> None:
    words = " ".join(cspo(command, "--help").stdout.split())
    assert "There is no CSPO exam" in words or "there is no CSPO exam" in words
    assert "never a chance of passing" in words.lower()
