"""The question screen besides answering: undo, marks, sheets, stories, and what comes back after leaving."""

from random import Random
from time import monotonic

import msgspec
import pytest

from answering import match, numeric, order, single, small_catalog
from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Case, Multiple, Question, Single, Table
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked
from cspo_study.study.session import Session
from cspo_study.tui.answers.control import AnswerControl
from cspo_study.tui.app import QuizRoom
from cspo_study.tui.confidence import ConfidenceLine
from cspo_study.tui.session import SessionScreen
from cspo_study.tui.sheets import Sheet
from cspo_study.tui.story import Story
from rooms import first, quiz_room, said, session_over, settled_room


@pytest.mark.parametrize(
    ("kind", "keys", "confidence", "said_after"),
    [
        (Single, ("down", "plus"), "sure", "You were sure."),
        (Single, ("equals_sign", "1"), "think", "You thought so."),
        (Single, ("1",), None, ""),
        (Multiple, ("1", "2", "minus"), "guess", "You guessed."),
    ],
)
async def test_the_key_that_says_how_sure_one_is_gives_the_answer(
    learner: Learner, catalog: Catalog, kind: type[Question], keys: tuple[str, ...], confidence: str, said_after: str
) -> None:
    room = quiz_room(learner, first(catalog, kind))
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert said(room, "#confidence") == said_after
        await pilot.press("plus", "minus")  # it is said once
    (attempt,) = learner.answers_since(0)
    assert attempt.confidence == confidence


async def test_how_sure_one_is_of_ordering_matching_and_typing(learner: Learner) -> None:
    assert learner.place is not None
    for question, keys in (
        (order(), ("minus",)),
        (match(), ("minus", "1", "1", "1", "1", "minus")),  # said too early it waits, and said again it answers
        (numeric(), ("4", "2", "minus", "enter")),
    ):
        place = learner.place.with_name(f"{question.id}.db")
        person = Learner.open(small_catalog([question]), place, learner.clock)
        room = quiz_room(person, question)
        async with room.run_test(size=(80, 24)) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            assert said(room, "#confidence") == "You guessed."
        person.close()


async def test_the_keys_for_how_sure_one_is_can_be_others(learner: Learner, catalog: Catalog) -> None:
    learner.settings = msgspec.structs.replace(learner.settings, keys={"session.sure": "y", "session.guess": "minus,z"})
    room = quiz_room(learner, first(catalog, Single))
    async with room.run_test(size=(80, 24)) as pilot:
        assert "y sure   = think so   - a guess" in said(room, "#confidence")
        await pilot.press("y")
        assert room.screen.query_one(ConfidenceLine).chosen == "sure"


async def test_how_sure_can_be_clicked_and_turned_off(learner: Learner, catalog: Catalog) -> None:
    room = quiz_room(learner, first(catalog, Single))
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.click(ConfidenceLine, offset=(said(room, "#confidence").index("a guess"), 0))
        assert room.screen.query_one(ConfidenceLine).chosen == "guess"
        await pilot.press("1")
        await pilot.pause()
        await pilot.click(ConfidenceLine, offset=(1, 0))  # the answer is given, and with it how sure one was
        assert said(room, "#confidence") == "You guessed."
    learner.settings = msgspec.structs.replace(learner.settings, confidence=False)
    quiet = quiz_room(learner, first(catalog, Single))
    async with quiet.run_test(size=(80, 24)) as pilot:
        assert not quiet.screen.query_one(ConfidenceLine).display
        await pilot.press("plus")
        assert quiet.screen.query_one(ConfidenceLine).chosen is None


