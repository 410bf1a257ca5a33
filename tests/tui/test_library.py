"""Library: reading, following links, searching as one types; nothing of an answer before it was given."""

from collections.abc import Sequence
from random import Random

import pytest
from textual.widgets import Input, Static

from answering import right_response, wrong_response
from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Question, QuestionId, Single
from cspo_study.study.learner import Learner
from cspo_study.study.picking import Picked
from cspo_study.study.session import Session
from cspo_study.tui.app import StudyRoom
from cspo_study.tui.library import LibraryScreen
from cspo_study.tui.rows import Rows
from cspo_study.tui.session import SessionScreen

NARROW, WIDE = (80, 24), (130, 40)


def answer(learner: Learner, question: Question, *, right: bool) -> None:
    session = Session(learner, [Picked(question)], "study", Random(1), lambda: 0.0)
    assert session.current
    drawn = session.current.question
    session.answer(right_response(drawn) if right else wrong_response(drawn))


def page(room: StudyRoom) -> str:
    return str(room.screen.query_one("#library-page", Static).content)


def lines(room: StudyRoom) -> list[str]:
    return [str(option.prompt) for option in room.screen.query_one("#shelf", Rows).options]


def told(room: StudyRoom) -> str:
    return str(room.screen.query_one("#searching", Static).content)


async def test_a_note_is_found_in_the_tree_and_read(learner: Learner) -> None:
    room = StudyRoom(learner)
    async with room.run_test(size=NARROW) as pilot:
        room.push_screen(LibraryScreen(learner))
        await pilot.pause()
        await pilot.press("down", "down", "right", "down", "down", "right", "down", "enter")
        await pilot.pause()
        assert page(room).startswith("3.2.1 Choosing an ordering technique   describe\n")
        for head in ("The idea", "Where people go wrong", "On Monday", "What it consists of", "Terms here"):
            assert f"\n\n{head}" in page(room)
        assert "0 of 15 questions met" in page(room)
        assert not room.screen.query_one("#listed").display
        await pilot.press("escape")
        await pilot.pause()
        assert room.screen.query_one("#listed").display
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(room.screen, LibraryScreen)


async def test_beside_the_list_the_page_follows_the_cursor(learner: Learner) -> None:
    room = StudyRoom(learner)
    async with room.run_test(size=WIDE) as pilot:
        room.push_screen(LibraryScreen(learner))
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        first = page(room)
        await pilot.press("down")
        await pilot.pause()
        assert page(room) != first
        assert room.screen.query_one("#listed").display
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert room.screen.query_one("#listed").display
        assert not room.screen.query_one("#page-room").display


async def test_a_question_shows_its_reasons_only_once_it_was_answered(learner: Learner, catalog: Catalog) -> None:
    question = next(one for one in catalog.pack.questions if isinstance(one, Single) and one.goal == "1.1.1")
    room = StudyRoom(learner)
    async with room.run_test(size=NARROW) as pilot:
        room.push_screen(screen := LibraryScreen(learner, goal="1.1.1"))
        await pilot.pause()
        screen.action_look("question", question.id)
        await pilot.pause()
        assert question.stem.strip()[:40] in page(room)
        assert "Not met yet" in page(room)
        assert question.options[0].why not in page(room)

        answer(learner, question, right=False)
        screen.on_screen_resume()
        screen.action_look("question", question.id)
        await pilot.pause()
        for option in question.options:
            assert " ".join(option.why.split()) in " ".join(page(room).split())
        assert "wrong, your choice" in page(room)
        assert "Your answers\n✗ 21 September 2026: wrong" in page(room)


async def test_notes_to_oneself_and_flags_show_on_the_question(learner: Learner, catalog: Catalog) -> None:
    question = catalog.pack.questions[0]
    room = StudyRoom(learner)
    async with room.run_test(size=NARROW) as pilot:
        room.marks.flag(question.id)
        room.marks.write(question.id, "Ask [Ines] about this")
        room.push_screen(screen := LibraryScreen(learner))
        await pilot.pause()
        screen.action_look("question", question.id)
        assert page(room).startswith("⚑ ")
        assert page(room).endswith("✎ Ask [Ines] about this")


async def test_search_finds_as_one_types_and_leads_to_what_is_meant(learner: Learner) -> None:
    room = StudyRoom(learner)
    async with room.run_test(size=NARROW) as pilot:
        room.push_screen(LibraryScreen(learner))
        await pilot.pause()
        await pilot.press("slash", *"wsj")
        await pilot.pause()
        assert lines(room)[0].split() == ["Term", "Weighted", "Shortest", "Job", "First"]
        assert told(room) == "10 found"
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert page(room).startswith("Weighted Shortest Job First\n")
        await pilot.press("escape", "slash", *"zzz")
        await pilot.pause()
        assert told(room) == "Nothing found. Fewer letters find more."
        await pilot.press("escape")
        await pilot.pause()
        assert room.screen.query_one("#search", Input).value == ""
        assert len(lines(room)) == 8


