"""Guessers: each rule picks by looks alone, the gates tell when one of them does better or worse than chance."""

from random import Random

import pytest

from cspo_study.content.checks import findings
from cspo_study.content.checks.bank import scores
from cspo_study.content.checks.finding import Bank
from cspo_study.content.checks.guessing import RULES, Choice, chance, luck, score
from cspo_study.content.checks.learning_guesser import learned_score
from cspo_study.content.index import shipped_content
from cspo_study.content.reading import load_pack
from small_pack import QUESTIONS, SmallPack


@pytest.mark.parametrize(
    ("rule", "options", "picked"),
    [
        ("the longest", ("Wait", "Wait for the Review", "Ask"), 1),
        ("the shortest", ("Wait", "Wait for the Review", "Ask"), 2),
        ("the fewest absolutes", ("Always wait", "Never ask", "Ask first"), 2),
        ("the most hedged", ("Wait", "Perhaps wait if it may rain", "It may rain"), 1),
        ("the most like the stem", ("Ask the guests", "Sell trams", "Wait"), 1),
        ("the most like the others", ("Wait for the rain", "Wait for the snow", "Sell the trams"), 0),
        ("all of these rules together", ("Always sell", "Perhaps ask the guests of the tram, if they may", "Ask"), 1),
    ],
)
def test_a_rule_picks_by_looks(rule: str, options: tuple[str, ...], picked: int) -> None:
    speaks = RULES[rule](Choice("Who sells trams and the tram lines?", options, 0))
    assert speaks[picked] == max(speaks)


def test_a_tie_is_drawn_by_lot() -> None:
    choice = Choice("?", ("a", "b", "c"), 1)
    assert [luck(choice, speaks) for speaks in ([1, 1, 1], [0, 1, 1], [0, 1, 0], [1, 0, 0])] == [1 / 3, 1 / 2, 1, 0]


def test_a_contrast_set_in_which_every_option_is_the_key_leaves_every_rule_of_options_at_chance() -> None:
    options = ("Always wait", "Perhaps ask the guests, if they may", "Sell")
    choices = [Choice("What next?", options, key) for key in range(3)]
    for name, rule in RULES.items():
        if name not in ("the most like the stem", "all of these rules together"):
            assert score(rule, choices) == pytest.approx(chance(choices))


# --- the learned one --------------------------------------------------------------------------------------------------


def bank_of(planted: float, dice: Random) -> tuple[list[Choice], list[str]]:
    """200 questions of ten topics; a share of the keys has a word that other options lack."""
    words = ["wait", "ask", "sell", "build", "show", "size", "order", "split", "talk", "test", "look", "plan"]
    choices, topics = [], []
    for number in range(200):
        options = [" ".join(dice.choices(words, k=4)) for _ in range(4)]
        key = dice.randrange(4)
        if dice.random() < planted:
            options[key] += " together"
        choices.append(Choice("What next?", tuple(options), key))
        topics.append(f"{number % 10}.1")
    return choices, topics


def test_a_word_that_keys_have_is_learned_and_used_on_other_topics() -> None:
    assert learned_score(*bank_of(0.9, Random(1))) > 80


def test_where_keys_look_like_the_rest_nothing_is_learned() -> None:
    assert abs(learned_score(*bank_of(0.0, Random(1))) - 25) < 10


def test_it_is_the_same_each_time_and_nothing_on_nothing() -> None:
    choices, topics = bank_of(0.5, Random(2))
    assert learned_score(choices, topics) == learned_score(choices, topics)
    assert learned_score([], []) == 0


# --- the gates --------------------------------------------------------------------------------------------------------


def single(number: int, key: str) -> str:
    return f"""\
- id: one-{number}
  goal: 3.1.1
  concept: one-list
  type: single
  difficulty: easy
  stem: A tram of line {number} stands still at stop {number * 7}. What should Marisol do with it?
  options:
    - {{text: {key}, correct: true, why: "It is quite the thing to do on line {number} at this hour."}}
    - {{text: Ring up, why: "It would be fine if somebody sat there to answer.", misconception: arithmetic-slip}}
    - {{text: Sit down, why: "It would be fine if there were a bench beside it.", misconception: arithmetic-slip}}
  explanation: Number {number} has to go on.
  source: {{work: pichler-2010, part: Trams}}
"""


def told_of_the_bank(small: SmallPack, count: int, key: str) -> list[str]:
    small.write(QUESTIONS, "\n".join(single(number, key) for number in range(count)))
    told = [str(finding) for finding in findings(small.load())]
    return [one for one in told if one.startswith("questions:1:1: ")]


def test_a_bank_whose_keys_are_longer_is_told_with_where_to_begin(small: SmallPack) -> None:
    told = told_of_the_bank(small, 120, "Drive on now")
    assert (
        "questions:1:1: whoever takes the longest gets 100.0 % of all 120 single questions right, chance 33.3 %, "
        "expected within 5.0 points: look at one-0, one-1, one-2, one-3 [guesser]"
    ) in told
    assert (
        "questions:1:1: whoever takes the shortest gets 0.0 % of the describe 120 single questions right, chance "
        "33.3 %, expected within 8.6 points: look at one-0, one-1, one-2, one-3 [guesser]"
    ) in told


def test_keys_with_absolutes_are_told(small: SmallPack) -> None:
    told = told_of_the_bank(small, 120, "Never go")
    wrong = "100 % of the keys and 0 % of the distractors have always, never, only …, expected them within 5 points"
    assert f"questions:1:1: {wrong} [absolute-spread]" in told


def test_a_small_bank_is_too_small_to_tell(small: SmallPack) -> None:
    assert told_of_the_bank(small, 40, "Drive on now") == []


def test_the_shipped_bank_keeps_every_guesser_near_chance() -> None:
    told = list(scores(Bank(load_pack(shipped_content()))))
    assert {one.guesser for one in told} == {*RULES, "a learned guesser"}
    for one in told:
        assert abs(one.right - one.chance) <= one.bar, one
    assert {one.bar for one in told if one.level == "all"} == {5.0, 10.0}
