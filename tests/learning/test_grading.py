"""How answers are scored: tables, and what must hold of every answer."""

from functools import cache
from itertools import combinations, permutations, product
from math import comb
from random import Random
from string import ascii_lowercase

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cspo_study.learning.grading import (
    edit_distance,
    grade_choice,
    grade_match,
    grade_number,
    grade_order,
    grade_term,
    guess_choice,
    guess_match,
    guess_order,
    normalised,
)

at_leisure = settings(deadline=None)
subsets = st.frozensets(st.integers(0, 6))
keyed = st.frozensets(st.integers(0, 6), min_size=1, max_size=6)
orders = st.integers(4, 6).flatmap(lambda size: st.permutations(range(size)))
words = st.text(ascii_lowercase, min_size=5, max_size=20)


# --- choices ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "chosen", "score"),
    [
        ({1}, {1}, 1),
        ({1}, {0}, 0),
        ({1}, set(), 0),
        ({0, 2}, {0, 2}, 1),
        ({0, 2}, {0}, 0.5),
        ({0, 2}, {0, 1}, 0),
        ({0, 2}, {1, 3}, 0),
        ({0, 2}, {0, 1, 2}, 0.5),
        ({0, 2}, {0, 1, 2, 3}, 0),
        ({0, 1, 2}, {0, 1, 3}, pytest.approx(1 / 3)),
        ({0, 1, 2}, {0, 3, 4}, 0),
        ({0, 1, 2, 3}, {0, 1, 2, 4}, 0.5),
    ],
)
def test_a_choice_scores_right_marks_less_wrong_ones(keys: set[int], chosen: set[int], score: float) -> None:
    assert grade_choice(frozenset(keys), frozenset(chosen)) == score


@at_leisure
@given(keyed, subsets)
def test_only_the_key_and_nothing_but_the_key_is_a_full_choice(keys: frozenset[int], chosen: frozenset[int]) -> None:
    score = grade_choice(keys, chosen)

    assert 0 <= score <= 1
    assert (score == 1) == (chosen == keys)


@at_leisure
@given(keyed, subsets, st.data())
def test_one_more_right_mark_never_lowers_a_choice(
    keys: frozenset[int], chosen: frozenset[int], data: st.DataObject
) -> None:
    another = data.draw(st.sampled_from(sorted(keys)))

    assert grade_choice(keys, chosen | {another}) >= grade_choice(keys, chosen)


@at_leisure
@given(keyed, subsets, st.integers(0, 9))
def test_one_more_wrong_mark_never_raises_a_choice(keys: frozenset[int], chosen: frozenset[int], another: int) -> None:
    assume(another not in keys)

    assert grade_choice(keys, chosen | {another}) <= grade_choice(keys, chosen)


@at_leisure
@given(keyed, subsets, st.permutations(range(7)))
def test_a_choice_scores_the_same_wherever_its_options_stand(
    keys: frozenset[int], chosen: frozenset[int], moved: list[int]
) -> None:
    elsewhere = grade_choice(frozenset(moved[key] for key in keys), frozenset(moved[mark] for mark in chosen))

    assert elsewhere == grade_choice(keys, chosen)


# --- orders -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("placed", "score"),
    [
        ((0, 1, 2, 3), 1),
        ((3, 2, 1, 0), 0),
        ((1, 0, 2, 3), pytest.approx(5 / 6)),
        ((0, 1, 3, 2), pytest.approx(5 / 6)),
        ((3, 0, 1, 2), 0.5),
        ((1, 2, 3, 0), 0.5),
        ((2, 3, 0, 1), pytest.approx(1 / 3)),
        ((0, 1, 2, 4, 3), 0.9),
        ((5, 4, 3, 2, 1, 0), 0),
    ],
)
def test_an_order_scores_by_its_pairs(placed: tuple[int, ...], score: float) -> None:
    assert grade_order(placed) == score


