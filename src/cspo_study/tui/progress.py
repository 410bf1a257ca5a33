"""Progress: the outline with what is known of it and how surely, and what goes beside it."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from cspo_study.content.model import Goal, GoalId
from cspo_study.study import saying
from cspo_study.study.learner import Learner
from cspo_study.study.outline_rows import LEVELS, ORDERS, SHOWN, Order, OutlineRow, Show, View, rows
from cspo_study.study.plaintext import one_line
from cspo_study.study.report import Figures, GoalReport
from cspo_study.study.shares import percent
from cspo_study.study.standing import Standing, standing
from cspo_study.tui import theme
from cspo_study.tui.chooser import Chooser
from cspo_study.tui.key_line import KeyLine
from cspo_study.tui.progress_charts import charts
from cspo_study.tui.progress_rows import Columns, heads, row_content
from cspo_study.tui.rows import Rows

if TYPE_CHECKING:
    from cspo_study.tui.app import Room

BESIDE = 106
"""Columns within the margins from which the charts stand beside the tree."""
ROOMY = 146
"""Columns from which the charts are given more of them."""
CHARTS, WIDE_CHARTS, GAP = 46, 66, 7
"""Columns the charts take, and what stands between them and the tree with both scroll bars."""


class ProgressScreen(Screen[None]):
    """Reads the learner's state anew whenever it is shown."""

    CSS = """
    ProgressScreen { layout: vertical; }
    #headline { margin: 1 0; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    #ways { height: 1; margin: 0 0 1 0; }
    #page { height: 1fr; }
    #outline { width: 1fr; }
    #heads { height: 1; }
    #about { height: auto; min-height: 2; margin: 1 0 0 0; }
    #beside { width: 100%; padding: 0 1 0 0; }
    #charts { height: auto; }
    ProgressScreen.beside #beside { margin: 0 0 0 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "unfold(True)", "Open a branch", show=False, id="progress.unfold"),
        Binding("left,h", "unfold(False)", "Close a branch", show=False, id="progress.fold"),
        Binding("f", "turn('show')", "Show", id="progress.show"),
        Binding("v", "turn('level')", "Level", id="progress.level"),
        Binding("o", "turn('order')", "Order", id="progress.order"),
        Binding("c,tab", "charts", "Charts", key_display="c", id="progress.charts"),
        Binding("d", "drill", "Drill", id="progress.drill"),
        Binding("n", "note", "Note", id="progress.note"),
        Binding("question_mark", "app.keys", "Keys", key_display="?", id="progress.keys"),
        Binding("escape,q", "leave", "Back", key_display="esc", id="progress.leave"),
    ]

    def __init__(self, learner: Learner) -> None:
        super().__init__()
        self._learner = learner
        self._open: set[str] = set()
        self._standing: Standing | None = None
        self._rows: list[OutlineRow] = []
        self._charts_shown = False
        self._laid_out_for = 0

    @property
    def _room(self) -> "Room":
        from cspo_study.tui.app import Room

        assert isinstance(self.app, Room)
        return self.app

    def compose(self) -> ComposeResult:
        yield Static(id="headline", markup=False)
        with Horizontal(id="page"):
            with Vertical(id="outline"):
                with Horizontal(id="ways"):
                    yield Chooser("f", "show", SHOWN, "show")
                    yield Chooser("v", "level", LEVELS, "level")
                    yield Chooser("o", "order", ORDERS, "order")
                yield Static(id="heads", markup=False)
                yield Rows(id="tree", markup=False)
                yield Static(id="about", markup=False)
            with VerticalScroll(id="beside"):
                yield Static(id="charts", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def on_screen_resume(self) -> None:
        self.show_state()

    def show_state(self) -> None:
        """Put the learner's present state on the screen."""
        self._standing = standing(self._learner)
        self.query_one("#headline", Static).update(_headline(self._standing))
        self._lay_out()

    def on_resize(self) -> None:
        if self._standing and self._laid_out_for != self.size.width:
            self._lay_out()

    def _lay_out(self) -> None:
        self._laid_out_for = self.size.width
        beside = self.size.width >= BESIDE
        self.set_class(beside, "beside")
        self.query_one("#outline").display = beside or not self._charts_shown
        self.query_one("#beside").display = beside or self._charts_shown
        self.refresh_bindings()
        self._show_charts()
        self._show_rows()

    @property
    def _view(self) -> View:
        ways = [self.query_one(f"#{name}", Chooser).way for name in ("show", "level", "order")]
        return View(cast("Show", ways[0]), ways[1], cast("Order", ways[2]))

    def _show_charts(self) -> None:
        assert self._standing
        beside = self.has_class("beside")
        width = self._charts_width if beside else min(self.size.width - 2, 76)
        self.query_one("#beside").styles.width = width + 4 if beside else "100%"
        self.query_one("#charts", Static).update(charts(self._standing, width))

    @property
    def _charts_width(self) -> int:
        return WIDE_CHARTS if self.size.width >= ROOMY else CHARTS

    def _show_rows(self) -> None:
        assert self._standing
        view, tree = self._view, self.query_one(Rows)
        here = tree.highlighted_option.id if tree.highlighted_option else None
        width = self.size.width - 1 - (self._charts_width + GAP if self.has_class("beside") else 0)
        fit = Columns.within(width)
        self._rows = rows(self._standing, view, self._open.__contains__)
        self.query_one("#heads", Static).update(heads(fit))
        tree.set_options([Option(row_content(row, fit, tree=view.is_tree), row.figures.id) for row in self._rows])
        tree.highlighted = 0 if self._rows else None
        if here:
            tree.go_to(here)
        self._tell()

    def _tell(self) -> None:
        row = self._here
        self.query_one("#about", Static).update(
            _about(row.figures)
            if row
            else Content.styled("Nothing fits. f, v and o change what is shown.", "$secondary")
        )
        self.refresh_bindings()

    @property
    def _here(self) -> OutlineRow | None:
        place = self.query_one(Rows).highlighted
        return self._rows[place] if place is not None and place < len(self._rows) else None

    @on(Rows.OptionHighlighted)
    def _moved(self) -> None:
        self._tell()

    @on(Rows.OptionSelected)
    def _selected(self) -> None:
        row = self._here
        if row and row.opens:
            self.action_unfold(not row.is_open)
        elif row:
            self.action_note()

    @on(Chooser.Turned)
    def _turned(self) -> None:
        self._show_rows()
        self.query_one(Rows).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "charts":
            return self.size.width < BESIDE
        if action == "note":
            return self._here is not None and isinstance(self._here.figures, GoalReport)
        return self._here is not None if action == "drill" else True

    def action_unfold(self, open_it: bool) -> None:  # noqa: FBT001 - as an action's parameter is written
        row = self._here
        if row is None or not self._view.is_tree:
            return
        if row.opens and row.is_open != open_it:
            (self._open.add if open_it else self._open.discard)(row.figures.id)
            self._show_rows()
        elif not open_it:
            self.query_one(Rows).go_to(row.figures.id.rpartition(".")[0])

    def action_turn(self, what: str) -> None:
        self.query_one(f"#{what}", Chooser).turn()

    def action_charts(self) -> None:
        self._charts_shown = not self._charts_shown
        self._lay_out()
        (self.query_one("#beside") if self._charts_shown else self.query_one(Rows)).focus()

    def action_drill(self) -> None:
        if self._here:
            self._room.drill(_goals(self._learner, self._here.figures))

    def action_note(self) -> None:
        from cspo_study.tui.sheets import note_sheet

        if self._here:
            self.app.push_screen(note_sheet(self._learner.catalog, GoalId(self._here.figures.id)))

    def action_leave(self) -> None:
        if self._charts_shown and not self.has_class("beside"):
            self.action_charts()
        else:
            self.dismiss(None)


