"""The `cspo` command: finds the command asked for, runs it, and turns any failure into words and an exit code."""

import importlib
import sys
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from cspo_study.cli import output
from cspo_study.errors import CspoError, ExitCode, UsageError, nearest

COMMANDS = {
    "study": "Open the study room.",
    "quiz": "Drill a domain, a topic or a goal.",
    "review": "Go over what is due.",
    "why": "Say what would be asked now, and why.",
    "today": "Say in a line what today is for.",
    "diagnose": "Find out where you stand.",
    "exam": "Take a timed assessment.",
    "readiness": "Show what a fresh assessment would come to.",
    "plan": "Plan each day up to a date.",
    "certificate": "Keep track of the certificate itself.",
    "tune": "Fit the memory model to your answers.",
    "progress": "Show what you know so far.",
    "note": "Read the study note of a goal.",
    "glossary": "Look up a term.",
    "misconceptions": "Show the wrong ideas you fell for and got over.",
    "search": "Find something in all there is to read.",
    "settings": "Show or change your settings.",
    "content": "Check, count, export and describe the content.",
    "serve": "Open the study room in a browser.",
    "paths": "Show where cspo keeps its files.",
    "backup": "Copy your progress.",
    "restore": "Go back to a backup.",
    "doctor": "Check your progress for damage, and mend it.",
    "export": "Write all your answers as lines of JSON.",
    "import": "Take in answers from another machine.",
    "reset": "Begin anew.",
}
"""Each command's module is `cspo_study.cli.<name>` and has an `app`; only the one that runs is imported."""
_MODULES = {"import": "importing"}  # a module cannot be called like a keyword

EPILOG = """Exit codes: 0 fine · 1 a check found something · 2 usage · 3 content invalid · 4 progress store ·
70 internal fault · 130 interrupted.

Start with: cspo study. Example: cspo quiz --domain 3 --questions 5"""


class LazyGroup(TyperGroup):
    """Knows its commands by name and imports the one it runs."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - Typer's own context type is private
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | TyperGroup | None:  # noqa: ANN401
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"cspo_study.cli.{_MODULES.get(cmd_name, cmd_name)}")
        command = typer.main.get_command(module.app)
        assert isinstance(command, (TyperCommand, TyperGroup))
        command.name = cmd_name
        command.short_help = COMMANDS[cmd_name]
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            close = nearest(args[0], list(COMMANDS))
            meant = f"Did you mean {close}? " if close else ""
            raise UsageError(f"There is no command {args[0]!r}.", f"{meant}The commands are {', '.join(COMMANDS)}.")
        return super().resolve_command(ctx, args)


app = typer.Typer(cls=LazyGroup, add_completion=False, no_args_is_help=True, rich_markup_mode=None, epilog=EPILOG)


@app.callback()
def cspo(
    *,
    version: bool = typer.Option(False, "--version", "-V", help="Print the version and end."),
    debug: bool = typer.Option(False, "--debug", help="Show a traceback when cspo itself fails."),
) -> None:
    """Learn what a Product Owner needs to know: 7 domains, 65 goals, a few minutes a day.

    Prepares for the Certified Scrum Product Owner workshop and for the job. There is no CSPO exam, and cspo never
    pretends there is.
    """


def run(arguments: list[str]) -> int:
    """Run one command line. Whatever happens, the outcome is an exit code and words that help."""
    try:
        status = _outcome(arguments)
        sys.stdout.flush()  # a closed pipe is noticed here and not while the process ends
    except BrokenPipeError:
        output.discard_stdout()
        return ExitCode.FINE
    return status


def _outcome(arguments: list[str]) -> int:
    as_json = "--json" in arguments
    try:
        return _run_command(arguments)
    except CspoError as error:
        return output.report(error, _command_of(arguments), as_json=as_json)
    except KeyboardInterrupt as stopped:
        output.narrate("\nStopped. Everything answered so far is saved.")
        for where in filter(None, stopped.args):  # said by a command that can go on from there
            output.narrate(str(where))
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the outermost frame: a fault of cspo becomes words, not a traceback
        if "--debug" in arguments:
            import traceback  # a millisecond and more, never needed otherwise

            traceback.print_exception(error)
        return output.report(_fault(error), _command_of(arguments), as_json=as_json)


def _run_command(arguments: list[str]) -> int:
    command = typer.main.get_command(app)
    try:
        with command.make_context("cspo", list(arguments)) as context:
            outcome: Any = command.invoke(context)
    except typer.Exit as ended:  # --help
        outcome = ended.exit_code
    except TyperException as error:  # the parser's complaint
        raise UsageError(error.format_message() or "No command given.", _help_for(arguments)) from error
    return int(outcome) if isinstance(outcome, int) else ExitCode.FINE


def _help_for(arguments: list[str]) -> str:
    return f"See: {' '.join(['cspo', _command_of(arguments)]).strip()} --help"


def _command_of(arguments: list[str]) -> str:
    words = [word for word in arguments if not word.startswith("-")]
    if words[:1] == ["content"]:
        return " ".join(words[:2])
    return words[0] if words and words[0] in COMMANDS else ""


def _fault(error: Exception) -> CspoError:
    return CspoError(
        f"cspo failed: {type(error).__name__}: {error}",
        "Your answers are safe. Run the command again with --debug after cspo for a traceback to report.",
    )
