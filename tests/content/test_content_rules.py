"""One mistake at a time: each is told by place, by what is wrong and by what was expected, in exactly these words."""

from typing import NamedTuple

import pytest

from small_pack import CASE, MISCONCEPTIONS, QUESTIONS, SOURCES, SYLLABUS, SmallPack


class Mistake(NamedTuple):
    """One edit and the one problem it must lead to, which stands at `marker` (where it has a ^)."""

    old: str
    new: str
    marker: str
    told: str
    file: str = QUESTIONS


def check(small: SmallPack, mistake: Mistake) -> None:
    """Make the mistake and compare all that is told about the content."""
    small.edit(mistake.file, mistake.old, mistake.new)
    assert small.problems() == [f"{small.at(mistake.file, mistake.marker)}: {mistake.told}"]


SLUG = "expected lower-case words joined by hyphens"
QUOTES = '(put it in quotes: "…")'

FIELDS = {
    "a text that is a number": Mistake(
        "unit: points", "unit: 42", "unit: ^42", f"'unit' is the number 42, expected text {QUOTES}"
    ),
    "a text that is a truth value": Mistake(
        "unit: points", "unit: no", "unit: ^no", f"'unit' is the truth value false, expected text {QUOTES}"
    ),
    "a text that is a list": Mistake("unit: points", "unit: [a]", "[a]", "'unit' is a list, expected text"),
    "a text that is a group": Mistake(
        "unit: points", "unit: {a: b}", "{a: b}", "'unit' is a group of fields, expected text"
    ),
    "a text left empty": Mistake("unit: points", "unit:", "unit:^", "'unit' is empty, expected text"),
    "a text of blanks": Mistake("unit: points", 'unit: "  "', '"  "', "'unit' is empty, expected text"),
    "an optional field left empty": Mistake(
        "case: night-bus", "case:", "case:^", "'case' has no value, expected a value, or the field left out"
    ),
    "a whole number that is a fraction": Mistake(
        "choose: 2", "choose: 2.5", "2.5", "'choose' is the number 2.5, expected a whole number from 2"
    ),
    "a whole number that is text": Mistake(
        "choose: 2", "choose: two", "choose: ^two", "'choose' is the text 'two', expected a whole number from 2"
    ),
    "a whole number that is a truth value": Mistake(
        "version: 2", "version: yes", "yes", "'version' is the truth value true, expected a whole number from 1"
    ),
    "a whole number below its least": Mistake(
        "version: 2", "version: 0", "version: ^0", "'version' is 0, expected a whole number from 1"
    ),
    "a whole number past 64 bits": Mistake(
        "version: 2",
        "version: 99999999999999999999",
        "99999999999999999999",
        "'version' is the text '99999999999999999999', expected a whole number from 1",
    ),
    "a whole number above its most": Mistake(
        "year: 2010", "year: 20100", "20100", "'year' is 20100, expected a whole number from 1900 to 2100", SOURCES
    ),
    "a number below its least": Mistake(
        "tolerance: 0.05", "tolerance: -0.05", "-0.05", "'tolerance' is -0.05, expected a number from 0"
    ),
    "a number that is text": Mistake(
        "answer: 6.5", "answer: six", "six", "'answer' is the text 'six', expected a number"
    ),
    "a number that is infinite": Mistake(
        "answer: 6.5", "answer: 1.0e+999", "1.0e+999", "'answer' is the number inf, expected a number"
    ),
    "a truth value that is text": Mistake(
        "it is\n      correct: true",
        'it is\n      correct: "true"',
        '"true"',
        "'correct' is the text 'true', expected true or false",
    ),
    "a list that is text": Mistake(
        "[Product Backlog, backlog]",
        "Product Backlog",
        "accept: ^Product",
        "'accept' is the text 'Product Backlog', expected a list",
    ),
    "a long text is quoted in part": Mistake(
        "[Product Backlog, backlog]",
        "the single ordered list of all that is needed",
        "the single ordered",
        "'accept' is the text 'the single ordered list of all that i…', expected a list",
    ),
    "a list with too few": Mistake(
        "[Product Backlog, backlog]", "[]", "accept: ^[]", "'accept' has 0 entries, expected at least 1"
    ),
    "a list with too many": Mistake(
        "[Feature, Repair]", "[Feature, Repair, a, b, c, d]", "[Feat", "'categories' has 6 entries, expected 2 to 5"
    ),
    "an entry of a list": Mistake(
        "[Product Backlog, backlog]",
        "[Product Backlog, 7]",
        "^7]",
        f"an entry of 'accept' is the number 7, expected text {QUOTES}",
    ),
    "a group that is text": Mistake(
        "source: {work: pichler-2010, part: Sizes}",
        "source: pichler-2010 on sizes",
        "pichler-2010 on",
        "'source' is the text 'pichler-2010 on sizes', expected fields with values",
    ),
    "a question that is text": Mistake(
        "- id: tell-why\n",
        "- a stray line\n\n- id: tell-why\n",
        "a stray line",
        "this entry is the text 'a stray line', expected fields with 'type'",
    ),
    "a misspelt choice": Mistake("level: apply", "level: aply", "aply", "'level' is 'aply', expected 'apply'?"),
    "a choice like no other": Mistake(
        "difficulty: hard",
        "difficulty: brutal",
        "brutal",
        "'difficulty' is 'brutal', expected one of easy, hard, medium",
    ),
    "a misspelt type": Mistake(
        "type: numeric", "type: numerical", "numerical", "'type' is the text 'numerical', expected 'numeric'?"
    ),
    "a type like no other": Mistake(
        "type: numeric",
        "type: 7",
        "type: ^7",
        "'type' is the number 7, expected one of single, multiple, order, match, numeric, short, recall",
    ),
    "an id with capitals": Mistake("id: the-name", "id: The-Name", "The-Name", f"'id' is 'The-Name', {SLUG}"),
    "an id with a blank": Mistake("id: the-name", "id: the name", "id: ^the name", f"'id' is 'the name', {SLUG}"),
    "an id with a line end": Mistake(
        "id: the-name", r'id: "the-name\n"', r'"the-name\n"', rf"'id' is 'the-name\n', {SLUG}"
    ),
    "a cell that is empty": Mistake(
        "[2, 13]",
        "[2, ~]",
        "~",
        "an entry of an entry of 'rows' is empty, expected text or a whole number or a number",
    ),
    "a cell that is a list": Mistake(
        "[2, 13]",
        "[2, [13]]",
        "[13]",
        "an entry of an entry of 'rows' is a list, expected text or a whole number or a number",
    ),
    "an unknown field with a near one": Mistake(
        "difficulty: hard\n",
        "difficulty: hard\n  contrst: ends\n",
        "contrst",
        "unknown field 'contrst', expected 'contrast'?",
    ),
    "an unknown field like no other": Mistake(
        "part: Sizes", "part: Sizes, isbn: 7", "isbn", "unknown field 'isbn', expected one of work, part"
    ),
    "a field of another type of question": Mistake(
        "  version: 2\n",
        "  version: 2\n  unit: days\n",
        "unit: days",
        "unknown field 'unit', expected one of id, goal, concept, difficulty, stem, explanation, source, touches, "
        "level, table, contrast, case, version, family, waive, answer, points, type",
    ),
}

