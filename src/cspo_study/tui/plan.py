"""The plan on a screen: another date or other minutes make another plan at once."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from cspo_study.errors import CspoError
from cspo_study.study.learner import Learner
from cspo_study.study.plan import MOST_MINUTES, plan
from cspo_study.study.settings import change_settings
from cspo_study.study.tell_plan import tell_plan
from cspo_study.study.telling import Told, paragraph
from cspo_study.tui.sheets import WritingSheet
from cspo_study.tui.told import ToldScreen

STEP = 5
"""Minutes by which a key changes the day's."""
FEWEST = 5
"""The fewest minutes a day that the settings take."""
USUAL_DAYS = 28


class PlanScreen(ToldScreen):
    """What to do each day. `config` is the folder of the settings, which keep date and minutes when asked to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign", f"minutes({STEP})", "More", key_display="+", id="plan.more"),
        Binding("minus", f"minutes({-STEP})", "Fewer", key_display="-", id="plan.fewer"),
        Binding("d", "date", "Date", id="plan.date"),
        Binding("e", "every_day", "Every day", id="plan.every-day"),
        Binding("K,enter", "keep", "Keep", key_display="⏎", id="plan.keep"),
    ]
    heading = "Plan"

    def __init__(self, learner: Learner, config: Path, day: date | None = None, minutes: int | None = None) -> None:
        super().__init__()
        self._learner = learner
        self._config = config
        self._day = day or self._first_day()
        self._minutes = minutes or learner.settings.minutes
        self._every_day = False

    def _first_day(self) -> date:
        workshop, today = self._learner.settings.workshop, self._learner.today()
        return workshop if workshop and workshop > today else today + timedelta(days=USUAL_DAYS)

    @property
    def _kept(self) -> bool:
        settings = self._learner.settings
        return (settings.workshop, settings.minutes) == (self._day, self._minutes)

    def lines(self) -> Iterable[Told]:
        try:
            found = plan(self._learner, self._day, self._minutes)
        except CspoError as error:
            return paragraph(f"{error.message} {error.hint}", "warn")
        return tell_plan(found, kept=self._kept, every_day=self._every_day)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not (action == "keep" and self._kept)

    def action_minutes(self, step: int) -> None:
        self._minutes = min(max(self._minutes + step, FEWEST), MOST_MINUTES)
        self._replan()

    def action_every_day(self) -> None:
        self._every_day = not self._every_day
        self._replan()

    def action_date(self) -> None:
        sheet = WritingSheet("The day to be strongest on", self._day.isoformat(), "2026-12-15")
        self.app.push_screen(sheet, self._dated)

    def _dated(self, text: str | None) -> None:
        if not text:
            return
        try:
            self._day = date.fromisoformat(text.strip())
        except ValueError:
            self.notify(f"{text} is no day. Expected one such as 2026-12-15.", severity="error", markup=False)
            return
        self._replan()

    def action_keep(self) -> None:
        try:
            changed = change_settings(self._config, {"workshop": self._day, "minutes": self._minutes})
        except CspoError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
            return
        self._learner.settings = changed
        self.notify("Kept: study and today aim at it.", timeout=4)
        self._replan()

    def _replan(self) -> None:
        self.show_lines()
        self.refresh_bindings()
