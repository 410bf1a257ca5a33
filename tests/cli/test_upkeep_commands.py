"""Looking after the answers from the command line: backups, checks, other machines, beginning anew, second thoughts."""

import shlex
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from cspo_study.content.catalog import Catalog
from cspo_study.progress import ids
from cspo_study.progress.attempt import Attempt
from cspo_study.progress.schema import NEWEST
from cspo_study.progress.store import Store
from cspo_study.study.clock import Moment, study_day
from cspo_study.study.projection import LearnerProjector
from support import CSPO, Run, document

UPKEEP = ("backup", "restore", "doctor", "export", "import", "reset")
Answer = Callable[[int], list[Attempt]]


def without_mastery(report: Any) -> Any:  # noqa: ANN401 - a part of a JSON document
    """The report without what fades from one moment to the next."""
    match report:
        case dict():
            fading = ("mastery", "low", "high")
            return {name: without_mastery(part) for name, part in report.items() if name not in fading}
        case list():
            return [without_mastery(part) for part in report]
    return report


@pytest.fixture
def store(folders: Path) -> Path:
    """Where the answers are, once there are any."""
    return folders / "data" / "progress.db"


@pytest.fixture
def answered(store: Path, catalog: Catalog) -> Answer:
    """Put so many answers to shipped questions into the store, an hour ago, and return them."""

    def add(number: int) -> list[Attempt]:
        at = time.time_ns() // 1_000_000 - 60 * 60 * 1000
        shipped = catalog.pack.questions
        with closing(Store.open(store, LearnerProjector(catalog), at)) as opened:
            made = [
                Attempt(
                    id=ids.new_id(at + count),
                    device=opened.device,
                    at=at + count,
                    utc_offset=0,
                    session=bytes(16),
                    mode="quiz",
                    question=question.id,
                    version=question.version,
                    concept=question.concept_id,
                    seed=count,
                    shown="[]",
                    response='{"type":"typed","text":"Grün, ✓"}',
                    score=1 / 3,
                    guess=0.25,
                    confidence=None,
                    taken=1000,
                )
                for count, question in enumerate(islice(cycle(shipped), number))
            ]
            opened.merge(made)
        return made

    return add


def lines_in(store: Path) -> int:
    with closing(sqlite3.connect(store)) as connection:
        return int(connection.execute("SELECT count(*) FROM attempt").fetchone()[0])


def refused(result: "subprocess.CompletedProcess[str]", message: str, hint: str) -> None:
    """It ended as what concerns the store does, in these words."""
    assert result.stderr == f"cspo: {message}\n{hint}\n"
    assert result.stdout == ""
    assert result.returncode == 4


# --- backup -----------------------------------------------------------------------------------------------------------


def test_a_backup_is_among_our_own_or_where_one_says(cspo: Run, store: Path, answered: Answer, folders: Path) -> None:
    answered(2)
    own = cspo("backup")
    assert (own.returncode, own.stderr) == (0, "")
    (made,) = (folders / "data" / "backups").iterdir()
    assert own.stdout == f"Backed up to {made}\n"
    assert made.name.endswith("Z-by-hand.db")
    elsewhere = cspo("backup", "copies/today.db")
    assert (elsewhere.returncode, elsewhere.stdout) == (0, "Backed up to copies/today.db\n")
    assert lines_in(made) == lines_in(folders / "copies" / "today.db") == 2
    assert document(cspo("backup", "third.db", "--json").stdout) == {
        "cspo": 1,
        "command": "backup",
        "status": "ok",
        "data": {"file": "third.db"},
        "errors": [],
    }


def test_backups_are_listed_the_newest_first(cspo: Run, answered: Answer, folders: Path) -> None:
    answered(1)
    none = cspo("backup", "--list")
    assert (none.returncode, none.stdout, none.stderr) == (0, "", "There are no backups yet.\n")
    assert document(cspo("backup", "--list", "--json").stdout)["data"] == {"backups": []}

    newer = Path(cspo("backup").stdout.removeprefix("Backed up to ").strip())
    older = newer.with_name("progress-20260102T030405Z-before-reset.db")
    shutil.copy(newer, older)

    listed = document(cspo("backup", "--list", "--json").stdout)["data"]["backups"]
    assert [(one["file"], one["reason"]) for one in listed] == [(str(newer), "by-hand"), (str(older), "before-reset")]
    assert datetime.fromisoformat(listed[1]["at"]) == datetime.fromisoformat("2026-01-02T03:04:05+00:00")
    text = cspo("backup", "--list", env={"TZ": "UTC"}).stdout.splitlines()
    assert text[1] == f"2026-01-02 03:04  before-reset      {older}"
    assert text[0].endswith(f"by-hand           {newer}")


