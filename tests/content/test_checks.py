"""The checks find what is valid but would be a poor question, and leave a good one alone."""

import pytest

from cspo_study.content.checks import CHECKS, WAIVER, findings
from small_pack import CASE, MISCONCEPTIONS, QUESTIONS, SmallPack


def found(small: SmallPack) -> list[str]:
    """What the checks say of content that loads."""
    return [str(finding) for finding in findings(small.load())]


STEM = "What should Marisol do with the item this month?"
LONG = "A tram company wants to sell tickets abroad in a year. What should Marisol do with the item this month?"


def test_good_questions_have_no_findings(small: SmallPack) -> None:
    assert found(small) == []


def test_checks_have_ids_and_meanings_of_their_own() -> None:
    assert len({check.id for check in CHECKS}) == len({check.meaning for check in CHECKS}) == len(CHECKS)
    assert WAIVER not in {check.id for check in CHECKS}


# --- reasons ----------------------------------------------------------------------------------------------------------


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
    small.edit(QUESTIONS, reason, "A short reason teaches very little.")
    place = small.at(QUESTIONS, "^A short reason")
    wrong = f"{question}: the reason for '{label}' has 6 words, expected at least 8 that teach something [thin-reason]"
    assert found(small) == [f"{place}: {wrong}"]


def test_a_reason_of_eight_words_is_enough(small: SmallPack) -> None:
    small.edit(
        QUESTIONS,
        "Right for the items next in line, but these stories would go stale.",
        "It is not so, since stories go stale.",
    )
    assert found(small) == []


def test_a_reason_that_only_says_no_is_found(small: SmallPack) -> None:
    reason = "It is wrong to split it now because that is not right."
    small.edit(QUESTIONS, "Right for the items next in line, but these stories would go stale.", reason)
    place = small.at(QUESTIONS, f"^{reason}")
    wrong = "tram-ticket: the reason for 'Split it now' says little more than the option and a verdict"
    assert found(small) == [f"{place}: {wrong}, expected what in the situation makes it so [negating-reason]"]


# --- stems ------------------------------------------------------------------------------------------------------------


def told_of_the_stem(small: SmallPack, stem: str, check: str) -> str:
    """The one finding of a check on a question with that stem, without its place and its id."""
    small.edit(QUESTIONS, LONG, stem)
    place = small.at(QUESTIONS, "stem: ^" + stem.splitlines()[0])
    (finding,) = [one for one in found(small) if one.endswith(f"[{check}]")]
    start, end = f"{place}: tram-ticket: ", f" [{check}]"
    assert finding.startswith(start)
    return finding.removeprefix(start).removesuffix(end)


@pytest.mark.parametrize(
    "stem",
    [
        "Which of these is not a reason?",
        "Which of these would be right EXCEPT one?",
        "What helps Marisol least with the item?",
        "Who does not decide?",
        "Marisol waits. Which item isn't ready?",
    ],
)
def test_a_stem_that_asks_for_what_does_not_hold_is_found(small: SmallPack, stem: str) -> None:
    told = told_of_the_stem(small, stem, "negative-stem")
    assert told == "the stem asks for what does not hold, expected a question for what does"


def test_a_stem_that_only_tells_of_what_is_not_so_is_fine(small: SmallPack) -> None:
    small.edit(QUESTIONS, STEM, "The tram does not run, and least of all at night. What should Marisol do?")
    assert found(small) == []


@pytest.mark.parametrize(
    ("stem", "check", "told"),
    [
        ("A Product Backlog is a ____ of work?", "open-stem", "the stem has a blank to fill in, expected a question"),
        (
            "A tram company wants to sell tickets, and Marisol should",
            "open-stem",
            "the stem does not end in a question, expected a question mark at its end",
        ),
        ("What is right?", "unfocused-stem", "the stem has 3 words, expected at least 6 that ask one thing"),
        (
            "Which statement is true of this Product Backlog?",
            "unfocused-stem",
            "the stem asks which statement is true, expected a question about one thing",
        ),
        (
            "Trams ring. " * 46 + "What next?",
            "long-stem",
            "the stem has 94 words, expected at most 90: leave out, or move to a table",
        ),
        (
            "trams and " * 16 + "what else is there now?",
            "long-sentence",
            (
                "'trams and trams and trams …' runs over 37 words without a stop, "
                "expected at most 30: make it two sentences"
            ),
        ),
    ],
)
def test_a_stem_that_is_hard_to_answer_is_found(small: SmallPack, stem: str, check: str, told: str) -> None:
    assert told_of_the_stem(small, stem, check) == told


