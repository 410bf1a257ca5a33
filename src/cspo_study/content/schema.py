"""The JSON Schema of a question file, made from the types themselves, for editors that help while one writes YAML."""

from typing import Any

import msgspec

from cspo_study.content.families import GENERATORS
from cspo_study.content.model import Question


def question_file_schema() -> dict[str, Any]:
    """The schema of `questions/<topic>.yaml`: a list of questions."""
    schema = msgspec.json.schema(tuple[Question, ...])
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Questions of one topic"
    generator = schema["$defs"]["Family"]["properties"]["generator"]
    generator["enum"] = sorted(GENERATORS)
    return schema