@at_leisure
@given(orders)
def test_an_order_scores_the_share_of_pairs_that_stand_right(placed: list[int]) -> None:
    size = len(placed)
    in_order = sum(
        placed.index(earlier) < placed.index(later) for earlier in range(size) for later in range(earlier + 1, size)
    )

    assert grade_order(placed) == pytest.approx(in_order / comb(size, 2))


@at_leisure
@given(orders)
def test_only_the_right_order_scores_in_full(placed: list[int]) -> None:
    assert (grade_order(placed) == 1) == (placed == sorted(placed))


@at_leisure
@given(orders, st.data())
def test_putting_two_neighbours_right_raises_an_order(placed: list[int], data: st.DataObject) -> None:
    swapped = [place for place in range(len(placed) - 1) if placed[place] > placed[place + 1]]
    assume(swapped)
    place = data.draw(st.sampled_from(swapped))
    mended = [*placed[:place], placed[place + 1], placed[place], *placed[place + 2 :]]

    assert grade_order(mended) > grade_order(placed)


# --- matches ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("assigned", "score"),
    [
        (("Must", "Should", "Could", "Must"), 1),
        (("Must", "Should", "Could", "Could"), 0.75),
        (("Must", "Must", "Must", "Must"), 0.5),
        (("Should", "Must", "Must", "Could"), 0),
    ],
)
def test_a_match_scores_the_share_in_their_categories(assigned: tuple[str, ...], score: float) -> None:
    assert grade_match(("Must", "Should", "Could", "Must"), assigned) == score


@at_leisure
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=6), st.randoms())
def test_a_match_scores_its_hits_in_whatever_order_its_items_stand(pairs: list[tuple[str, str]], dice: Random) -> None:
    hits = len([pair for pair in pairs if pair[0] == pair[1]])
    dice.shuffle(pairs)
    keys, assigned = zip(*pairs, strict=True)

    assert grade_match(keys, assigned) == hits / len(pairs)


def test_a_match_with_an_item_left_out_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        grade_match(("a", "b"), ("a",))


# --- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "tolerance", "given", "score"),
    [
        (6.5, 0, 6.5, 1),
        (6.5, 0, 6.51, 0),
        (6.5, 0.05, 6.55, 1),
        (6.5, 0.05, 6.45, 1),
        (6.5, 0.05, 6.56, 0),
        (6.5, 0.05, 6.44, 0),
        (0.3, 0, 0.1 + 0.2, 1),
        (0.0, 0, 0.0, 1),
        (0.0, 0, 0.01, 0),
        (-3, 0, -3, 1),
        (-3, 0, 3, 0),
        (8000, 0, 8000, 1),
        (8000, 0, 8001, 0),
        (50, 0.5, 49.5, 1),
        (50, 0.5, 49.4, 0),
    ],
)
def test_a_number_is_right_within_its_tolerance(answer: float, tolerance: float, given: float, score: float) -> None:
    assert grade_number(answer, tolerance, given) == score


@at_leisure
@given(st.floats(-1e6, 1e6), st.floats(0, 1000), st.floats(-1, 1))
def test_every_number_within_the_tolerance_is_right(answer: float, tolerance: float, share: float) -> None:
    assert grade_number(answer, tolerance, answer + share * tolerance) == 1


@at_leisure
@given(st.floats(-1e6, 1e6), st.floats(0, 1000), st.floats(0.01, 1e6), st.sampled_from([-1, 1]))
def test_every_number_beyond_the_tolerance_is_wrong(answer: float, tolerance: float, off: float, side: int) -> None:
    assert grade_number(answer, tolerance, answer + side * (tolerance + off)) == 0


