"""A pack may hold anything: it is shown, and neither breaks the screen nor reaches the terminal raw."""

import msgspec
import pytest

from answering import match, numeric, order, recall, short, single, small_catalog
from cspo_study.content.model import Question
from cspo_study.study.learner import Learner
from cspo_study.study.plaintext import columns, cut, one_line, padded, plain, wrapped
from rooms import quiz_room, screen_lines

NASTY = (
    "[bold]not bold[/] \x1b[31mred\x1b[0m \x1b]0;title\x07 \u202eright to left\u202c \u0085 "
    "漢字かな 한글 👩‍👩‍👧‍👦 e\u0301 שלום مرحبا \x9b2J \x00 [/nothing] $accent"
)


def nasty(question: Question) -> Question:
    """A question whose every text is nasty."""
    wholly = {"stem": NASTY, "explanation": NASTY}
    for name in ("options", "items"):
        if hasattr(question, name):
            wholly[name] = tuple(
                msgspec.structs.replace(part, text=f"{number} {NASTY}", why=NASTY)
                for number, part in enumerate(getattr(question, name))
            )  # type: ignore[assignment]
    for name in ("unit", "working", "answer", "first", "last"):
        if isinstance(getattr(question, name, None), str):
            wholly[name] = NASTY
    return msgspec.structs.replace(question, **wholly)


@pytest.mark.parametrize("make", [single, order, match, numeric, short, recall], ids=lambda make: make.__name__)
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_nothing_in_a_question_reaches_the_terminal_raw(
    learner: Learner, make: object, size: tuple[int, int]
) -> None:
    question = nasty(make("nasty"))  # type: ignore[operator]
    person = Learner.open(small_catalog([question]), learner.place.with_name("nasty.db"), learner.clock)  # type: ignore[union-attr]
    room = quiz_room(person, question)
    async with room.run_test(size=size) as pilot:
        for keys in ((), ("1", "1", "1", "1", "enter"), ("n",), ("escape", "enter")):
            await pilot.press(*keys)
            await pilot.pause()
            shown = "\n".join(screen_lines(room))
            assert not [character for character in shown if character != "\n" and not columns_known(character)]
    person.close()


def columns_known(character: str) -> bool:
    """Whether a character is one that a terminal shows and does not obey."""
    code = ord(character)
    return not (code < 0x20 or 0x7F <= code < 0xA0 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069)


def test_control_characters_are_shown() -> None:
    assert plain("a\x1b[31mb") == "a␛[31mb"
    assert plain("a\x9bb\u202ec") == "a\ufffdb\ufffdc"
    assert plain("one\r\ntwo\ttab") == "one\ntwo    tab"
    assert one_line(" a\n b\x07 ") == "a b␇"


def test_widths_are_counted_in_cells() -> None:
    assert columns("abc") == 3
    assert columns("漢字") == 4
    assert columns("e\u0301") == 1
    assert padded("漢", 4) == "漢  "
    assert padded("7", 3, right=True) == "  7"
    assert cut("漢字漢字", 5) == "漢字…"
    assert cut("short", 5) == "short"


def test_lines_are_broken_between_words_and_only_then_within() -> None:
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("漢字漢字漢字", 4) == ["漢字", "漢字", "漢字"]
    assert wrapped("", 4) == [""]