MISSING = {
    "an explanation": Mistake(
        "  explanation: One list makes the trade visible.\n",
        "",
        "id: tell-why",
        "the field 'explanation' is missing, expected text",
    ),
    "an id": Mistake("- id: tell-why\n  goal", "- goal", "- ^goal", f"the field 'id' is missing, {SLUG}"),
    "a type": Mistake(
        "  type: recall\n",
        "",
        "id: tell-why",
        "the field 'type' is missing, expected one of single, multiple, order, match, numeric, short, recall",
    ),
    "a difficulty": Mistake(
        "  difficulty: hard\n",
        "",
        "id: four-in-order",
        "the field 'difficulty' is missing, expected one of easy, hard, medium",
    ),
    "accepted terms": Mistake(
        "  accept: [Product Backlog, backlog]\n", "", "id: the-name", "the field 'accept' is missing, expected a list"
    ),
    "a source": Mistake(
        "  source: {work: pichler-2010, part: Sizes}\n",
        "",
        "id: mean-of-three",
        "the field 'source' is missing, expected fields with values",
    ),
    "the reason of an option": Mistake(
        "      why: Right for the items next in line, but these stories would go stale.\n",
        "",
        "text: Split it now",
        "the field 'why' is missing, expected text",
    ),
    "the reason of a step": Mistake(
        ", why: It is one line that calls a direction to mind and no more.",
        "",
        "{text: Some day",
        "the field 'why' is missing, expected text",
    ),
    "the reason of a pair": Mistake(
        ", why: A passenger can do something new once it is there.",
        "",
        "{text: Book by phone",
        "the field 'why' is missing, expected text",
    ),
    "the reason of a wrong number": Mistake(
        " why: That is the sum of the three before it is divided by four.,",
        "",
        "{answer: 26",
        "the field 'why' is missing, expected text",
    ),
    "the reason of a wrong term": Mistake(
        "      why: That is the plan for one Sprint and not for the product.\n",
        "",
        "answer: Sprint Backlog",
        "the field 'why' is missing, expected text",
    ),
    "the misconception of a wrong number": Mistake(
        "divided by four., misconception: arithmetic-slip}",
        "divided by four.}",
        "{answer: 26",
        f"the field 'misconception' is missing, {SLUG}",
    ),
    "the part of a source": Mistake(
        ", part: Sizes", "", "source: ^{work: pichler-2010}", "the field 'part' is missing, expected text"
    ),
    "the answer of a numeric": Mistake(
        "  answer: 6.5\n",
        "",
        "id: mean-of-three",
        "mean-of-three: the field 'answer' is missing, expected a number (only a 'family' computes its own)",
    ),
    "the year of a work": Mistake(
        "  year: 2010\n",
        "",
        "id: pichler",
        "the field 'year' is missing, expected a whole number from 1900 to 2100",
        SOURCES,
    ),
    "the truth of a misconception": Mistake(
        "  truth: A step in the sum went wrong.\n",
        "",
        "id: arithmetic-slip",
        "the field 'truth' is missing, expected text",
        MISCONCEPTIONS,
    ),
    "the text of a case": Mistake(
        "text: A city runs a night bus, and few book it.\n",
        "",
        "title:",
        "the field 'text' is missing, expected text",
        CASE,
    ),
}

