"""Valid content becomes a pack; content with problems becomes a list of all of them."""

import re
from pathlib import Path

import pytest

from cspo_study.content import model
from cspo_study.content.problems import ContentError
from cspo_study.content.reading import load_pack
from cspo_study.errors import ExitCode
from small_pack import CASE, MISCONCEPTIONS, QUESTIONS, SOURCES, SYLLABUS, SmallPack


def test_a_pack_with_one_question_of_each_type_loads_in_the_order_written(small: SmallPack) -> None:
    pack = small.load().pack
    assert [type(question) for question in pack.questions] == list(model.QUESTION_TYPES)
    assert [question.id for question in pack.questions] == [
        "tram-ticket",
        "two-that-hold",
        "four-in-order",
        "three-kinds",
        "mean-of-three",
        "the-name",
        "tell-why",
    ]
    assert list(pack.works) == ["pichler-2010"]
    assert list(pack.misconceptions) == ["detail-everything-now", "arithmetic-slip"]
    assert list(pack.cases) == ["night-bus"]


def test_every_field_arrives_as_it_was_written(small: SmallPack) -> None:
    pack = small.load().pack
    numeric, recall = pack.questions[4], pack.questions[6]
    assert isinstance(numeric, model.Numeric)
    assert (numeric.answer, numeric.tolerance, numeric.working) == (6.5, 0.05, "(8 + 13 + 5) / 4")
    assert numeric.table == model.Table(columns=("Week", "Points"), rows=((1, 8), (2, 13), (3, 5)))
    assert (numeric.level, numeric.version, recall.level, recall.version) == ("apply", 1, None, 2)
    assert pack.cases["night-bus"].table == model.Table(
        columns=("Sprint", "Done", "Added"), rows=((1, 14, 3), (2, 12.5, "none"))
    )
    assert pack.works["pichler-2010"].citation() == "Roman Pichler, Agile Product Management with Scrum (2010)"


def test_each_question_knows_where_it_is_written(small: SmallPack) -> None:
    parts = small.load().parts
    assert {name: str(parts.place(name)) for name in parts.questions} == {
        question.id: small.at(QUESTIONS, f"id: {question.id}") for question in small.load().pack.questions
    }


def test_loading_twice_gives_equal_packs(small: SmallPack) -> None:
    assert small.load() == small.load()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-09-21", "2026-09-21"),
        ("12:30:45", "12:30:45"),
        ("190:20:30.15", "190:20:30.15"),
        ("3.1.1", "3.1.1"),
        ('"3"', "3"),
        ('"yes"', "yes"),
        ("'null'", "null"),
        ("'a: b # c'", "a: b # c"),
        ("Wōrds “quoted” — naïve 😀", "Wōrds “quoted” — naïve 😀"),
        (">-\n    one\n    two\n\n    three", "one two\nthree"),
        ("|-\n    one\n    two", "one\ntwo"),
        ("99999999999999999999", "99999999999999999999"),
    ],
)
def test_text_stays_text(small: SmallPack, written: str, read: str) -> None:
    small.edit(QUESTIONS, "explanation: One list makes the trade visible.", f"explanation: {written}")
    assert small.load().pack.questions[-1].explanation == read


@pytest.mark.parametrize(
    ("written", "read"), [("6.5", 6.5), ("65.0e-1", 6.5), ("0x6", 6.0), ("6", 6.0), ("1_000", 1000)]
)
def test_numbers_are_read_as_yaml_writes_them(small: SmallPack, written: str, read: float) -> None:
    small.edit(QUESTIONS, "answer: 6.5", f"answer: {written}")
    small.edit(QUESTIONS, '"(8 + 13 + 5) / 4"', f'"{read}"')
    numeric = small.load().pack.questions[4]
    assert isinstance(numeric, model.Numeric)
    assert numeric.answer == read


def test_a_topic_without_questions_may_be_an_empty_list(small: SmallPack) -> None:
    small.write(QUESTIONS, "# none yet\n[]\n")
    assert small.load().pack.questions == ()


def test_content_without_a_cases_folder_loads(small: SmallPack) -> None:
    small.path(CASE).unlink()
    small.path(CASE).parent.rmdir()
    small.edit(QUESTIONS, "  case: night-bus\n", "")
    assert small.load().pack.cases == {}


def test_files_that_are_not_content_are_left_alone(small: SmallPack) -> None:
    small.write("README.md", "not content")
    small.write("questions/notes.txt", "\t- [")
    small.write("questions/drafts/9.9.yaml", "\t- [")
    assert len(small.load().pack.questions) == 7


def test_questions_of_one_topic_keep_their_order_beside_another_topics(small: SmallPack) -> None:
    small.add_second_topic()
    other = small.text(QUESTIONS).replace("3.1.1", "3.2.1").replace("- id: ", "- id: other-")
    small.write("questions/3.2.yaml", other)
    goals = [question.goal for question in small.load().pack.questions]
    assert goals == ["3.1.1"] * 7 + ["3.2.1"] * 7


# --- problems ---------------------------------------------------------------------------------------------------------