async def test_the_feedback_tells_when_this_comes_back(learner: Learner, catalog: Catalog) -> None:
    room = quiz_room(learner, first(catalog, Single))
    async with room.run_test(size=(100, 50)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        await pilot.pause()
        assert "Source: " in said(room, "#after")
        assert said(room, "#hint").startswith("Comes back ")


async def test_undo_brings_the_question_back(learner: Learner, catalog: Catalog) -> None:
    room = quiz_room(learner, first(catalog, Single), first(catalog, Multiple))
    async with room.run_test(size=(80, 24)) as pilot:
        stem = said(room, "#stem")
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        assert said(room, "#stem") == stem
        assert not room.screen.query_one(AnswerControl).at_rest
    assert learner.questions() == {}


async def test_flags_and_notes_to_oneself_last(learner: Learner, catalog: Catalog) -> None:
    question = first(catalog, Single)
    room = quiz_room(learner, question)
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.press("f", "1")
        await pilot.pause()
        assert "⚑" in said(room, "#progress")
        await pilot.press("e", *"ask Ada", "enter")
        await pilot.pause()
        assert "✎ ask Ada" in said(room, "#after")
    again = quiz_room(learner, question)
    async with again.run_test(size=(80, 24)):
        assert "⚑✎" in said(again, "#progress")
        assert again.marks.notes == {question.id: "ask Ada"}


async def test_a_letter_that_is_no_option_is_a_command(learner: Learner, catalog: Catalog) -> None:
    question = first(catalog, Single)
    room = quiz_room(learner, question)
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.press("f")  # the sixth letter, and there is no sixth option
        await pilot.pause()
        assert room.marks.flagged == {question.id}


async def test_note_terms_and_reason_open_over_the_question(learner: Learner, catalog: Catalog) -> None:
    question = first(catalog, Single)
    room = quiz_room(learner, question)
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(room.screen, Sheet)
        assert "You asked for it." in room.screen.body.plain
        await pilot.press("escape", "1")
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(room.screen, Sheet)
        assert room.screen.sheet_title.startswith(question.goal)
        assert "The idea" in room.screen.body.plain
        await pilot.press("escape", "g")
        await pilot.pause()
        assert isinstance(room.screen, Sheet)
        assert room.screen.sheet_title.startswith("Glossary")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(room.screen, SessionScreen)


async def test_an_answer_begun_comes_back_after_leaving(learner: Learner, catalog: Catalog) -> None:
    room = settled_room(learner)
    async with room.run_test(size=(80, 24)) as pilot:
        room.run_session(session_over(learner, [first(catalog, Multiple)] * 2))
        await pilot.pause()
        await pilot.press("2", "plus", "escape")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        control = room.screen.query_one(AnswerControl)
        assert control.draft == [control.asked.shown[1]]


async def test_ordering_matching_and_typing_keep_their_drafts(learner: Learner, catalog: Catalog) -> None:
    for question, keys in ((order(), ("2",)), (match(), ("1",)), (numeric(), ("4", "2"))):
        person = Learner(small_catalog([question]), None, learner.clock)
        room = quiz_room(person, question)
        async with room.run_test(size=(80, 24)) as pilot:
            await pilot.press(*keys)
            draft = room.screen.query_one(AnswerControl).draft
            assert draft is not None
        again = quiz_room(person, question)
        async with again.run_test(size=(80, 24)) as pilot:
            again.screen.query_one(AnswerControl).take_draft(draft)
            assert again.screen.query_one(AnswerControl).draft == draft


LONG = Case(
    title="The ferry",
    text="\n\n".join(f"Paragraph {number} of a long story about a ferry." for number in range(30)),
    table=Table(columns=("Sprint", "Done"), rows=((1, 14), (2, 12))),
)


async def test_a_story_stays_where_it_was_scrolled_to(learner: Learner) -> None:
    questions = [single(name, concept=name, case="ferry") for name in ("a", "b")]
    person = Learner.open(small_catalog(questions, {"ferry": LONG}), learner.place.with_name("x.db"), learner.clock)  # type: ignore[union-attr]
    for size in ((80, 24), (120, 40)):
        room = quiz_room(person, *questions)
        async with room.run_test(size=size) as pilot:
            story = room.screen.query_one(Story)
            await pilot.press("right_square_bracket", "right_square_bracket")
            await pilot.pause()
            assert story.scroll_offset.y == 6
            beside = room.screen.query_one("#body").has_class("beside")
            assert beside == (size[0] >= 110)
            await pilot.press("1")
            await pilot.pause()
            assert story.has_class("folded") != beside
            await pilot.press("enter")
            await pilot.pause()
            await pilot.pause()
            assert story.scroll_offset.y == 6
    person.close()


async def test_resizing_at_any_moment_is_safe(learner: Learner) -> None:
    questions = [single(name, concept=name, case="ferry") for name in ("a", "b")]
    person = Learner.open(small_catalog(questions, {"ferry": LONG}), learner.place.with_name("x.db"), learner.clock)  # type: ignore[union-attr]
    room = quiz_room(person, *questions)
    async with room.run_test(size=(80, 24)) as pilot:
        for number, keys in enumerate(((), ("1",), ("n",), ("escape", "enter"), ("1",), ("enter",))):
            await pilot.press(*keys)
            for size in ((60, 20), (200, 60), (40, 10), (80, 24)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
            assert room.is_running, number
    person.close()


async def test_the_summary_tells_what_moved_what_showed_and_what_to_repeat(learner: Learner, catalog: Catalog) -> None:
    question = next(
        one
        for one in catalog.pack.questions
        if isinstance(one, Single) and all(option.correct or option.misconception for option in one.options)
    )
    room = quiz_room(learner, question)
    async with room.run_test(size=(80, 24)) as pilot:
        asked = room.screen.query_one(AnswerControl).asked
        wrong = next(place for place, number in enumerate(asked.shown) if not question.options[number].correct)
        await pilot.press(str(wrong + 1))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "0 of 1 right" in said(room, "#headline")
        assert "↓" in said(room, "#goals")
        assert "point" in said(room, "#goals")
        named = catalog.pack.misconceptions[question.options[asked.shown[wrong]].misconception or ""].name
        assert named in said(room, "#showed")
        assert question.goal in said(room, "#again")


async def test_what_is_crammed_again_leaves_no_trace_either(learner: Learner, catalog: Catalog) -> None:
    question = first(catalog, Single)
    crammed = Session(learner, [Picked(question)], "quiz", Random(1), monotonic, kept=False)
    assert crammed.current is not None
    wrong = next(n for n, option in enumerate(crammed.current.shown) if not question.options[option].correct)
    room = QuizRoom(learner, crammed)
    async with room.run_test(size=(80, 24)) as pilot:
        for keys in ((str(wrong + 1),), ("enter",), ("a",), ("1",)):
            await pilot.press(*keys)
            await pilot.pause()
        assert isinstance(room.screen, SessionScreen)
        assert room.screen.query_one(AnswerControl).at_rest
    assert learner.questions() == {}


@pytest.mark.parametrize(("asks", "text", "confidence"), [(True, "42", "guess"), (False, "42 -", None)])
async def test_a_sign_at_the_end_of_what_is_typed_is_no_part_of_the_answer(
    learner: Learner, asks: bool, text: str, confidence: str | None
) -> None:
    assert learner.place is not None
    settings = msgspec.structs.replace(learner.settings, confidence=asks)
    person = Learner.open(small_catalog([numeric()]), learner.place.with_name("x.db"), learner.clock, settings)
    room = quiz_room(person, numeric())
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "2", "space", "plus")
        assert room.screen.query_one(ConfidenceLine).chosen == ("sure" if asks else None)
        await pilot.press("backspace", "minus", "enter")
        await pilot.pause()
        assert f"Your answer: {text}\n" in f"{said(room, '#marked')}\n"
    assert [(msgspec.json.decode(one.response), one.confidence) for one in person.answers()] == [
        ({"type": "typed", "text": text}, confidence)
    ]
    person.close()