NAMES = {
    "a goal": Mistake(
        "goal: 3.1.1\n  concept: technical-work",
        "goal: 3.1.7\n  concept: technical-work",
        "3.1.7",
        "unknown goal '3.1.7', expected '3.1.1'?",
    ),
    "a concept": Mistake(
        "concept: technical-work",
        "concept: tecnical-work",
        "tecnical-work",
        "unknown concept of 3.1.1 'tecnical-work', expected 'technical-work'?",
    ),
    "a concept like no other": Mistake(
        "concept: technical-work",
        "concept: zzz",
        "zzz",
        "unknown concept of 3.1.1 'zzz', expected one of one-list, item-kinds, detail-by-horizon, technical-work",
    ),
    "a second concept": Mistake(
        "touches: 3.1.1/technical-work",
        "touches: 3.1.1/technical-works",
        "3.1.1/technical-works",
        "unknown concept '3.1.1/technical-works', expected '3.1.1/technical-work'?",
    ),
    "a second concept without its goal": Mistake(
        "touches: 3.1.1/technical-work",
        "touches: technical-work",
        "touches: ^technical-work",
        "unknown concept 'technical-work', expected '3.1.1/technical-work'?",
    ),
    "a work": Mistake(
        "work: pichler-2010, part: Sizes",
        "work: pichler-2011, part: Sizes",
        "pichler-2011",
        "unknown work 'pichler-2011', expected 'pichler-2010'?",
    ),
    "a work like no other": Mistake(
        "work: pichler-2010, part: Sizes",
        "work: zzz, part: Sizes",
        "zzz",
        "unknown work 'zzz', expected one of pichler-2010",
    ),
    "a case": Mistake(
        "case: night-bus", "case: nightbus", "nightbus", "unknown case 'nightbus', expected 'night-bus'?"
    ),
    "a misconception of an option": Mistake(
        "would go stale.\n      misconception: detail-everything-now",
        "would go stale.\n      misconception: detail-evrything-now",
        "detail-evrything-now",
        "unknown misconception 'detail-evrything-now', expected 'detail-everything-now'?",
    ),
    "a misconception of a pitfall": Mistake(
        "divided by four., misconception: arithmetic-slip}",
        "divided by four., misconception: arithmetik-slip}",
        "arithmetik-slip",
        "unknown misconception 'arithmetik-slip', expected 'arithmetic-slip'?",
    ),
    "a misconception of a step": Mistake(
        "and no more.}",
        "and no more., misconception: arithmetics}",
        "arithmetics",
        "unknown misconception 'arithmetics', expected 'arithmetic-slip'?",
    ),
    "a misconception of a pair": Mistake(
        "once it is there.}",
        "once it is there., misconception: zzz}",
        "zzz",
        "unknown misconception 'zzz', expected one of detail-everything-now, arithmetic-slip",
    ),
    "a goal of a misconception": Mistake(
        "goals: [3.1.1]", "goals: [3.1.2]", "3.1.2", "unknown goal '3.1.2', expected '3.1.1'?", MISCONCEPTIONS
    ),
}