# --- options ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "option", ["All of the above", "None of these", "both A and B", "Neither of the two", '"True"', '"no."', '"Yes"']
)
def test_an_option_that_leans_on_others_is_found(small: SmallPack, option: str) -> None:
    small.edit(QUESTIONS, "text: Split it now", f"text: {option}")
    wrong = f"tram-ticket: the option '{option.strip(chr(34))}', expected an answer that stands by itself"
    assert f"{small.at(QUESTIONS, f'text: ^{option}')}: {wrong} [leaning-option]" in found(small)


@pytest.mark.parametrize("option", ["No change until the work comes nearer", "Trueing the wheels", "Bothering nobody"])
def test_an_option_that_only_begins_alike_is_fine(small: SmallPack, option: str) -> None:
    small.edit(QUESTIONS, "text: Split it now", f"text: {option}")
    assert found(small) == []


@pytest.mark.parametrize(
    ("edits", "at", "finding"),
    [
        (
            {"Split it now": "Split all of it now"},
            "text: ^Split all",
            "'all' stands in a distractor and in no key, expected it in both or in neither [lone-absolute]",
        ),
        (
            {"Leave it as it is": "Usually leave it"},
            "text: ^Usually",
            "'usually' stands in the key alone, expected it in distractors too, or in none [hedged-key]",
        ),
        (
            {"Leave it as it is": "Leave it as it is until the work comes nearer"},
            "text: ^Leave",
            (
                "the key has 45 characters, the longest distractor 12, expected a shorter key or fuller distractors "
                "[longest-key]"
            ),
        ),
        (
            {"Leave it as it is": "Sell abroad"},
            "text: ^Sell",
            (
                "'abroad', 'sell' of the stem stands in the key and in no distractor, "
                "expected other words, or the same in a distractor [echo]"
            ),
        ),
        (
            {"Leave it as it is": "In 3 weeks", "Split it now": "In 12 weeks", "text: Take it out": "text: In 5 weeks"},
            "options:\n    ^- text: In 3",
            "the options are numbers in no order, expected them by size, with 'ordered: true' [number-order]",
        ),
        (
            {"text: Take it out": "text: Split it now and again"},
            "text: ^Split it now\n",
            (
                "the option 'Split it now' stands whole in 'Split it now and again', "
                "expected options that exclude one another [option-in-option]"
            ),
        ),
        (
            {"text: Take it out": "text: Take it out."},
            "options:\n    ^- text: Leave",
            "some options end in a full stop and some do not, expected one way for all [mixed-ends]",
        ),
    ],
)
def test_options_that_give_the_key_away_are_found(
    small: SmallPack, edits: dict[str, str], at: str, finding: str
) -> None:
    for old, new in edits.items():
        small.edit(QUESTIONS, old, new)
    assert found(small) == [f"{small.at(QUESTIONS, at)}: tram-ticket: {finding}"]


def test_where_several_are_right_an_echo_in_one_of_them_is_fine(small: SmallPack) -> None:
    small.edit(QUESTIONS, "One list for all four", "One list for the four lists of the night")
    assert found(small) == []


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "check", "mend"),
    [
        ("Development Team", "outdated-word", "the outdated word 'Development Team', expected the vocabulary of the"),
        (
            "self-organizing",
            "outdated-word",
            "the outdated word 'self-organizing', expected the vocab",
        ),
        (
            "self-organising",
            "outdated-word",
            "the outdated word 'self-organising', expected the vocab",
        ),
        ("servant leader", "outdated-word", "the outdated word 'servant leader', expected the vocabulary of the 2020"),
        ("potentially shippable", "outdated-word", "the outdated word 'potentially shippable', expected the vocab"),
        ("grooming", "outdated-word", "the outdated word 'grooming', expected the vocabulary of the 2020 Guide"),
        ("the Product Owner role", "role", "'Product Owner role', expected 'accountability'"),
    ],
)
@pytest.mark.parametrize("place", [STEM, "Detail costs effort and goes stale, so it", "A year away, most detail would"])
def test_a_word_that_the_guide_gave_up_is_found(small: SmallPack, word: str, check: str, mend: str, place: str) -> None:
    small.edit(QUESTIONS, place, f"Ask about {word} once more in a minute?")
    (finding,) = found(small)
    assert f": tram-ticket: {mend}" in finding
    assert finding.endswith(f" [{check}]")


