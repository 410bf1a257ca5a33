"""What ctrl+p finds: every action of the place one is at and of the room, every goal, every term."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider

from cspo_study.content.model import GoalId, Term
from cspo_study.study.plaintext import one_line
from cspo_study.tui.app import Room, StudyRoom
from cspo_study.tui.assessing import PLACES
from cspo_study.tui.keys import is_ours, shown_key
from cspo_study.tui.sheets import note_sheet, term_sheet


class Command(NamedTuple):
    """One thing to find: its name, what it does, the doing, and whether it is offered before anything is typed."""

    name: str
    help: str
    run: Callable[[], object]
    unasked: bool = False


class Finder(Provider):
    """Offers commands by name."""

    @property
    def room(self) -> Room:
        """The app they act on."""
        assert isinstance(self.app, Room)
        return self.app

    def commands(self) -> Iterator[Command]:
        """All there is."""
        raise NotImplementedError

    async def discover(self) -> Hits:
        for command in self.commands():
            if command.unasked:
                yield DiscoveryHit(command.name, command.run, help=command.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self.commands():
            score = matcher.match(command.name)
            if score > 0:
                yield Hit(score, matcher.highlight(command.name), command.run, help=command.help)


class Actions(Finder):
    """What can be done here, and where else one can go."""

    def commands(self) -> Iterator[Command]:
        here = list(self._of_this_place())
        yield from here
        names = {command.name for command in here if command.unasked}
        yield from (command._replace(unasked=command.name not in names) for command in self._elsewhere())

    def _elsewhere(self) -> Iterator[Command]:
        room = self.room
        if isinstance(room, StudyRoom):
            yield Command("Progress", "What you know, and how sure that is", room.open_progress)
            yield Command("Library", "Notes, questions, terms, misconceptions", room.open_library)
            yield Command("Settings", "Change the room", room.open_settings)
            yield Command("Find out where you stand", "20 to 40 questions over all domains", room.start_placement)
            for what, place in PLACES.items():
                yield Command(place.name, place.help, partial(room.open_assessing, what))
            yield Command("First steps", "What this is, your date, your minutes", room.show_first_run)
        yield Command("Theme", "Choose other colours for now", room.search_themes)

    def _of_this_place(self) -> Iterator[Command]:
        """The keys that are shown are offered unasked: moving and scrolling is nothing to look for in a list."""
        named: set[str] = set()
        for node, binding, enabled, tooltip in self.screen.active_bindings.values():
            if enabled and is_ours(binding) and binding.description not in named:
                named.add(binding.description)
                run = partial(self.app.run_action, binding.action, node)
                told = tooltip or f"The key {shown_key(binding.key)} does this here"
                yield Command(binding.description, told, run, unasked=binding.show)


class Goals(Finder):
    """Every goal: its study note, or questions on it."""

    def commands(self) -> Iterator[Command]:
        room = self.room
        for identity, goal in room.learner.catalog.goals.items():
            name = f"{identity} {one_line(goal.title)}"
            yield Command(name, one_line(goal.statement), partial(self._read, identity))
            if isinstance(room, StudyRoom):
                yield Command(f"Drill {name}", "Ten questions on this goal", partial(room.drill, [goal]))

    def _read(self, goal: GoalId) -> None:
        self.app.push_screen(note_sheet(self.room.learner.catalog, goal))


class Terms(Finder):
    """Every term of the glossary."""

    def commands(self) -> Iterator[Command]:
        for term in self.room.learner.catalog.glossary.values():
            yield Command(one_line(term.term), one_line(term.definition), partial(self._read, term))

    def _read(self, term: Term) -> None:
        self.app.push_screen(term_sheet(self.room.learner.catalog, term))
