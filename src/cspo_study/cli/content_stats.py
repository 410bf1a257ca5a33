"""The bank's figures as lines to read."""

from collections.abc import Iterator, Mapping

from cspo_study.content.stats import Counts, Statistics

_LISTED = 12
"""Names that are listed; of more, the rest is counted."""


def lines(figures: Statistics) -> Iterator[str]:
    """Everything, group by group."""
    yield from _counts("Outline", figures.outline)
    if figures.supplement.by_goal:
        yield ""
        yield from _counts("Supplement", figures.supplement)
    yield ""
    yield f"Cases          {figures.cases}"
    yield f"Contrast sets  {figures.contrast_sets}"
    yield f"Works          {figures.works}"
    yield f"Glossary       {figures.glossary} terms"
    unused = figures.misconceptions_unused
    yield f"Misconceptions {figures.misconceptions}, {len(unused)} of them unused{_named(unused)}"
    yield f"Waivers        {figures.waivers}"
    yield ""
    yield "Guessing by looks (per cent right, beside chance)"
    for one in figures.guessers:
        of = "" if one.level == "all" else f" · {one.level}"
        name = f"{one.guesser}{of}"
        yield f"  {name:40} {one.right:5.1f}  {one.chance:5.1f}  {one.right - one.chance:+5.1f}  (bar {one.bar:.1f})"


def _counts(name: str, counts: Counts) -> Iterator[str]:
    yield f"{name}: {counts.questions} questions on {len(counts.by_goal)} goals, {counts.notes} with a note"
    for label, group in (
        ("Domains", counts.by_domain),
        ("Topics", counts.by_topic),
        ("Goals", counts.by_goal),
        ("Levels", counts.by_level),
        ("Types", counts.by_type),
        ("Difficulty", counts.by_difficulty),
        ("Families", counts.by_generator),
    ):
        yield f"  {label:11} {_listed(group)}"
    share = 100 * counts.singles_in_contrast_sets / counts.singles if counts.singles else 0
    yield f"  Contrast    {counts.singles_in_contrast_sets} of {counts.singles} single questions ({share:.0f} %)"
    yield f"  In cases    {counts.in_cases}"
    thin = tuple(counts.thin_concepts)
    yield f"  Concepts with fewer than two questions: {len(thin)}{_named(thin)}"


def _listed(group: Mapping[str, int]) -> str:
    return " · ".join(f"{name} {count}" for name, count in group.items()) or "none"


def _named(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    rest = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f": {', '.join(names[:_LISTED])}{rest}"
