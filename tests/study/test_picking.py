"""Which questions a sitting asks."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random

import pytest
from cspo_study.learning.choosing import Candidate, drill_order

from answering import Forgetful, MovableClock, answered, match, order, single, small_catalog
from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Goal, Question, QuestionId, type_name
from cspo_study.study.learner import Learner
from cspo_study.study.picking import SITTING, as_written, drill, recommended, seeded_drill

EVERYTHING = 10_000


def names(questions: Sequence[Question]) -> list[str]:
    return [question.id for question in questions]


def within(catalog: Catalog, goals: Sequence[Goal]) -> list[str]:
    """All questions on goals."""
    wanted = {goal.id for goal in goals}
    return [question.id for question in catalog.pack.questions if question.goal in wanted]


def rounds(catalog: Catalog, goals: Sequence[Goal], seed: int) -> list[list[Question]]:
    """A seeded drill of everything, cut where the order of concepts starts again or a contrast set returns."""
    concepts = [concept for goal in goals for concept in goal.concept_ids() if concept in catalog.headings_by_concept]
    candidates = [Candidate(concept, concept.partition("/")[0]) for concept in concepts]
    turn = {one.concept: place for place, one in enumerate(drill_order(candidates, Random(seed)))}
    found: list[list[Question]] = [[]]
    for question in seeded_drill(catalog, goals, (), Random(seed), EVERYTHING):
        again = found[-1] and turn[question.concept_id] <= turn[found[-1][-1].concept_id]
        if again or (question.contrast and question.contrast in {one.contrast for one in found[-1]}):
            found.append([])
        found[-1].append(question)
    return found


# --- rounds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_siblings_of_a_contrast_set_wait_until_every_other_concept_had_its_turn(catalog: Catalog, seed: int) -> None:
    scopes = [[goal] for goal in catalog.goals.values()] + [list(catalog.goals.values())]
    for goals in scopes:
        left = {name: catalog.question(QuestionId(name)) for name in within(catalog, goals)}
        for questions in rounds(catalog, goals, seed):
            sets = {question.contrast for question in questions if question.contrast}
            asked = {question.concept_id for question in questions}
            passed_over = {one.contrast for one in left.values() if one.concept_id not in asked}
            assert passed_over <= sets, names(questions)
            for question in questions:
                del left[question.id]
        assert not left


def test_a_set_whose_concepts_have_nothing_else_still_comes_one_a_round() -> None:
    siblings = [single(f"sibling-{letter}", concept=letter, contrast="set") for letter in "abcd"]
    others = [single("other-1", concept="e"), single("other-2", concept="e")]
    catalog = small_catalog([*siblings, *others])
    for seed in range(30):
        questions = seeded_drill(catalog, catalog.goals_within(), (), Random(seed), EVERYTHING)
        assert Counter(names(questions)) == Counter(names([*siblings, *others]))
        assert len({question.contrast for question in questions[:2]}) == 2  # a sibling and another, in some order


@pytest.mark.parametrize("seed", range(3))
def test_more_questions_than_there_are_asks_each_once(catalog: Catalog, clock: MovableClock, seed: int) -> None:
    person = Forgetful(catalog, clock)
    everything = list(catalog.goals.values())
    scopes = [catalog.goals_within(topic=topic) for topic in catalog.topics] + [everything]
    scopes += [[goal] for goal in everything]
    for goals in scopes:
        expected = Counter(within(catalog, goals))
        assert Counter(names(seeded_drill(catalog, goals, (), Random(seed), EVERYTHING))) == expected
        assert Counter(names(drill(person, goals, (), Random(seed), EVERYTHING))) == expected
        assert names(as_written(catalog, goals, (), EVERYTHING)) == within(catalog, goals)
    assert Counter(names(recommended(person, Random(seed), EVERYTHING))) == Counter(within(catalog, everything))


def test_a_sitting_holds_as_many_as_asked_for_and_ten_by_itself(catalog: Catalog, clock: MovableClock) -> None:
    person, goals = Forgetful(catalog, clock), catalog.goals_within()

    assert len(recommended(person, Random(1))) == SITTING == 10
    for count in (0, 1, 7, 25):
        assert len(recommended(person, Random(1), count)) == count
        assert len(drill(person, goals, (), Random(1), count)) == count
        assert len(seeded_drill(catalog, goals, (), Random(1), count)) == count
        assert len(as_written(catalog, goals, (), count)) == count


def test_a_goal_without_questions_gives_none(catalog: Catalog, clock: MovableClock) -> None:
    without = [goal for goal in catalog.goals.values() if not within(catalog, [goal])]
    person = Forgetful(catalog, clock)

    assert drill(person, without, (), Random(1), 10) == []
    assert seeded_drill(catalog, [], (), Random(1), 10) == []
    assert as_written(catalog, without, (), 10) == []


# --- what comes first -------------------------------------------------------------------------------------------------


def test_the_question_asked_least_comes_first_and_of_these_the_one_longest_ago(clock: MovableClock) -> None:
    questions = [single(name) for name in ("twice", "lately", "long-ago", "never")]
    person = Forgetful(small_catalog(questions), clock)
    for number in (0, 2, 0, 1):
        answered(person, questions[number])
        clock.advance(days=1)
    for seed in range(5):
        asked = names(drill(person, person.catalog.goals_within(), (), Random(seed), 10))
        assert asked == ["never", "long-ago", "lately", "twice"]
        assert names(recommended(person, Random(seed))) == asked


def test_a_drill_begins_with_the_concept_longest_unasked(clock: MovableClock) -> None:
    questions = [single(letter, concept=letter) for letter in "abcd"]
    person = Forgetful(small_catalog(questions), clock)
    for number in (2, 0, 3):
        answered(person, questions[number])
        clock.advance(days=1)
    clock.advance(days=100)  # all are due, which a drill does not mind

    assert names(drill(person, person.catalog.goals_within(), (), Random(1), 10)) == ["b", "c", "a", "d"]


def test_studying_begins_with_what_is_due(clock: MovableClock) -> None:
    questions = [single(f"{goal}", f"{goal}.1.1") for goal in range(1, 8)]
    person = Forgetful(small_catalog(questions), clock)
    answered(person, questions[4])
    clock.advance(seconds=60)
    answered(person, questions[2])

    assert names(recommended(person, Random(1)))[-2:] == ["5", "3"]  # not due: the never asked go first
    clock.advance(days=3)
    assert names(recommended(person, Random(1)))[:2] == ["5", "3"]


@pytest.mark.parametrize("seed", range(20))
def test_studying_keeps_goals_apart(learner: Learner, seed: int) -> None:
    questions = recommended(learner, Random(seed))

    assert all(one.goal != following.goal for one, following in pairwise(questions))
    assert len({question.goal for question in questions}) > 3


# --- narrowing down ---------------------------------------------------------------------------------------------------

Pick = Callable[[Learner, Sequence[Goal], Sequence[str]], list[Question]]
PICKS: list[Pick] = [
    lambda learner, goals, types: drill(learner, goals, types, Random(1), EVERYTHING),
    lambda learner, goals, types: seeded_drill(learner.catalog, goals, types, Random(1), EVERYTHING),
    lambda learner, goals, types: as_written(learner.catalog, goals, types, EVERYTHING),
]


@pytest.mark.parametrize("pick", PICKS, ids=["drill", "seeded_drill", "as_written"])
@pytest.mark.parametrize("types", [["single"], ["order", "match"], ["numeric"], ["short"], ["recall", "multiple"]])
def test_only_questions_of_the_types_asked_for_come(learner: Learner, pick: Pick, types: list[str]) -> None:
    catalog = learner.catalog
    goals = catalog.goals_within()
    expected = [question.id for question in catalog.pack.questions if type_name(question) in types]

    assert Counter(names(pick(learner, goals, types))) == Counter(expected)
    assert expected


@pytest.mark.parametrize("pick", PICKS, ids=["drill", "seeded_drill", "as_written"])
def test_only_questions_on_the_goals_asked_for_come(learner: Learner, pick: Pick) -> None:
    goals = learner.catalog.goals_within(goal="3.2.1")

    assert {question.goal for question in pick(learner, goals, ())} == {"3.2.1"}


@pytest.mark.parametrize("pick", PICKS, ids=["drill", "seeded_drill", "as_written"])
def test_a_type_that_is_not_there_gives_none(clock: MovableClock, pick: Pick) -> None:
    person = Forgetful(small_catalog([single("one"), order("two")]), clock)

    assert pick(person, person.catalog.goals_within(), ["match"]) == []


# --- by a seed, or as written -----------------------------------------------------------------------------------------


def test_a_seeded_drill_asks_the_same_whatever_was_answered(learner: Learner, clock: MovableClock) -> None:
    catalog, goals = learner.catalog, learner.catalog.goals_within(topic="3.2")
    before = names(seeded_drill(catalog, goals, (), Random(42), 12))
    unseeded = names(drill(learner, goals, (), Random(42), 12))
    for question in seeded_drill(catalog, goals, (), Random(42), 6):
        answered(learner, question)
        clock.advance(seconds=30)

    assert names(seeded_drill(catalog, goals, (), Random(42), 12)) == before
    assert names(drill(learner, goals, (), Random(42), 12)) != unseeded


def test_a_shorter_seeded_drill_is_the_start_of_a_longer_one(catalog: Catalog) -> None:
    goals = catalog.goals_within()
    longer = names(seeded_drill(catalog, goals, (), Random(42), 30))

    assert names(seeded_drill(catalog, goals, (), Random(42), 10)) == longer[:10]


def test_other_seeds_ask_other_questions(catalog: Catalog) -> None:
    drills = {tuple(names(seeded_drill(catalog, catalog.goals_within(), (), Random(seed), 10))) for seed in range(20)}

    assert len(drills) == 20


def test_as_written_keeps_the_order_of_the_files() -> None:
    questions: list[Question] = [
        single("z", "2.1.1"),
        match("m"),
        single("a", "1.1.1"),
        order("o"),
        single("b", "2.1.1", "other"),
    ]
    catalog = small_catalog(questions)

    assert names(as_written(catalog, catalog.goals_within(), (), 10)) == ["z", "m", "a", "o", "b"]
    assert names(as_written(catalog, catalog.goals_within(), (), 2)) == ["z", "m"]
    assert names(as_written(catalog, catalog.goals_within(goal="2.1.1"), (), 10)) == ["z", "b"]
    assert names(as_written(catalog, catalog.goals_within(), ["single"], 2)) == ["z", "a"]