KEYS = {
    "two keys in a single": Mistake(
        "why: Right for the items next in line, but these stories would go stale.\n"
        "      misconception: detail-everything-now",
        "why: Right for the items next in line, but these stories would go stale.\n      correct: true",
        "^- text: Leave it as it is",
        "tram-ticket: 2 options are marked correct, expected exactly one with 'correct: true' in a 'single'",
    ),
    "a distractor without a misconception": Mistake(
        "would go stale.\n      misconception: detail-everything-now\n",
        "would go stale.\n",
        "text: Split it now",
        "tram-ticket: a distractor names no misconception, expected 'misconception: …'",
    ),
    "a right option with a misconception": Mistake(
        "thrown away again.\n",
        "thrown away again.\n      misconception: detail-everything-now\n",
        "text: Leave it as it is",
        "tram-ticket: a right option names a misconception, expected none",
    ),
    "another number to choose than keys": Mistake(
        "choose: 2",
        "choose: 3",
        "choose: ^3",
        "two-that-hold: 'choose' tells 3, but 2 options are marked correct, expected 'choose: 2' or other marks",
    ),
    "a category that nothing fits": Mistake(
        "[Feature, Repair]",
        "[Feature, Repair, Debt]",
        "Debt",
        "three-kinds: nothing fits the category 'Debt', expected at least one item",
    ),
    "an item of an unknown category": Mistake(
        "seat map, category: Feature",
        "seat map, category: Features",
        "Features",
        "three-kinds: unknown category 'Features', expected one of Feature, Repair",
    ),
    "a working that gives another value": Mistake(
        "(8 + 13 + 5) / 4",
        "8 + 13 + 5 / 4",
        "answer: ^6.5",
        "mean-of-three: the working gives 22.25, the answer says 6.5, expected the two to agree within the tolerance",
    ),
    "a working just out of tolerance": Mistake(
        "answer: 6.5",
        "answer: 6.56",
        "6.56",
        "mean-of-three: the working gives 6.5, the answer says 6.56, expected the two to agree within the tolerance",
    ),
    "a working with a name in it": Mistake(
        "(8 + 13 + 5) / 4",
        "(8 + 13 + five) / 4",
        '"(8',
        "mean-of-three: 'five' is not plain arithmetic, expected numbers, + - * / and brackets",
    ),
    "a working that divides by zero": Mistake(
        "(8 + 13 + 5) / 4",
        "26 / (4 - 4)",
        '"26',
        "mean-of-three: '26 / (4 - 4)' divides by zero, expected numbers, + - * / and brackets",
    ),
    "a working that is no number, which would agree with any": Mistake(
        "(8 + 13 + 5) / 4",
        "1e999 - 1e999",
        '"1e999',
        "mean-of-three: '1e999 - 1e999' gives no finite number, expected numbers, + - * / and brackets",
    ),
    "a pitfall within the tolerance": Mistake(
        "{answer: 26,",
        "{answer: 6.52,",
        "{answer: 6.52",
        "mean-of-three: the pitfall 6.52 counts as right, expected a wrong number",
    ),
    "accepted terms that repeat": Mistake(
        "[Product Backlog, backlog]",
        "[Product Backlog, backlog, backlog]",
        "backlog, ^backlog]",
        "the-name: 'backlog' stands twice in 'accept', expected each once",
    ),
    "a row of a question's table with a cell too few": Mistake(
        "[2, 13]", "[2]", "[2]", "mean-of-three: a table row has 1 cells, expected 2, one for each column"
    ),
    "a row of a case's table with a cell too many": Mistake(
        "[1, 14, 3]", "[1, 14, 3, 0]", "[1, 14", "a table row has 4 cells, expected 3, one for each column", CASE
    ),
}
SYLLABUS_MISTAKES = {
    "a domain's id without quotes": Mistake(
        'id: "3"\n',
        "id: 3\n",
        "id: ^3\n",
        f"'id' is the number 3, expected a quoted id such as \"3\" {QUOTES}",
        SYLLABUS,
    ),
    "a topic's id without quotes": Mistake(
        'id: "3.1"\n',
        "id: 3.1\n",
        "id: ^3.1\n",
        f"'id' is the number 3.1, expected a quoted id such as \"3.2\" {QUOTES}",
        SYLLABUS,
    ),
    "a goal's id with four parts": Mistake(
        "id: 3.1.1\n", "id: 3.1.1.1\n", "3.1.1.1", "'id' is '3.1.1.1', expected an id such as 3.2.1", SYLLABUS
    ),
    "a topic under another domain": Mistake(
        'id: "3"\n', 'id: "4"\n', '"3.1"', "'3.1' stands under 4, expected an id that starts with '4.'", SYLLABUS
    ),
    "a goal under another topic": Mistake(
        "id: 3.1.1\n",
        "id: 3.2.1\n",
        "3.2.1",
        "'3.2.1' stands under 3.1, expected an id that starts with '3.1.'",
        SYLLABUS,
    ),
    "a concept that stands twice": Mistake(
        "id: item-kinds",
        "id: one-list",
        "id: ^one-list, name: Kinds",
        "the id '3.1.1/one-list' stands twice, expected an id of its own",
        SYLLABUS,
    ),
    "a goal with three concepts": Mistake(
        "              - {id: item-kinds, name: Kinds of items}\n",
        "",
        "- {id: one-list",
        "'concepts' has 3 entries, expected 4 to 8",
        SYLLABUS,
    ),
    "a level that does not exist": Mistake(
        "level: describe",
        "level: create",
        "create",
        "'level' is 'create', expected one of analyze, apply, describe",
        SYLLABUS,
    ),
}


