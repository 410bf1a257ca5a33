"""`cspo exam`: a timed assessment."""

from collections.abc import Callable
from random import Random, SystemRandom

import typer

from cspo_study.cli import output
from cspo_study.cli.opening import open_learner, read_learner
from cspo_study.cli.terminal import is_interactive
from cspo_study.errors import ExitCode, UsageError
from cspo_study.study import exam_draft, exam_result
from cspo_study.study.exam import Exam
from cspo_study.study.exam_result import Outcome, Result
from cspo_study.study.learner import Learner
from cspo_study.study.profiles import find_profile, profiles
from cspo_study.study.tell_exam import NO_EXAM, tell_profile

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("exam", epilog="Example: cspo exam --profile quick")
def take_exam(
    profile: str = typer.Option("workshop-ready", "--profile", "-p", help="Which kind; --list shows them."),
    seed: int | None = typer.Option(None, "--seed", min=0, help="Draw by this number."),
    *,
    list_profiles: bool = typer.Option(False, "--list", help="List the kinds of assessment there are."),
    last: bool = typer.Option(False, "--last", help="Show the last result again, with every question."),
    drop: bool = typer.Option(False, "--drop", help="Throw away the assessment that is being taken."),
    plain: bool = typer.Option(False, "--plain", help="Plain lines instead of a screen."),
    as_json: bool = typer.Option(False, "--json", help="Print all results as one JSON document, and ask nothing."),
) -> int:
    """Take a timed assessment: no feedback until the end, then every question with its reasons.

    Go forward and back, flag, review; at the end of the time it is handed in by itself. Every answer is on the disk as
    it is given: left or killed, it goes on with cspo exam, and its clock has run on meanwhile. Kinds of your own stand
    in config.toml as [exams.NAME] with questions, minutes and, if wanted, mark and domains.

    There is no CSPO exam: this is an assessment of yourself, and never a chance of passing.
    """
    if list_profiles or last or as_json:
        return _report(list_profiles=list_profiles, as_json=as_json)
    learner = open_learner()
    try:
        assert learner.home is not None
        if drop:
            return _drop(learner)
        exam = Exam.resume(learner)
        if exam is None:
            chosen = find_profile(learner.settings, learner.catalog, profile)
            if not plain and is_interactive():
                return _on_screen(learner, profile, seed)
            output.narrate(tell_profile(profile, chosen) + ". " + NO_EXAM)
            exam = Exam.begin(learner, profile, chosen, Random(seed) if seed is not None else SystemRandom())
        elif not plain and is_interactive():
            return _on_screen(learner, exam.name, None)
        else:
            output.narrate(f"Going on with the assessment you began ({exam.name}).")
        return _in_lines(learner, exam)
    finally:
        learner.close()


def _in_lines(learner: Learner, exam: Exam) -> int:
    from cspo_study.cli.plain_exam import run_plain_exam

    return run_plain_exam(learner.catalog, exam, _result_for(learner))


def _on_screen(learner: Learner, profile: str, seed: int | None) -> int:
    from cspo_study.tui.app import run_room  # Textual: only where a screen is drawn
    from cspo_study.tui.exam import ExamRoom

    return run_room(ExamRoom(learner, profile, Random(seed) if seed is not None else SystemRandom()))


def _drop(learner: Learner) -> int:
    assert learner.home is not None
    there = exam_draft.path_in(learner.home).exists()
    exam_draft.remove(learner.home)
    output.narrate("Thrown away." if there else "There is no assessment being taken.")
    return ExitCode.FINE


def _report(*, list_profiles: bool, as_json: bool) -> int:
    learner = read_learner()
    try:
        known = profiles(learner.settings)
        papers = exam_result.outcomes(learner.home)
        results = [exam_result.result_of(learner.catalog, paper, papers) for paper in papers]
    finally:
        learner.close()
    if as_json:
        output.write_json("exam", {"profiles": known, "results": results})
        return ExitCode.FINE
    if list_profiles:
        for name, profile in known.items():
            output.print_line(tell_profile(name, profile))
        return ExitCode.FINE
    if not papers:
        raise UsageError("There is no result yet.", "Take one: cspo exam --profile quick")
    from cspo_study.cli.plain_exam import say_outcome

    say_outcome(learner.catalog, papers[-1], results[-1])
    return ExitCode.FINE


def _result_for(learner: Learner) -> Callable[[Outcome], Result]:
    return lambda outcome: exam_result.result_of(learner.catalog, outcome, exam_result.outcomes(learner.home))
