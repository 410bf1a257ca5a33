"""What a session amounted to."""

from textwrap import shorten
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from cspo_study.content.model import Question
from cspo_study.study.learner import Learner
from cspo_study.study.report import coverage
from cspo_study.study.session import Session
from cspo_study.tui import theme
from cspo_study.tui.home import mastery_bar


class SummaryScreen(Screen[list[Question] | None]):
    """Ends with the questions to drill again now, or with None."""

    CSS = """
    SummaryScreen { layout: vertical; }
    #headline { margin: 1 0; }
    #goals, #again { padding: 0 1; margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,q", "done", "Done", key_display="⏎", id="summary.done"),
        Binding("a", "again", "Drill the missed ones now", id="summary.again"),
        Binding("down,j", "scroll(1)", "Down", show=False, id="summary.down"),
        Binding("up,k", "scroll(-1)", "Up", show=False, id="summary.up"),
    ]

    def __init__(self, learner: Learner, session: Session) -> None:
        super().__init__()
        self._learner = learner
        self._summary = session.summary()

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(self._headline(), id="headline")
            yield Static(self._goals(), id="goals")
            yield Static(self._again(), id="again")
        yield Footer(show_command_palette=False)

    def _headline(self) -> Content:
        summary = self._summary
        rest = [
            f"{summary.partly} partly" if summary.partly else "",
            f"{summary.skipped} skipped" if summary.skipped else "",
        ]
        extra = "".join(f" · {part}" for part in rest if part)
        return Content.assemble((f"{summary.right} of {summary.answers} right", "bold"), (extra, "$secondary"))

    def _goals(self) -> Content:
        domains = coverage(self._learner).domains
        mastery = {goal.id: goal.mastery for domain in domains for topic in domain.topics for goal in topic.goals}
        lines = [Content.styled("Goals touched, and what they stand at now", "$secondary")]
        for goal in self._summary.goals:
            glyph, colour = _glyph(goal.score / goal.answers)
            lines.append(
                Content.assemble(
                    (f"{glyph} ", colour),
                    f"{goal.goal} {goal.title[:38]:38} {goal.score:>4.2g} of {goal.answers}   ",
                    mastery_bar(mastery[goal.goal]),
                )
            )
        return Content("\n").join(lines)

    def _again(self) -> Content:
        if not self._summary.again:
            return Content.styled("Nothing to repeat.", "$secondary")
        stems = ((question.goal, shorten(question.stem, 140, placeholder=" …")) for question in self._summary.again)
        lines = [Content(f"· {goal} {stem}") for goal, stem in stems]
        return Content("\n").join([Content.styled("To look at again", "$secondary"), *lines])

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
