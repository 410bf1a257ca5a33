"""The figures of progress: they add up over the tree, and move with the answers and the clock."""

from collections.abc import Iterator, Sequence

import pytest

from answering import (
    Forgetful,
    MovableClock,
    answered,
    order,
    replayed_knowledge,
    right_response,
    single,
    small_catalog,
    wrong_response,
)
from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Question
from cspo_study.study.learner import Learner
from cspo_study.study.report import ConceptReport, Coverage, DomainReport, Figures, GoalReport, TopicReport, coverage
from cspo_study.study.responses import Placed

DAY = 86_400_000
COUNTS = ("questions", "seen", "concepts", "met", "answers", "due")


def goals_of(figures: Coverage | DomainReport | TopicReport) -> list[GoalReport]:
    """All goals under a part of the tree."""
    match figures:
        case Coverage():
            return [goal for domain in figures.domains for goal in goals_of(domain)]
        case DomainReport():
            return [goal for topic in figures.topics for goal in topic.goals]
    return list(figures.goals)


def parts(report: Coverage) -> Iterator[tuple[Figures, Sequence[Figures], list[GoalReport]]]:
    """Everything in the tree that has parts: it, its parts, and all goals under it. A supplement is no part."""
    outline = [domain for domain in report.domains if not domain.supplement]
    yield report.overall, outline, [goal for domain in outline for goal in goals_of(domain)]
    for domain in report.domains:
        yield domain, domain.topics, goals_of(domain)
        for topic in domain.topics:
            yield topic, topic.goals, goals_of(topic)


def goal_report(report: Coverage, goal: str) -> GoalReport:
    return next(one for one in goals_of(report) if one.id == goal)


@pytest.fixture
def studied(learner: Learner, clock: MovableClock) -> Learner:
    """Someone with thirty answers, right and wrong by turns, some questions more than once."""
    questions = learner.catalog.pack.questions[::7][:20]
    for number in range(30):
        question = questions[number * 3 % len(questions)]
        answered(learner, question, wrong_response(question) if number % 3 == 0 and not question.family else None)
        clock.advance(seconds=600)
    return learner


def test_before_the_first_answer_nothing_is_known_and_nothing_is_due(learner: Learner) -> None:
    report = coverage(learner)
    everything = [report.overall, *report.domains, *goals_of(report), *(t for d in report.domains for t in d.topics)]

    for one in everything:
        assert one.right is None
        assert (one.seen, one.met, one.answers, one.due) == (0, 0, 0, 0)
    for goal in goals_of(report):
        assert all((one.answers, one.due) == (0, None) for one in goal.concept_reports)


def test_before_the_first_answer_mastery_is_what_is_believed_of_anybody_and_in_much_doubt(learner: Learner) -> None:
    report = coverage(learner)
    domains, goals = report.domains, goals_of(report)
    concepts = [concept for goal in goals for concept in goal.concept_reports]
    believed = report.overall.mastery

    everything: list[Figures | ConceptReport] = [*domains, *goals, *concepts]
    for one in everything:
        assert one.mastery == pytest.approx(believed)
        assert 0 < one.low < one.mastery < one.high < 1
    # What is averaged over more is surer, and nothing is sure yet.
    ever_less: list[Figures | ConceptReport] = [report.overall, domains[0], goals[0], concepts[0]]
    widths = [one.high - one.low for one in ever_less]
    assert widths == sorted(widths)
    assert widths[0] > 0.3


def test_the_tree_holds_the_whole_syllabus_in_order(learner: Learner, catalog: Catalog) -> None:
    report = coverage(learner)

    assert [domain.id for domain in report.domains] == list(catalog.domains)
    assert [topic.id for domain in report.domains for topic in domain.topics] == list(catalog.topics)
    assert [(goal.id, goal.title, goal.level) for goal in goals_of(report)] == [
        (goal.id, goal.title, goal.level) for goal in catalog.goals.values()
    ]
    assert [concept.name for goal in goals_of(report) for concept in goal.concept_reports] == list(
        catalog.concept_names.values()
    )
    assert [domain.id for domain in report.domains if domain.supplement] == ["8"]
    assert sum(domain.questions for domain in report.domains) == len(catalog.pack.headings)
    assert sum(domain.concepts for domain in report.domains) == len(catalog.concept_names)
    assert report.overall.questions == sum(one.goal in catalog.outline_goals for one in catalog.pack.headings)


