"""Each control, driven through the screen: what is pressed becomes the answer that is recorded."""

from collections.abc import Sequence
from random import Random
from time import monotonic

import msgspec
import pytest
from textual.widgets import Input, Static

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Match, Multiple, Numeric, Order, Question, Recall, Short, Single
from cspo_study.errors import StoreError
from cspo_study.progress.attempt import Attempt
from cspo_study.study.asking import Asked
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked
from cspo_study.study.session import Session
from cspo_study.tui.answers.control import AnswerControl, Line
from cspo_study.tui.answers.ordering import OrderControl
from cspo_study.tui.app import QuizRoom
from cspo_study.tui.session import SessionScreen
from rooms import first, said


def room_for(learner: Learner, questions: Sequence[Question]) -> QuizRoom:
    """A quiz over `questions`."""
    picked = [Picked(question) for question in questions]
    return QuizRoom(learner, Session(learner, picked, "quiz", Random(1), monotonic))


def asked_in(room: QuizRoom) -> Asked:
    """The question on the screen."""
    return room.screen.query_one(AnswerControl).asked


def verdict(room: QuizRoom) -> str:
    """The verdict on the screen."""
    return str(room.screen.query_one("#verdict", Static).content)


async def test_a_digit_answers_a_single_choice(learner: Learner, catalog: Catalog) -> None:
    room = room_for(learner, [first(catalog, Single)])
    async with room.run_test(size=(80, 24)) as pilot:
        asked = asked_in(room)
        assert isinstance(asked.question, Single)
        key = next(place for place, number in enumerate(asked.shown) if asked.question.options[number].correct)
        await pilot.press(str(key + 1))
        await pilot.pause()
        assert verdict(room) == "✓ Right"
        shown = room.screen.query_one(AnswerControl).query(Line)[len(asked.shown) - 1].text
        assert " ".join(asked.question.options[asked.shown[-1]].why.split()) in " ".join(shown.split())


async def test_letters_and_the_mouse_answer_too(learner: Learner, catalog: Catalog) -> None:
    question = first(catalog, Single)
    room = room_for(learner, [question, question])
    async with room.run_test(size=(80, 30)) as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert verdict(room) in ("✓ Right", "✗ Wrong")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.click(list(room.screen.query(Line))[2])
        await pilot.pause()
        assert verdict(room) in ("✓ Right", "✗ Wrong")
    assert sum(state.answers for state in learner.questions().values()) == 2


async def test_a_multiple_choice_waits_for_the_number_told(learner: Learner, catalog: Catalog) -> None:
    room = room_for(learner, [first(catalog, Multiple)])
    async with room.run_test(size=(80, 30)) as pilot:
        asked = asked_in(room)
        assert isinstance(asked.question, Multiple)
        keys = [place for place, number in enumerate(asked.shown) if asked.question.options[number].correct]
        await pilot.press(str(keys[0] + 1), "enter")
        await pilot.pause()
        assert not verdict(room)
        assert "1 marked so far" in str(room.screen.query_one("#hint", Static).content)
        await pilot.press(*(str(place + 1) for place in keys[1:]), "enter")
        await pilot.pause()
        assert verdict(room) == "✓ Right"


async def test_an_order_is_put_right_by_moving_lines(learner: Learner, catalog: Catalog) -> None:
    room = room_for(learner, [first(catalog, Order)])
    async with room.run_test(size=(100, 40)) as pilot:
        order = list(asked_in(room).shown)
        for place in range(len(order)):
            current = order.index(place)
            control = room.screen.query_one(OrderControl)
            await pilot.press(*["down"] * ((current - control.here) % len(order)), str(place + 1))
            order.insert(place, order.pop(current))
        await pilot.press("enter")
        await pilot.pause()
        assert verdict(room) == "✓ Right"


async def test_a_grabbed_line_moves_with_the_arrows(learner: Learner, catalog: Catalog) -> None:
    room = room_for(learner, [first(catalog, Order)])
    async with room.run_test(size=(100, 40)) as pilot:
        top = [line.text for line in room.screen.query(Line)]
        await pilot.press("space", "down", "space")
        await pilot.pause()
        moved = [line.text for line in room.screen.query(Line)]
        assert moved[:2] == [top[1], top[0]]


async def test_categories_are_assigned_by_number(learner: Learner, catalog: Catalog) -> None:
    room = room_for(learner, [first(catalog, Match)])
    async with room.run_test(size=(100, 40)) as pilot:
        question = asked_in(room).question
        assert isinstance(question, Match)
        items = [question.items[number] for number in asked_in(room).shown]
        await pilot.press("enter")
        await pilot.pause()
        assert "still has no category" in str(room.screen.query_one("#hint", Static).content)
        await pilot.press(*(str(question.categories.index(item.category) + 1) for item in items), "enter")
        await pilot.pause()
        assert verdict(room) == "✓ Right"