@pytest.mark.parametrize("case", FIELDS)
def test_a_field_that_does_not_fit_is_told(small: SmallPack, case: str) -> None:
    check(small, FIELDS[case])


@pytest.mark.parametrize("case", MISSING)
def test_a_missing_field_is_told(small: SmallPack, case: str) -> None:
    check(small, MISSING[case])


@pytest.mark.parametrize("case", NAMES)
def test_a_name_of_nothing_is_told_with_the_nearest_there_is(small: SmallPack, case: str) -> None:
    check(small, NAMES[case])


@pytest.mark.parametrize("case", KEYS)
def test_a_key_that_does_not_hold_is_told(small: SmallPack, case: str) -> None:
    check(small, KEYS[case])


@pytest.mark.parametrize("case", SYLLABUS_MISTAKES)
def test_a_mistake_in_the_syllabus_is_told_alone(small: SmallPack, case: str) -> None:
    check(small, SYLLABUS_MISTAKES[case])


def test_a_misspelt_field_is_told_beside_the_field_that_is_missing_for_it(small: SmallPack) -> None:
    small.edit(QUESTIONS, "explanation: One list makes", "explnation: One list makes")
    assert small.problems() == [
        f"{small.at(QUESTIONS, 'id: tell-why')}: the field 'explanation' is missing, expected text",
        f"{small.at(QUESTIONS, 'explnation')}: unknown field 'explnation', expected 'explanation'?",
    ]