def test_a_problem_names_file_line_and_column_counted_from_one(small: SmallPack) -> None:
    small.edit(QUESTIONS, "  concept: technical-work\n", "  concept: technical-wrok\n")
    line = small.text(QUESTIONS).split("\n").index("  concept: technical-wrok") + 1
    assert small.problems() == [
        f"questions/3.1.yaml:{line}:12: unknown concept of 3.1.1 'technical-wrok', expected 'technical-work'?"
    ]


def test_all_problems_of_one_file_are_listed_in_its_order(small: SmallPack) -> None:
    small.edit(QUESTIONS, "  difficulty: hard\n", "  difficulty: tough\n")
    small.edit(QUESTIONS, "      correct: true\n      why: A year", "      why: A year")
    small.edit(QUESTIONS, "  explanation: One list makes", "  explnation: One list makes")
    small.edit(QUESTIONS, "part: Sizes", "part: 4")
    small.edit(QUESTIONS, "choose: 2", "choose: 3")
    wrong_option = small.at(QUESTIONS, "- ^text: Leave it")
    options = small.at(QUESTIONS, "^- text: Leave it")
    assert small.problems() == [
        f"{options}: tram-ticket: no option is marked correct, expected exactly one with 'correct: true' in a 'single'",
        f"{wrong_option}: tram-ticket: a distractor names no misconception, expected 'misconception: …'",
        (
            f"{small.at(QUESTIONS, 'choose: ^3')}: two-that-hold: 'choose' tells 3, but 2 options are marked correct, "
            "expected 'choose: 2' or other marks"
        ),
        f"{small.at(QUESTIONS, 'difficulty: ^tough')}: 'difficulty' is 'tough', expected one of easy, hard, medium",
        f"{small.at(QUESTIONS, 'part: ^4')}: 'part' is the number 4, expected text (put it in quotes: \"…\")",
        f"{small.at(QUESTIONS, 'id: tell-why')}: the field 'explanation' is missing, expected text",
        f"{small.at(QUESTIONS, 'explnation')}: unknown field 'explnation', expected 'explanation'?",
    ]


def test_problems_of_several_files_are_listed_together_and_sorted(small: SmallPack) -> None:
    small.edit(SOURCES, "year: 2010", "year: 210")
    small.edit(MISCONCEPTIONS, "goals: [3.1.1]", "goals: [3.1.2]")
    small.edit(CASE, "title:", "titel:")
    small.edit(QUESTIONS, "type: recall", "type: recal")
    files = [problem.split(":")[0] for problem in small.problems()]
    assert files == [CASE, CASE, MISCONCEPTIONS, QUESTIONS, SOURCES]


def test_lines_are_sorted_as_numbers(small: SmallPack) -> None:
    small.write(QUESTIONS, small.text(QUESTIONS).replace("  difficulty: ", "  dificulty: "))
    lines = [int(problem.split(":")[1]) for problem in small.problems()]
    assert lines == sorted(lines)
    assert len(lines) == 14  # each unknown and each missing
    assert lines[0] < 10 < lines[-1]


def test_the_error_counts_the_problems_and_tells_what_to_run(small: SmallPack) -> None:
    small.edit(QUESTIONS, "type: recall", "type: recal")
    with pytest.raises(ContentError) as caught:
        load_pack(small.folder)
    place = small.at(QUESTIONS, "recal")
    expected = f"{place}: 'type' is the text 'recal', expected 'recall'?"
    assert caught.value.message == f"1 problem in the content:\n{expected}"
    assert caught.value.hint == "Mend the lines named and run: cspo content check"
    assert caught.value.code == "content-invalid"
    assert caught.value.exit_code == ExitCode.CONTENT


def test_several_problems_are_counted_in_the_plural(small: SmallPack) -> None:
    small.edit(QUESTIONS, "type: recall", "type: recal")
    small.edit(QUESTIONS, "type: short", "type: shor")
    with pytest.raises(ContentError, match=r"\A2 problems in the content:\n[^\n]+\n[^\n]+\Z"):
        load_pack(small.folder)


@pytest.mark.parametrize("name", [SYLLABUS, SOURCES, MISCONCEPTIONS])
def test_a_file_that_is_not_there_is_one_problem_and_brings_no_others(small: SmallPack, name: str) -> None:
    small.path(name).unlink()
    assert small.problems() == [
        f"{name}:1:1: cannot be read (No such file or directory), expected a readable YAML file"
    ]


def test_a_folder_that_is_not_there_misses_its_three_files(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load_pack(tmp_path / "nowhere")
    assert [problem.place.file for problem in caught.value.problems] == [MISCONCEPTIONS, SOURCES, SYLLABUS]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SYLLABUS, 'id: "3.1"', "id: 3.1"),
        (SOURCES, "year: 2010", "year: soon"),
        (MISCONCEPTIONS, "  truth: A step in the sum went wrong.\n", ""),
        (CASE, "title:", "title: &a"),
    ],
)
def test_one_mistake_is_not_buried_in_names_that_could_not_be_followed(
    small: SmallPack, name: str, old: str, new: str
) -> None:
    small.edit(name, old, new)
    problems = small.problems()
    assert len(problems) == 1
    assert re.match(rf"{re.escape(name)}:\d+:\d+: ", problems[0])