def test_to_prioritize_is_found_only_where_the_guide_is_the_source(small: SmallPack) -> None:
    small.edit(QUESTIONS, "One list makes the trade visible.", "It lets one prioritize.")
    assert found(small) == []
    small.write(QUESTIONS, small.text(QUESTIONS).replace("pichler-2010", "scrum-guide-2020"))
    small.edit("sources.yaml", "pichler-2010", "scrum-guide-2020")
    place = small.at(QUESTIONS, "explanation: ^It lets")
    wrong = "tell-why: 'prioritize' where the Scrum Guide speaks, expected 'order' [prioritize]"
    assert found(small) == [f"{place}: {wrong}"]


def test_what_the_guide_does_not_say_is_found_beside_its_name(small: SmallPack) -> None:
    small.edit(QUESTIONS, "One list makes the trade visible.", "According to the Scrum Guide, velocity shows it.")
    assert found(small) == [
        (
            f"{small.at(QUESTIONS, '^According')}: tell-why: 'velocity' beside what the Scrum Guide says, which does "
            "not have the word, expected it attributed to whoever it comes from [false-attribution]"
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Scrum Guide says nothing of velocity.",
        "The Scrum Guide asks for an order. Velocity comes from elsewhere.",
        "Velocity is a practice that many teams use.",
    ],
)
def test_what_is_said_to_be_absent_or_to_come_from_elsewhere_is_fine(small: SmallPack, text: str) -> None:
    small.edit(QUESTIONS, "One list makes the trade visible.", text)
    assert found(small) == []


# --- levels and numbers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "told"),
    [
        ("apply", "asks at the level 'apply' with 20 words of situation, expected at least 25: facts to act on"),
        (
            "analyze",
            (
                "asks at the level 'analyze' with 20 words of situation, "
                "expected at least 40: evidence to weigh, or a table"
            ),
        ),
    ],
)
def test_a_question_without_the_facts_that_its_level_needs_is_found(small: SmallPack, level: str, told: str) -> None:
    small.edit(QUESTIONS, "difficulty: medium\n  stem: A tram", f"difficulty: medium\n  level: {level}\n  stem: A tram")
    assert found(small) == [f"{small.at(QUESTIONS, 'stem: ^A tram')}: tram-ticket: {told} [level-fit]"]


def test_a_table_and_a_case_count_as_facts(small: SmallPack) -> None:
    small.edit(QUESTIONS, "  case: night-bus\n", "  case: night-bus\n  level: analyze\n")
    assert found(small) == []


def test_a_number_that_nobody_was_given_is_found(small: SmallPack) -> None:
    small.edit(QUESTIONS, "over four lines", "over a few lines")
    assert found(small) == [
        (
            f"{small.at(QUESTIONS, 'working: ^')}: mean-of-three: the working has 4, which neither the stem nor a "
            "table nor the case gives, expected every number of the working in what the learner reads [hidden-number]"
        )
    ]


# --- copies -----------------------------------------------------------------------------------------------------------


def test_two_stems_of_a_goal_that_are_nearly_the_same_are_found(small: SmallPack) -> None:
    second = small.text(QUESTIONS).split("\n- id: ")[0].replace("- id: tram-ticket", "- id: bus-ticket")
    small.write(QUESTIONS, small.text(QUESTIONS) + "\n" + second.replace("A tram company wants", "A bus company hopes"))
    place = small.at(QUESTIONS, "stem: ^A bus")
    wrong = "bus-ticket: the stem is 81 % that of 'tram-ticket', expected less than 60 %: another situation"
    assert f"{place}: {wrong} [near-duplicate]" in found(small)


def test_words_of_another_question_are_found(small: SmallPack) -> None:
    copied = "Detail costs effort and goes stale, so it is added as an item comes nearer."
    small.edit(QUESTIONS, "One list makes the trade visible.", copied)
    assert found(small) == [
        (
            f"{small.at(QUESTIONS, 'points:').split(':')[0]}:{line_of(small, copied, last=True)}:16: tell-why: "
            "'detail costs effort and goes stale so it is added as' stands word for word in 'tram-ticket', "
            "expected it in other words [repeated]"
        )
    ]


def line_of(small: SmallPack, text: str, *, last: bool) -> int:
    """The first or last line that has `text`."""
    lines = [number for number, line in enumerate(small.text(QUESTIONS).splitlines(), 1) if text in line]
    return lines[-1 if last else 0]


GUIDE = "Scrum is a lightweight framework that helps people, teams and organizations generate value through adaptive"