# --- restore ----------------------------------------------------------------------------------------------------------


def test_a_restore_brings_back_what_was_and_keeps_what_it_replaces(
    cspo: Run, store: Path, answered: Answer, folders: Path
) -> None:
    answered(2)
    cspo("backup", "copy.db")
    answered(3)
    result = cspo("restore", "copy.db")
    first, second = result.stdout.splitlines()
    assert (result.returncode, result.stderr) == (0, "")
    assert first == "Restored a log of 2 lines from copy.db"
    kept = Path(second.removeprefix("The store it replaced is kept: "))
    assert kept.parent == folders / "data" / "backups"
    assert kept.name.endswith("-before-restore.db")
    assert (lines_in(store), lines_in(kept)) == (2, 5)
    back = document(cspo("restore", str(kept), "--json").stdout)
    assert back["data"]["entries"] == 5
    assert lines_in(Path(back["data"]["kept"])) == 2
    assert cspo("doctor").stdout == "Everything is in order.\n"


def test_a_restore_where_there_is_no_store_yet(cspo: Run, store: Path, answered: Answer, folders: Path) -> None:
    answered(2)
    cspo("backup", "copy.db")
    shutil.rmtree(folders / "data")
    result = cspo("restore", "copy.db")
    assert (result.returncode, result.stdout) == (0, "Restored a log of 2 lines from copy.db\n")
    assert lines_in(store) == 2


def make_missing(folder: Path, store: Path) -> str:
    return "nothing.db"


def make_itself(folder: Path, store: Path) -> str:
    return str(store)


def make_linked_itself(folder: Path, store: Path) -> str:
    (folder / "link.db").symlink_to(store)
    return "link.db"


def make_text(folder: Path, store: Path) -> str:
    (folder / "notes.txt").write_text("These are my notes.\n" * 50)
    return "notes.txt"


def make_empty(folder: Path, store: Path) -> str:
    (folder / "empty.db").write_bytes(b"")
    return "empty.db"


def make_foreign(folder: Path, store: Path) -> str:
    with closing(sqlite3.connect(folder / "photos.db")) as connection:
        connection.execute("CREATE TABLE photo (name TEXT)")
    return "photos.db"


