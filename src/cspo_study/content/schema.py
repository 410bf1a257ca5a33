"""The JSON Schemas of content files, made from the types themselves, for editors that help while one writes YAML."""

from typing import Any

import msgspec

from cspo_study.content.generators import GENERATORS
from cspo_study.content.model import Case, Misconception, Note, Question, Syllabus, Term, Work

FILES: dict[str, tuple[str, Any]] = {
    "questions": ("Questions of one topic", tuple[Question, ...]),
    "cases": ("A case", Case),
    "notes": ("Study notes of one topic", tuple[Note, ...]),
    "glossary": ("The glossary", tuple[Term, ...]),
    "misconceptions": ("The misconceptions", tuple[Misconception, ...]),
    "sources": ("The works that are cited", tuple[Work, ...]),
    "syllabus": ("The syllabus", Syllabus),
}
"""Every kind of content file: what its schema is called, and the type of what it holds."""


def file_schema(kind: str) -> dict[str, Any]:
    """The schema of one kind of content file, a key of `FILES`."""
    title, held = FILES[kind]
    schema = msgspec.json.schema(held)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = title
    if "Family" in schema["$defs"]:
        schema["$defs"]["Family"]["properties"]["generator"]["enum"] = sorted(GENERATORS)
    return schema
