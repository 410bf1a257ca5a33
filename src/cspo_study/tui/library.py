"""Library: the syllabus with its notes and questions, terms, wrong ideas; and a search over all of it as one types."""

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Literal, cast, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from cspo_study.content.model import Goal, GoalId, QuestionId, Term
from cspo_study.study.history import Past, QuestionPast, pasts, questions_on
from cspo_study.study.learner import Learner
from cspo_study.study.misconceptions import Showing, showings
from cspo_study.study.report import Coverage, GoalReport, coverage
from cspo_study.study.search import Kind, Place, Shelf
from cspo_study.tui import library_rows
from cspo_study.tui.key_line import KeyLine
from cspo_study.tui.library_pages import goal_page, idea_page, question_page, term_page
from cspo_study.tui.library_rows import Entry
from cspo_study.tui.rows import Rows

if TYPE_CHECKING:
    from cspo_study.tui.app import Room

BESIDE = 92
"""Columns within the margins from which the page stands beside the list; below that it takes the list's place."""
GAP, WIDEST = 3, 88
"""Columns between the list and the page, and those that the page runs over at the most."""
MOST_FOUND = 60
"""Places a search lists: more letters find fewer."""
Shelved = Literal["syllabus", "terms", "misconceptions", "found", "here"]
NAMES: dict[Shelved, str] = {"syllabus": "Syllabus", "terms": "Terms", "misconceptions": "Misconceptions"}


class Tab(Static):
    """A part of the Library to turn to."""

    class Pressed(Message):
        """It was clicked."""

        def __init__(self, tab: "Tab") -> None:
            super().__init__()
            self.tab = tab

    def __init__(self, number: int, part: Shelved) -> None:
        super().__init__(classes="tab", markup=False)
        self.part = part
        self._number = number

    def show(self, *, chosen: bool) -> None:
        """Draw it as the one turned to, or not."""
        name = Content.styled(NAMES[self.part], "bold underline" if chosen else "$secondary")
        self.update(Content.assemble((str(self._number), "bold $accent"), " ", name))

    def on_click(self) -> None:
        self.post_message(self.Pressed(self))


