"""How an assessment came out: by domain and level, question by question, against earlier ones.

Results are kept as lines beside the store, each with what was expected beforehand, so that forecasts can be held
against what came.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import DomainId, Match, Numeric, Order, QuestionId, Short
from cspo_study.learning.interval import Share, counted, differs
from cspo_study.learning.profile import Profile
from cspo_study.study.asking import Asked, Feedback, Mark, ask, feedback
from cspo_study.study.beside import append_line, read_lines
from cspo_study.study.responses import Assigned, Chosen, Placed, Response, Typed

FILE_NAME = "exams.jsonl"
LEVELS = ("describe", "apply", "analyze")


class Outsheet(Struct, frozen=True):
    """One question of a paper handed in. `chance` is what was foretold, `score` what came: 0 without an answer."""

    question: str
    goal: str
    level: str
    seed: int
    shown: tuple[int, ...]
    chance: float
    score: float
    response: Response | None = None
    flagged: bool = False


class Outcome(Struct, frozen=True):
    """A paper handed in. Times in milliseconds UTC; `expected`, `low` and `high` were foretold at its start."""

    id: str
    name: str
    profile: Profile
    began: int
    ended: int
    expected: float
    low: float
    high: float
    sheets: tuple[Outsheet, ...]

    @property
    def points(self) -> float:
        """The sum of all scores."""
        return sum(sheet.score for sheet in self.sheets)

    @property
    def share(self) -> Share:
        """The share right, with its interval."""
        return counted(self.points, len(self.sheets))


class Part(Struct, frozen=True):
    """A domain or a level of a result: questions, points, and the share right with its 90 % interval."""

    id: str
    title: str
    questions: int
    points: float
    share: float
    low: float
    high: float


class Earlier(Struct, frozen=True):
    """An earlier result of the same kind: when it began (milliseconds UTC), and the share right."""

    id: str
    began: int
    share: float
    low: float
    high: float


class Result(Struct, frozen=True):
    """A result for people and scripts.

    `mark` is the share its profile asks for, None if none; `change` says in a sentence how it stands to the last one.
    """

    id: str
    name: str
    began: int
    minutes: float
    questions: int
    answered: int
    points: float
    share: float
    low: float
    high: float
    expected: float
    mark: float | None
    domains: tuple[Part, ...]
    levels: tuple[Part, ...]
    earlier: tuple[Earlier, ...]
    change: str


class Reviewed(NamedTuple):
    """A question of a paper after its end: as it was asked, what was answered (None: left open), and all there is to
    say about it.
    """

    number: int
    asked: Asked
    response: Response | None
    feedback: Feedback
    flagged: bool


def keep(home: Path, outcome: Outcome) -> None:
    """Add a result to those kept; one that is there already is not added twice. Raises `StoreError`."""
    if all(known.id != outcome.id for known in outcomes(home)):
        append_line(home / FILE_NAME, outcome)


def outcomes(home: Path | None) -> list[Outcome]:
    """All results, the oldest first."""
    return list(read_lines(home / FILE_NAME, Outcome)) if home else []


def result_of(catalog: Catalog, outcome: Outcome, all_outcomes: Iterable[Outcome]) -> Result:
    """What there is to say about an outcome."""
    before = [one for one in all_outcomes if one.name == outcome.name and one.began < outcome.began]
    share = outcome.share
    return Result(
        outcome.id,
        outcome.name,
        outcome.began,
        round((outcome.ended - outcome.began) / 60_000, 1),
        len(outcome.sheets),
        sum(sheet.response is not None for sheet in outcome.sheets),
        outcome.points,
        *share,
        outcome.expected,
        outcome.profile.mark,
        tuple(_domains(catalog, outcome.sheets)),
        tuple(_levels(outcome.sheets)),
        tuple(Earlier(one.id, one.began, *one.share) for one in before),
        _change(share, before[-1].share if before else None),
    )


def reviewed(catalog: Catalog, outcome: Outcome) -> Iterator[Reviewed]:
    """Every question with its reasons; one that the content no longer has is left out."""
    for number, sheet in enumerate(outcome.sheets, start=1):
        if QuestionId(sheet.question) not in catalog.headings:
            continue
        asked = ask(catalog.question(QuestionId(sheet.question)), sheet.seed)
        if sorted(asked.shown) == sorted(sheet.shown):
            asked = asked._replace(shown=sheet.shown)
        said = feedback(catalog, asked, sheet.response) if sheet.response else _unanswered(catalog, asked)
        yield Reviewed(number, asked, sheet.response, said, sheet.flagged)


def _unanswered(catalog: Catalog, asked: Asked) -> Feedback:
    """What there is to say about a question that was left open: the key and every reason, and nothing as chosen."""
    match asked.question:
        case Order() as question:
            blank: Response = Placed(tuple(range(len(question.items))))
        case Match() as question:
            blank = Assigned(tuple(item.category for item in question.items))
        case Numeric() | Short():
            blank = Typed("")
        case _:
            blank = Chosen(frozenset())
    said = feedback(catalog, asked, blank)
    return said._replace(score=0.0, marks=tuple(map(_as_key, said.marks)))


def _as_key(mark: Mark) -> Mark:
    if mark.key is None:
        return mark
    return mark._replace(text=f"{mark.text} → {mark.key}", chosen=False, given=None, key=None)


def _domains(catalog: Catalog, sheets: Sequence[Outsheet]) -> Iterator[Part]:
    for domain in sorted({sheet.goal.partition(".")[0] for sheet in sheets}, key=int):
        title = catalog.domains[DomainId(domain)].title if DomainId(domain) in catalog.domains else ""
        yield _part(domain, title, sheets, lambda sheet, domain=domain: sheet.goal.partition(".")[0] == domain)  # type: ignore[misc]


def _levels(sheets: Sequence[Outsheet]) -> Iterator[Part]:
    for level in LEVELS:
        if any(sheet.level == level for sheet in sheets):
            yield _part(level, level.capitalize(), sheets, lambda sheet, level=level: sheet.level == level)  # type: ignore[misc]


def _part(identity: str, title: str, sheets: Sequence[Outsheet], belongs: Callable[[Outsheet], bool]) -> Part:
    held = [sheet.score for sheet in sheets if belongs(sheet)]
    return Part(identity, title, len(held), sum(held), *counted(sum(held), len(held)))


def _change(share: Share, before: Share | None) -> str:
    if before is None:
        return "Your first of this kind: later ones will be held against it."
    points = round(100 * (share.mean - before.mean))
    moved = f"{abs(points)} points {'up' if points > 0 else 'down'} on your last" if points else "Level with your last"
    if differs(share, before):
        return f"{moved}: more than chance alone would move it."
    return f"{moved}: no more than chance alone moves such a result."
