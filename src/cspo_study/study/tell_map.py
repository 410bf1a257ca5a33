"""A placement's map in lines."""

from collections.abc import Iterator

from cspo_study.study.placement import FEWEST, MOST, DomainPlace, GoalPlace, Map, State
from cspo_study.study.saying import counted
from cspo_study.study.shares import percent
from cspo_study.study.telling import Kind, Told, listed, measured, paragraph, part

STATES: dict[State, tuple[str, str, Kind]] = {
    "known": ("●", "known", "good"),
    "unsure": ("◌", "unsure", "text"),
    "open": ("○", "not known yet", "weak"),
}
"""Each state's glyph, word and colour."""


def tell_map(found: Map) -> Iterator[Told]:
    """What is known, what isn't, what is unsure, and where to begin."""
    if not found.answers:
        yield from paragraph(
            f"No placement yet. It asks {FEWEST} to {MOST} questions, each for what its answer would tell, and can be "
            "left at any of them: cspo diagnose"
        )
        return
    end = "" if found.finished else " It is not finished: go on with cspo diagnose."
    yield from paragraph(f"Where you stand, by {counted(found.answers, 'answer')} of a placement and all before.{end}")
    yield from part("Mastery by domain, where it may lie nine times in ten, and answers to it", _domains(found))
    for state, (glyph, word, kind) in STATES.items():
        goals = [goal for domain in found.domains for goal in domain.goals if goal.state == state]
        if goals:
            title = f"{glyph} {word.capitalize()}: {counted(len(goals), 'goal')}"
            yield from part(title, listed(", ".join(goal.id for goal in goals), kind))
    yield from part("Begin here", _beginnings(found.begin))
    yield Told("")
    yield from paragraph(
        "A goal counts as known, or as not known yet, where that is sure four times in five; the rest is unsure. "
        "Mastery is the share of fresh questions you would know, guessing taken out.",
        "quiet",
    )


def _domains(found: Map) -> Iterator[Told]:
    for domain in found.domains:
        yield measured(domain.id, domain.title, domain.mastery, domain.low, domain.high, _asked(domain))
    yield measured("", "All domains", found.mastery, found.low, found.high)


def _asked(domain: DomainPlace) -> str:
    return f"by {domain.answers}"


def _beginnings(goals: tuple[GoalPlace, ...]) -> Iterator[Told]:
    for goal in goals:
        yield from listed(f"{goal.id} {goal.title} ({STATES[goal.state][1]}, about {percent(goal.mastery)})", mark="  ")
    first = goals[0].id if goals else ""
    yield Told(f"  cspo note {first} to read, cspo study to practise", "quiet")
