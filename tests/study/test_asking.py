"""Questions as they are shown, and what is said about answers: over everything that is shipped."""

from collections import Counter
from itertools import combinations, permutations, product

import pytest

from answering import (
    family,
    match,
    numeric,
    order,
    recall,
    right_response,
    short,
    single,
    small_catalog,
    wrong_response,
)
from cspo_study.content.catalog import Catalog
from cspo_study.content.model import QUESTION_TYPES, Match, Multiple, Numeric, Order, Question, Recall, Short, Single
from cspo_study.study.asking import Feedback, ask, feedback, grade, guess_chance, read_number
from cspo_study.study.responses import Assigned, Chosen, Placed, Rated, Response, Typed

SEEDS = (0, 1, 2**62)


def parts(question: Question) -> int:
    """How many options or items there are to shuffle."""
    return len(getattr(question, "options", getattr(question, "items", ())))


# --- asking -----------------------------------------------------------------------------------------------------------


def test_every_type_of_question_is_shipped(catalog: Catalog) -> None:
    assert {type(question) for question in catalog.pack.questions} == set(QUESTION_TYPES)


def test_every_question_shows_each_of_its_parts_once(catalog: Catalog) -> None:
    for question in catalog.pack.questions:
        for seed in SEEDS:
            asked = ask(question, seed)
            assert sorted(asked.shown) == list(range(parts(question))), question.id
            assert asked.seed == seed


def test_the_same_seed_shows_the_same_and_other_seeds_show_others(catalog: Catalog) -> None:
    for question in catalog.pack.questions:
        assert ask(question, 5) == ask(question, 5), question.id
    question = single("one")

    assert len({ask(question, seed).shown for seed in range(200)}) == 24


def test_every_place_is_as_likely_to_hold_the_key() -> None:
    places = Counter(ask(single("one"), seed).shown.index(0) for seed in range(2000))

    assert min(places.values()) > 400


@pytest.mark.parametrize("seed", range(10))
def test_options_written_in_an_order_keep_it(seed: int) -> None:
    assert ask(single("one", ordered=True), seed).shown == (0, 1, 2, 3)


@pytest.mark.parametrize("question", [single("one"), match()])
def test_without_shuffling_the_written_order_is_shown(question: Question) -> None:
    assert ask(question, 3, shuffle=False).shown == tuple(range(parts(question)))


@pytest.mark.parametrize("shuffle", [True, False])
def test_an_order_question_never_shows_its_answer(*, shuffle: bool) -> None:
    shown = {ask(order(), seed, shuffle=shuffle).shown for seed in range(1000)}

    assert shown == set(permutations(range(4))) - {(0, 1, 2, 3)}


def test_a_family_draws_its_numbers_by_the_seed_and_leaves_no_place_unfilled(catalog: Catalog) -> None:
    families = [question for question in catalog.pack.questions if question.family]
    for question in [family(), *families]:
        drawn = [ask(question, seed).question for seed in range(20)]
        assert len({f"{one}" for one in drawn}) > 1, question.id
        assert not any("{" in f"{one}" for one in drawn), question.id
        assert all(one.family is None for one in drawn)


# --- grading and guessing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "response", "score"),
    [
        (single("one"), Chosen(frozenset({0})), 1),
        (single("one"), Chosen(frozenset({2})), 0),
        (order(), Placed((0, 1, 2, 3)), 1),
        (order(), Placed((1, 0, 2, 3)), pytest.approx(5 / 6)),
        (match(), Assigned(("yes", "no", "yes")), 1),
        (match(), Assigned(("yes", "yes", "yes")), pytest.approx(2 / 3)),
        (numeric(), Typed("50 %"), 1),
        (numeric(), Typed("50,5"), 1),
        (numeric(), Typed("51"), 0),
        (numeric(), Typed("half"), 0),
        (short(), Typed("an outcome"), 1),
        (short(), Typed("Outcomes"), 0),
        (recall(), Rated("again"), 0),
        (recall(), Rated("hard"), 0.5),
        (recall(), Rated("good"), 1),
        (recall(), Rated("easy"), 1),
    ],
)
def test_a_response_scores_by_its_question(question: Question, response: Response, score: float) -> None:
    assert grade(question, response) == score


def test_a_response_to_another_type_is_refused() -> None:
    responses: list[Response] = [Chosen(frozenset({0})), Placed((0, 1)), Assigned(("a",)), Typed("1"), Rated("good")]
    questions: tuple[Question, ...] = (single("one"), order(), match(), numeric(), short(), recall())
    for question, fit in zip(questions, (Chosen, Placed, Assigned, Typed, Typed, Rated), strict=True):
        for response in responses:
            if not isinstance(response, fit):
                with pytest.raises(TypeError, match="does not answer"):
                    grade(question, response)