class LibraryScreen(Screen[None]):
    """A list and a page. Opened at a goal, a term or a search, esc leads straight back."""

    CSS = """
    LibraryScreen { layout: vertical; }
    #library-head { height: 1; margin: 1 0 0 0; }
    #library-head .tab { width: auto; margin: 0 3 0 0; }
    #library-title { width: auto; margin: 0 3 0 0; text-style: bold; }
    #search { margin: 1 0 0 0; border: none; height: 1; padding: 0; background: $background; }
    #search:focus { border: none; background: $panel; }
    #search > .input--placeholder { color: $secondary; }
    #searching { height: 1; color: $secondary; }
    #shelves { height: 1fr; margin: 1 0 0 0; }
    #listed { width: 100%; }
    #page-room { width: 1fr; padding: 0 1 0 0; }
    #library-page { height: auto; max-width: 88; link-color: $primary; link-style: underline;
        link-color-hover: $foreground; link-background-hover: $panel; link-style-hover: underline; }
    LibraryScreen.beside #listed { width: 44%; max-width: 72; }
    LibraryScreen.beside #page-room { margin: 0 0 0 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", key_display="/", id="library.search"),
        *(
            Binding(str(number), f"turn_to('{part}')", NAMES[part], show=False, id=f"library.{part}")
            for number, part in enumerate(NAMES, start=1)
        ),
        Binding("right", "unfold(True)", "Open", key_display="→", id="library.unfold"),
        Binding("left", "unfold(False)", "Close", show=False, id="library.fold"),
        Binding("g", "terms_here", "Terms here", id="library.terms-here"),
        Binding("d", "drill", "Drill", id="library.drill"),
        Binding("tab", "other_side", "To the page", show=False, id="library.other-side"),
        Binding("backspace", "back", "Back to what was read before", show=False, id="library.back"),
        Binding("question_mark", "app.keys", "Keys", key_display="?", id="library.keys"),
        Binding("escape", "leave", "Back", key_display="esc", id="library.leave"),
        Binding("q", "leave", "Back", show=False, id="library.leave-too"),
    ]

    def __init__(
        self, learner: Learner, goal: str | None = None, term: str | None = None, query: str | None = None
    ) -> None:
        super().__init__()
        self._learner = learner
        self._at = Place("goal", goal) if goal else Place("term", term) if term else None
        self._query = query or ""
        self._part: Shelved = "terms" if term else "syllabus"
        self._entries: list[Entry] = []
        self._open: set[str] = set()
        self._reading: Place | None = None
        self._read: list[Place] = []
        self._on_page = False
        self._laid_out_for = 0

    @property
    def _room(self) -> "Room":
        from cspo_study.tui.app import Room

        assert isinstance(self.app, Room)
        return self.app

    # --- what there is ------------------------------------------------------------------------------------------------

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self._learner.catalog)

    @cached_property
    def _report(self) -> Coverage:
        return coverage(self._learner)

    @cached_property
    def _pasts(self) -> dict[QuestionId, tuple[Past, ...]]:
        return pasts(self._learner)

    @cached_property
    def _showings(self) -> list[Showing]:
        return showings(self._learner)

    def _questions_on(self, goal: str) -> list[QuestionPast]:
        return questions_on(self._learner, goal, self._pasts)

    def _forget(self) -> None:
        """What is derived from answers is read anew."""
        for name in ("_report", "_pasts", "_showings"):
            self.__dict__.pop(name, None)

    # --- laying out ---------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        with Horizontal(id="library-head"):
            yield Static("Library", id="library-title", markup=False)
            for number, part in enumerate(NAMES, start=1):
                yield Tab(number, part)
        yield Input(self._query, placeholder="/ searches notes, terms, misconceptions and questions", id="search")
        yield Static(id="searching", markup=False)
        with Horizontal(id="shelves"):
            with Vertical(id="listed"):
                yield Rows(id="shelf", markup=False)
            with VerticalScroll(id="page-room"):
                yield Static(id="library-page", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        self._lay_out()
        if self._at:
            self._go_to(self._at)
        elif self._query:
            self._search(self._query)
        self.query_one(Rows).focus()

    def on_screen_resume(self) -> None:
        """Back from a sitting, what is known has moved."""
        if self._laid_out_for:
            self._forget()
            self._list()
            self._show_page()

    def on_resize(self) -> None:
        if self._laid_out_for and self._laid_out_for != self.size.width:
            self._lay_out()

    @property
    def _beside(self) -> bool:
        return self.size.width >= BESIDE

    def _lay_out(self) -> None:
        """All of it, for the width there is."""
        self._laid_out_for = self.size.width
        self._turn_sides()
        self._list()
        self._show_page()

    def _turn_sides(self) -> None:
        """The list, the page, or both."""
        self.set_class(self._beside, "beside")
        listed = self._beside or not self._on_page
        for name in ("#listed", "#search", "#searching"):
            self.query_one(name).display = listed
        self.query_one("#page-room").display = self._beside or self._on_page

    @property
    def _width(self) -> int:
        """Cells that a row of the list has."""
        return (min(int(self.size.width * 0.44), 72) if self._beside else self.size.width) - 1

    @property
    def _page_width(self) -> int:
        """Cells that a line of the page has: what the list, the gap and the scroll bar leave."""
        return min(self.size.width - (self._width + 1 + GAP if self._beside else 0) - 2, WIDEST)

    def _list(self) -> None:
        """Put the part turned to into the list, its cursor where it was."""
        shelf = self.query_one(Rows)
        here = shelf.highlighted_option.id if shelf.highlighted_option else None
        self._entries = list(self._entries_of(self._part))
        shelf.set_options([Option(one.content, one.id, disabled=self._is_head(one)) for one in self._entries])
        shelf.highlighted = next((n for n, one in enumerate(self._entries) if not self._is_head(one)), None)
        if here and self._part != "found":
            shelf.go_to(here)
        for tab in self.query(Tab):
            tab.show(chosen=tab.part == self._part)
        self._tell()

    @staticmethod
    def _is_head(entry: Entry) -> bool:
        return entry.place is None and not entry.opens

    def _entries_of(self, part: Shelved) -> list[Entry]:
        catalog, width = self._learner.catalog, self._width
        match part:
            case "terms":
                return list(library_rows.terms(catalog.glossary, width))
            case "misconceptions":
                return list(library_rows.ideas(self._showings, width))
            case "found":
                return list(library_rows.found(self._shelf.search(self._query, MOST_FOUND), width))
            case "here":
                return list(library_rows.terms(self._mentioned(), width))
        is_open = self._open.__contains__
        return list(library_rows.syllabus(catalog, self._report, is_open, self._questions_on, width))

    def _mentioned(self) -> list[Term]:
        """The terms in what is being read, but itself."""
        page = " ".join(str(self.query_one("#library-page", Static).content).split())
        own = self._reading.id if self._reading and self._reading.kind == "term" else None
        return [term for term in self._learner.catalog.terms_in(page) if term.id != own]

    def _tell(self) -> None:
        """The line under the search: what the list holds."""
        count = sum(one.place is not None for one in self._entries)
        words = {
            "syllabus": "→ opens a branch, ← closes it; under a goal are its questions",
            "terms": f"{count} terms",
            "misconceptions": "Wrong ideas that your answers showed" if count else "Your answers have shown none yet.",
            "found": _found(count),
            "here": f"{count} terms in what you read" if count else "No other term is spoken of here.",
        }
        self.query_one("#searching", Static).update(words[self._part])
        self.refresh_bindings()

    # --- going about --------------------------------------------------------------------------------------------------

    @property
    def _here(self) -> Entry | None:
        place = self.query_one(Rows).highlighted
        return self._entries[place] if place is not None and place < len(self._entries) else None

    @on(Rows.OptionHighlighted)
    def _moved(self) -> None:
        place = self._here.place if self._here else None
        if self._beside and place and place != self._reading and self._part != "here":
            self._show(place)
        self.refresh_bindings()

    @on(Rows.OptionSelected)
    def _selected(self) -> None:
        entry = self._here
        if entry is None:
            return
        if entry.place:
            self._read_on(entry.place)
        elif entry.opens:
            self.action_unfold(not entry.is_open)

    def _read_on(self, place: Place) -> None:
        """Read a place, with the page in front."""
        if self._reading and self._reading != place:
            self._read.append(self._reading)
        self._show(place)
        self._on_page = True
        self._turn_sides()
        self.query_one("#page-room").focus()

    def _show(self, place: Place) -> None:
        self._reading = place
        self._show_page()
        self.query_one("#page-room", VerticalScroll).scroll_home(animate=False)

    def _show_page(self) -> None:
        page = self._page_of(self._reading) if self._reading else Content("")
        self.query_one("#library-page", Static).update(page)
        self.refresh_bindings()

    def _page_of(self, place: Place) -> Content:
        catalog = self._learner.catalog
        match place.kind:
            case "goal":
                return goal_page(catalog, self._goal_report(place.id), self._questions_on(place.id), self._page_width)
            case "term":
                return term_page(catalog, place.id, self._page_width)
            case "misconception":
                showing = next((one for one in self._showings if one.misconception.id == place.id), None)
                return idea_page(catalog, place.id, showing, self._page_width)
        heading = catalog.headings[QuestionId(place.id)]
        row = QuestionPast(heading, self._pasts.get(QuestionId(place.id), ()))
        marks, flagged = self._room.marks, place.id in self._room.marks.flagged
        return question_page(catalog, row, marks.notes.get(place.id, ""), flagged=flagged, width=self._page_width)

    def _goal_report(self, goal: str) -> GoalReport:
        goals = (one for domain in self._report.domains for topic in domain.topics for one in topic.goals)
        return next(one for one in goals if one.id == goal)

    def _go_to(self, place: Place) -> None:
        """Open the list where a place stands, and read it."""
        if place.kind == "goal":
            self._open |= {place.id.partition(".")[0], place.id.rpartition(".")[0]}
        self._part = "terms" if place.kind == "term" else "syllabus"
        self._list()
        self.query_one(Rows).go_to(place.id if place.kind == "goal" else f"term:{place.id}")
        self._read_on(place)

    @on(Tab.Pressed)
    def _tab_pressed(self, event: Tab.Pressed) -> None:
        self.action_turn_to(event.tab.part)

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        self._search(event.value)

    def _search(self, typed: str) -> None:
        self._query = typed
        self._part = "found" if typed.strip() else "syllabus"
        self._show_list()

    def _show_list(self) -> None:
        self._on_page = False
        self._turn_sides()
        self._list()

    @on(Input.Submitted, "#search")
    def _search_submitted(self) -> None:
        self.query_one(Rows).focus()

    # --- keys ---------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        here = self._here if self.query(Rows) else None
        if action == "unfold":
            return self._part == "syllabus" and here is not None
        if action == "drill":
            return bool(self._goals_here())
        return self._reading is not None if action == "terms_here" else True

    def action_search(self) -> None:
        self._show_list()
        self.query_one("#search", Input).focus()
        self.call_after_refresh(lambda: self._shelf)  # ready before the first letter

    def action_turn_to(self, part: str) -> None:
        assert part in get_args(Shelved)
        self._part = cast("Shelved", part)
        self._show_list()
        self.query_one(Rows).focus()

    def action_unfold(self, open_it: bool) -> None:  # noqa: FBT001 - as an action's parameter is written
        entry = self._here
        if entry is None or self._part != "syllabus":
            return
        if entry.opens and entry.is_open != open_it:
            (self._open.add if open_it else self._open.discard)(entry.id)
            self._list()
        elif not open_it:
            self.query_one(Rows).go_to(self._above(entry))

    def _above(self, entry: Entry) -> str:
        if entry.place and entry.place.kind == "question":
            return self._learner.catalog.headings[QuestionId(entry.id)].goal
        return entry.id.rpartition(".")[0]

    def action_terms_here(self) -> None:
        self._part = "here"
        self._show_list()
        self.query_one(Rows).focus()

    def action_look(self, kind: str, identity: str) -> None:
        """A link on the page was followed."""
        self._read_on(Place(cast("Kind", kind), identity))

    def action_back(self) -> None:
        if self._read:
            self._show(self._read.pop())

    def action_other_side(self) -> None:
        page = self.query_one("#page-room")
        if self._beside or self._on_page:
            (self.query_one(Rows) if page.has_focus else page).focus()

    def action_drill(self) -> None:
        self._room.drill(self._goals_here())

    def _goals_here(self) -> list[Goal]:
        """The goals that drilling would ask about: those under the cursor, or of what is read."""
        catalog, entry = self._learner.catalog, self._here if self.query(Rows) else None
        place = self._reading if self._on_page else entry.place if entry else None
        if place and place.kind == "question":
            return [catalog.goals[GoalId(catalog.headings[QuestionId(place.id)].goal)]]
        if place:
            return [catalog.goals[GoalId(place.id)]] if place.kind == "goal" else []
        if entry is None or not entry.opens:
            return []
        return [goal for name, goal in catalog.goals.items() if name.startswith(f"{entry.id}.")]

    def action_leave(self) -> None:
        """One step back: from the page to the list, from what was found to the syllabus, from there out."""
        if self._at and self._reading == self._at:
            self.dismiss(None)
        elif self._on_page:
            self._on_page = False
            self._turn_sides()
            self.query_one(Rows).focus()
        elif self._part in ("found", "here") or self.query_one("#search", Input).has_focus:
            self.query_one("#search", Input).value = ""
            self.action_turn_to("syllabus")
        else:
            self.dismiss(None)


def _found(count: int) -> str:
    if not count:
        return "Nothing found. Fewer letters find more."
    return f"{count} found" if count < MOST_FOUND else f"The best {count}; more letters find fewer"
