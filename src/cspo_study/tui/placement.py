"""Finding out where one stands: the questions as in any sitting, then the map."""

from collections.abc import Iterable
from random import SystemRandom
from time import monotonic

from cspo_study.study.learner import Learner
from cspo_study.study.placement import Placement, map_of
from cspo_study.study.session import Session
from cspo_study.study.tell_map import tell_map
from cspo_study.study.telling import Told
from cspo_study.tui.app import Room
from cspo_study.tui.told import ToldScreen


class MapScreen(ToldScreen):
    """What is known, what isn't, what is unsure, and where to begin."""

    heading = "Where you stand"

    def __init__(self, learner: Learner) -> None:
        super().__init__()
        self._learner = learner

    def lines(self) -> Iterable[Told]:
        return tell_map(map_of(self._learner))


def placement_session(learner: Learner, placement: Placement) -> Session:
    """The sitting that a placement is."""
    return Session(learner, [], "diagnostic", SystemRandom(), monotonic, more=placement.draw, most=placement.left)


class PlacementRoom(Room):
    """`cspo diagnose` in a terminal: the questions that are left, then the map."""

    def __init__(self, learner: Learner, placement: Placement) -> None:
        super().__init__(learner)
        self._placement = placement

    def on_mount(self) -> None:
        super().on_mount()
        self.run_session(placement_session(self.learner, self._placement))

    def session_left(self, session: Session) -> None:
        if self._placement.answers:
            self.push_screen(MapScreen(self.learner), lambda _: self.session_over())
        else:
            self.session_over()

    def session_over(self) -> None:
        self.exit(0)