# --- terms ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "given"),
    [
        ("epic", "EPIC"),
        ("Kano", "kano"),
        ("Größe", "GRÖSSE"),
        ("café", "cafe"),
        ("cafe", "Café"),
        ("definition", "définition"),
        ("time-box", "time box"),
        ("time-box", "timebox"),
        ("timebox", "time-box"),
        ("co-op", "coop"),
        ("coop", "co-op"),
        ("WSJF", "W.S.J.F."),
        ("user story", "User   Story"),
        ("Conway's law", "Conways law"),
        ("epic", "an epic"),
        ("epic", "The Epic"),
        ("a spike", "spike"),
        ("the Product Goal", "product goal"),
        ("A", "a"),
        ("the", "the"),
    ],
)
def test_case_accents_hyphens_and_articles_do_not_matter(accepted: str, given: str) -> None:
    assert grade_term([accepted], given) == (1, None)


@pytest.mark.parametrize(
    ("accepted", "given", "right"),
    [
        ("epic", "epics", False),  # four letters: no slip is forgiven
        ("epic", "epci", False),
        ("to do", "to go", False),  # four letters and a blank
        ("spike", "spke", True),
        ("spike", "spikee", True),
        ("spike", "spile", True),
        ("spike", "psike", True),
        ("spike", "spkie", True),
        ("spike", "psiek", False),  # two slips in five letters
        ("spike", "pike", True),
        ("spike", "sike x", False),
        ("increment", "incremnet", True),
        ("increment", "incrmnet", False),  # two slips in nine letters
        ("user story", "usr story", True),
        ("user story", "usr stoy", False),  # nine letters and a blank
        ("negotiable", "negotable", True),
        ("negotiable", "negotabel", True),
        ("negotiable", "negtabel", False),  # three slips in ten letters
        ("refinement", "", False),
        ("refinement", "re", False),
    ],
)
def test_small_typos_are_forgiven_by_the_length_of_the_term(accepted: str, given: str, *, right: bool) -> None:
    grade = grade_term([accepted], given)

    assert grade == ((1, accepted) if right else (0, None))


def test_a_typo_is_told_by_the_term_as_it_is_written() -> None:
    assert grade_term(["Epic", "Product Backlog"], "prodct backlog") == (1, "Product Backlog")


def test_any_accepted_term_counts() -> None:
    assert grade_term(["Valuable", "Value", "V"], "v") == (1, None)
    assert grade_term(["Valuable", "Value", "V"], "w") == (0, None)


@pytest.mark.parametrize("given", ["outcomes", "OUTCOMES", "the outcomes", "out-comes"])
def test_a_confusable_term_is_never_a_typo(given: str) -> None:
    assert grade_term(["outcome"], given) == (1, "outcome")
    assert grade_term(["outcome"], given, confusable=["Outcomes"]) == (0, None)


def test_a_confusable_term_that_is_accepted_too_is_right() -> None:
    assert grade_term(["output"], "output", confusable=["output"]) == (1, None)


@st.composite
def slipped(draw: st.DrawFn, words: st.SearchStrategy[str]) -> tuple[str, str]:
    """A word, and the same with one slip."""
    word = draw(words)
    place = draw(st.integers(0, len(word) - 2))
    letter = draw(st.sampled_from(ascii_lowercase))
    slip = draw(
        st.sampled_from(
            [
                word[:place] + letter + word[place:],
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place + 1 :],
                word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            ]
        )
    )
    return word, slip


@at_leisure
@given(slipped(words))
def test_one_slip_is_forgiven_from_five_letters(pair: tuple[str, str]) -> None:
    word, slip = pair

    assert grade_term([word], slip) == (1, None if slip == word else word)


@at_leisure
@given(slipped(words), slipped(words))
def test_two_slips_are_forgiven_from_ten_letters(first: tuple[str, str], second: tuple[str, str]) -> None:
    assert grade_term([first[0] + second[0]], first[1] + second[1]).score == 1


@at_leisure
@given(slipped(st.text(ascii_lowercase, min_size=2, max_size=4)))
def test_no_slip_is_forgiven_below_five_letters(pair: tuple[str, str]) -> None:
    word, slip = pair
    assume(slip != word)

    assert grade_term([word], slip).score == 0