async def test_a_number_is_typed_with_its_unit_told(learner: Learner, catalog: Catalog) -> None:
    question = first(catalog, Numeric)
    assert isinstance(question, Numeric)
    room = room_for(learner, [question])
    async with room.run_test(size=(100, 40)) as pilot:
        assert room.screen.query_one(Input).placeholder == "a number"
        assert str(room.screen.query_one("#unit", Static).content) == question.unit
        await pilot.press(*"abc", "enter")
        await pilot.pause()
        assert not verdict(room)
        await pilot.press(*["backspace"] * 3, *f"{question.answer:g}", "enter")
        await pilot.pause()
        assert verdict(room) == "✓ Right"


async def test_a_typo_in_a_term_is_forgiven_and_said(learner: Learner, catalog: Catalog) -> None:
    question = next(one for one in catalog.pack.questions if isinstance(one, Short) and len(one.accept[0]) >= 5)
    room = room_for(learner, [question])
    async with room.run_test(size=(100, 40)) as pilot:
        typed = question.accept[0][:-1]
        room.screen.query_one(Input).value = typed
        await pilot.press("enter")
        await pilot.pause()
        assert verdict(room) == "✓ Right"
        assert f"Spelled: {question.accept[0]}" in str(room.screen.query_one("#marked", Static).content)


async def test_recall_shows_its_answer_and_takes_the_learners_word(learner: Learner, catalog: Catalog) -> None:
    question = first(catalog, Recall)
    assert isinstance(question, Recall)
    room = room_for(learner, [question])
    async with room.run_test(size=(100, 40)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert not verdict(room)  # nothing to rate before it was compared
        await pilot.press("enter", "3")
        await pilot.pause()
        assert verdict(room) == "✓ Right"


@pytest.mark.long
async def test_every_shipped_question_can_be_shown_at_80_by_24(learner: Learner, catalog: Catalog) -> None:
    questions = list(catalog.pack.questions)
    room = room_for(learner, questions)
    async with room.run_test(size=(80, 24)) as pilot:
        for number in range(1, len(questions) + 1):
            assert f"{number} of {len(questions)}" in str(room.screen.query_one("#progress", Static).content)
            await pilot.press("ctrl+s")
            await pilot.pause()
    assert learner.questions() == {}


async def test_a_failed_commit_is_said_at_once_and_can_be_tried_again(
    learner: Learner, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = room_for(learner, [first(catalog, Single)])
    recorded: list[Attempt] = []

    def full_disk(_: Learner, attempt: Attempt) -> None:
        if not recorded:
            recorded.append(attempt)
            raise StoreError(
                "The progress store cannot be used: database or disk is full.", "Check that the disk has room."
            )

    monkeypatch.setattr(Learner, "record", full_disk)
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert "disk is full" in verdict(room)
        assert "not saved yet" in verdict(room)
        await pilot.press("1")
        await pilot.pause()
        assert verdict(room) in ("✓ Right", "✗ Wrong")


async def test_brackets_in_content_are_only_brackets(learner: Learner, catalog: Catalog) -> None:
    question = first(catalog, Single)
    tricky = msgspec.structs.replace(question, stem="Which [bold]items[/bold] fit [3]?")
    room = room_for(learner, [tricky])
    async with room.run_test(size=(80, 24)):
        assert str(room.screen.query_one("#stem", Static).content) == "Which [bold]items[/bold] fit [3]?"


async def test_the_footer_shows_what_can_be_pressed_now(learner: Learner, catalog: Catalog) -> None:
    room = room_for(learner, [first(catalog, Single)])
    async with room.run_test(size=(80, 24)) as pilot:
        before = {binding.description for _, binding, enabled, _ in room.screen.active_bindings.values() if enabled}
        assert {"Answer", "Skip", "Leave"} <= before
        assert "Next" not in before
        await pilot.press("1")
        await pilot.pause()
        after = {binding.description for _, binding, enabled, _ in room.screen.active_bindings.values() if enabled}
        assert {"Next", "Note", "Term", "Remark", "Leave"} <= after
        assert "Skip" not in after
        assert "Next" in said(room, "#keys")


async def test_leaving_in_the_middle_sums_up_what_was_answered(learner: Learner, catalog: Catalog) -> None:
    question = first(catalog, Single)
    room = room_for(learner, [question] * 5)
    async with room.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(room.screen, SessionScreen)
        assert " of 1 right" in str(room.screen.query_one("#headline", Static).content)


async def test_missed_questions_can_be_drilled_again_at_once(learner: Learner, catalog: Catalog) -> None:
    question = first(catalog, Single)
    room = room_for(learner, [question])
    async with room.run_test(size=(80, 24)) as pilot:
        asked = asked_in(room)
        assert isinstance(asked.question, Single)
        wrong = next(place for place, number in enumerate(asked.shown) if not asked.question.options[number].correct)
        await pilot.press(str(wrong + 1), "enter")
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(room.screen, SessionScreen)
        assert asked_in(room).question.id == question.id