def test_a_single_without_a_key_is_told(small: SmallPack) -> None:
    small.edit(
        QUESTIONS,
        "      correct: true\n      why: A year away",
        "      misconception: detail-everything-now\n      why: A year away",
    )
    assert small.problems() == [
        (
            f"{small.at(QUESTIONS, '^- text: Leave it as it is')}: tram-ticket: no option is marked correct, "
            "expected exactly one with 'correct: true' in a 'single'"
        )
    ]


def test_a_multiple_without_a_key_is_told(small: SmallPack) -> None:
    first, second, third = small.text(QUESTIONS).partition("- id: two-that-hold")
    third, rest = third.split("- id: four-in-order")
    third = third.replace("correct: true", "misconception: arithmetic-slip")
    small.write(QUESTIONS, f"{first}{second}{third}- id: four-in-order{rest}")
    assert small.problems() == [
        (
            f"{small.at(QUESTIONS, '^- text: One list for all four')}: two-that-hold: no option is marked correct, "
            "expected 2, as 'choose' tells"
        )
    ]


def test_a_multiple_in_which_everything_is_right_is_told(small: SmallPack) -> None:
    first, second, third = small.text(QUESTIONS).partition("- id: two-that-hold")
    third, rest = third.split("- id: four-in-order")
    third = third.replace("misconception: detail-everything-now", "correct: true")
    third = third.replace("misconception: arithmetic-slip", "correct: true").replace("choose: 2", "choose: 4")
    small.write(QUESTIONS, f"{first}{second}{third}- id: four-in-order{rest}")
    assert small.problems() == [
        (
            f"{small.at(QUESTIONS, '^- text: One list for all four')}: two-that-hold: every option is marked correct, "
            "expected at least one distractor"
        )
    ]


@pytest.mark.parametrize(
    ("once", "again", "field", "question"),
    [
        ("text: Take it out", "text: Split it now", "options", "tram-ticket"),
        ("text: Next quarter", "text: Next month", "items", "four-in-order"),
        ("text: A seat map", "text: Late reminders", "items", "three-kinds"),
    ],
)
def test_a_text_that_stands_twice_is_told_at_its_second_place(
    small: SmallPack, once: str, again: str, field: str, question: str
) -> None:
    place = small.at(QUESTIONS, once)
    small.edit(QUESTIONS, once, again)
    if field == "items":  # a step is written in braces and begins there
        file, line, column = place.rsplit(":", 2)
        place = f"{file}:{line}:{int(column) - 1}"
    assert small.problems() == [
        f"{place}: {question}: '{again.removeprefix('text: ')}' stands twice in '{field}', expected each once"
    ]


def test_of_more_than_twelve_names_only_the_number_is_told(small: SmallPack) -> None:
    more = "".join(small.text(SOURCES).replace("pichler-2010", f"pichler-{year}") for year in range(1950, 1962))
    small.write(SOURCES, small.text(SOURCES) + more)
    small.edit(QUESTIONS, "work: pichler-2010, part: Sizes", "work: zzz, part: Sizes")
    place = small.at(QUESTIONS, "zzz")
    assert small.problems() == [f"{place}: unknown work 'zzz', expected one that is defined (13 are)"]


def test_a_question_id_used_twice_names_the_first_place(small: SmallPack) -> None:
    first = small.at(QUESTIONS, "id: the-name")
    small.edit(QUESTIONS, "id: tell-why", "id: the-name # again")
    second = small.at(QUESTIONS, "id: ^the-name # again")
    assert small.problems() == [f"{second}: the id 'the-name' stands already at {first}, expected an id of its own"]


