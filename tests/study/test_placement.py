"""Finding out where somebody stands."""

from collections import Counter
from random import Random

from answering import MovableClock, right_response, wrong_response
from cspo_study.content.catalog import Catalog
from cspo_study.study.learner import Learner
from cspo_study.study.placement import FEWEST, MOST, SHARP, Placement, doubt, map_of, sofar
from cspo_study.study.session import Session
from cspo_study.study.tell_map import tell_map


def sit(learner: Learner, clock: MovableClock, chance: float, seed: int = 1, limit: int = 99) -> Placement:
    """Take a placement up to `limit` questions, right by chance."""
    dice = Random(seed)
    placement = Placement(learner, dice)
    session = Session(learner, [], "diagnostic", dice, lambda: 0.0, more=placement.draw, most=placement.left)
    for _ in range(limit):
        asked = session.current
        if asked is None:
            break
        clock.advance(seconds=40)
        right = dice.random() < chance
        session.answer(right_response(asked.question) if right else wrong_response(asked.question))
    return placement


def test_it_asks_twenty_to_forty_questions_and_stops_when_the_map_is_sharp(
    learner: Learner, clock: MovableClock
) -> None:
    answers = sit(learner, clock, 0.8).answers
    assert FEWEST <= len(answers) <= MOST
    assert len(answers) == MOST or doubt(learner) <= SHARP
    assert len({one.concept for one in answers}) == len(answers)


def test_it_spreads_over_the_domains_and_leaves_out_recall_and_stories(learner: Learner, clock: MovableClock) -> None:
    answers = sit(learner, clock, 0.0).answers
    by_domain = Counter(one.concept.partition(".")[0] for one in answers)
    assert set(by_domain) == set("1234567")
    assert min(by_domain.values()) >= 2
    headings = [learner.catalog.headings[one.question] for one in answers]  # type: ignore[index]
    assert all(one.type != "recall" and one.case is None for one in headings)
    sets = [one.contrast or one.family for one in headings if one.contrast or one.family]
    assert len(set(sets)) == len(sets)


def test_it_is_left_and_taken_up_again(learner: Learner, clock: MovableClock) -> None:
    first = sit(learner, clock, 0.7, limit=8).answers
    assert len(first) == 8
    assert sofar(learner).open
    clock.advance(days=1)
    again = Placement(learner, Random(2))
    assert [one.id for one in again.answers] == [one.id for one in first]
    assert again.left == MOST - 8
    picked = again.draw()
    assert picked
    assert picked.question.id not in {one.question for one in first}
    assert picked.reason == "unknown"


def test_after_some_days_another_one_begins(learner: Learner, clock: MovableClock) -> None:
    sit(learner, clock, 0.7, limit=8)
    clock.advance(days=4)
    assert not sofar(learner).open
    assert Placement(learner, Random(2)).answers == []


def test_the_same_answers_lead_to_the_same_next_question(learner: Learner, clock: MovableClock) -> None:
    sit(learner, clock, 0.7, limit=5)
    first, second = (Placement(learner, Random(9)).draw() for _ in range(2))
    assert first
    assert second
    assert first.question.id == second.question.id


def test_a_skipped_question_does_not_come_again(learner: Learner) -> None:
    placement = Placement(learner, Random(1))
    session = Session(learner, [], "diagnostic", Random(1), lambda: 0.0, more=placement.draw, most=placement.left)
    seen = []
    for _ in range(6):
        assert session.current
        seen.append(session.current.question.id)
        session.skip()
    assert len(set(seen)) == 6


def test_the_map_tells_the_able_from_the_novice(catalog: Catalog, learner: Learner, clock: MovableClock) -> None:
    sit(learner, clock, 1.0)
    found = map_of(learner)
    assert found.finished
    assert [domain.id for domain in found.domains] == list("1234567")
    assert sum(len(domain.goals) for domain in found.domains) == 65
    assert found.mastery > 0.7
    assert Counter(goal.state for domain in found.domains for goal in domain.goals)["known"] > 40
    assert len({goal.id.rpartition(".")[0] for goal in found.begin}) == 3
    text = "\n".join(line.text for line in tell_map(found))
    assert "● Known: " in text
    assert "Begin here" in text
    assert max(len(line) for line in text.split("\n")) <= 79


def test_without_a_placement_the_map_says_so(learner: Learner) -> None:
    (first, *_) = tell_map(map_of(learner))
    assert first.text.startswith("No placement yet. It asks 20 to 40 questions")
