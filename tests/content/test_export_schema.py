"""Content as other programs get it: one plain document, and a schema that describes what an author writes."""

import json
import re
from typing import Any

import msgspec
import pytest
import yaml

from cspo_study.content.catalog import Catalog
from cspo_study.content.export import as_document
from cspo_study.content.generators import GENERATORS
from cspo_study.content.index import shipped_content
from cspo_study.content.model import QUESTION_TYPES, type_name
from cspo_study.content.schema import FILES as KINDS
from cspo_study.content.schema import file_schema
from small_pack import FILES, QUESTIONS, SmallPack

TYPES = ["single", "multiple", "order", "match", "numeric", "short", "recall"]


def exported(catalog: Catalog) -> dict[str, Any]:
    """The document as someone reads it who gets it as JSON."""
    document = json.loads(msgspec.json.encode(as_document(catalog.pack)))
    assert isinstance(document, dict)
    return document


@pytest.fixture(scope="module")
def document(catalog: Catalog) -> dict[str, Any]:
    """The shipped content, exported."""
    return exported(catalog)


@pytest.fixture
def narrow(small: SmallPack) -> dict[str, Any]:
    """The small pack, exported."""
    return exported(Catalog(small.load().pack))


# --- the document -----------------------------------------------------------------------------------------------------


def test_the_document_has_all_there_is(document: dict[str, Any], catalog: Catalog) -> None:
    assert list(document) == [
        "syllabus",
        "goals",
        "questions",
        "cases",
        "misconceptions",
        "sources",
        "notes",
        "glossary",
    ]
    assert [domain["id"] for domain in document["syllabus"]] == list(catalog.domains)
    assert [goal["id"] for goal in document["goals"]] == list(catalog.goals)
    assert [question["id"] for question in document["questions"]] == list(catalog.headings)
    assert [case["id"] for case in document["cases"]] == list(catalog.pack.cases)
    assert [entry["id"] for entry in document["misconceptions"]] == list(catalog.pack.misconceptions)
    assert [work["id"] for work in document["sources"]] == list(catalog.pack.works)
    assert [note["goal"] for note in document["notes"]] == list(catalog.notes)
    assert [term["id"] for term in document["glossary"]] == list(catalog.glossary)


def test_the_syllabus_holds_topics_goals_and_concepts(narrow: dict[str, Any]) -> None:
    (domain,) = narrow["syllabus"]
    (topic,) = domain["topics"]
    (goal,) = topic["goals"]
    assert (domain["id"], topic["id"], goal["id"]) == ("3", "3.1", "3.1.1")
    assert goal["concepts"][0] == {"id": "one-list", "name": "One list for all work"}


def test_each_goal_tells_its_domain_and_topic(document: dict[str, Any]) -> None:
    for goal in document["goals"]:
        assert {"id", "domain", "topic", "supplement", "title", "level", "statement", "concepts"} == set(goal)
        assert goal["id"].startswith(f"{goal['topic']}.")
        assert goal["topic"].startswith(f"{goal['domain']}.")


def test_every_question_has_every_field(document: dict[str, Any]) -> None:
    fields = {"id", "goal", "concept", "level", "type", "stem", "options", "explanation", "source", "contrast", "case"}
    fields |= {"difficulty", "version", "family", "touches", "table"}
    assert [question["id"] for question in document["questions"] if not fields <= set(question)] == []


def test_every_option_has_every_field(document: dict[str, Any]) -> None:
    options = [option for question in document["questions"] for option in question["options"]]
    assert len(options) > 200
    for option in options:
        assert set(option) == {"text", "correct", "why", "misconception"}
        assert isinstance(option["correct"], bool)
        assert option["text"]
        assert option["why"]
        assert (option["misconception"] is None) == option["correct"]


def test_a_question_carries_its_level_and_where_its_answer_can_be_looked_up(
    document: dict[str, Any], catalog: Catalog
) -> None:
    for question, written in zip(document["questions"], catalog.pack.questions, strict=True):
        assert question["level"] == catalog.level_of(written)
        assert question["type"] == type_name(written)
        assert set(question["source"]) == {"work", "part", "citation"}
        assert question["source"]["citation"] == catalog.pack.works[written.source.work].citation()


