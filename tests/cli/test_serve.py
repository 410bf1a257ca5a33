"""`cspo serve`: on this machine alone, and a word where its extra is missing."""

import sys
from types import ModuleType

import pytest

from cspo_study.cli import app
from cspo_study.errors import ExitCode


class StandInServer:
    """Takes down how it was made, and that it served."""

    made: tuple[str, dict[str, object]] | None = None

    def __init__(self, command: str, **options: object) -> None:
        type(self).made = (command, options)

    def serve(self) -> None:
        """As if someone had pressed ctrl+c at once."""


def test_it_serves_the_study_room_on_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    server = ModuleType("textual_serve.server")
    server.Server = StandInServer  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "textual_serve", ModuleType("textual_serve"))
    monkeypatch.setitem(sys.modules, "textual_serve.server", server)
    assert app.run(["serve", "--port", "8300"]) == ExitCode.FINE
    assert StandInServer.made is not None
    command, options = StandInServer.made
    assert command.endswith(" study")
    assert options["host"] == "127.0.0.1"
    assert options["port"] == 8300


def test_without_its_extra_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    assert app.run(["serve"]) == ExitCode.USAGE
    assert 'pip install "cspo-study[serve]"' in capsys.readouterr().err
