"""Today: what to do now and why, the map of all goals, and the last weeks."""

from collections.abc import Callable
from random import SystemRandom
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from cspo_study.content.model import Goal, GoalId
from cspo_study.errors import CspoError
from cspo_study.study.exam_draft import in_words, time_left
from cspo_study.study.learner import Learner
from cspo_study.study.outline_map import GoalCell, OutlineMap, outline_map
from cspo_study.study.placement import open_answers
from cspo_study.study.plaintext import one_line
from cspo_study.study.shares import percent
from cspo_study.study.today import Today, days_to_workshop, last_weeks, today
from cspo_study.tui import theme
from cspo_study.tui.goal_map import WEEKDAYS, GoalMap, weeks_content
from cspo_study.tui.key_line import KeyLine
from cspo_study.tui.reading import paragraphs

if TYPE_CHECKING:
    from cspo_study.tui.app import StudyRoom

BESIDE, WIDEST = 70, 140
"""Columns from which the weeks stand beside the map, and what a goal is about beside both."""
FEW_WEEKS, MANY_WEEKS = 5, 12
OTHER_LINES = 13
"""Lines of the screen that are not the map."""
LEGEND = "· not asked yet   ◌ asked, still unsure   ○ ◔ ◑ ◕ ● from weak to strong"