def test_figures_add_up_over_the_tree(studied: Learner, clock: MovableClock) -> None:
    clock.advance(days=1.5)
    report = coverage(studied)
    for whole, pieces, goals in parts(report):
        assert whole.low < whole.mastery < whole.high
        for name in COUNTS:
            assert getattr(whole, name) == sum(getattr(piece, name) for piece in pieces), (whole.id, name)
        assert whole.mastery == pytest.approx(sum(goal.mastery for goal in goals) / len(goals))
        if whole.answers:
            scored = sum((goal.right or 0) * goal.answers for goal in goals)
            assert whole.right == pytest.approx(scored / whole.answers)
        else:
            assert whole.right is None
    for goal in goals_of(report):
        assert goal.answers == sum(one.answers for one in goal.concept_reports)
        assert goal.questions == sum(one.questions for one in goal.concept_reports)
        assert goal.mastery == pytest.approx(sum(one.mastery for one in goal.concept_reports) / goal.concepts)
        assert goal.due == sum(one.due is not None and one.due <= clock.moment.at for one in goal.concept_reports)
        assert goal.met == sum(one.answers > 0 for one in goal.concept_reports) <= goal.concepts
        assert goal.seen <= goal.questions

    assert report.overall.answers == 30
    assert 0 < report.overall.due < report.overall.met
    assert report.overall.right == pytest.approx(sum(s.score for s in studied.concepts().values()) / 30)


def test_the_figures_of_a_known_history(clock: MovableClock) -> None:
    """Two domains: 1.1.1 with the concepts a and b, 1.2.1 with c, 2.1.1 with d."""
    questions: list[Question] = [
        single("a-1", "1.1.1", "a"),
        single("a-2", "1.1.1", "a"),
        single("b-1", "1.1.1", "b"),
        single("c-1", "1.2.1", "c"),
        single("d-1", "2.1.1", "d"),
    ]
    person = Forgetful(small_catalog(questions), clock)
    for number, right in ((0, True), (0, True), (2, False), (3, True)):
        answered(person, questions[number], None if right else wrong_response(questions[number]))
    report = coverage(person)
    first, second = report.domains
    goal = goal_report(report, "1.1.1")

    known = replayed_knowledge(person.catalog, person.log)
    a, b, c, d = (known.mastery([concept], person.now()) for concept in ("1.1.1/a", "1.1.1/b", "1.2.1/c", "2.1.1/d"))
    assert max(b.mean, d.mean) < a.mean
    assert (goal.questions, goal.seen, goal.concepts, goal.met, goal.answers) == (3, 2, 2, 2, 3)
    assert goal.right == pytest.approx(2 / 3)
    assert goal.mastery == pytest.approx((a.mean + b.mean) / 2)
    assert [(one.mastery, one.low, one.high) for one in goal.concept_reports] == [a, b]
    assert (first.questions, first.seen, first.answers, first.right) == (4, 3, 4, 0.75)
    assert first.mastery == pytest.approx(((a.mean + b.mean) / 2 + c.mean) / 2)
    assert (second.questions, second.answers, second.right) == (1, 0, None)
    assert (second.mastery, second.low, second.high) == d
    assert report.overall.right == 0.75
    assert report.overall.mastery == pytest.approx(((a.mean + b.mean) / 2 + c.mean + d.mean) / 3)


def test_half_right_answers_count_by_their_score(clock: MovableClock) -> None:
    question = order()
    overall = []
    for placed in ((3, 2, 1, 0), (1, 0, 2, 3), (0, 1, 2, 3)):
        person = Forgetful(small_catalog([question]), clock)
        answered(person, question, Placed(placed))
        overall.append(coverage(person).overall)

    assert [one.right for one in overall] == pytest.approx([0, 5 / 6, 1])
    wrong, partly, right = (one.mastery for one in overall)
    assert wrong < partly < right


def test_due_counts_move_with_the_clock(learner: Learner, clock: MovableClock) -> None:
    right, wrong = next(
        (one, other)
        for one in learner.catalog.pack.questions
        for other in learner.catalog.pack.questions
        if one.goal == other.goal and one.concept != other.concept and not one.family and not other.family
    )
    answered(learner, right, right_response(right))  # comes back after 2.3065 days
    answered(learner, wrong, wrong_response(wrong))  # comes back the next day
    answered_at = clock.moment.at

    def due() -> tuple[int, int]:
        report = coverage(learner)
        return report.overall.due, goal_report(report, right.goal).due

    assert due() == (0, 0)
    clock.advance(seconds=86_399)
    assert due() == (0, 0)
    clock.advance(seconds=1)
    assert due() == (1, 1)
    clock.advance(days=1.3)
    assert due() == (1, 1)
    clock.advance(days=0.01)
    assert due() == (2, 2)
    concepts = {one.id: one.due for one in goal_report(coverage(learner), right.goal).concept_reports}
    assert concepts[right.concept_id] == answered_at + round(2.3065 * DAY)
    assert concepts[wrong.concept_id] == answered_at + DAY

    answered(learner, wrong, right_response(wrong))
    assert due() == (1, 1)


def test_answering_again_raises_answers_but_not_what_was_seen(learner: Learner, clock: MovableClock) -> None:
    question = learner.catalog.pack.questions[0]
    for _ in range(3):
        answered(learner, question)
        clock.advance(days=1)
    overall = coverage(learner).overall

    assert (overall.answers, overall.seen, overall.met) == (3, 1, 1)
