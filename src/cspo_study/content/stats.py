"""The bank in figures: what there is of everything, what is missing, and how far guessing gets."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from cspo_study.content.catalog import Catalog
from cspo_study.content.checks.bank import scores
from cspo_study.content.checks.finding import WHY_FIELDS, Bank, Item
from cspo_study.content.model import GoalId, type_name


class Counts(Struct, frozen=True, kw_only=True):
    """Questions by everything one can count them by; `contrast` and `case` are those that belong to one."""

    questions: int
    by_domain: dict[str, int]
    by_topic: dict[str, int]
    by_goal: dict[str, int]
    by_level: dict[str, int]
    by_type: dict[str, int]
    by_difficulty: dict[str, int]
    by_generator: dict[str, int]
    singles: int
    singles_in_contrast_sets: int
    in_cases: int
    notes: int
    thin_concepts: dict[str, int]
    """Concepts with fewer than two questions."""


class GuesserScore(Struct, frozen=True, kw_only=True):
    """How a guesser does, in per cent, beside chance and the points by which it may differ from it."""

    guesser: str
    level: str
    questions: int
    right: float
    chance: float
    bar: float


class Statistics(Struct, frozen=True, kw_only=True):
    """The outline and the supplement apart, then what both share."""

    outline: Counts
    supplement: Counts
    cases: int
    works: int
    glossary: int
    contrast_sets: int
    misconceptions: int
    misconceptions_unused: tuple[str, ...]
    waivers: int
    guessers: tuple[GuesserScore, ...]


def statistics(bank: Bank) -> Statistics:
    """All figures of a bank."""
    pack = bank.loaded.pack
    catalog = Catalog(pack)
    supplement = [goal for goal in catalog.goals if catalog.is_supplement(goal)]
    used = set(_misconceptions(bank.items))
    return Statistics(
        outline=_counts(bank, catalog, list(catalog.outline_goals)),
        supplement=_counts(bank, catalog, supplement),
        cases=len(pack.cases),
        works=len(pack.works),
        glossary=len(pack.glossary),
        contrast_sets=len({item.question.contrast for item in bank.items} - {None}),
        misconceptions=len(pack.misconceptions),
        misconceptions_unused=tuple(name for name in pack.misconceptions if name not in used),
        waivers=sum(len(item.question.waive) for item in bank.items),
        guessers=tuple(
            GuesserScore(
                guesser=one.guesser,
                level=one.level,
                questions=one.questions,
                right=round(one.right, 1),
                chance=round(one.chance, 1),
                bar=round(one.bar, 1),
            )
            for one in scores(bank)
        ),
    )


def _misconceptions(items: Iterable[Item]) -> Iterable[str]:
    for item in items:
        for field in WHY_FIELDS:
            for part in getattr(item.question, field, ()):
                if part.misconception:
                    yield part.misconception


def _counts(bank: Bank, catalog: Catalog, goals: Sequence[GoalId]) -> Counts:
    wanted = set(goals)
    items = [item for item in bank.items if item.question.goal in wanted]
    questions = [item.question for item in items]
    singles = [question for question in questions if type_name(question) == "single"]
    by_goal = dict.fromkeys(goals, 0) | Counter(GoalId(question.goal) for question in questions)
    concepts = [concept for goal in goals for concept in catalog.goals[goal].concept_ids()]
    sizes = {concept: len(catalog.headings_by_concept.get(concept, ())) for concept in concepts}
    return Counts(
        questions=len(questions),
        by_domain=_summed(by_goal, 1),
        by_topic=_summed(by_goal, 2),
        by_goal={str(goal): count for goal, count in by_goal.items()},
        by_level=dict(Counter(item.level for item in items)),
        by_type=dict(Counter(map(type_name, questions))),
        by_difficulty=dict(Counter(question.difficulty for question in questions)),
        by_generator=dict(Counter(question.family.generator for question in questions if question.family)),
        singles=len(singles),
        singles_in_contrast_sets=sum(question.contrast is not None for question in singles),
        in_cases=sum(question.case is not None for question in questions),
        notes=sum(goal in wanted for goal in catalog.notes),
        thin_concepts={concept: size for concept, size in sizes.items() if size < 2},
    )


def _summed(by_goal: dict[GoalId, int], parts: int) -> dict[str, int]:
    """Counts by the first parts of the goals' ids: 1 for domains, 2 for topics."""
    found: dict[str, int] = {}
    for goal, count in by_goal.items():
        name = ".".join(goal.split(".")[:parts])
        found[name] = found.get(name, 0) + count
    return found
