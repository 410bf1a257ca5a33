"""The controls that take an answer, one for each type of question, and then show it marked with all reasons."""

from collections.abc import Sequence
from string import ascii_lowercase
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from cspo_study.content.model import Match, Multiple, Numeric, Order, Recall, Short, Single
from cspo_study.study.asking import Asked, Feedback, Mark, read_number
from cspo_study.study.responses import Assigned, Chosen, Placed, Rated, Response, SelfRating, Typed
from cspo_study.tui import theme


class Line(Horizontal):
    """One option or item: a gutter for its number and marks, and its text. `place` is its position on the screen."""

    DEFAULT_CSS = """
    Line { height: auto; padding: 0 1; }
    Line .gutter { width: 5; color: $secondary; }
    Line .body { width: 1fr; height: auto; }
    """

    class Pressed(Message):
        """The line was clicked."""

        def __init__(self, line: "Line") -> None:
            super().__init__()
            self.line = line

    def __init__(self, place: int) -> None:
        super().__init__(classes="line")
        self.place = place
        self._gutter = Static(classes="gutter")
        self._body = Static(classes="body")

    def compose(self) -> ComposeResult:
        yield self._gutter
        yield self._body

    def show(self, gutter: str | Content, body: Content) -> None:
        """Change what stands here."""
        self._gutter.update(gutter if isinstance(gutter, Content) else Content(gutter))
        self._body.update(body)

    def on_click(self) -> None:
        self.post_message(self.Pressed(self))


class AnswerControl(Vertical, can_focus=True):
    """Takes the answer to one question. Posts `Given`; `reveal` then marks it and the control is at rest."""

    DEFAULT_CSS = """
    AnswerControl { height: auto; }
    AnswerControl .line.here { background: $block-cursor-background; }
    AnswerControl.spread .line { margin: 0 0 1 0; }
    AnswerControl #marked { margin: 0 0 1 1; }
    AnswerControl #hint { color: $secondary; margin: 1 0 0 1; }
    """

    class Given(Message):
        """The learner's answer."""

        def __init__(self, response: Response) -> None:
            super().__init__()
            self.response = response

    hint = ""
    """What to press, in a line under the control."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked
        self.at_rest = False

    def reveal(self, feedback: Feedback) -> None:
        """Show the answer marked, with every reason."""
        self.at_rest = True
        self.query_one("#hint", Static).display = False

    def submit(self, response: Response) -> None:
        """Hand the answer to the screen."""
        self.post_message(self.Given(response))

    def say(self, hint: str) -> None:
        """Change the line under the control."""
        self.query_one("#hint", Static).update(hint)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not self.at_rest


class LineControl(AnswerControl):
    """A control made of lines with a cursor on one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", show=False, id="answer.down"),
        Binding("up,k", "move(-1)", "Up", show=False, id="answer.up"),
        Binding("enter", "accept", "Answer", id="answer.accept"),
    ]

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.here = 0

    def compose(self) -> ComposeResult:
        for place in range(len(self.asked.shown)):
            yield Line(place)
        yield Static(self.hint, id="hint", markup=False)

    def on_mount(self) -> None:
        self.draw()

    def draw(self) -> None:
        """Put the state into the lines."""
        for line in self.query(Line):
            line.show(*self.shown_at(line.place))
            line.set_class(line.place == self.here and not self.at_rest, "here")

    def shown_at(self, place: int) -> tuple[str, Content]:
        """The gutter and the text of the line at `place` before the answer."""
        raise NotImplementedError

    def move_to(self, place: int) -> None:
        """Put the cursor on a line."""
        self.here = place % len(self.asked.shown)
        self.draw()
        self.query(Line)[self.here].scroll_visible(animate=False)

    def action_move(self, step: int) -> None:
        self.move_to(self.here + step)

    def reveal(self, feedback: Feedback) -> None:
        super().reveal(feedback)
        self.add_class("spread")
        for line, mark in zip(self.query(Line), feedback.marks, strict=True):
            line.remove_class("here")
            line.show(*marked(line.place, mark))


