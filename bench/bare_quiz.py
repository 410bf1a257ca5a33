"""The least a Textual app can do to show and mark the same questions: what bench/tui.py compares the room with."""

import sys
from pathlib import Path
from random import Random
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Footer, Static

from cspo_study.content.catalog import Catalog
from cspo_study.content.index import open_pack, shipped_content
from cspo_study.content.model import Single
from cspo_study.study import picking


class BareQuiz(App[None]):
    """Questions one after the other in the same widgets: a line, texts in a scrolling column, a footer."""

    BINDINGS: ClassVar = [("1", "mark", "Answer"), ("enter", "next", "Next")]

    def __init__(self, count: int) -> None:
        super().__init__()
        catalog = Catalog(open_pack(shipped_content(), Path("no cache")))
        goals = list(catalog.outline_goals.values())
        picked = picking.seeded_drill(catalog, goals, ["single"], Random(1), count)
        self._questions = [one.question for one in picked if isinstance(one.question, Single)]
        self._place = 0

    def compose(self) -> ComposeResult:
        yield Static(id="progress", markup=False)
        with VerticalScroll():
            yield Static(id="stem", markup=False)
            for number in range(4):
                yield Static(id=f"option-{number}", markup=False)
            yield Static(id="after", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self._show(marked=False)

    def _show(self, *, marked: bool) -> None:
        question = self._questions[self._place]
        self.query_one("#progress", Static).update(f"{self._place + 1} of {len(self._questions)}")
        self.query_one("#stem", Static).update(question.stem)
        for number in range(4):
            option = question.options[number] if number < len(question.options) else None
            why = f"\n{option.why}\n" if option and marked else ""
            self.query_one(f"#option-{number}", Static).update(f"{number + 1}  {option.text}{why}" if option else "")
        self.query_one("#after", Static).update(question.explanation if marked else "")

    def action_mark(self) -> None:
        self._show(marked=True)

    def action_next(self) -> None:
        self._place += 1
        self._show(marked=False)


if __name__ == "__main__":
    BareQuiz(int(sys.argv[1])).run()
