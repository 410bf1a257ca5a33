"""The outline as rows to go through: opened or closed, filtered and sorted."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from cspo_study.study.report import Coverage, DomainReport, Figures, GoalReport, TopicReport

Show = Literal["all", "due", "weak", "unsure", "not met"]
Order = Literal["outline", "weakest", "least sure", "most due", "most answers"]
SHOWN: tuple[Show, ...] = ("all", "due", "weak", "unsure", "not met")
ORDERS: tuple[Order, ...] = ("outline", "weakest", "least sure", "most due", "most answers")
LEVELS = ("all", "describe", "apply", "analyze")
WEAK = 0.7
"""Mastery below which a goal that was asked about counts as weak."""
UNSURE = 0.4
"""An interval wider than this is an estimate to be doubted."""


class View(NamedTuple):
    """How the outline is looked at."""

    show: Show = "all"
    level: str = "all"
    order: Order = "outline"

    @property
    def is_tree(self) -> bool:
        """Whether topics and domains stand above their goals; any other order is one of goals alone."""
        return self.order == "outline"


class OutlineRow(NamedTuple):
    """One row: its depth from 0, its figures, and whether it can be opened and is open."""

    depth: int
    figures: Figures
    opens: bool
    is_open: bool


def rows(report: Coverage, view: View, is_open: Callable[[str], bool]) -> list[OutlineRow]:
    """The rows to show. In a filtered tree only branches with something in them are left, and all are open."""
    if not view.is_tree:
        goals = [goal for domain in report.domains for topic in domain.topics for goal in topic.goals]
        kept = [goal for goal in goals if fits(goal, view)]
        return [OutlineRow(0, goal, opens=False, is_open=False) for goal in sorted(kept, key=_rank(view.order))]
    filtered = view.show != "all" or view.level != "all"
    return [
        row for domain in report.domains for row in _branch(domain, 0, view, lambda name: filtered or is_open(name))
    ]


def _branch(
    part: DomainReport | TopicReport | GoalReport, depth: int, view: View, is_open: Callable[[str], bool]
) -> Iterator[OutlineRow]:
    if isinstance(part, GoalReport):
        if fits(part, view):
            yield OutlineRow(depth, part, opens=False, is_open=False)
        return
    parts: tuple[TopicReport | GoalReport, ...] = part.topics if isinstance(part, DomainReport) else part.goals
    below = [row for one in parts for row in _branch(one, depth + 1, view, is_open)]
    if below:
        opened = is_open(part.id)
        yield OutlineRow(depth, part, opens=True, is_open=opened)
        yield from below if opened else ()


def fits(goal: GoalReport, view: View) -> bool:
    """Whether a goal is among those looked for."""
    if view.level not in ("all", goal.level):
        return False
    match view.show:
        case "due":
            return goal.due > 0
        case "weak":
            return goal.answers > 0 and goal.mastery < WEAK
        case "unsure":
            return goal.answers > 0 and goal.high - goal.low > UNSURE
        case "not met":
            return goal.answers == 0
    return True


def _rank(order: Order) -> Callable[[GoalReport], tuple[float, ...]]:
    """Goals never asked about come last wherever something is measured."""
    match order:
        case "weakest":
            return lambda goal: (goal.answers == 0, goal.mastery)
        case "least sure":
            return lambda goal: (goal.answers == 0, goal.low - goal.high)
        case "most due":
            return lambda goal: (-goal.due, -goal.answers)
    return lambda goal: (-goal.answers,)
