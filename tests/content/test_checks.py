"""The item checks find what is valid but would be a poor question, and leave a good one alone."""

import pytest

from cspo_study.content.checks import findings
from small_pack import QUESTIONS, SmallPack


def found(small: SmallPack) -> list[str]:
    """What the checks say of content that loads."""
    return [str(problem) for problem in findings(small.load())]


STEM = "What should Marisol do with the item this month?"


def test_good_questions_have_no_findings(small: SmallPack) -> None:
    assert found(small) == []


@pytest.mark.parametrize(
    ("reason", "question", "label"),
    [
        ("Right for the items next in line, but these stories would go stale.", "tram-ticket", "Split it now"),
        ("It is one line that calls a direction to mind and no more.", "four-in-order", "Some day"),
        ("A passenger can do something new once it is there.", "three-kinds", "Book by phone"),
        ("That is the sum of the three before it is divided by four.", "mean-of-three", "26.0"),
        ("That is the plan for one Sprint and not for the product.", "the-name", "Sprint Backlog"),
    ],
)
def test_a_reason_that_is_too_short_to_teach_is_found(small: SmallPack, reason: str, question: str, label: str) -> None:
    small.edit(QUESTIONS, reason, "It is not so in this case.")
    assert found(small) == [
        (
            f"{small.at(QUESTIONS, f'id: {question}')}: {question}: the reason for '{label}' has 7 words, "
            "expected at least 8 that teach something"
        )
    ]


def test_a_reason_of_eight_words_is_enough(small: SmallPack) -> None:
    small.edit(
        QUESTIONS,
        "Right for the items next in line, but these stories would go stale.",
        "It is not so, since stories go stale.",
    )
    assert found(small) == []


@pytest.mark.parametrize(
    "stem",
    [
        "Which of these is not a reason?",
        "Which of these would be right EXCEPT one?",
        "What helps least?",
        "Who does not decide?",
        "Marisol waits. Which item isn't ready?",
    ],
)
def test_a_stem_that_asks_for_what_does_not_hold_is_found(small: SmallPack, stem: str) -> None:
    small.edit(QUESTIONS, STEM, stem)
    assert found(small) == [
        (
            f"{small.at(QUESTIONS, 'id: tram-ticket')}: tram-ticket: the stem asks for what does not hold, "
            "expected a question for what does"
        )
    ]


def test_a_stem_that_only_tells_of_what_is_not_so_is_fine(small: SmallPack) -> None:
    small.edit(QUESTIONS, STEM, "The tram does not run, and least of all at night. What should Marisol do?")
    assert found(small) == []


@pytest.mark.parametrize(
    "option", ["All of the above", "None of these", "both A and B", "Neither of the two", '"True"', '"no."', '"Yes"']
)
def test_an_option_that_leans_on_others_is_found(small: SmallPack, option: str) -> None:
    small.edit(QUESTIONS, "text: Split it now", f"text: {option}")
    shown = option.strip('"')
    assert found(small) == [
        (
            f"{small.at(QUESTIONS, 'id: tram-ticket')}: tram-ticket: the option '{shown}', "
            "expected an answer that stands by itself"
        )
    ]


@pytest.mark.parametrize("option", ["All four at once", "No change until the work comes nearer", "Trueing the wheels"])
def test_an_option_that_only_begins_alike_is_fine(small: SmallPack, option: str) -> None:
    small.edit(QUESTIONS, "text: Split it now", f"text: {option}")
    assert found(small) == []


@pytest.mark.parametrize(
    "word",
    ["Development Team", "self-organizing", "self-organising", "servant leader", "potentially shippable", "grooming"],
)
@pytest.mark.parametrize("place", [STEM, "Split it now", "Detail costs effort and goes stale, so it"])
def test_a_word_that_the_guide_gave_up_is_found(small: SmallPack, word: str, place: str) -> None:
    small.edit(QUESTIONS, place, f"Ask about {word} once more?")
    (problem,) = found(small)
    assert problem.startswith(f"{small.at(QUESTIONS, 'id: tram-ticket')}: tram-ticket: the outdated word '")
    assert problem.endswith("', expected the vocabulary of the 2020 Guide")


# --- contrast sets ----------------------------------------------------------------------------------------------------

