"""What is shipped: the whole syllabus, and Domain 3 with enough good questions to study it from end to end."""

from collections import Counter, defaultdict

import pytest

from cspo_study.content.catalog import Catalog
from cspo_study.content.checks import findings
from cspo_study.content.index import shipped_content
from cspo_study.content.model import Multiple, Question, Single
from cspo_study.content.reading import load_pack

LEVELS = {
    "1.1": "describe describe apply analyze",
    "1.2": "describe apply analyze",
    "1.3": "describe apply analyze",
    "2.1": "describe apply analyze",
    "2.2": "describe apply analyze",
    "2.3": "describe apply analyze",
    "3.1": "describe apply apply analyze",
    "3.2": "describe apply apply analyze",
    "3.3": "describe apply analyze",
    "4.1": "describe apply analyze",
    "4.2": "describe apply apply analyze",
    "4.3": "describe apply analyze",
    "5.1": "describe apply analyze",
    "5.2": "describe apply apply analyze",
    "6.1": "describe apply analyze",
    "6.2": "describe apply analyze",
    "6.3": "describe apply analyze",
    "7.1": "describe apply analyze",
    "7.2": "describe apply analyze",
    "7.3": "describe apply analyze",
}


@pytest.fixture(scope="module")
def third(catalog: Catalog) -> list[Question]:
    """The questions of Domain 3."""
    return [question for question in catalog.pack.questions if question.goal.startswith("3.")]


# --- the syllabus -----------------------------------------------------------------------------------------------------


def test_there_are_7_domains_20_topics_and_65_goals(catalog: Catalog) -> None:
    assert [domain.id for domain in catalog.domains.values() if not domain.supplement] == list("1234567")
    assert list(dict.fromkeys(catalog.topic_of(goal).id for goal in catalog.outline_goals)) == list(LEVELS)
    assert len(catalog.outline_goals) == 65


def test_each_domain_has_its_number_of_goals(catalog: Catalog) -> None:
    outline = [domain for domain in catalog.domains.values() if not domain.supplement]
    assert [len(list(domain.goals())) for domain in outline] == [10, 9, 11, 10, 7, 9, 9]


@pytest.mark.parametrize("topic", LEVELS)
def test_the_goals_of_a_topic_are_numbered_and_have_their_levels(catalog: Catalog, topic: str) -> None:
    goals = catalog.goals_within(topic=topic)
    assert [goal.id for goal in goals] == [f"{topic}.{number}" for number in range(1, len(goals) + 1)]
    assert [goal.level for goal in goals] == LEVELS[topic].split()


def test_each_goal_has_four_to_eight_concepts_with_names_of_their_own(catalog: Catalog) -> None:
    for goal in catalog.goals.values():
        assert 4 <= len(goal.concepts) <= 8
        assert len({concept.id for concept in goal.concepts}) == len(goal.concepts)
        assert len({concept.name for concept in goal.concepts}) == len(goal.concepts)


def test_no_two_goals_have_the_same_title_or_statement(catalog: Catalog) -> None:
    assert len({goal.title for goal in catalog.goals.values()}) == len(catalog.goals)
    assert len({goal.statement for goal in catalog.goals.values()}) == len(catalog.goals)


# --- the checks -------------------------------------------------------------------------------------------------------


def test_the_item_checks_find_nothing() -> None:
    assert [str(problem) for problem in findings(load_pack(shipped_content()))] == []


def test_every_distractor_names_a_misconception_that_is_defined(catalog: Catalog) -> None:
    distractors = [
        (question.id, option)
        for question in catalog.pack.questions
        if isinstance(question, Single | Multiple)
        for option in question.options
        if not option.correct
    ]
    assert len(distractors) > 100
    assert [name for name, option in distractors if option.misconception not in catalog.pack.misconceptions] == []


def test_every_misconception_is_told_whole(catalog: Catalog) -> None:
    for name, misconception in catalog.pack.misconceptions.items():
        assert misconception.id == name
        assert misconception.belief != misconception.truth
        assert set(misconception.goals) <= set(catalog.goals)


def test_every_case_is_used(catalog: Catalog) -> None:
    assert {question.case for question in catalog.pack.questions} - {None} == set(catalog.pack.cases)


def test_no_stem_stands_twice(catalog: Catalog) -> None:
    counts = Counter(question.stem for question in catalog.pack.questions)
    assert [stem for stem, count in counts.items() if count > 1] == []


def test_no_option_of_a_question_repeats_another_reason(catalog: Catalog) -> None:
    for question in catalog.pack.questions:
        reasons = [part.why for field in ("options", "items", "pitfalls") for part in getattr(question, field, ())]
        assert len(set(reasons)) == len(reasons), question.id


# --- Domain 3 ---------------------------------------------------------------------------------------------------------


def test_domain_3_has_at_least_88_questions(third: list[Question]) -> None:
    assert len(third) >= 88


def test_each_of_its_eleven_goals_has_at_least_eight(catalog: Catalog, third: list[Question]) -> None:
    counts = Counter(question.goal for question in third)
    assert sorted(counts) == [goal.id for goal in catalog.goals_within(domain="3")]
    assert len(counts) == 11
    assert min(counts.values()) >= 8


def test_they_are_of_at_least_five_types(third: list[Question]) -> None:
    assert len({type(question) for question in third}) >= 5


def test_each_topic_has_at_least_two_contrast_sets(third: list[Question]) -> None:
    sets: dict[str, Counter[str]] = defaultdict(Counter)
    for question in third:
        if question.contrast:
            sets[question.goal[:3]][question.contrast] += 1
    assert sorted(sets) == ["3.1", "3.2", "3.3"]
    for members in sets.values():
        assert len(members) >= 2
        assert min(members.values()) >= 2


def test_at_least_a_third_of_the_singles_belong_to_a_contrast_set(third: list[Question]) -> None:
    singles = [question for question in third if isinstance(question, Single)]
    assert sum(question.contrast is not None for question in singles) * 3 >= len(singles)


def test_every_concept_has_at_least_two_questions(catalog: Catalog) -> None:
    concepts = [concept for goal in catalog.goals_within(domain="3") for concept in goal.concept_ids()]
    few = {name: len(catalog.headings_by_concept.get(name, [])) for name in concepts}
    assert {name: count for name, count in few.items() if count < 2} == {}


def test_every_goal_is_asked_at_its_level_more_than_once(catalog: Catalog, third: list[Question]) -> None:
    for goal in catalog.goals_within(domain="3"):
        levels = [catalog.level_of(question) for question in third if question.goal == goal.id]
        assert levels.count(goal.level) >= 2, goal.id
