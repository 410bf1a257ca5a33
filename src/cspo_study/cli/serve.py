"""`cspo serve`: the study room in a browser, on this machine."""

import shutil
import sys
from pathlib import Path

import typer

from cspo_study.cli import output
from cspo_study.errors import CspoError, ExitCode, UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None)

HOST = "127.0.0.1"
"""Nobody but this machine gets in: the room has one learner and asks for no password."""


@app.command(epilog="Example: cspo serve --port 8123")
def serve(port: int = typer.Option(8123, "--port", "-p", min=1, max=65535, help="The port to listen on.")) -> int:
    """Open the study room in a browser: the same room and the same answers, at http://127.0.0.1:8123.

    Needs the extra: pip install "cspo-study[serve]"
    """
    try:
        from textual_serve.server import Server  # an extra, and heavy: only here
    except ImportError:
        hint = 'Install it with: pip install "cspo-study[serve]"'
        raise UsageError("cspo serve needs the extra 'serve', which is not installed.", hint) from None
    output.narrate(f"The study room is at http://{HOST}:{port} until you press ctrl+c.")
    try:
        Server(f"{_command()} study", host=HOST, port=port, title="cspo").serve()
    except OSError as error:
        raise CspoError(f"Port {port} cannot be used: {error.strerror}.", "Try another: cspo serve --port") from error
    return ExitCode.FINE


def _command() -> str:
    """How this very cspo is started."""
    import shlex  # only here

    beside = Path(sys.executable).with_name("cspo")
    found = str(beside) if beside.exists() else shutil.which("cspo")
    return shlex.quote(found) if found else shlex.join([sys.executable, "-m", "cspo_study"])