def make_cut_off(folder: Path, store: Path) -> str:
    subprocess.run([CSPO, "backup", "cut.db"], cwd=folder, check=True, capture_output=True)
    whole = (folder / "cut.db").read_bytes()
    (folder / "cut.db").write_bytes(whole[: len(whole) // 2])
    return "cut.db"


def make_altered(folder: Path, store: Path) -> str:
    subprocess.run([CSPO, "backup", "altered.db"], cwd=folder, check=True, capture_output=True)
    with closing(sqlite3.connect(folder / "altered.db")) as connection, connection:
        connection.execute("DROP TRIGGER attempt_is_never_changed")
        connection.execute("UPDATE attempt SET score = 1.0 WHERE seq = 2")
    return "altered.db"


def make_newer(folder: Path, store: Path) -> str:
    subprocess.run([CSPO, "backup", "newer.db"], cwd=folder, check=True, capture_output=True)
    with closing(sqlite3.connect(folder / "newer.db")) as connection:
        connection.execute("PRAGMA user_version = 99")
    return "newer.db"


ANOTHER = "Name another backup: cspo backup --list"


@pytest.mark.parametrize(
    ("make", "message", "hint"),
    [
        (make_missing, "There is no file {file}.", "cspo backup --list shows the backups there are."),
        (make_itself, "{file} is the store itself.", "Name a backup: cspo backup --list"),
        (make_linked_itself, "{file} is the store itself.", "Name a backup: cspo backup --list"),
        (make_text, "{file} cannot be used: file is not a database.", ANOTHER),
        (make_empty, "{file} is not a progress store.", "Name a file that cspo backup wrote."),
        (make_foreign, "{file} is a database, and not one of cspo's.", "Name another file."),
        (make_cut_off, "{file} cannot be used: database disk image is malformed.", ANOTHER),
        (make_altered, "{file} cannot be used: the checksum of row 2 does not fit its values.", ANOTHER),
        (
            make_newer,
            "The progress store {file} was written by a newer cspo (its schema is 99, this one knows {newest}).",
            "Update cspo. The store was left as it is.",
        ),
    ],
)
def test_only_a_whole_backup_is_restored(
    cspo: Run, store: Path, answered: Answer, folders: Path, make: Callable[[Path, Path], str], message: str, hint: str
) -> None:
    answered(3)
    file = make(folders, store)
    before = store.read_bytes()
    refused(cspo("restore", file), message.format(file=file, newest=NEWEST), hint)
    assert store.read_bytes() == before
    assert not list((folders / "data").glob("backups/*before-restore*"))


def test_a_refused_restore_says_so_in_the_envelope(cspo: Run, answered: Answer) -> None:
    answered(1)
    result = cspo("restore", "nothing.db", "--json")
    assert (result.returncode, result.stderr) == (4, "")
    assert document(result.stdout) == {
        "cspo": 1,
        "command": "restore",
        "status": "error",
        "data": None,
        "errors": [
            {
                "code": "progress-store",
                "message": "There is no file nothing.db.",
                "hint": "cspo backup --list shows the backups there are.",
            }
        ],
    }


# --- doctor -----------------------------------------------------------------------------------------------------------


def test_doctor_finds_nothing_where_nothing_is_wrong(cspo: Run, store: Path, answered: Answer, folders: Path) -> None:
    nothing = cspo("doctor")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, "Everything is in order.\n", "")
    assert not (folders / "data").exists()
    answered(3)
    assert cspo("doctor").stdout == "Everything is in order.\n"
    assert document(cspo("doctor", "--json").stdout) == {
        "cspo": 1,
        "command": "doctor",
        "status": "ok",
        "data": {"store": str(store), "repair": None},
        "errors": [],
    }


def test_doctor_ends_with_1_where_it_found_something_and_mends_it(cspo: Run, store: Path, answered: Answer) -> None:
    first, *_ = answered(3)
    cspo("progress")  # derives what the answers lead to
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE projection SET state = '{}' WHERE kind = 'question' AND key = ?", (first.question,))
    message = f"1 derived figures do not follow from the log ({first.question})."

    found = cspo("doctor")
    assert (found.returncode, found.stderr) == (1, "")
    assert found.stdout == f"{message}\n  Mend it: cspo doctor --repair\n"
    as_json = cspo("doctor", "--json")
    assert (as_json.returncode, as_json.stderr) == (1, "")
    envelope = document(as_json.stdout)
    assert envelope["status"] == "error"
    assert envelope["errors"] == [
        {"code": "projections", "message": message, "hint": "Mend it: cspo doctor --repair"},
    ]

    mended = cspo("doctor", "--repair")
    assert (mended.returncode, mended.stderr) == (0, "")
    assert mended.stdout == (
        "Repaired: the log has 3 lines, and everything derived was derived again.\nEverything is in order.\n"
    )
    assert document(cspo("doctor", "--repair", "--json").stdout)["data"] == {
        "store": str(store),
        "repair": {"entries": 3, "from_backups": 0, "lost": 0, "kept": None},
    }


# --- export and import ------------------------------------------------------------------------------------------------


def test_a_log_goes_out_by_standard_output_or_to_a_file(cspo: Run, answered: Answer, folders: Path) -> None:
    answered(3)
    printed = cspo("export")
    assert (printed.returncode, printed.stderr) == (0, "")
    assert printed.stdout.splitlines()[0] == '{"cspo_log":1}'
    assert printed.stdout.count("\n") == 4
    assert "Grün, ✓" in printed.stdout
    written = cspo("export", "--format", "jsonl", "log.jsonl")
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "Wrote 3 lines to log.jsonl\n")
    assert (folders / "log.jsonl").read_text("utf-8") == printed.stdout
    assert cspo("export", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}).stdout == printed.stdout


def test_a_reader_that_has_seen_enough_ends_an_export_quietly(answered: Answer, folders: Path) -> None:
    answered(1500)
    command = f"{shlex.quote(CSPO)} export | head -n 1"
    result = subprocess.run(["bash", "-c", command], cwd=folders, capture_output=True, text=True, check=False)
    assert (result.stdout, result.stderr) == ('{"cspo_log":1}\n', "")


