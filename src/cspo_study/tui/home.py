"""Home: what to do now, and the seven domains at a glance."""

from random import SystemRandom
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from cspo_study.errors import CspoError
from cspo_study.study import picking
from cspo_study.study.learner import Learner
from cspo_study.study.report import DomainReport, coverage
from cspo_study.study.today import today

if TYPE_CHECKING:
    from cspo_study.tui.app import Room

BAR_WIDTH = 12


class Row(Static):
    """One line that can be chosen: the session worth starting, or a domain to drill."""

    class Chosen(Message):
        """A row was clicked."""

        def __init__(self, row: "Row") -> None:
            super().__init__()
            self.row = row

    def __init__(self, domain: str | None) -> None:
        super().__init__(classes="row")
        self.domain = domain

    def on_click(self) -> None:
        self.post_message(self.Chosen(self))


class HomeScreen(Screen[None]):
    """The first screen. Reads the report anew whenever it is shown."""

    CSS = """
    HomeScreen { layout: vertical; }
    #title { margin: 1 0; padding: 0 1; }
    .row { padding: 0 1; height: auto; }
    .row.here { background: $block-cursor-background; }
    #heads { margin: 1 0 0 0; padding: 0 1; color: $secondary; }
    #note { margin: 1 0; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Start", id="home.choose"),
        Binding("down,j", "move(1)", "Down", show=False, id="home.down"),
        Binding("up,k", "move(-1)", "Up", show=False, id="home.up"),
        *(Binding(str(n), f"drill({n})", f"Drill domain {n}", show=False, id=f"home.drill-{n}") for n in range(1, 8)),
        Binding("1-7", "ignore", "Drill a domain", key_display="1–7", id="home.drill-hint"),
        Binding("u", "undo", "Undo", show=False, id="home.undo"),
        Binding("q,escape", "quit_room", "Quit", id="home.quit"),
    ]

    def __init__(self, learner: Learner) -> None:
        super().__init__()
        self._learner = learner
        self._here = 0

    @property
    def _room(self) -> "Room":
        from cspo_study.tui.app import Room

        assert isinstance(self.app, Room)
        return self.app

    def compose(self) -> ComposeResult:
        yield Static(id="title", classes="heading", markup=False)
        with VerticalScroll(can_focus=False):
            yield Row(None)
            yield Static(id="heads", markup=False)
            for domain in self._learner.catalog.pack.domains:
                yield Row(domain.id)
            yield Static(id="note", classes="quiet", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.show_state()

    def show_state(self) -> None:
        """Put the learner's present state on the screen."""
        report = coverage(self._learner)
        plan = today(self._learner, report)
        rows = list(self.query(Row))
        days = report.streak.days
        in_a_row = f" · {days} day{'s' if days > 1 else ''} in a row" if days else ""
        self.query_one("#title", Static).update(f"cspo · the Product Owner's study room{in_a_row}")
        rows[0].update(_start_line(plan.headline, plan.detail))
        self.query_one("#heads", Static).update(_columns("", "", "seen", "mastery", "due", self.size.width))
        for row, domain in zip(rows[1:], report.domains, strict=True):
            row.update(_domain_line(domain, self.size.width))
        self.query_one("#note", Static).update(
            "Mastery is cautious: what was never asked about counts as not known yet."
        )
        self._mark()

    def on_resize(self) -> None:
        self.show_state()

    def _mark(self) -> None:
        for number, row in enumerate(self.query(Row)):
            row.set_class(number == self._here, "here")

    def action_move(self, step: int) -> None:
        self._here = (self._here + step) % len(self.query(Row))
        self._mark()
        self.query(Row)[self._here].scroll_visible(animate=False)

    def action_choose(self) -> None:
        self._start(self.query(Row)[self._here].domain)

    def action_drill(self, domain: int) -> None:
        self._start(str(domain))

    def action_ignore(self) -> None:
        """The hint in the footer is no key."""

    def action_undo(self) -> None:
        try:
            attempt = self._learner.undo()
        except CspoError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
            return
        if attempt is None:
            self.notify("There is no answer to take back.", timeout=4)
            return
        self.notify(f"Taken back: your last answer, on {attempt.question}.", timeout=6)
        self.show_state()

    def action_quit_room(self) -> None:
        self.app.exit(0)

    @on(Row.Chosen)
    def _row_chosen(self, event: Row.Chosen) -> None:
        self._here = list(self.query(Row)).index(event.row)
        self._mark()
        self._start(event.row.domain)

    def _start(self, domain: str | None) -> None:
        dice = SystemRandom()
        if domain is None:
            questions = picking.recommended(self._learner, dice)
        else:
            goals = self._learner.catalog.goals_within(domain=domain)
            questions = picking.drill(self._learner, goals, [], dice, picking.SITTING)
        if not questions:
            self.notify("There are no questions in this domain yet.", timeout=4)
            return
        self._room.run_session(self._room.new_session(questions, "study" if domain is None else "quiz"))


def _start_line(headline: str, detail: str) -> Content:
    return Content.assemble(("▶ ", "$accent"), (headline, "bold"), (f"\n  {detail}", "$secondary"))


def _domain_line(domain: DomainReport, width: int) -> Content:
    if not domain.questions:
        return _columns(domain.id, domain.title, "", "no questions yet", "", width, quiet=True)
    bar = mastery_bar(domain.mastery) if domain.answers else "not asked yet"
    return _columns(domain.id, domain.title, f"{domain.seen}/{domain.questions}", bar, str(domain.due or "–"), width)


def mastery_bar(share: float) -> str:
    """A share of 1 as a bar and a number."""
    filled = round(share * BAR_WIDTH)
    return "━" * filled + "╌" * (BAR_WIDTH - filled) + f" {share:4.0%}"


def _columns(number: str, title: str, seen: str, bar: str, due: str, width: int, *, quiet: bool = False) -> Content:
    room = max(20, min(46, width - 46))
    name = title if len(title) <= room else title[: room - 1] + "…"
    line = f"{number:2} {name:{room}} {seen:>8}  {bar:{BAR_WIDTH + 6}} {due:>4}"
    return Content.styled(line, "$secondary") if quiet else Content(line)