def every_blind_response(question: Question) -> list[Response]:
    """All answers that someone who knows nothing might give, each as likely."""
    match question:
        case Single():
            return [Chosen(frozenset({number})) for number in range(len(question.options))]
        case Multiple(choose=choose):
            return [Chosen(frozenset(drawn)) for drawn in combinations(range(len(question.options)), choose)]
        case Order():
            return [Placed(placed) for placed in permutations(range(len(question.items)))]
        case Match():
            return [Assigned(given) for given in product(question.categories, repeat=len(question.items))]
        case Numeric() | Short():
            return [Typed("")]
        case Recall():
            return [Rated("again")]


def test_the_guess_chance_of_every_question_is_the_mean_of_all_blind_answers(catalog: Catalog) -> None:
    for heading, question in zip(catalog.pack.headings, catalog.pack.questions, strict=True):
        asked = ask(question, 1).question
        scores = [grade(asked, response) for response in every_blind_response(asked)]
        assert guess_chance(heading) == pytest.approx(sum(scores) / len(scores)), question.id
        assert 0 <= guess_chance(heading) < 1


# --- feedback over everything shipped ---------------------------------------------------------------------------------


def test_the_key_of_every_question_is_right(catalog: Catalog) -> None:
    for question in catalog.pack.questions:
        for seed in SEEDS:
            asked = ask(question, seed)
            given = feedback(catalog, asked, right_response(asked.question))
            assert (given.score, given.verdict, given.remark) == (1, "Right", None), question.id
            if not isinstance(question, Recall):
                assert all(mark.right == mark.chosen for mark in given.marks), question.id


def test_the_answer_that_is_shown_would_itself_be_right(catalog: Catalog) -> None:
    for question in catalog.pack.questions:
        for seed in SEEDS:
            asked = ask(question, seed)
            shown = feedback(catalog, asked, wrong_response(asked.question)).answer
            if isinstance(question, Numeric):
                assert shown is not None
                number = shown.split(f" {question.unit}")[0]
                assert grade(asked.question, Typed(number)) == 1, (question.id, shown)
            elif isinstance(question, Short):
                assert shown is not None
                assert grade(question, Typed(shown)) == 1, question.id
            elif isinstance(question, Recall):
                assert shown == question.answer
            else:
                assert shown is None


def test_a_wrong_answer_to_every_question_is_wrong(catalog: Catalog) -> None:
    for question in catalog.pack.questions:
        asked = ask(question, 3)
        given = feedback(catalog, asked, wrong_response(asked.question))
        assert given.verdict == ("Wrong" if given.score == 0 else "Partly right"), question.id
        assert given.score == grade(asked.question, wrong_response(asked.question)) < 1, question.id
        assert isinstance(question, Multiple) or given.score == 0, question.id


def test_marks_come_in_the_order_on_the_screen_each_with_its_reason(catalog: Catalog) -> None:
    for question in catalog.pack.questions:
        for seed in SEEDS:
            asked = ask(question, seed)
            for response in (right_response(asked.question), wrong_response(asked.question)):
                given = feedback(catalog, asked, response)
                match asked.question:
                    case Single() | Multiple():
                        texts = [asked.question.options[number].text for number in asked.shown]
                    case Match():
                        texts = [asked.question.items[number].text for number in asked.shown]
                    case Order():  # after the answer its lines stand in the right order
                        texts = [item.text for item in asked.question.items]
                    case Recall():
                        texts = list(asked.question.points)
                    case _:
                        texts = []
                assert [mark.text for mark in given.marks] == texts, question.id
                assert isinstance(question, Recall) or all(mark.why for mark in given.marks), question.id


def test_every_answer_is_explained_from_a_source(catalog: Catalog) -> None:
    for question in catalog.pack.questions:
        asked = ask(question, 1)
        given = feedback(catalog, asked, right_response(asked.question))
        work = catalog.pack.works[question.source.work]
        assert given.explanation == asked.question.explanation != ""
        assert work.author in given.source
        assert given.source.endswith(question.source.part)


def test_every_distractor_gives_the_name_of_its_misconception(catalog: Catalog) -> None:
    for question in catalog.pack.questions:
        if not isinstance(question, (Single, Multiple)):
            continue
        asked = ask(question, 11)
        for number, option in enumerate(question.options):
            mark = feedback(catalog, asked, Chosen(frozenset({number}))).marks[asked.shown.index(number)]
            assert (mark.chosen, mark.right, mark.why) == (True, option.correct, option.why), question.id
            if option.correct:
                assert mark.misconception is None
            else:
                assert option.misconception is not None
                assert mark.misconception == catalog.pack.misconceptions[option.misconception].name


