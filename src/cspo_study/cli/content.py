"""`cspo content`: check, export, schema."""

from enum import StrEnum
from pathlib import Path

import typer

from cspo_study.cli import output
from cspo_study.content.index import open_pack, shipped_content
from cspo_study.errors import ExitCode
from cspo_study.places import find_places

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Check, export and describe the content.",
    epilog="Example: cspo content check",
)

FOLDER = typer.Option(
    None, "--content", help="Another folder of content than the one that is shipped.", show_default=False
)


class ExportFormat(StrEnum):
    """What content can be written as."""

    JSON = "json"


FORMAT = typer.Option(ExportFormat.JSON, "--format", help="What to write.")


@app.command(epilog="Example: cspo content check")
def check(
    content: Path | None = FOLDER,
    *,
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> int:
    """Read all content and list every problem as file:line:column: what is wrong, what was expected."""
    from cspo_study.content.checks import findings
    from cspo_study.content.reading import load_pack

    folder = content or shipped_content()
    loaded = load_pack(folder)
    found = findings(loaded)
    if as_json:
        entries = [output.ErrorEntry("content-finding", str(problem), problem.expected) for problem in found]
        output.write_json("content check", _counts(loaded.pack), entries)
    else:
        for problem in found:
            typer.echo(str(problem))
        counts = _counts(loaded.pack)
        output.narrate(f"{len(found)} findings in " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    return ExitCode.FOUND if found else ExitCode.FINE


@app.command(epilog="Example: cspo content export --format json > content.json")
def export(
    content: Path | None = FOLDER,
    form: ExportFormat = FORMAT,  # noqa: ARG001 - there is one
) -> None:
    """Write everything as one document on standard output.

    A question with generated numbers is written with one draw of them.
    """
    from cspo_study.content.export import as_document

    output.write_document(as_document(open_pack(content or shipped_content(), find_places().cache)))


@app.command(epilog="Example: cspo content schema > questions.schema.json")
def schema() -> None:
    """Write the JSON Schema of a question file, for an editor's YAML support."""
    from cspo_study.content.schema import question_file_schema

    output.write_document(question_file_schema())


def _counts(pack: object) -> dict[str, int]:
    return {name: len(getattr(pack, name)) for name in ("questions", "cases", "misconceptions", "works")}
