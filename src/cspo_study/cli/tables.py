"""Reports as Rich tables."""

from textwrap import wrap

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cspo_study.study import saying
from cspo_study.study.report import Coverage, DomainReport, Figures, GoalReport
from cspo_study.study.shares import percent
from cspo_study.study.standing import Standing
from cspo_study.study.streak import Streak

BAR_WIDTH = 6
HEAD = 15
"""Columns for the heads of what stands below the table."""


def print_coverage(report: Coverage) -> None:
    """All domains, and what to do next."""
    table = _table("Domain")
    for domain in report.domains:
        table.add_row(domain.id, Text(domain.title), *_cells(domain))
    table.add_section()
    table.add_row("", Text(report.overall.title, style="bold"), *_cells(report.overall))
    console = Console()
    console.print(table)
    for line in (_streak(report.streak), _next_step(report.overall), ""):
        console.print(line, style="dim", highlight=False)


def print_looking_back(report: Standing) -> None:
    """What goes beside the tree: levels, reviews ahead, retention, confidence, time."""
    console = Console()
    room = max(console.width - HEAD - 1, 20)
    for head, text in saying.looking_back(report):
        for number, line in enumerate(wrap(text, room)):
            console.print(Text.assemble((f"{'' if number else head:{HEAD}}", "dim"), line), highlight=False)


def print_domain(report: DomainReport) -> None:
    """One domain: topics, goals and their concepts' gaps."""
    table = _table(f"Domain {report.id}: {report.title}")
    for topic in report.topics:
        table.add_row(topic.id, Text(topic.title, style="bold"), *_cells(topic))
        for goal in topic.goals:
            table.add_row(goal.id, Text(goal.title), *_cells(goal))
        table.add_section()
    table.add_row("", Text("Together", style="bold"), *_cells(report))
    console = Console()
    console.print(table)
    goals = [goal for topic in report.topics for goal in topic.goals]
    for line in _open_concepts(goals):
        console.print(line, style="dim", highlight=False)


def _table(title: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.add_column("", style="dim", no_wrap=True)
    table.add_column(title, overflow="fold")
    for name in ("Seen", "Right", "Mastery", "Due"):
        table.add_column(name, justify="left" if name == "Mastery" else "right", no_wrap=True)
    return table


def _cells(figures: Figures) -> tuple[Text, ...]:
    if not figures.questions:
        return (
            Text("–", style="dim"),
            Text("–", style="dim"),
            Text("no questions yet", style="dim"),
            Text("–", style="dim"),
        )
    right = "–" if figures.right is None else percent(figures.right)
    return (
        Text(f"{figures.seen}/{figures.questions}"),
        Text(right),
        Text(
            mastery_bar(figures) if figures.answers else "not asked yet",
            style="" if figures.answers else "dim",
        ),
        Text(str(figures.due or "–"), style="yellow" if figures.due else "dim"),
    )


def mastery_bar(figures: Figures) -> str:
    """Mastery as a bar, a number and its interval."""
    filled = round(figures.mastery * BAR_WIDTH)
    return "█" * filled + "░" * (BAR_WIDTH - filled) + f" {saying.mastery(figures)}"


def _streak(streak: Streak) -> str:
    if not streak.days:
        return f"Longest row of days: {streak.longest}." if streak.longest else "No day with an answer yet."
    unit = "day" if streak.days == 1 else "days"
    rest = "" if streak.today else ", and nothing today yet"
    return f"{streak.days} {unit} in a row{rest}. Longest: {streak.longest}."


def _next_step(overall: Figures) -> str:
    if not overall.answers:
        return "Nothing answered yet. Start with: cspo study"
    if overall.due:
        return f"{overall.due} concept{'s are' if overall.due > 1 else ' is'} due. Go on with: cspo study"
    return "Nothing is due. Meet something new with: cspo study"


def _open_concepts(goals: list[GoalReport]) -> list[str]:
    """The weakest goal's concepts that are weak or were never asked about, named."""
    asked = [goal for goal in goals if goal.questions and goal.answers]
    if not asked:
        return ["Nothing answered here yet."]
    weakest = min(asked, key=lambda goal: goal.mastery)
    names = [concept.name for concept in weakest.concept_reports if concept.mastery < 0.5]
    return [f"Weakest so far: {weakest.id} {weakest.title}. Look again at: {'; '.join(names)}."] if names else []
