"""Why a question comes now: the sentence for each reason, to the letter."""

from datetime import date, timedelta
from random import Random

import msgspec
import pytest

from answering import Forgetful, MovableClock, answered, as_picked, single, small_catalog, wrong_response
from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Case, Question
from cspo_study.learning.policies import PROBE_EVERY, Reason
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked, due, recommended, weakest
from cspo_study.study.session import Session
from cspo_study.study.why import why_now

QUESTION = single("one", "1.1.1", "a-concept")


@pytest.fixture
def person(clock: MovableClock) -> Forgetful:
    """Someone who studies two concepts of two goals."""
    return Forgetful(small_catalog([QUESTION, single("two", "2.1.1", "another")]), clock)


def said(person: Learner, reason: Reason) -> str:
    return why_now(person, QUESTION, reason)


def known(person: Learner) -> str:
    """To how much the concept is known, in whole per cent."""
    return f"{round(100 * person.knowledge.mastery([QUESTION.concept_id], person.now()).mean)} %"


def test_of_what_was_never_met(person: Forgetful) -> None:
    assert said(person, "gain") == (
        "“a-concept” is new to you, and a question on it now helps most for the weeks to come."
    )
    assert said(person, "unknown") == (
        "The answer on “a-concept” says more about the whole map than any other would now."
    )
    assert said(person, "weak") == (
        "“a-concept” is among what you know least: about 47 % by all answers so far (it has not been asked yet)."
    )
    assert said(person, "asked") == "You asked for it. You have not met “a-concept” yet."


def test_of_what_was_met_before(person: Forgetful, clock: MovableClock) -> None:
    answered(person, QUESTION)
    clock.advance(days=12)
    share = known(person)

    assert said(person, "gain") == (
        f"You know “a-concept” to about {share} (last met 12 days ago); practice now helps most for the weeks to come."
    )
    assert said(person, "due") == (
        "“a-concept” is due: you last met it 12 days ago, and waiting longer would risk losing it."
    )
    assert said(person, "probe") == (
        "A probe: you last met “a-concept” 12 days ago. Does it still hold? The estimate needs to be tested."
    )
    assert said(person, "unknown") == (
        "The answer on “a-concept” says more about the whole map than any other would now."
    )
    assert said(person, "weak") == (
        f"“a-concept” is among what you know least: about {share} by all answers so far (you last met it 12 days ago)."
    )
    assert said(person, "asked") == "You asked for it. You last met “a-concept” 12 days ago."


def test_the_share_known_moves_with_the_answers(person: Forgetful) -> None:
    shares = []
    for right in (False, True, True):
        answered(person, QUESTION, None if right else wrong_response(QUESTION))
        shares.append(known(person))
        assert f"to about {shares[-1]} (last met today)" in said(person, "gain")

    assert shares == sorted(set(shares))


@pytest.mark.parametrize(
    ("days", "ago"),
    [
        (-3, "today"),  # a clock that was set back
        (0, "today"),
        (0.49, "today"),
        (0.51, "a day ago"),
        (0.99, "a day ago"),
        (1, "a day ago"),
        (1.49, "a day ago"),
        (1.51, "2 days ago"),
        (6.6, "7 days ago"),
        (400, "400 days ago"),
    ],
)
def test_how_long_ago_is_told_in_days(person: Forgetful, clock: MovableClock, days: float, ago: str) -> None:
    answered(person, QUESTION)
    clock.advance(days=days)

    assert said(person, "asked") == f"You asked for it. You last met “a-concept” {ago}."


@pytest.mark.parametrize(
    ("in_days", "aim"),
    [
        (None, "for the weeks to come"),
        (20, "for your workshop on 2026-10-11"),
        (1, "for your workshop on 2026-09-22"),
        (0, "for the weeks to come"),  # it is today
        (-30, "for the weeks to come"),
    ],
)
def test_what_helps_most_is_for_the_workshop_while_it_is_ahead(
    person: Forgetful, in_days: int | None, aim: str
) -> None:
    today = person.today()
    assert today == date(2026, 9, 21)
    workshop = None if in_days is None else today + timedelta(days=in_days)
    person.settings = msgspec.structs.replace(person.settings, workshop=workshop)

    assert said(person, "gain") == f"“a-concept” is new to you, and a question on it now helps most {aim}."
    answered(person, QUESTION)
    assert said(person, "gain").endswith(f"; practice now helps most {aim}.")


# --- over sittings ----------------------------------------------------------------------------------------------------


def is_a_sentence(text: str) -> bool:
    return text.endswith(".") and "  " not in text and " ." not in text and " ," not in text and "()" not in text


def test_every_question_of_a_sitting_says_why_it_comes(catalog: Catalog, clock: MovableClock) -> None:
    person = Forgetful(catalog, clock)
    told: set[str] = set()
    for day in range(6):
        goals = catalog.goals_within()
        sittings = [
            recommended(person, Random(day), 25),
            due(person, Random(day), 12),
            weakest(person, goals, (), Random(day), 5),
        ]
        for one in (one for sitting in sittings for one in sitting):
            sentence = why_now(person, one.question, one.reason)
            assert f"“{catalog.concept_names[one.question.concept_id]}”" in sentence
            assert is_a_sentence(sentence), sentence
            told.add(one.reason)
        for one in sittings[0]:
            answered(person, one.question)
            clock.advance(seconds=60)
        clock.advance(days=1)

    assert told - {"case"} == {"gain", "probe", "due", "weak"}


def test_what_a_probe_brings_along_of_its_case_is_told_as_what_it_is(clock: MovableClock) -> None:
    told = [single("met", "1.1.1", "a", case="ferry"), single("not-met", "1.1.1", "b", case="ferry")]
    new = [single(f"new-{number}", f"2.1.{number}") for number in range(PROBE_EVERY)]
    case = Case(title="The ferry", text="A ferry sells tickets.")
    person = Forgetful(small_catalog([*told, *new], {"ferry": case}), clock)
    answered(person, told[0])
    clock.advance(days=4)
    for seed in range(20):
        for one in recommended(person, Random(seed), PROBE_EVERY + 2):
            sentence = why_now(person, one.question, one.reason)
            assert is_a_sentence(sentence), sentence


def test_a_sitting_tells_the_reason_of_the_question_it_is_at(person: Forgetful) -> None:
    questions: list[Question] = [QUESTION, single("two", "2.1.1", "another")]
    picked = [Picked(questions[0], "due"), Picked(questions[1], "gain"), *as_picked(questions[:1])]
    session = Session(person, picked, "study", Random(1), lambda: 0.0)
    found = []
    while session.current:
        found.append(session.reason)
        session.skip()

    assert found == ["due", "gain", "asked"]
    with pytest.raises(IndexError, match="over"):
        session.reason  # noqa: B018 - there is no question to ask about


def test_a_question_that_is_come_back_to_has_the_reason_it_had(person: Forgetful) -> None:
    session = Session(person, [Picked(QUESTION, "probe"), Picked(QUESTION, "weak")], "study", Random(1), lambda: 0.0)
    session.answer(wrong_response(QUESTION))
    reasons = [session.reason]
    session.undo()
    reasons.append(session.reason)

    assert reasons == ["weak", "probe"]