class Choice(Static, can_focus=True):
    """One thing that can be started, in a line and its reason."""

    DEFAULT_CSS = """
    Choice { height: auto; margin: 0 0 1 0; padding: 0 0 0 2; }
    Choice:focus { border-left: outer $accent; padding: 0 0 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Start", id="today.choose"),
        Binding("down,j,right", "app.focus_next", "Down", show=False, id="today.down"),
        Binding("up,k,left", "app.focus_previous", "Up", show=False, id="today.up"),
    ]

    class Chosen(Message):
        """It was chosen."""

        def __init__(self, choice: "Choice") -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.display = False
        self._text = ("", "")

    def offer(self, headline: str, detail: str = "") -> None:
        """Show what it would start, and why."""
        self._text = (headline, detail)
        self.display = True
        self._draw()

    def _draw(self) -> None:
        headline, detail = self._text
        parts = [Content.styled(headline, "bold" if self.has_focus else "")]
        if detail:
            parts.append(Content.styled(detail, "$secondary"))
        self.update(Content("\n").join(parts))

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - Textual's form
        """The mark goes where the keys go."""
        super().watch_has_focus(has_focus)
        self._draw()

    def action_choose(self) -> None:
        self.post_message(self.Chosen(self))

    def on_click(self) -> None:
        self.action_choose()


class HomeScreen(Screen[None]):
    """The first screen. Reads the learner's state anew whenever it is shown."""

    CSS = """
    HomeScreen { layout: vertical; }
    #title { margin: 1 0; }
    #heads { color: $secondary; height: 1; }
    #mapped { height: auto; }
    #mapped.below { layout: vertical; }
    #map { width: auto; }
    #weeks { width: auto; margin: 0 0 0 2; }
    #mapped.below #weeks { margin: 1 0 0 0; }
    #aside { display: none; width: 1fr; max-width: 84; margin: 0 0 0 5; height: auto; }
    HomeScreen.-widest #aside { display: block; }
    #goal { height: auto; min-height: 2; margin: 1 0; }
    #notes { height: auto; color: $secondary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"drill({n})", f"Drill domain {n}", show=False, id=f"today.drill-{n}") for n in range(1, 9)),
        Binding("p", "open('progress')", "Progress", id="today.progress"),
        Binding("l", "open('library')", "Library", id="today.library"),
        Binding("a", "assess('exam')", "Assess", id="today.exam"),
        Binding("r", "assess('readiness')", "Readiness", show=False, id="today.readiness"),
        Binding("d", "assess('plan')", "Plan", show=False, id="today.plan"),
        Binding("w", "assess('map')", "Where you stand", show=False, id="today.map"),
        Binding("c", "assess('certificate')", "Certificate", show=False, id="today.certificate"),
        Binding("comma", "open('settings')", "Settings", key_display=",", id="today.settings"),
        Binding("slash", "open('library')", "Search the library", show=False, id="today.search"),
        Binding("question_mark", "app.keys", "Keys", key_display="?", id="today.keys"),
        Binding("x", "end_left", "End it", id="today.end-left"),
        Binding("u", "undo", "Take the last answer back", show=False, id="today.undo"),
        Binding("q,escape", "quit_room", "Quit", key_display="q", id="today.quit"),
    ]

    def __init__(self, learner: Learner, problems: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._learner = learner
        self._problems = problems
        self._plan = Today("", "", ())
        self._map = OutlineMap((), 0, 0)

    @property
    def _room(self) -> "StudyRoom":
        from cspo_study.tui.app import StudyRoom

        assert isinstance(self.app, StudyRoom)
        return self.app

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(id="title", markup=False)
            yield Choice("exam")
            yield Choice("resume")
            yield Choice("start")
            yield Choice("placement")
            yield Static("The map: 65 goals by domain and topic", id="heads", markup=False)
            with Horizontal(id="mapped"):
                yield GoalMap()
                yield Static(id="weeks")
                yield Static(id="aside")
            yield Static(id="goal")
            with Vertical(id="notes"):
                yield Static(LEGEND, markup=False)
                yield Static(id="problems", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        self.show_state()

    def show_state(self) -> None:
        """Put the learner's present state on the screen."""
        self._map = outline_map(self._learner)
        self._plan = today(self._learner, self._map, SystemRandom())
        self.query_one("#title", Static).update(self._title())
        self._offer()
        self.query_one("#problems", Static).update("\n".join(self._problems))
        self.query_one("#problems").display = bool(self._problems)
        self._lay_out()
        self._show_goal(None)
        first = next(choice for choice in self.query(Choice) if choice.display)
        first.focus(scroll_visible=False)
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    def _title(self) -> Content:
        day = self._learner.today()
        streak, workshop = self._learner.streak(), days_to_workshop(self._learner)
        parts = [f"{day:%A}, {day.day} {day:%B}"]
        if streak.days:
            parts.append(f"{streak.days} day{'s' if streak.days > 1 else ''} in a row")
        if workshop is not None:
            parts.append("your workshop is today" if workshop == 0 else f"{workshop} days to your workshop")
        return Content.assemble(("Today", "bold"), (f"   {' · '.join(parts)}", "$secondary"))

    def _offer(self) -> None:
        left = self._room.left_sitting.read()
        self._offer_exam()
        resume, start, placement = (self.query_one(f"#{name}", Choice) for name in ("resume", "start", "placement"))
        resume.display = left is not None
        if left:
            resume.offer(f"Go on where you were: question {left.number} of {left.total}", "Or press x to end it here.")
        start.offer(self._plan.headline, self._plan.detail)
        begun = open_answers(self._learner)
        placement.display = bool(begun) or (not self._map.answers and not left)
        if begun:
            placement.offer(f"Go on finding out where you stand: {begun} answers so far")
        elif placement.display:
            placement.offer("Or find out where you stand: 20 to 40 questions over all domains")

    def _offer_exam(self) -> None:
        """An assessment that is being taken comes before all else: its clock runs."""
        left = time_left(self._learner)
        choice = self.query_one("#exam", Choice)
        choice.display = left is not None
        if left is not None:
            rest = f"{in_words(left)} left" if left else "its time is up"
            choice.offer(f"Go on with your assessment: {rest}", "Its clock runs on while you are away.")

    def _lay_out(self) -> None:
        width = self.size.width
        lines = self.app.size.height - OTHER_LINES - 3 * (sum(choice.display for choice in self.query(Choice)) - 1)
        beside = width >= BESIDE
        self.query_one("#mapped").set_class(not beside, "below")
        weeks = min(max(FEW_WEEKS, (width - 80) // 2 - 4), MANY_WEEKS)
        calendar = 3 + 2 * weeks
        self.query_one(GoalMap).show_map(self._map, width - calendar - 2 if beside else width, lines)
        airy = lines >= 2 * len(WEEKDAYS)
        self.query_one("#weeks", Static).update(weeks_content(last_weeks(self._learner, weeks), airy=airy))
        head = "The map: 65 goals by domain and topic"
        before = self.query_one(GoalMap).drawn_width + 2
        self.query_one("#heads", Static).update(f"{head:{before}}Last weeks" if beside and before > len(head) else head)

    def on_resize(self) -> None:
        if self._map.domains:
            self._lay_out()

    def _show_goal(self, cell: GoalCell | None) -> None:
        self.query_one("#goal", Static).update(_about(cell) if cell else self._about_all())
        if self.app.size.width >= WIDEST:
            self.query_one("#aside", Static).update(self._beside(cell.goal) if cell else self._first_up())

    def _beside(self, goal: Goal) -> Content:
        """What the goal under the cursor is about."""
        note = self._learner.catalog.notes.get(GoalId(goal.id))
        parts = [Content.styled(one_line(goal.title), "bold"), Content(one_line(goal.statement))]
        if note:
            parts += [
                Content.styled(paragraphs(note.idea), "$secondary"),
                Content.styled("n opens its note", "$secondary"),
            ]
        return Content("\n\n").join(parts)

    def _first_up(self) -> Content:
        """What the sitting asks about."""
        goals = self._learner.catalog.goals
        asked = dict.fromkeys(GoalId(one.question.goal) for one in self._plan.picked)
        lines = [Content.assemble((f"{goal} ", "$secondary"), one_line(goals[goal].title)) for goal in asked]
        return Content("\n").join([Content.styled("What it asks about\n", "bold"), *lines])

    def _about_all(self) -> Content:
        if not self._map.answers:
            return Content.styled(
                "Tab or ↓ goes to the map: each goal can be drilled, and has a note to read.", "$secondary"
            )
        met = f"{_counted(self._map.answers, 'answer')} so far, {_counted(self._map.due, 'idea')} due."
        return Content.styled(f"{met} Tab or ↓ goes to the map.", "$secondary")

    @on(GoalMap.Moved)
    def _goal_moved(self, event: GoalMap.Moved) -> None:
        self._show_goal(event.cell)

    @on(GoalMap.Left)
    def _map_left(self) -> None:
        self.query_one("#start", Choice).focus()

    @on(GoalMap.Wanted)
    def _goal_wanted(self, event: GoalMap.Wanted) -> None:
        if event.what == "drill":
            self._room.drill([event.cell.goal])
            return
        from cspo_study.tui.sheets import note_sheet

        self.app.push_screen(note_sheet(self._learner.catalog, GoalId(event.cell.goal.id)))

    @on(Choice.Chosen)
    def _chosen(self, event: Choice.Chosen) -> None:
        starts: dict[str | None, Callable[[], None]] = {
            "exam": lambda: self._room.open_assessing("exam"),
            "resume": self._room.take_up,
            "placement": self._room.start_placement,
        }
        starts.get(event.choice.id, self._start)()

    def _start(self) -> None:
        if self._plan.picked:
            self._room.run_session(self._room.new_session(self._plan.picked, "study"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._room.left_sitting.read() is not None if action == "end_left" else True

    def action_drill(self, domain: int) -> None:
        self._room.drill(self._learner.catalog.goals_within(domain=str(domain)))

    def action_open(self, where: str) -> None:
        {
            "progress": self._room.open_progress,
            "library": self._room.open_library,
            "settings": self._room.open_settings,
        }[where]()

    def action_assess(self, what: str) -> None:
        self._room.open_assessing(what)

    def action_end_left(self) -> None:
        self._room.end_left()

    def action_undo(self) -> None:
        try:
            attempt = self._learner.undo()
        except CspoError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
            return
        if attempt is None:
            self.notify("There is no answer to take back.", timeout=4)
            return
        self.notify(f"Taken back: your last answer, on {attempt.question}.", timeout=6, markup=False)
        self.show_state()

    def action_quit_room(self) -> None:
        self.app.exit(0)


def _about(cell: GoalCell) -> Content:
    """The goal under the cursor: its name, and what is known of it."""
    if cell.answers:
        unsure = " (still unsure)" if cell.high - cell.low > theme.WIDE else ""
        known = f"about {percent(cell.mastery)}, between {percent(cell.low)} and {percent(cell.high)}{unsure}"
        facts = f"{known} · {_counted(cell.answers, 'answer')}" + (f" · {cell.due} due" if cell.due else "")
    else:
        facts = "not asked yet"
    name = f"{cell.goal.id} {one_line(cell.goal.title)}"
    return Content.assemble((name, "bold"), (f"   {cell.goal.level}", "$secondary"), f"\n{facts}")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