def test_every_pitfall_gives_its_reason_and_the_name_of_its_misconception(catalog: Catalog) -> None:
    for question in catalog.pack.questions:
        for wrong in getattr(question, "pitfalls", ()):
            given = feedback(catalog, ask(question, 1), Typed(str(wrong.answer)))
            assert given.score == 0, question.id
            assert given.remark == f"{wrong.why} ({catalog.pack.misconceptions[wrong.misconception].name})", question.id


def test_items_with_a_misconception_give_its_name(catalog: Catalog) -> None:
    for question in catalog.pack.questions:
        if not isinstance(question, (Order, Match)):
            continue
        asked = ask(question, 1)
        assert isinstance(asked.question, (Order, Match))
        marks = {mark.text: mark for mark in feedback(catalog, asked, wrong_response(asked.question)).marks}
        for item in asked.question.items:
            name = catalog.pack.misconceptions[item.misconception].name if item.misconception else None
            assert marks[item.text].misconception == name, question.id


# --- feedback in detail -----------------------------------------------------------------------------------------------


def told(question: Question, response: Response) -> Feedback:
    """What is said about an answer to hand-made content."""
    return feedback(small_catalog([question]), ask(question, 1), response)


def test_an_order_tells_where_each_item_was_put_and_where_it_belongs() -> None:
    marks = told(order(), Placed((1, 0, 2, 3))).marks

    assert [(mark.text, mark.right, mark.given, mark.key) for mark in marks] == [
        ("Step 0", False, "2", "1"),
        ("Step 1", False, "1", "2"),
        ("Step 2", True, "3", "3"),
        ("Step 3", True, "4", "4"),
    ]


def test_a_match_tells_which_category_each_item_got_and_which_it_belongs_to() -> None:
    marks = {mark.text: mark for mark in told(match(), Assigned(("no", "no", "yes"))).marks}

    assert [(marks[text].right, marks[text].given, marks[text].key) for text in ("One", "Two", "Three")] == [
        (False, "no", "yes"),
        (True, "no", "no"),
        (True, "yes", "yes"),
    ]


def test_a_recall_shows_the_points_of_a_good_answer() -> None:
    given = told(recall(), Rated("hard"))

    assert [mark.text for mark in given.marks] == ["It names this", "It names that"]
    assert (given.answer, given.verdict) == ("The model answer.", "Partly right")


@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        ("41.4", "Something was counted twice. (A slip)"),
        ("41,38", "Something was counted twice. (A slip)"),  # someone rounds less than the author did
        ("42", None),
        ("50", None),
        ("50.4", None),  # right, though near the pitfall at 50.8 as well
        ("50.6", "Something was left out. (A slip)"),
        ("no idea", None),
    ],
)
def test_a_number_people_reach_by_a_slip_is_told_so(typed: str, remark: str | None) -> None:
    assert told(numeric(), Typed(typed)).remark == remark


def test_without_a_tolerance_only_the_very_pitfall_is_told() -> None:
    assert told(numeric(tolerance=0), Typed("41.4 %")).remark == "Something was counted twice. (A slip)"
    assert told(numeric(tolerance=0), Typed("41.38")).remark is None


@pytest.mark.parametrize(
    ("typed", "score", "remark"),
    [
        ("outcome", 1, None),
        ("Result", 1, None),
        ("otcome", 1, "Spelled: Outcome"),
        ("resullt", 1, "Spelled: Result"),
        ("outcomes", 0, "One was asked for. (A slip)"),
        ("the Outcomes", 0, "One was asked for. (A slip)"),
        ("output", 0, None),
    ],
)
def test_a_term_tells_a_forgiven_typo_or_the_mix_up(typed: str, score: float, remark: str | None) -> None:
    given = told(short(), Typed(typed))

    assert (given.score, given.remark, given.answer) == (score, remark, "Outcome")


@pytest.mark.parametrize(
    ("score", "verdict"), [(1, "Right"), (0.99, "Partly right"), (0.1, "Partly right"), (0, "Wrong")]
)
def test_the_verdict_follows_the_score(score: float, verdict: str) -> None:
    assert Feedback(score, (), None, None, "", "").verdict == verdict


def test_a_number_is_shown_with_its_unit_and_its_working() -> None:
    assert told(numeric(), Typed("1")).answer == "50 percent  (25 + 25)"
    assert read_number("50 percent") == 50
