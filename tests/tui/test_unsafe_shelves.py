"""Content of any kind in Progress and the Library: wide, joined, right-to-left, with brackets. Rows stay one line."""

from pathlib import Path

import pytest

from answering import StillClock
from cspo_study.content.catalog import Catalog
from cspo_study.study.learner import Learner
from cspo_study.tui.rows import Rows
from rooms import screen_lines, settled_room
from small_pack import MISCONCEPTIONS, QUESTIONS, SYLLABUS, SmallPack

NASTY = "[bold]漢字[/] 👩‍🚀 e\u0301 שלום \u202egnp.exe"
"""Markup, wide cells, a joined emoji, a combining mark, right-to-left, and a mark that turns the line."""


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (130, 40)])
async def test_rows_stay_one_line_and_nothing_is_obeyed(tmp_path: Path, size: tuple[int, int]) -> None:
    pack = SmallPack(tmp_path / "pack")
    pack.edit(SYLLABUS, "title: Detail in its time", f'title: "{NASTY * 3}"')
    pack.edit(SYLLABUS, "title: Items", f'title: "{NASTY}"')
    pack.edit(MISCONCEPTIONS, "name: Arithmetic slip", f'name: "{NASTY}"')
    pack.edit(QUESTIONS, "stem: A tram company", f'stem: "{NASTY} A tram company')
    pack.edit(QUESTIONS, "the item this month?", 'the item this month?"')
    pack.write(
        "glossary.yaml", f'- id: nasty\n  term: "{NASTY}"\n  also: ["{NASTY}"]\n  definition: "{NASTY}"\n  origin: us\n'
    )
    person = Learner.open(Catalog(pack.load().pack), tmp_path / "data" / "progress.db", StillClock())
    room = settled_room(person)
    async with room.run_test(size=size) as pilot:
        await pilot.pause()
        for keys in (
            ("p", "right", "down", "right"),
            ("escape", "l", "right", "down", "right", "down", "right", "down"),
            ("2",),
            ("enter", "escape"),
            ("slash", "b", "o", "l", "d", "enter"),
        ):
            await pilot.press(*keys)
            await pilot.pause()
            rows = room.screen.query_one(Rows)
            assert rows.virtual_size.height == len(rows.options), keys
            text = "\n".join(screen_lines(room))
            assert "[bold]漢字" in text, keys
            assert "\u202e" not in text
    person.close()