def test_another_machine_takes_in_a_log(cspo: Run, answered: Answer, folders: Path) -> None:
    answered(3)
    cspo("export", "log.jsonl")
    there = {"CSPO_DATA_DIR": str(folders / "there")}
    first = cspo("import", "log.jsonl", env=there)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == "Imported 3 lines; 0 were here already.\n"
    again = cspo("import", "log.jsonl", env=there)
    assert again.stdout == "Imported 0 lines; 3 were here already.\n"
    assert document(cspo("import", "log.jsonl", "--json", env=there).stdout)["data"] == {"new": 0, "known": 3}
    assert cspo("export", env=there).stdout == (folders / "log.jsonl").read_text("utf-8")
    here, elsewhere = (document(cspo("progress", "--json", env=env).stdout)["data"] for env in ({}, there))
    assert without_mastery(here) == without_mastery(elsewhere)
    assert here["overall"]["mastery"] == pytest.approx(elsewhere["overall"]["mastery"], abs=0.001)
    assert here["overall"]["answers"] == 3


def test_a_log_with_a_wrong_line_is_refused_whole(cspo: Run, store: Path, answered: Answer, folders: Path) -> None:
    answered(2)
    cspo("export", "log.jsonl")
    log = folders / "log.jsonl"
    log.write_text(log.read_text("utf-8")[:-20], "utf-8")
    cspo("reset", "--yes")
    refused(cspo("import", "log.jsonl"), "log.jsonl:3: Input data was truncated.", "Nothing was imported.")
    assert lines_in(store) == 0
    refused(
        cspo("import", "nothing.jsonl"),
        "nothing.jsonl cannot be read: No such file or directory.",
        "Name a file that cspo export wrote.",
    )


def test_no_copy_or_log_is_written_over_the_store(cspo: Run, store: Path, answered: Answer) -> None:
    answered(2)
    for command in ("backup", "export"):
        refused(cspo(command, str(store)), f"{store} is the store itself.", "Name another file.")
        refused(cspo(command, "."), ". is a folder.", "Name a file in it.")
    assert lines_in(store) == 2


# --- reset ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", ["no\n", "\n", "", "y\n", "yes please\n"])
def test_anything_but_yes_leaves_everything_as_it_is(
    cspo: Run, store: Path, answered: Answer, folders: Path, given: str
) -> None:
    first, *_ = answered(2)
    day = study_day(Moment(first.at, 0), 4)
    result = cspo("reset", given=given)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == (
        f"This would clear 2 answers, given from {day} to {day}, with all that was derived from them,\n"
        f"from {store}\n"
        "A backup is made first. Type yes to go on: Nothing was changed.\n"
    )
    assert lines_in(store) == 2
    assert not (folders / "data" / "backups").exists()


@pytest.mark.parametrize(("arguments", "given"), [((), "yes\n"), ((), " YES \n"), (("--yes",), "")])
def test_yes_clears_all_and_says_how_to_bring_it_back(
    cspo: Run, store: Path, answered: Answer, folders: Path, arguments: tuple[str, ...], given: str
) -> None:
    answered(2)
    result = cspo("reset", *arguments, given=given)
    assert result.returncode == 0
    assert ("Type yes to go on" in result.stderr) == (not arguments)
    assert lines_in(store) == 0
    (kept,) = (folders / "data" / "backups").glob("*-before-reset.db")
    assert result.stdout == f"Cleared 2 answers. To bring them back: cspo restore {kept}\n"
    _, *back = shlex.split(result.stdout.partition(": ")[2])
    assert cspo(*back).returncode == 0
    assert lines_in(store) == 2


def test_two_resets_in_a_row_lose_nothing(cspo: Run, store: Path, answered: Answer) -> None:
    answered(2)
    first = cspo("reset", "--yes")
    for _ in range(3):
        cspo("reset", "--yes")
    cspo(*shlex.split(first.stdout.partition(": ")[2])[1:])
    assert lines_in(store) == 2


def test_the_way_back_can_be_pasted_whatever_the_folder_is_called(cspo: Run, folders: Path) -> None:
    there = {"CSPO_DATA_DIR": str(folders / "it's my data")}
    cspo("quiz", "--domain", "3", "-n", "1", "--type", "single", given="1\n", env=there)
    _, *back = shlex.split(cspo("reset", "--yes", env=there).stdout.partition(": ")[2])
    assert cspo(*back, env=there).returncode == 0
    assert lines_in(folders / "it's my data" / "progress.db") == 1


def test_a_reset_of_a_store_without_answers_names_no_days(cspo: Run, answered: Answer, store: Path) -> None:
    answered(1)
    cspo("reset", "--yes")
    result = cspo("reset", given="no\n")
    assert result.stderr.startswith("This would clear 0 answers, with all that was derived from them,\n")