def test_what_a_question_leaves_out_is_written_out(narrow: dict[str, Any]) -> None:
    by_id = {question["id"]: question for question in narrow["questions"]}
    name = by_id["the-name"]
    assert name == {
        "id": "the-name",
        "goal": "3.1.1",
        "concept": "one-list",
        "type": "short",
        "difficulty": "easy",
        "level": "describe",
        "stem": "What is the ordered list of all that is needed to improve the product called?",
        "options": [],
        "accept": ["Product Backlog", "backlog"],
        "pitfalls": [
            {
                "answer": "Sprint Backlog",
                "why": "That is the plan for one Sprint and not for the product.",
                "misconception": "arithmetic-slip",
            }
        ],
        "explanation": "The Product Backlog is the single source of work.",
        "source": {
            "work": "pichler-2010",
            "part": "One list",
            "citation": "Roman Pichler, Agile Product Management with Scrum (2010)",
        },
        "contrast": None,
        "case": None,
        "touches": None,
        "table": None,
        "version": 1,
        "family": None,
    }
    assert by_id["tell-why"]["version"] == 2
    assert by_id["mean-of-three"]["level"] == "apply"
    assert by_id["mean-of-three"]["table"] == {"columns": ["Week", "Points"], "rows": [[1, 8], [2, 13], [3, 5]]}
    assert by_id["two-that-hold"]["case"] == "night-bus"
    assert by_id["three-kinds"]["touches"] == "3.1.1/technical-work"
    assert by_id["tram-ticket"]["options"][0] == {
        "text": "Leave it as it is",
        "correct": True,
        "why": "A year away, most detail would be guesswork to be thrown away again.",
        "misconception": None,
    }


def test_a_family_is_exported_with_numbers_and_its_generators_name(document: dict[str, Any], catalog: Catalog) -> None:
    families = {question.id: question.family for question in catalog.pack.questions if question.family}
    assert families
    for question in document["questions"]:
        family = families.get(question["id"])
        assert question["family"] == (family.generator if family else None)
        assert not re.search(r"\{\w*\}", json.dumps(question, ensure_ascii=False))
        if question["type"] == "numeric":
            assert isinstance(question["answer"], float)


def test_exporting_twice_gives_the_same_document(catalog: Catalog, document: dict[str, Any]) -> None:
    assert exported(catalog) == document


def test_whatever_a_question_refers_to_is_in_the_document(document: dict[str, Any]) -> None:
    ids = {name: {entry["id"] for entry in document[name]} for name in ("goals", "cases", "misconceptions", "sources")}
    concepts = {f"{goal['id']}/{concept['id']}" for goal in document["goals"] for concept in goal["concepts"]}
    for question in document["questions"]:
        assert question["goal"] in ids["goals"]
        assert f"{question['goal']}/{question['concept']}" in concepts
        assert question["touches"] is None or question["touches"] in concepts
        assert question["case"] is None or question["case"] in ids["cases"]
        assert question["source"]["work"] in ids["sources"]
        parts = [*question["options"], *question.get("items", []), *question.get("pitfalls", [])]
        named = {part.get("misconception") for part in parts} - {None}
        assert named <= ids["misconceptions"]


# --- the schema -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The schema, as someone reads it who gets it as JSON."""
    decoded = json.loads(msgspec.json.encode(file_schema("questions")))
    assert isinstance(decoded, dict)
    return decoded


def faults(schema: dict[str, Any], part: dict[str, Any], value: Any) -> list[str]:  # noqa: ANN401, C901 - any JSON
    """What of `value` does not fit, by as much of JSON Schema as the schema uses; anything else in it is an error."""
    found: list[str] = []
    for word, wanted in part.items():
        match word:
            case "$ref":
                found += faults(schema, schema["$defs"][wanted.removeprefix("#/$defs/")], value)
            case "anyOf":
                tries: list[list[str]] = [faults(schema, choice, value) for choice in wanted]
                if all(tries):
                    found += sorted(tries, key=len)[0]
            case "type":
                kinds: dict[str, Any] = {
                    "object": dict,
                    "array": list,
                    "string": str,
                    "boolean": bool,
                    "null": type(None),
                    "integer": int,
                    "number": (int, float),
                }
                if not isinstance(value, kinds[wanted]) or (isinstance(value, bool) and wanted != "boolean"):
                    return [f"{value!r} is no {wanted}"]
            case "enum":
                found += [] if value in wanted else [f"{value!r} is none of {wanted}"]
            case "pattern":
                found += [] if re.search(wanted, value) else [f"{value!r} does not match"]
            case "maximum":
                found += [] if value <= wanted else [f"{value!r} is too large"]
            case "minLength" | "minItems":
                found += [] if len(value) >= wanted else [f"{value!r} is too short"]
            case "maxItems":
                found += [] if len(value) <= wanted else [f"{value!r} is too long"]
            case "minimum":
                found += [] if value >= wanted else [f"{value!r} is too small"]
            case "required":
                found += [f"{name} is missing" for name in wanted if name not in value]
            case "properties":
                for name in wanted.keys() & value.keys():
                    found += faults(schema, wanted[name], value[name])
            case "additionalProperties" if wanted is False:
                found += [f"{name} is unknown" for name in value if name not in part["properties"]]
            case "additionalProperties":
                for entry in value.values():
                    found += faults(schema, wanted, entry)
            case "prefixItems":
                for choice, entry in zip(wanted, value, strict=False):
                    found += faults(schema, choice, entry)
            case "items" if wanted is False:
                found += [] if len(value) <= len(part["prefixItems"]) else [f"{value!r} is too long"]
            case "items":
                for entry in value:
                    found += faults(schema, wanted, entry)
            case "$schema" | "$defs" | "title" | "description" | "default" | "discriminator":
                pass
            case other:
                pytest.fail(f"the schema has the word {other!r}, which this test does not know")
    return found


