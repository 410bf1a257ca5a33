"""The certificate's ledger on a screen."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import ClassVar

import msgspec
from textual.binding import Binding, BindingType

from cspo_study.content.certificate import requirements
from cspo_study.content.index import shipped_content
from cspo_study.errors import CspoError
from cspo_study.study.certificate import Ledger, Unit, load, save, standing, with_units, without_units
from cspo_study.study.learner import Learner
from cspo_study.study.tell_certificate import tell_certificate
from cspo_study.study.telling import Told, paragraph
from cspo_study.tui.sheets import WritingSheet
from cspo_study.tui.told import ToldScreen


class CertificateScreen(ToldScreen):
    """Course, issue and units, each entered in a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "course", "Course", id="certificate.course"),
        Binding("i", "issued", "Issue", id="certificate.issued"),
        Binding("u", "units", "Add units", id="certificate.units"),
        Binding("r", "remove", "Remove", id="certificate.remove"),
    ]
    heading = "The certificate itself"

    def __init__(self, learner: Learner, home: Path) -> None:
        super().__init__()
        self._learner = learner
        self._home = home

    def lines(self) -> Iterable[Told]:
        try:
            required = requirements(shipped_content())
            return tell_certificate(standing(load(self._home), required, self._learner.today()), required)
        except CspoError as error:
            return paragraph(f"{error.message} {error.hint}", "warn")

    def action_course(self) -> None:
        self._ask("The course: its first day, and its hours", "2026-12-15 14", _with_course)

    def action_issued(self) -> None:
        self._ask("The day of issue", "2026-12-20", _with_issue)

    def action_units(self) -> None:
        names = ", ".join(one.id for one in requirements(shipped_content()).categories)
        self._ask(f"Units: the day, how many, a category ({names}), a note", "2027-01-10 1.5 events User group", _more)

    def action_remove(self) -> None:
        self._ask("The number of the entry to take out", "1", lambda ledger, text: without_units(ledger, int(text)))

    def _ask(self, title: str, example: str, change: Callable[[Ledger, str], Ledger]) -> None:
        def typed(text: str | None) -> None:
            if text:
                self._change(change, text.strip(), example)

        self.app.push_screen(WritingSheet(title, "", example), typed)

    def _change(self, change: Callable[[Ledger, str], Ledger], text: str, example: str) -> None:
        try:
            save(self._home, change(load(self._home), text))
        except CspoError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
        except (ValueError, IndexError):
            self.notify(f"{text} does not fit. Expected a line such as {example}", severity="error", markup=False)
        self.show_lines()


def _with_course(ledger: Ledger, text: str) -> Ledger:
    day, _, hours = text.partition(" ")
    length = float(hours.replace(",", ".")) if hours.strip() else ledger.hours
    return msgspec.structs.replace(ledger, course=date.fromisoformat(day), hours=length)


def _with_issue(ledger: Ledger, text: str) -> Ledger:
    return msgspec.structs.replace(ledger, issued=date.fromisoformat(text))


def _more(ledger: Ledger, text: str) -> Ledger:
    day, units, category, *note = text.split()
    unit = Unit(date.fromisoformat(day), float(units.replace(",", ".")), category, " ".join(note))
    return with_units(ledger, unit, requirements(shipped_content()))