TWIN = """
- id: tram-ticket-twin
  goal: 3.1.1
  concept: detail-by-horizon
  type: single
  difficulty: medium
  contrast: ticket
  stem: The work starts next Sprint. What should Marisol do with the item?
  options:
    - text: Leave it as it is
      why: With the work at hand, the item is too large to be understood.
      misconception: detail-everything-now
    - text: Split it now
      correct: true
      why: It comes next in line, and so it has to become small and clear.
    - text: Take it out
      why: It is about to be built, so taking it out would lose a promise.
      misconception: detail-everything-now
  explanation: Detail is added as an item comes nearer, and now it is near.
  source: {work: pichler-2010, part: The DEEP qualities}
"""


@pytest.fixture
def twins(small: SmallPack) -> SmallPack:
    """Two stems over the same options."""
    small.edit(
        QUESTIONS, "difficulty: medium\n  stem: A tram", "difficulty: medium\n  contrast: ticket\n  stem: A tram"
    )
    small.write(QUESTIONS, small.text(QUESTIONS) + TWIN)
    return small


def told_of_the_set(twins: SmallPack, remark: str) -> list[str]:
    """The one finding of the set, at its first question."""
    first = twins.at(QUESTIONS, "id: tram-ticket\n")
    return [f"{first}: contrast set 'ticket': {remark}"]


def test_two_stems_with_the_same_options_and_other_keys_are_fine(twins: SmallPack) -> None:
    assert found(twins) == []


def test_the_options_of_a_set_may_stand_in_another_order(twins: SmallPack) -> None:
    head, twin = twins.text(QUESTIONS).split("- id: tram-ticket-twin")
    start, *options = twin.split("    - text: ")
    last, rest = options[-1].split("  explanation")
    turned = "".join(f"    - text: {option}" for option in [last, *options[:-1]])
    twins.write(QUESTIONS, f"{head}- id: tram-ticket-twin{start}{turned}  explanation{rest}")
    assert found(twins) == []


def test_a_set_whose_options_differ_by_a_letter_is_found(twins: SmallPack) -> None:
    head, twin = twins.text(QUESTIONS).split("- id: tram-ticket-twin")
    twins.write(QUESTIONS, f"{head}- id: tram-ticket-twin{twin.replace('Take it out', 'Take it out.')}")
    assert found(twins) == told_of_the_set(twins, "the options differ, expected the same options, letter by letter")


def test_a_set_in_which_one_option_is_the_key_twice_is_found(twins: SmallPack) -> None:
    head, twin = twins.text(QUESTIONS).split("- id: tram-ticket-twin")
    twin = twin.replace("correct: true", "SWAP").replace("misconception: detail-everything-now", "correct: true", 1)
    twin = twin.replace("SWAP", "misconception: detail-everything-now")
    twins.write(QUESTIONS, f"{head}- id: tram-ticket-twin{twin}")
    assert found(twins) == told_of_the_set(twins, "two questions have the same key, expected another key for each")


def test_a_set_of_one_is_found(small: SmallPack) -> None:
    small.edit(
        QUESTIONS, "difficulty: medium\n  stem: A tram", "difficulty: medium\n  contrast: ticket\n  stem: A tram"
    )
    assert found(small) == told_of_the_set(small, "has 1 questions, expected 2 to 4")


def test_a_set_of_five_is_found(twins: SmallPack) -> None:
    extra = "".join(TWIN.replace("tram-ticket-twin", f"tram-ticket-{number}") for number in (3, 4, 5))
    twins.write(QUESTIONS, twins.text(QUESTIONS) + extra)
    assert told_of_the_set(twins, "has 5 questions, expected 2 to 4")[0] in found(twins)


def test_a_set_with_another_type_is_found(twins: SmallPack) -> None:
    twins.edit(QUESTIONS, "  version: 2\n", "  version: 2\n  contrast: ticket\n")
    assert found(twins) == told_of_the_set(twins, "holds another type than 'single', expected only 'single'")


def test_findings_come_in_file_order(small: SmallPack) -> None:
    small.edit(QUESTIONS, "That is the plan for one Sprint and not for the product.", "Too short.")
    small.edit(QUESTIONS, STEM, "Which is not so?")
    small.edit(QUESTIONS, "One list makes the trade visible.", "Grooming makes it visible.")
    assert [problem.split(": ")[1] for problem in found(small)] == ["tram-ticket", "the-name", "tell-why"]
