"""What belongs to what, and what someone means by a domain, a topic or a goal."""

import pytest

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import ConceptId, GoalId, QuestionId
from cspo_study.errors import UsageError
from small_pack import SmallPack


@pytest.fixture
def narrow(small: SmallPack) -> Catalog:
    """A domain, two topics with a goal each, and the seven questions of the first."""
    small.add_second_topic()
    return Catalog(small.load().pack)


def test_everything_is_found_by_its_id(narrow: Catalog) -> None:
    assert list(narrow.domains) == ["3"]
    assert list(narrow.topics) == ["3.1", "3.2"]
    assert list(narrow.goals) == ["3.1.1", "3.2.1"]
    assert narrow.question(QuestionId("the-name")).stem.startswith("What is the ordered list")
    assert len(narrow.headings) == 7


def test_concepts_lead_to_their_questions_goals_and_names(narrow: Catalog) -> None:
    by_concept = {
        concept: [found.id for found in questions] for concept, questions in narrow.headings_by_concept.items()
    }
    assert by_concept == {
        "3.1.1/detail-by-horizon": ["tram-ticket", "four-in-order"],
        "3.1.1/one-list": ["two-that-hold", "mean-of-three", "the-name"],
        "3.1.1/item-kinds": ["three-kinds"],
        "3.1.1/technical-work": ["tell-why"],
    }
    assert narrow.goal_of(ConceptId("3.2.1/one-list")).id == "3.2.1"
    assert narrow.topic_of(GoalId("3.2.1")).id == "3.2"
    assert narrow.concept_names[ConceptId("3.2.1/item-kinds")] == "Kinds of items"
    assert len(narrow.concept_names) == 8


def test_a_question_asks_at_its_own_level_or_at_its_goals(narrow: Catalog) -> None:
    assert narrow.level_of(narrow.question(QuestionId("mean-of-three"))) == "apply"
    assert narrow.level_of(narrow.question(QuestionId("the-name"))) == "describe"


def test_goals_are_found_within_a_domain_a_topic_or_everywhere(narrow: Catalog) -> None:
    def ids(**within: str) -> list[str]:
        return [goal.id for goal in narrow.goals_within(**within)]

    assert ids() == ids(domain="3") == ["3.1.1", "3.2.1"]
    assert ids(topic="3.2") == ids(goal="3.2.1") == ["3.2.1"]
    assert ids(domain="3", topic="3.1") == ["3.1.1"]
    assert ids(topic="3.1", goal="3.2.1") == ["3.2.1"]


def test_a_goal_that_is_not_there_is_told_with_the_nearest_and_all_there_are(narrow: Catalog) -> None:
    with pytest.raises(UsageError) as caught:
        narrow.goals_within(goal="3.2.7")
    assert caught.value.message == "There is no goal '3.2.7'."
    assert caught.value.hint == "Did you mean 3.2.1? The goals are 3.1.1, 3.2.1."


def test_a_domain_like_no_other_is_told_with_all_there_are(narrow: Catalog) -> None:
    with pytest.raises(UsageError) as caught:
        narrow.domain("eight")
    assert caught.value.message == "There is no domain 'eight'."
    assert caught.value.hint == "The domains are 3."


def test_of_many_goals_only_the_ends_are_named(catalog: Catalog) -> None:
    with pytest.raises(UsageError) as caught:
        catalog.goals_within(goal="nothing")
    assert caught.value.hint == f"The goals are 1.1.1 to {list(catalog.goals)[-1]} (cspo progress lists them)."


@pytest.mark.parametrize(
    "within", [{"domain": "9"}, {"topic": "9.9"}, {"goal": "9.9.9"}, {"topic": ""}, {"domain": ""}]
)
def test_nothing_is_found_within_what_does_not_exist(catalog: Catalog, within: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        catalog.goals_within(**within)