def test_a_question_id_used_in_two_files_names_the_file_too(small: SmallPack) -> None:
    small.add_second_topic()
    last = small.text(QUESTIONS).partition("- id: tell-why")[2]
    small.write("questions/3.2.yaml", f"- id: tell-why{last.replace('3.1.1', '3.2.1')}")
    first = small.at(QUESTIONS, "id: tell-why")
    assert small.problems() == [
        f"questions/3.2.yaml:1:7: the id 'tell-why' stands already at {first}, expected an id of its own"
    ]


@pytest.mark.parametrize(
    ("file", "old", "identity"),
    [(MISCONCEPTIONS, "id: arithmetic-slip", "detail-everything-now"), (SOURCES, "", "pichler-2010")],
)
def test_an_id_used_twice_elsewhere_is_told_too(small: SmallPack, file: str, old: str, identity: str) -> None:
    if old:
        small.edit(file, old, f"id: {identity} # again")
    else:
        small.write(file, small.text(file) + small.text(file).replace(identity, f"{identity} # again"))
    first = small.at(file, f"id: {identity}\n")
    second = small.at(file, f"id: ^{identity} # again")
    assert small.problems() == [f"{second}: the id '{identity}' stands already at {first}, expected an id of its own"]


def test_a_field_given_twice_names_the_first_line(small: SmallPack) -> None:
    line = small.at(QUESTIONS, "concept: technical-work").split(":")[1]
    small.edit(QUESTIONS, "  version: 2\n", "  version: 2\n  concept: one-list # again\n")
    assert small.problems() == [
        (
            f"{small.at(QUESTIONS, 'concept: one-list # again')}: "
            f"the field 'concept' is given a second time (first on line {line}), expected it once"
        )
    ]


def test_a_question_in_the_file_of_another_topic_is_told(small: SmallPack) -> None:
    small.add_second_topic()
    small.edit(QUESTIONS, "goal: 3.1.1\n  concept: technical-work", "goal: 3.2.1\n  concept: technical-work")
    assert small.problems() == [
        (
            f"{small.at(QUESTIONS, '3.2.1')}: a question on 3.2.1 stands in the file of topic 3.1, "
            "expected it in questions/3.2.yaml"
        )
    ]


@pytest.mark.parametrize(("name", "expected"), [("3", "one of 3.1"), ("3.11", "'3.1'?"), ("backlog", "one of 3.1")])
def test_a_question_file_that_is_named_after_no_topic_is_told(small: SmallPack, name: str, expected: str) -> None:
    small.write(f"questions/{name}.yaml", "[]\n")
    assert small.problems() == [f"questions/{name}.yaml:1:1: unknown topic '{name}', expected {expected}"]


def test_a_case_file_whose_name_no_question_could_give_is_told(small: SmallPack) -> None:
    small.write("cases/Night Bus.yaml", small.text(CASE))
    assert small.problems() == [f"cases/Night Bus.yaml:1:1: a case cannot be called 'Night Bus', {SLUG}"]


@pytest.mark.parametrize("text", ["a: 1\n", "just text\n", "42\n", "---\n", "~\n"])
@pytest.mark.parametrize("file", [SOURCES, MISCONCEPTIONS, QUESTIONS])
def test_a_file_of_entries_that_holds_no_list_is_told(small: SmallPack, file: str, text: str) -> None:
    small.write(file, text)
    line = 2 if text == "---\n" else 1
    assert small.problems() == [
        f"{file}:{line}:1: the file holds no list, expected a list (lines that begin with '- ')"
    ]


@pytest.mark.parametrize(
    ("text", "found"), [("- a\n", "a list"), ("just text\n", "the text 'just text'"), ("7\n", "the number 7")]
)
@pytest.mark.parametrize("file", [SYLLABUS, CASE])
def test_a_file_of_fields_that_holds_something_else_is_told(small: SmallPack, file: str, text: str, found: str) -> None:
    small.write(file, text)
    assert small.problems() == [f"{file}:1:1: the file is {found}, expected fields with values"]