class ChoiceControl(LineControl):
    """`single` and `multiple`: digits, letters, arrows or the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(f"{place + 1},{letter}", f"pick({place})", show=False, id=f"answer.pick-{place + 1}")
            for place, letter in enumerate(ascii_lowercase[:7])
        ),
        Binding("space", "pick_here", "Mark", show=False, id="answer.mark"),
    ]

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        question = asked.question
        assert isinstance(question, (Single, Multiple))
        self._choose = question.choose if isinstance(question, Multiple) else 1
        self._picked: list[int] = []
        last = len(asked.shown)
        self.hint = f"1–{last} answers at once" if self._choose == 1 else f"Mark {self._choose} with 1–{last}, then ⏎"

    def shown_at(self, place: int) -> tuple[str, Content]:
        box = "" if self._choose == 1 else "■ " if place in self._picked else "□ "
        return f"{box or '  '}{place + 1}", Content(self._option_text(place))

    def _option_text(self, place: int) -> str:
        question = self.asked.question
        assert isinstance(question, (Single, Multiple))
        return question.options[self.asked.shown[place]].text

    def action_pick(self, place: int) -> None:
        if place >= len(self.asked.shown):
            return
        self.here = place
        if self._choose == 1:
            self._picked = [place]
            self.draw()
            self._submit()
            return
        if place in self._picked:
            self._picked.remove(place)
        else:
            self._picked.append(place)
        self.say(
            f"{len(self._picked)} of {self._choose} marked"
            + (", ⏎ answers" if len(self._picked) == self._choose else "")
        )
        self.draw()

    def action_pick_here(self) -> None:
        self.action_pick(self.here)

    def action_accept(self) -> None:
        if self._choose == 1:
            self.action_pick(self.here)
        elif len(self._picked) == self._choose:
            self._submit()
        else:
            self.say(f"Mark {self._choose}: {len(self._picked)} marked so far")

    @on(Line.Pressed)
    def _pressed(self, event: Line.Pressed) -> None:
        if not self.at_rest:
            self.action_pick(event.line.place)

    def _submit(self) -> None:
        self.submit(Chosen(frozenset(self.asked.shown[place] for place in self._picked)))


class OrderControl(LineControl):
    """`order`: take a line with space and move it, or press the number of the place it belongs to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "grab", "Take or drop", id="answer.grab"),
        Binding("shift+down,J", "shift(1)", show=False, id="answer.shift-down"),
        Binding("shift+up,K", "shift(-1)", show=False, id="answer.shift-up"),
        *(Binding(str(n), f"place({n - 1})", show=False, id=f"answer.place-{n}") for n in range(1, 7)),
    ]

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        assert isinstance(asked.question, Order)
        self._question = asked.question
        self._order = list(asked.shown)
        self._grabbed = False
        self.hint = (
            f"Top: {self._question.first}. Bottom: {self._question.last}.\n"
            f"Space takes and drops a line, ↑↓ move it, 1–{len(self._order)} place it, ⏎ answers"
        )

    def shown_at(self, place: int) -> tuple[str, Content]:
        held = "↕" if self._grabbed and place == self.here else " "
        return f"{held} {place + 1}", Content(self._question.items[self._order[place]].text)

    def action_move(self, step: int) -> None:
        if self._grabbed:
            self.action_shift(step)
        else:
            super().action_move(step)

    def action_shift(self, step: int) -> None:
        self.action_place(self.here + step)

    def action_place(self, place: int) -> None:
        if 0 <= place < len(self._order):
            self._order.insert(place, self._order.pop(self.here))
            self.move_to(place)

    def action_grab(self) -> None:
        self._grabbed = not self._grabbed
        self.draw()

    def action_accept(self) -> None:
        self.submit(Placed(tuple(self._order)))

    @on(Line.Pressed)
    def _pressed(self, event: Line.Pressed) -> None:
        if self.at_rest:
            return
        if self._grabbed:
            self.action_place(event.line.place)
            self._grabbed = False
        else:
            self.here, self._grabbed = event.line.place, True
        self.draw()