@pytest.mark.parametrize(
    ("name", "old"),
    [
        (QUESTIONS, "One list makes the trade visible."),
        (CASE, "A city runs a night bus, and few book it."),
        (MISCONCEPTIONS, "A step in the sum went wrong."),
    ],
)
def test_words_of_the_scrum_guide_are_found_wherever_they_stand(small: SmallPack, name: str, old: str) -> None:
    small.edit(name, old, f"As we know, {GUIDE} solutions.")
    (finding,) = found(small)
    assert finding.startswith(small.at(name, "^As we know"))
    assert finding.endswith(
        "'scrum is a lightweight framework that helps people teams and organizations' stands in the Scrum Guide "
        "or the course's papers word for word, expected it in other words [borrowed]"
    )


def test_ten_words_of_the_scrum_guide_may_happen(small: SmallPack) -> None:
    small.edit(QUESTIONS, "One list makes the trade visible.", " ".join(GUIDE.split()[:10]) + " order.")
    assert found(small) == []


def test_the_fingerprint_has_hashes_and_no_words() -> None:
    import cspo_study.content.checks.borrowed as borrowed

    data = borrowed.FINGERPRINT.read_bytes()
    assert len(data) % borrowed.HASH_BYTES == 0
    assert len(data) < 100_000
    assert b"Scrum" not in data
    assert borrowed.fingerprint("one two three") == b""
    assert len(borrowed.fingerprint(GUIDE)) == borrowed.HASH_BYTES * (len(GUIDE.split()) - borrowed.RUN + 1)


# --- waivers ----------------------------------------------------------------------------------------------------------


def waived(small: SmallPack, check: str) -> SmallPack:
    small.edit(
        QUESTIONS,
        "difficulty: medium\n  stem: A tram",
        f"difficulty: medium\n  waive:\n    - {{check: {check}, because: It was looked at.}}\n  stem: A tram",
    )
    return small


def test_a_finding_that_is_waived_is_left_out(small: SmallPack) -> None:
    small.edit(QUESTIONS, "Split it now", "Split all of it now")
    assert len(found(small)) == 1
    assert found(waived(small, "lone-absolute")) == []


def test_a_waiver_of_what_is_not_found_is_found(small: SmallPack) -> None:
    place = waived(small, "lone-absolute").at(QUESTIONS, "- ^{check")
    wrong = "tram-ticket: the waived check 'lone-absolute' finds nothing here, expected no waiver for it"
    assert found(small) == [f"{place}: {wrong} [waiver]"]


def test_a_waiver_of_an_unknown_check_is_found(small: SmallPack) -> None:
    (finding,) = found(waived(small, "longest"))
    listed = ", ".join(sorted(check.id for check in CHECKS))
    assert finding.endswith(f"the waived check 'longest' does not exist, expected one of {listed} [waiver]")


def test_a_waiver_without_a_reason_cannot_be_used(small: SmallPack) -> None:
    small.edit(
        QUESTIONS, "difficulty: medium\n  stem: A tram", "difficulty: medium\n  waive: [{check: echo}]\n  stem: A tram"
    )
    assert small.problems() == [
        f"{small.at(QUESTIONS, '^{check')}: the field 'because' is missing, expected text",
    ]


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
    place = twins.at(
        QUESTIONS,
        "id: tram-ticket\n  goal: 3.1.1\n  concept: detail-by-horizon\n  type: single\n"
        "  difficulty: medium\n  contrast: ^ticket",
    )
    return [f"{place}: tram-ticket: contrast set 'ticket': {remark} [contrast-set]"]


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
    (told,) = told_of_the_set(twins, "the options differ, expected the same options, letter by letter")
    assert told in found(twins)


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
    (told,) = told_of_the_set(twins, "has 5 questions, expected 2 to 4")
    assert told in found(twins)


def test_a_set_with_another_type_is_found(twins: SmallPack) -> None:
    twins.edit(QUESTIONS, "  version: 2\n", "  version: 2\n  contrast: ticket\n")
    assert found(twins) == told_of_the_set(twins, "holds another type than 'single', expected only 'single'")


def test_findings_come_in_file_order(small: SmallPack) -> None:
    small.edit(QUESTIONS, "That is the plan for one Sprint and not for the product.", "Too short.")
    small.edit(QUESTIONS, STEM, "Which is not so in the end?")
    small.edit(QUESTIONS, "One list makes the trade visible.", "Grooming makes it visible.")
    assert [problem.split(": ")[1] for problem in found(small)] == ["tram-ticket", "the-name", "tell-why"]