async def test_terms_spoken_of_can_be_gone_through_by_key(learner: Learner, catalog: Catalog) -> None:
    room = StudyRoom(learner)
    async with room.run_test(size=NARROW) as pilot:
        room.push_screen(LibraryScreen(learner, term="wsjf"))
        await pilot.pause()
        assert page(room).startswith("Weighted Shortest Job First\n")
        await pilot.press("g")
        await pilot.pause()
        assert any("CD3" in line for line in lines(room))
        assert not any(line.strip().startswith("Weighted") for line in lines(room))
        await pilot.press("enter")
        await pilot.pause()
        first = page(room)
        assert not first.startswith("Weighted")
        await pilot.press("backspace")
        await pilot.pause()
        assert page(room).startswith("Weighted Shortest Job First\n")


async def test_a_link_is_followed_by_a_click(learner: Learner) -> None:
    room = StudyRoom(learner)
    async with room.run_test(size=(80, 60)) as pilot:
        room.push_screen(LibraryScreen(learner, term="wsjf"))
        await pilot.pause()
        body = room.screen.query_one("#library-page", Static)
        line = next(y for y in range(body.size.height) if body.render_line(y).text.strip() == "CD3")
        await pilot.click(body, offset=(1, line))
        await pilot.pause()
        assert page(room).startswith("CD3\n")


async def test_opened_at_a_goal_esc_leads_straight_back(learner: Learner) -> None:
    room = StudyRoom(learner)
    async with room.run_test(size=NARROW) as pilot:
        room.push_screen(LibraryScreen(learner, goal="3.2.1"))
        await pilot.pause()
        assert page(room).startswith("3.2.1 ")
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(room.screen, LibraryScreen)


async def test_what_is_read_can_be_drilled(learner: Learner) -> None:
    room = StudyRoom(learner)
    async with room.run_test(size=NARROW) as pilot:
        room.push_screen(LibraryScreen(learner, goal="3.2.1"))
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(room.screen, SessionScreen)


async def test_wrong_ideas_show_once_an_answer_fell_for_one(learner: Learner, catalog: Catalog) -> None:
    room = StudyRoom(learner)
    question = next(one for one in catalog.pack.questions if isinstance(one, Single) and one.goal == "1.1.1")
    async with room.run_test(size=WIDE) as pilot:
        room.push_screen(screen := LibraryScreen(learner))
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        assert told(room) == "Your answers have shown none yet."
        answer(learner, question, right=False)
        screen.on_screen_resume()
        await pilot.press("3")
        await pilot.pause()
        assert lines(room)[0] == " Held (1)"
        assert "Showed once, last on 21 September 2026." in page(room)
        assert "The question it last showed in" in page(room)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_no_row_is_wider_than_its_room(learner: Learner, size: tuple[int, int]) -> None:
    room = StudyRoom(learner)
    async with room.run_test(size=size) as pilot:
        room.push_screen(LibraryScreen(learner))
        await pilot.pause()
        for keys in (["right", "down", "right", "down", "right"], ["2"], ["slash", *"sprint", "enter"]):
            await pilot.press(*keys)
            await pilot.pause()
            shelf = room.screen.query_one(Rows)
            assert shelf.virtual_size.height == len(lines(room)), keys  # none is wrapped


@pytest.mark.long
async def test_every_goal_term_and_question_can_be_read(learner: Learner, catalog: Catalog) -> None:
    for number, question in enumerate(catalog.pack.questions):
        if number % 2:
            answer(learner, question, right=bool(question.family))
    places: Sequence[tuple[str, str]] = [
        *(("goal", name) for name in catalog.goals),
        *(("term", name) for name in catalog.glossary),
        *(("misconception", name) for name in catalog.pack.misconceptions),
        *(("question", QuestionId(name)) for name in catalog.headings),
    ]
    room = StudyRoom(learner)
    async with room.run_test(size=NARROW) as pilot:
        room.push_screen(screen := LibraryScreen(learner))
        await pilot.pause()
        for kind, name in places:
            screen.action_look(kind, name)
            assert page(room)


async def test_what_stands_beside_a_mark_hangs_under_its_text_at_every_width(
    learner: Learner, catalog: Catalog
) -> None:
    question = next(one for one in catalog.pack.questions if isinstance(one, Single) and not one.case)
    answer(learner, question, right=False)
    room = StudyRoom(learner)
    async with room.run_test(size=NARROW) as pilot:
        room.push_screen(screen := LibraryScreen(learner, goal=question.goal))
        await pilot.pause()
        for size in ((50, 40), (80, 24), (95, 30), (130, 40), (220, 50)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            screen.action_look("question", question.id)
            await pilot.pause()
            body = screen.query_one("#library-page", Static)
            drawn = [body.render_line(y).text.rstrip() for y in range(body.size.height)]
            begin = next(y for y, line in enumerate(drawn) if line.startswith(" 1 "))
            under = drawn[begin + 1 : drawn.index("", begin)]
            assert under
            assert all(line.startswith(" " * 5) for line in under), size