def written(text: str) -> list[dict[str, Any]]:
    """A question file as an editor that knows the schema sees it."""
    questions = yaml.safe_load(text)
    assert isinstance(questions, list)
    return questions


def test_the_schema_is_json_that_says_what_it_is(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "Questions of one topic"
    assert schema["type"] == "array"


def test_the_schema_has_all_seven_types(schema: dict[str, Any]) -> None:
    assert list(schema["items"]["discriminator"]["mapping"]) == TYPES
    assert len(schema["items"]["anyOf"]) == len(QUESTION_TYPES) == 7
    for kind in QUESTION_TYPES:
        assert schema["$defs"][kind.__name__]["description"], "an editor shows what the type is for"


def test_the_schema_names_the_generators(schema: dict[str, Any]) -> None:
    generator = schema["$defs"]["Family"]["properties"]["generator"]
    assert generator["enum"] == sorted(GENERATORS)


def test_the_schema_points_at_nothing_that_it_does_not_hold(schema: dict[str, Any]) -> None:
    named = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(schema)))
    assert named == set(schema["$defs"])


@pytest.mark.parametrize("name", TYPES)
def test_a_question_of_each_type_fits_the_schema(schema: dict[str, Any], name: str) -> None:
    (question,) = [entry for entry in written(FILES[QUESTIONS]) if entry["type"] == name]
    assert faults(schema, schema, [question]) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("explanation: One list makes", "explnation: One list makes"),
        ("type: recall", "type: recal"),
        ("difficulty: hard", "difficulty: brutal"),
        ("level: apply", "level: create"),
        ("id: the-name", "id: The Name"),
        ("choose: 2", "choose: 1"),
        ("version: 2", "version: 0"),
        ("answer: 6.5", "answer: six"),
        ("tolerance: 0.05", "tolerance: -1"),
        ("accept: [Product Backlog, backlog]", "accept: []"),
        (", why: A passenger can do something new once it is there.", ""),
        ("source: {work: pichler-2010, part: Sizes}", "source: pichler-2010"),
        ("  version: 2\n", "  family: {generator: made-up, ranges: {}}\n"),
        ("  version: 2\n", "  family: {generator: ratio, ranges: {size: [1, 2, 3]}}\n"),
    ],
)
def test_what_loading_refuses_the_schema_refuses(schema: dict[str, Any], small: SmallPack, old: str, new: str) -> None:
    small.edit(QUESTIONS, old, new)
    assert faults(schema, schema, written(small.text(QUESTIONS)))
    assert small.problems()


def test_each_call_gives_a_schema_of_its_own() -> None:
    first = file_schema("questions")
    first["$defs"].clear()
    assert file_schema("questions")["$defs"]


PATTERNS = {
    "questions": "questions/*.yaml",
    "cases": "cases/*.yaml",
    "notes": "notes/*.yaml",
    "glossary": "glossary.yaml",
    "misconceptions": "misconceptions.yaml",
    "sources": "sources.yaml",
    "syllabus": "syllabus.yaml",
}


def test_there_is_a_schema_for_every_kind_of_file() -> None:
    assert list(KINDS) == list(PATTERNS)
    assert len({file_schema(kind)["title"] for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", PATTERNS)
def test_every_shipped_file_fits_the_schema_of_its_kind(kind: str) -> None:
    schema = json.loads(msgspec.json.encode(file_schema(kind)))
    for path in sorted(shipped_content().glob(PATTERNS[kind])):
        assert faults(schema, schema, yaml.safe_load(path.read_text(encoding="utf-8"))) == [], path.name
