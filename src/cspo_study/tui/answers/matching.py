"""`match`."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from cspo_study.content.model import Match
from cspo_study.study.asking import Asked
from cspo_study.study.plaintext import one_line, plain
from cspo_study.study.responses import Assigned
from cspo_study.tui.answers.control import Line, LineControl

SHORT = 70
"""Characters up to which the categories stand in one line."""


class MatchControl(LineControl):
    """`match`: a digit gives the line its category and goes on to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(n), f"assign({n - 1})", f"Category {n}", show=False, id=f"answer.assign-{n}")
            for n in range(1, 6)
        ),
        Binding("right,space", "cycle(1)", "Next category", show=False, id="answer.next-category"),
        Binding("left", "cycle(-1)", "Category before", show=False, id="answer.category-before"),
    ]

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        assert isinstance(asked.question, Match)
        self._question = asked.question
        self._assigned: list[int | None] = [None] * len(asked.shown)
        listed = [f"{n} {one_line(category)}" for n, category in enumerate(self._question.categories, start=1)]
        named = ("   " if sum(map(len, listed)) <= SHORT else "\n").join(listed)
        self.hint = f"{named}\nA number assigns, ← → change, ⏎ answers"

    def shown_at(self, place: int) -> tuple[str, Content]:
        category = self._assigned[place]
        given = (
            (f"→ {one_line(self._question.categories[category])}", "$accent")
            if category is not None
            else ("→?", "$secondary")
        )
        return "·", Content.assemble(plain(self._question.items[self.asked.shown[place]].text).strip(), "  ", given)

    @property
    def is_ready(self) -> bool:
        return None not in self._assigned

    @property
    def draft(self) -> list[int | None] | None:
        return self._assigned if any(given is not None for given in self._assigned) else None

    def take_draft(self, draft: list[int | None] | str) -> None:
        fits = len(draft) == len(self._assigned) and all(
            given is None or (isinstance(given, int) and given < len(self._question.categories)) for given in draft
        )
        if fits and not isinstance(draft, str):
            self._assigned = list(draft)
            self.draw()

    def action_assign(self, category: int) -> None:
        if category >= len(self._question.categories):
            return
        self._assigned[self.here] = category
        empty = [place for place, given in enumerate(self._assigned) if given is None]
        after = [place for place in empty if place > self.here]
        self.move_to(next(iter(after or empty), self.here))

    def action_cycle(self, step: int) -> None:
        count = len(self._question.categories)
        now = self._assigned[self.here]
        self._assigned[self.here] = (0 if step > 0 else count - 1) if now is None else (now + step) % count
        self.draw()

    def action_accept(self) -> None:
        if None in self._assigned:
            self.move_to(self._assigned.index(None))
            self.say(f"{self.hint}\nThis one still has no category")
            return
        by_item = dict(zip(self.asked.shown, self._assigned, strict=True))
        categories = (by_item[item] for item in range(len(self._question.items)))
        self.submit(Assigned(tuple(self._question.categories[number] for number in categories if number is not None)))

    @on(Line.Pressed)
    def _pressed(self, event: Line.Pressed) -> None:
        if not self.at_rest:
            self.here = event.line.place
            self.action_cycle(1)