@at_leisure
@given(slipped(words))
def test_no_slip_is_forgiven_that_makes_a_confusable_term(pair: tuple[str, str]) -> None:
    word, slip = pair
    assume(slip != word)

    assert grade_term([word], slip, confusable=[slip]) == (0, None)


@at_leisure
@given(st.text("bcdefgßéçñ", min_size=1, max_size=12), st.data())
def test_a_term_is_the_same_however_it_is_cased_and_cut_up(term: str, data: st.DataObject) -> None:
    between = st.sampled_from(["", "", "-", " ", ".", "'", "\N{NON-BREAKING HYPHEN}", "/"])
    cut_up = "".join(data.draw(st.sampled_from([letter, letter.upper()])) + data.draw(between) for letter in term)

    assert normalised(cut_up) == normalised(term)
    assert grade_term([term], f" the {cut_up} ") == (1, None)


@at_leisure
@given(st.text("abcd", max_size=7), st.text("abcd", max_size=7), st.integers(0, 8))
def test_the_edit_distance_is_the_fewest_slips(first: str, second: str, limit: int) -> None:
    @cache
    def fewest(one: int, other: int) -> int:
        """From the first `one` letters to the first `other`."""
        if not one or not other:
            return one + other
        steps = [fewest(one - 1, other) + 1, fewest(one, other - 1) + 1]
        steps.append(fewest(one - 1, other - 1) + (first[one - 1] != second[other - 1]))
        if one > 1 and other > 1 and first[one - 2 : one] == second[other - 2 : other][::-1]:
            steps.append(fewest(one - 2, other - 2) + 1)
        return min(steps)

    expected = min(fewest(len(first), len(second)), limit + 1)

    assert edit_distance(first, second, limit) == edit_distance(second, first, limit) == expected


# --- guessing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "keys"), [(options, keys) for options in range(2, 8) for keys in range(1, options)]
)
def test_guessing_a_choice_scores_what_counting_the_hits_gives(options: int, keys: int) -> None:
    draws = {hits: comb(keys, hits) * comb(options - keys, keys - hits) for hits in range(keys + 1)}
    expected = sum(ways * max(0, 2 * hits - keys) / keys for hits, ways in draws.items()) / comb(options, keys)

    assert guess_choice(options, keys) == pytest.approx(expected)


@pytest.mark.parametrize(("options", "keys"), [(4, 1), (5, 2), (6, 3), (7, 4)])
def test_guessing_a_choice_scores_what_a_blind_learner_gets(options: int, keys: int) -> None:
    dice = Random(7)
    tries = [grade_choice(frozenset(range(keys)), frozenset(dice.sample(range(options), keys))) for _ in range(20_000)]

    assert guess_choice(options, keys) == pytest.approx(sum(tries) / len(tries), abs=0.01)


@pytest.mark.parametrize("size", [4, 5, 6])
def test_guessing_an_order_scores_the_mean_over_all_orders(size: int) -> None:
    scores = [grade_order(placed) for placed in permutations(range(size))]

    assert guess_order() == pytest.approx(sum(scores) / len(scores))


@pytest.mark.parametrize(("categories", "items"), [(2, 3), (3, 4), (4, 4), (5, 5)])
def test_guessing_a_match_scores_the_mean_over_all_assignments(categories: int, items: int) -> None:
    names = [str(number) for number in range(categories)]
    keys = [names[item % categories] for item in range(items)]
    scores = [grade_match(keys, assigned) for assigned in product(names, repeat=items)]

    assert guess_match(categories) == pytest.approx(sum(scores) / len(scores))


def test_two_of_four_guessed_blindly_score_a_sixth() -> None:
    # One draw in six is the key; four have one right and one wrong, which cancel; one has both wrong.
    assert len(list(combinations(range(4), 2))) == 6
    assert guess_choice(4, 2) == pytest.approx(1 / 6)