def _goals(learner: Learner, figures: Figures) -> list[Goal]:
    """The goals under a domain, a topic, or the goal itself."""
    return [goal for identity, goal in learner.catalog.goals.items() if f"{identity}.".startswith(f"{figures.id}.")]


def _headline(found: Standing) -> Content:
    overall = found.overall
    facts = [saying.mastery(overall)]
    if overall.due:
        facts.append(f"{overall.due} due")
    if overall.answers:
        facts.append(saying.counted(overall.answers, "answer"))
    if found.streak.days:
        facts.append(f"{saying.counted(found.streak.days, 'day')} in a row")
    return Content.assemble(("Progress", "bold"), (f"   {' · '.join(facts)}", "$secondary"))


def _about(figures: Figures) -> Content:
    """The part under the cursor: what its mastery is, in words, and what it rests on."""
    level = f"   {figures.level}" if isinstance(figures, GoalReport) else ""
    name = Content.assemble((f"{figures.id} {one_line(figures.title)}", "bold"), (level, "$secondary"))
    lines = [name, Content.assemble((f"{_known(figures)}{saying.rests_on(figures)}", "$secondary"))]
    return Content("\n").join(lines)


def _known(figures: Figures) -> str:
    if not figures.answers:
        return ""
    doubt = " (still unsure)" if figures.high - figures.low > theme.WIDE else ""
    return f"About {percent(figures.mastery)} of fresh questions right today{doubt}. "
