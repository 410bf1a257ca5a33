"""What a session amounted to: how it went, which goals moved, what to repeat, which misconceptions showed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from cspo_study.content.model import Question
from cspo_study.study.plaintext import cut, one_line, padded
from cspo_study.study.session import GoalResult, Session
from cspo_study.study.shares import percent
from cspo_study.tui import theme
from cspo_study.tui.key_line import KeyLine

BAR = 10
STEADY = 0.005
"""A change of mastery below this is none."""


class SummaryScreen(Screen[list[Question] | None]):
    """Ends with the questions to drill again now, or with None."""

    CSS = """
    SummaryScreen { layout: vertical; }
    #headline { margin: 1 0; }
    SummaryScreen .part { margin: 0 0 1 0; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,q", "done", "Done", key_display="⏎", id="summary.done"),
        Binding("a", "again", "Again now", id="summary.again"),
        Binding("down,j", "scroll(1)", "Down", show=False, id="summary.down"),
        Binding("up,k", "scroll(-1)", "Up", show=False, id="summary.up"),
        Binding("pagedown", "scroll(5)", "Page down", show=False, id="summary.page-down"),
        Binding("pageup", "scroll(-5)", "Page up", show=False, id="summary.page-up"),
        Binding("question_mark", "app.keys", "Keys", key_display="?", id="summary.keys"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._summary = session.summary()
        self._moved = session.moved()

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(self._headline(), id="headline")
            yield Static(id="goals", classes="part")
            yield Static(self._showed(), id="showed", classes="part")
            yield Static(id="again", classes="part")
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one("#showed").display = bool(self._summary.showed)
        self.on_resize()

    def on_resize(self) -> None:
        """Titles and stems are cut to the width there is."""
        self.query_one("#goals", Static).update(self._goals())
        self.query_one("#again", Static).update(self._again())

    def _headline(self) -> Content:
        summary = self._summary
        rest = [
            f"{summary.partly} partly" if summary.partly else "",
            f"{summary.skipped} skipped" if summary.skipped else "",
        ]
        extra = "".join(f" · {part}" for part in rest if part)
        return Content.assemble((f"{summary.right} of {summary.answers} right", "bold"), (extra, "$secondary"))

    def _goals(self) -> Content:
        title = max(16, min(44, self.size.width - 41))
        lines = [Content.styled("Goals you met, and what they stand at now", "$secondary")]
        lines += [self._goal(goal, title) for goal in self._summary.goals]
        return Content("\n").join(lines)

    def _goal(self, goal: GoalResult, width: int) -> Content:
        glyph, colour = _glyph(goal.score / goal.answers)
        before, now = self._moved[goal.goal]
        name = padded(cut(f"{goal.goal} {one_line(goal.title)}", width), width)
        arrow, change = _change(now - before)
        score = f"{goal.score:.2g}/{goal.answers}"
        return Content.assemble(
            (f"{glyph} ", colour),
            f"{name} {score:>6}  {theme.bar(now, BAR)} {percent(now):>5} ",
            (f"{arrow} {change}", "$success" if arrow == "↑" else "$error" if arrow == "↓" else "$secondary"),
        )

    def _showed(self) -> Content:
        lines = [Content.styled("Misconceptions that showed", "$secondary")]
        for name, times in self._summary.showed:
            often = f"  {times} times" if times > 1 else ""
            lines.append(Content.assemble(("· ", "$error"), one_line(name), (often, "$secondary")))
        return Content("\n").join(lines)

    def _again(self) -> Content:
        if not self._summary.again:
            return Content.styled("Nothing to repeat: all of it was right.", "$secondary")
        width = self.size.width - 3
        stems = (cut(f"{question.goal} {one_line(question.stem)}", width) for question in self._summary.again)
        lines = [Content(f"· {stem}") for stem in stems]
        return Content("\n").join([Content.styled("To repeat: a asks just these again now", "$secondary"), *lines])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not (action == "again" and not self._summary.again)

    def action_done(self) -> None:
        self.dismiss(None)

    def action_again(self) -> None:
        self.dismiss(list(self._summary.again))

    def action_scroll(self, step: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=step * 3, animate=False)


def _glyph(share: float) -> tuple[str, str]:
    if share == 1:
        return theme.RIGHT, "$success"
    return (theme.PARTLY, "$accent") if share >= 0.5 else (theme.WRONG, "$error")


def _change(change: float) -> tuple[str, str]:
    """An arrow, and by how many points."""
    if abs(change) < STEADY:
        return "=", "steady"
    return ("↑" if change > 0 else "↓"), f"{abs(change) * 100:.0f} points" if abs(change) >= 0.015 else "1 point"
