"""A sitting that a command begins or goes on with: on a screen or in plain lines, its place kept at each step."""

import time

import typer

from cspo_study.cli import output
from cspo_study.cli.terminal import is_interactive
from cspo_study.errors import UsageError
from cspo_study.places import find_places
from cspo_study.study.learner import Learner
from cspo_study.study.resuming import Kind, LeftDrill
from cspo_study.study.session import Session

ALWAYS = ("resume", "plain")
"""Options that go with any sitting, begun before or not."""


def refuse_choosing(context: typer.Context, kind: Kind) -> None:
    """Raise `UsageError` where options of a new sitting are given with `--resume`."""
    given = {name: value for name, value in context.params.items() if name not in ALWAYS and _is_given(context, name)}
    if given:
        options = ", ".join(
            one.secondary_opts[0] if given[one.name] is False else one.opts[0]
            for one in context.command.params
            if one.name in given
        )
        raise UsageError(
            f"--resume goes on with a {kind} as it was begun: {options} cannot be given with it.",
            "Leave out --resume for a new one.",
        )


def _is_given(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def begin(learner: Learner, session: Session, kind: Kind, *, plain: bool) -> int:
    """Run a new sitting; where another was left, it says so first. One that leaves no trace keeps no place either."""
    left = _left(kind) if session.is_kept else None
    return _run(learner, session, kind, left, _where(kind, left, session), plain=plain)


def go_on(learner: Learner, kind: Kind, *, plain: bool) -> int:
    """Run the sitting that was left. Raises `UsageError` where there is none."""
    left = _left(kind)
    session = left.take_up(learner, time.monotonic)
    if session is None:
        left.forget()
        raise UsageError(f"There is no {kind} to go on with.", f"For a new one: cspo {kind}")
    return _run(learner, session, kind, left, "", plain=plain)


def _left(kind: Kind) -> LeftDrill:
    return LeftDrill.beside(find_places().store, kind)


def _where(kind: Kind, left: LeftDrill | None, session: Session) -> str:
    """Where the sitting that can be gone on with stands, this one or another; empty if there is none worth a word."""
    sitting = left.read() if left else None
    if sitting is None or not sitting.has_begun:
        return ""
    what = "Left" if sitting.is_of(session) else f"A {kind} was left"
    return f"{what} at question {sitting.number} of {sitting.total}. cspo {kind} --resume goes on with it."


def _run(learner: Learner, session: Session, kind: Kind, left: LeftDrill | None, notice: str, *, plain: bool) -> int:
    try:
        status = _ask(learner, session, left, notice, plain=plain)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_where(kind, left, session)) from None  # said after that it was stopped
    where = _where(kind, left, session)
    if where:
        output.narrate(where)
    return status


def _ask(learner: Learner, session: Session, left: LeftDrill | None, notice: str, *, plain: bool) -> int:
    """On a screen, or in plain lines where there is none or `plain` wants it."""
    if plain or not is_interactive():
        from cspo_study.cli.plain import run_plain

        if notice:
            output.narrate(notice)
        return run_plain(session, left)
    from cspo_study.tui.app import QuizRoom, run_room  # Textual: only where a screen is drawn

    return run_room(QuizRoom(learner, session, left, notice))