class MatchControl(LineControl):
    """`match`: a digit gives the line its category and goes on to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"assign({n - 1})", show=False, id=f"answer.assign-{n}") for n in range(1, 6)),
        Binding("right,space,l", "cycle(1)", "Next category", show=False, id="answer.next-category"),
        Binding("left,h", "cycle(-1)", "Category before", show=False, id="answer.category-before"),
    ]

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        assert isinstance(asked.question, Match)
        self._question = asked.question
        self._assigned: list[int | None] = [None] * len(asked.shown)
        named = "  ".join(f"{n} {category}" for n, category in enumerate(self._question.categories, start=1))
        self.hint = f"{named}\nA number assigns, ← → change, ⏎ answers"

    def shown_at(self, place: int) -> tuple[str, Content]:
        category = self._assigned[place]
        given = (
            (f"→ {self._question.categories[category]}", "$accent") if category is not None else ("→ ?", "$secondary")
        )
        return "  ·", Content.assemble(self._question.items[self.asked.shown[place]].text, "  ", given)

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


class TypedControl(AnswerControl):
    """`numeric` and `short`: a line to type in."""

    DEFAULT_CSS = """
    TypedControl Input { width: 40; margin: 0 0 0 1; border: round $panel; background: $background; }
    TypedControl Input:focus { border: round $accent; }
    """

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.can_focus = False
        question = asked.question
        assert isinstance(question, (Numeric, Short))
        self._unit = question.unit if isinstance(question, Numeric) else None
        what = f"A number in {self._unit}" if self._unit else "Type the term"
        self.hint = f"{what}, then ⏎. ctrl+s skips"

    def compose(self) -> ComposeResult:
        yield Input(placeholder=self._unit or "term")
        yield Static(id="marked")
        yield Static(self.hint, id="hint", markup=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if not text or (self._unit and read_number(text) is None):
            self.say(f"{self.hint}: {text!r} is no number" if text else self.hint)
            return
        self.submit(Typed(text))

    def reveal(self, feedback: Feedback) -> None:
        super().reveal(feedback)
        entry = self.query_one(Input)
        entry.display = False
        glyph, colour = (theme.RIGHT, "$success") if feedback.score == 1 else (theme.WRONG, "$error")
        lines = [Content.assemble((f"{glyph} ", colour), ("Your answer: ", "$secondary"), entry.value)]
        if feedback.score < 1 or self._unit:
            lines.append(
                Content.assemble((f"{theme.RIGHT} ", "$success"), ("Right: ", "$secondary"), feedback.answer or "")
            )
        if feedback.remark:
            lines.append(Content(f"  {feedback.remark}"))
        self.query_one("#marked", Static).update(Content("\n").join(lines))


class RecallControl(AnswerControl):
    """`recall`: think, reveal, rate."""

    RATINGS: ClassVar[Sequence[SelfRating]] = ("again", "hard", "good", "easy")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "show_answer", "Show the answer", id="answer.show"),
        *(Binding(str(n), f"rate({n - 1})", show=False, id=f"answer.rate-{n}") for n in range(1, 5)),
    ]
    hint = "Answer in your head or aloud, then ⏎ to compare"

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        assert isinstance(asked.question, Recall)
        self._question = asked.question
        self._shown = False

    def compose(self) -> ComposeResult:
        yield Static(id="marked")
        yield Static(self.hint, id="hint", markup=False)

    def action_show_answer(self) -> None:
        if self._shown:
            return
        self._shown = True
        points = [Content(f"· {point}") for point in self._question.points]
        text = Content("\n").join(
            [Content(self._question.answer), Content.styled("\nA good answer has", "$secondary"), *points]
        )
        self.query_one("#marked", Static).update(text)
        self.say("How did it go?  1 again  2 hard  3 good  4 easy")

    def action_rate(self, number: int) -> None:
        if self._shown:
            self.submit(Rated(self.RATINGS[number]))

    def on_click(self) -> None:
        self.action_show_answer()


def control_for(asked: Asked) -> AnswerControl:
    """The control that fits a question."""
    match asked.question:
        case Single() | Multiple():
            return ChoiceControl(asked)
        case Order():
            return OrderControl(asked)
        case Match():
            return MatchControl(asked)
        case Numeric() | Short():
            return TypedControl(asked)
        case Recall():
            return RecallControl(asked)


def marked(place: int, mark: Mark) -> tuple[Content, Content]:
    """A line after the answer: glyph, text and verdict in a word, its reason, and the misconception it stands for."""
    glyph, word, colour = _verdict(mark)
    parts: list[str | tuple[str, str]] = [
        (mark.text, "bold" if mark.right or mark.chosen else ""),
        (f"  {word}" if word else "", colour),
    ]
    if mark.why:
        parts.append((f"\n{mark.why}", "$secondary"))
    if mark.misconception and not mark.right:
        parts.append((f"  ({mark.misconception})", "italic $secondary"))
    return Content.assemble((f"{glyph} ", colour), f"{place + 1}"), Content.assemble(*parts)


def _verdict(mark: Mark) -> tuple[str, str, str]:
    if mark.key is not None:
        if mark.right:
            return theme.RIGHT, f"→ {mark.key}", "$success"
        return theme.WRONG, f"→ {mark.key}, not {mark.given}", "$error"
    if mark.right:
        return theme.RIGHT, "right, your choice" if mark.chosen else "right", "$success"
    return (theme.WRONG, "your choice", "$error") if mark.chosen else (" ", "", "$secondary")
