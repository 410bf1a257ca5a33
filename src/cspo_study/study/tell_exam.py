"""An assessment's result in lines."""

from collections.abc import Iterator
from datetime import UTC, datetime

from cspo_study.learning.profile import Profile
from cspo_study.study.exam_result import Earlier, Result
from cspo_study.study.saying import counted
from cspo_study.study.shares import percent
from cspo_study.study.telling import Told, measured, paragraph, part

NO_EXAM = (
    "There is no CSPO exam: the certificate comes from a course. An assessment shows what holds up without help and "
    "without hints, so that you come to the workshop and the job prepared. It says nothing about passing anything."
)
LAST_RESULTS = 6


def tell_profile(name: str, profile: Profile) -> str:
    """A kind of assessment in a line."""
    about = f", domains {', '.join(profile.domains)}" if profile.domains else ""
    mark = f", a mark of {percent(profile.mark)}" if profile.mark is not None else ""
    return f"{name}: {counted(profile.questions, 'question')} in {profile.minutes:g} minutes{about}{mark}"


def tell_result(result: Result) -> Iterator[Told]:
    """How it came out, by domain and level, and against earlier ones."""
    open_ones = result.questions - result.answered
    left = f", {open_ones} left open" if open_ones else ""
    points = f"{round(result.points, 1):g} of {result.questions} points"
    yield Told(f"{percent(result.share)} right: {points} in {result.minutes:g} minutes{left}.", "head")
    if open_ones:
        yield from paragraph(
            "What was left open counts as wrong here, and as nothing in what is known of you.", "quiet"
        )
    span = f"between {percent(result.low)} and {percent(result.high)}"
    yield from paragraph(
        f"By this paper alone your share lies {span}, nine times in ten. "
        f"Expected beforehand: {percent(result.expected)}."
    )
    if result.mark is not None:
        reached = result.share >= result.mark
        yield from paragraph(
            f"{'✓ Reached' if reached else '✗ Not reached'}: the {percent(result.mark)} that {result.name} asks for.",
            "good" if reached else "weak",
        )
    yield from paragraph(result.change)
    yield from part(
        "By domain",
        (measured(one.id, one.title, one.share, one.low, one.high, f"of {one.questions}") for one in result.domains),
    )
    yield from part(
        "By level",
        (measured("", one.title, one.share, one.low, one.high, f"of {one.questions}") for one in result.levels),
    )
    if result.earlier:
        yield from part("Earlier ones", map(_earlier, result.earlier[-LAST_RESULTS:]))


def _earlier(one: Earlier) -> Told:
    return measured("", datetime.fromtimestamp(one.began / 1000, UTC).date().isoformat(), one.share, one.low, one.high)
