"""`cspo content`: check, stats, export, schema."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cspo_study.cli import output
from cspo_study.cli.packs import open_content, tell_refusals
from cspo_study.content.index import Refusal, open_pack, shipped_content
from cspo_study.content.packs import own_packs
from cspo_study.errors import ExitCode
from cspo_study.places import find_places

if TYPE_CHECKING:
    from cspo_study.content.reading import LoadedPack  # YAML

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Check, count, export and describe the content.",
    epilog="Example: cspo content check",
)

FOLDER = typer.Option(
    None, "--content", help="Another folder of content than the one that is shipped.", show_default=False
)


class ExportFormat(StrEnum):
    """What content can be written as."""

    JSON = "json"


class FileKind(StrEnum):
    """The kinds of files that content consists of."""

    QUESTIONS = "questions"
    CASES = "cases"
    NOTES = "notes"
    GLOSSARY = "glossary"
    MISCONCEPTIONS = "misconceptions"
    SOURCES = "sources"
    SYLLABUS = "syllabus"


KIND = typer.Argument(FileKind.QUESTIONS, help="Which kind of file.")
FORMAT = typer.Option(ExportFormat.JSON, "--format", help="What to write.")


@app.command(epilog="Example: cspo content check")
def check(
    content: Path | None = FOLDER,
    *,
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> int:
    """Read all content and list every problem as file:line:column: what is wrong, what was expected.

    Packs in the data folder are checked too, unless --content names a folder.
    """
    from cspo_study.content.checks import findings

    loaded = _loaded(content)
    found = findings(loaded)
    if as_json:
        entries = [output.ErrorEntry("content-finding", str(problem), problem.expected) for problem in found]
        output.write_json("content check", _counts(loaded.pack), [*_refused(loaded.refusals), *entries])
    else:
        tell_refusals(loaded.refusals)
        for problem in found:
            typer.echo(str(problem))
        counts = _counts(loaded.pack)
        output.narrate(f"{len(found)} findings in " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    if loaded.refusals:
        return ExitCode.CONTENT
    return ExitCode.FOUND if found else ExitCode.FINE


@app.command(epilog="Example: cspo content stats")
def stats(
    content: Path | None = FOLDER,
    *,
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Count questions by goal, level, type and more, and show how far guessing by looks gets."""
    from cspo_study.cli.content_stats import lines
    from cspo_study.content.checks.finding import Bank
    from cspo_study.content.stats import statistics

    loaded = _loaded(content)
    tell_refusals(loaded.refusals)
    figures = statistics(Bank(loaded))
    if as_json:
        output.write_json("content stats", figures)
        return
    for line in lines(figures):
        typer.echo(line)


@app.command(epilog="Example: cspo content export --format json > content.json")
def export(
    content: Path | None = FOLDER,
    form: ExportFormat = FORMAT,  # noqa: ARG001 - there is one
) -> None:
    """Write everything as one document on standard output.

    A question with generated numbers is written with one draw of them.
    """
    from cspo_study.content.export import as_document

    places = find_places()
    output.write_document(as_document(open_pack(content, places.cache) if content else open_content(places)))


@app.command(epilog="Example: cspo content schema notes > notes.schema.json")
def schema(kind: FileKind = KIND) -> None:
    """Write the JSON Schema of one kind of content file, for an editor's YAML support."""
    from cspo_study.content.schema import file_schema

    output.write_document(file_schema(kind.value))


def _loaded(content: Path | None) -> "LoadedPack":
    """The YAML itself, for what needs places: that in a folder, or what is shipped with all packs."""
    from cspo_study.content.reading import load_pack

    if content:
        return load_pack(content)
    return load_pack(shipped_content(), own_packs(find_places().packs))


def _refused(refusals: Iterable[Refusal]) -> list[output.ErrorEntry]:
    problems = ((refusal.name, problem) for refusal in refusals for problem in refusal.problems)
    return [
        output.ErrorEntry("content-invalid", problem, f"The pack '{name}' is left out until this is mended.")
        for name, problem in problems
    ]


_COUNTED = ("questions", "cases", "misconceptions", "works", "notes", "glossary")


def _counts(pack: object) -> dict[str, int]:
    return {name: len(getattr(pack, name)) for name in _COUNTED}