def test_answers_taken_back_are_not_counted_as_answers(cspo: Run) -> None:
    cspo("quiz", "--domain", "3", "-n", "1", "--type", "single", given="1\n")
    cspo("quiz", "--domain", "3", "-n", "1", "--type", "single", given="undo\n")
    assert cspo("reset", given="no\n").stderr.startswith("This would clear 0 answers, with all")


# --- all of them ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", [("backup",), ("backup", "copy.db"), ("doctor", "--repair"), ("export",), ("export", "log"), ("reset",)]
)
def test_without_a_store_there_is_nothing_to_look_after(
    cspo: Run, store: Path, folders: Path, command: tuple[str, ...]
) -> None:
    refused(cspo(*command), f"There is no progress yet ({store}).", "It begins with your first answer: cspo study")
    assert list(folders.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (("restore",), "Missing argument 'file'."),
        (("import",), "Missing argument 'file'."),
        (("export", "--format", "csv"), "Invalid value for '--format': 'csv'"),
        (("reset", "--no"), "No such option: --no"),
    ],
)
def test_a_wrong_command_line_is_told(cspo: Run, command: tuple[str, ...], message: str) -> None:
    result = cspo(*command)
    assert result.returncode == 2
    assert result.stdout == ""
    assert message in result.stderr
    assert f"See: cspo {command[0]} --help" in result.stderr


def test_the_examples_in_the_help_work_one_after_the_other(
    cspo: Run, store: Path, answered: Answer, folders: Path
) -> None:
    answered(2)
    for command in UPKEEP:
        text = " ".join(cspo(command, "--help").stdout.split())
        example = text.partition("Example: cspo ")[2]
        assert example.startswith(command)
        words = [str(folders / word[2:]) if word.startswith("~/") else word for word in example.split()]
        result = cspo(*words)
        assert (result.returncode, "Traceback" in result.stderr) == (0, False), example
    assert lines_in(store) == 0


def test_a_newer_store_is_left_alone_by_every_command(cspo: Run, store: Path, answered: Answer, folders: Path) -> None:
    answered(1)
    cspo("backup", "copy.db")
    cspo("export", "log.jsonl")
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = store.read_bytes()
    message = f"The progress store {store} was written by a newer cspo (its schema is 99, this one knows {NEWEST})."
    for command in (
        ("backup",),
        ("export",),
        ("import", "log.jsonl"),
        ("reset", "--yes"),
        ("restore", "copy.db"),
        ("doctor", "--repair"),
        ("progress",),
        ("quiz", "--domain", "3", "--plain"),
    ):
        refused(cspo(*command), message, "Update cspo. The store was left as it is.")
    assert cspo("doctor").returncode == 1
    assert store.read_bytes() == before


# --- second thoughts --------------------------------------------------------------------------------------------------


def test_undo_takes_an_answer_back_and_asks_again(cspo: Run, store: Path) -> None:
    result = cspo(
        "quiz", "--domain", "3", "--type", "single", "--no-shuffle", "-n", "2", given="1\nundo\n2\nUNDO\nundo\n1\n1\n"
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count("Your last answer is taken back: answer it again.") == 2
    assert result.stdout.count("There is no answer to take back.") == 1
    assert result.stdout.count("Question 1 of 2") == 4
    assert " of 2 right" in result.stdout
    with closing(sqlite3.connect(store)) as connection:
        taken_back = connection.execute("SELECT retracts IS NOT NULL FROM attempt ORDER BY seq").fetchall()
    assert [row[0] for row in taken_back] == [0, 1, 0, 1, 0, 0]
    assert document(cspo("progress", "--json").stdout)["data"]["overall"]["answers"] == 2
    assert cspo("doctor").returncode == 0


def test_undo_reaches_back_into_earlier_sittings(cspo: Run, store: Path, answered: Answer) -> None:
    *_, before_last, last = answered(3)
    result = cspo("quiz", "--domain", "3", "--type", "single", "-n", "1", given="undo\nundo\n")
    assert f"Taken back: your last answer of an earlier sitting, on {last.question}." in result.stdout
    assert f"Taken back: your last answer of an earlier sitting, on {before_last.question}." in result.stdout
    assert document(cspo("progress", "--json").stdout)["data"]["overall"]["answers"] == 1
    assert lines_in(store) == 5
