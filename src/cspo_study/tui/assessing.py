"""The screens that say where one stands, by name: what Today's keys and the palette open."""

from collections.abc import Callable
from random import SystemRandom
from typing import NamedTuple

from cspo_study.study.placement import Placement, sofar
from cspo_study.study.session import Session
from cspo_study.tui.app import Room


class Place(NamedTuple):
    """A screen that can be opened: what it is called, what it is for, and the opening."""

    name: str
    help: str
    open: Callable[[Room], None]


def _exam(room: Room) -> None:
    from cspo_study.tui.exam import Assessing  # each screen is loaded when it is first wanted

    Assessing(room).open()


def _readiness(room: Room) -> None:
    from cspo_study.tui.readiness import ReadinessScreen

    room.open_screen(ReadinessScreen(room.learner))


def _plan(room: Room) -> None:
    from cspo_study.tui.plan import PlanScreen

    room.open_screen(PlanScreen(room.learner, room.places.config))


def _certificate(room: Room) -> None:
    from cspo_study.tui.certificate import CertificateScreen

    room.open_screen(CertificateScreen(room.learner, room.store.parent))


def _map(room: Room) -> None:
    from cspo_study.tui.placement import MapScreen

    room.open_screen(MapScreen(room.learner))


PLACES = {
    "exam": Place("Assessment", "A paper against the clock", _exam),
    "readiness": Place("Readiness", "What a fresh assessment would come to", _readiness),
    "plan": Place("Plan", "Each day up to a date", _plan),
    "map": Place("Where you stand", "The map of your placement", _map),
    "certificate": Place("Certificate", "Course, issue and units", _certificate),
}


def start_placement(room: Room) -> None:
    """Go on with the placement that stands open, or begin one; its map follows. A recent one shows its map at once."""
    from cspo_study.tui.placement import MapScreen, placement_session
    from cspo_study.tui.session import SessionScreen

    before = sofar(room.learner)
    if before.recent and not before.open:
        room.open_screen(MapScreen(room.learner))
        return
    placement = Placement(room.learner, SystemRandom())
    session: Session = placement_session(room.learner, placement)

    def left(_: None) -> None:
        if placement.answers:
            room.open_screen(MapScreen(room.learner))
        else:
            room.session_over()

    room.push_screen(SessionScreen(room.learner, session), left)
