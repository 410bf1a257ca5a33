"""What the Library lists: the syllabus as a tree with its questions, terms, wrong ideas, and what a search found."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from textwrap import shorten
from typing import NamedTuple

from textual.content import Content

from cspo_study.content.catalog import Catalog
from cspo_study.content.glossary import folded
from cspo_study.content.model import QuestionId, Term
from cspo_study.study.history import Past, QuestionPast
from cspo_study.study.misconceptions import Showing
from cspo_study.study.misconceptions import Standing as Hold
from cspo_study.study.plaintext import columns, cut, one_line, padded
from cspo_study.study.report import Coverage, Figures, GoalReport
from cspo_study.study.search import Hit, Place
from cspo_study.tui import theme

KIND_WORDS = {"goal": "Goal", "term": "Term", "misconception": "Idea", "question": "Question"}
HOLDS: tuple[tuple[Hold, str, str, str], ...] = (
    ("held", "Held", theme.WRONG, "$error"),
    ("shaken", "Shaken: resisted once since", theme.PARTLY, "$accent"),
    ("got over", "Got over", theme.RIGHT, "$success"),
)


class Entry(NamedTuple):
    """One line: an id within the list, what to read at it (None for a head), and whether it opens and is open."""

    id: str
    content: Content
    place: Place | None = None
    opens: bool = False
    is_open: bool = False


QuestionsOn = Callable[[str], Iterable[QuestionPast]]


def syllabus(
    catalog: Catalog, report: Coverage, is_open: Callable[[str], bool], questions_on: QuestionsOn, width: int
) -> Iterator[Entry]:
    """Domains, topics, goals and, under an open goal, its questions."""
    for domain in report.domains:
        yield _branch(domain, 0, is_open, width)
        for topic in domain.topics if is_open(domain.id) else ():
            yield _branch(topic, 1, is_open, width)
            for goal in topic.goals if is_open(topic.id) else ():
                yield _goal(goal, is_open, width)
                for row in questions_on(goal.id) if is_open(goal.id) else ():
                    yield _question(catalog, row, width)


def _branch(figures: Figures, depth: int, is_open: Callable[[str], bool], width: int) -> Entry:
    opened = is_open(figures.id)
    text = f"{'  ' * depth}{'▾' if opened else '▸'} {figures.id} {one_line(figures.title)}"
    return Entry(
        figures.id,
        Content.styled(f" {cut(text, width - 2)}", "bold" if not depth else ""),
        None,
        opens=True,
        is_open=opened,
    )


def _goal(goal: GoalReport, is_open: Callable[[str], bool], width: int) -> Entry:
    opened = is_open(goal.id)
    glyph, colour = theme.mastery_glyph(goal.mastery, goal.low, goal.high, asked=goal.answers > 0)
    text = cut(f"{goal.id} {one_line(goal.title)}", width - 10)
    content = Content.assemble(f"     {'▾' if opened else '▸'} ", (glyph, colour), f" {text}")
    return Entry(goal.id, content, Place("goal", goal.id), opens=True, is_open=opened)


def _question(catalog: Catalog, row: QuestionPast, width: int) -> Entry:
    glyph, colour = last_glyph(row.answers)
    stem = one_line(catalog.question(QuestionId(row.heading.id)).stem)
    content = Content.assemble(
        "         ", (glyph, colour), (f" {cut(stem, width - 12)}", "" if row.answers else "$secondary")
    )
    return Entry(row.heading.id, content, Place("question", row.heading.id))


def last_glyph(answers: Sequence[Past]) -> tuple[str, str]:
    """How a question went when it was last asked."""
    if not answers:
        return theme.UNASKED, "$secondary"
    score = answers[-1].score
    if score == 1:
        return theme.RIGHT, "$success"
    return (theme.PARTLY, "$accent") if score > 0 else (theme.WRONG, "$error")


def terms(glossary: Mapping[str, Term] | Iterable[Term], width: int) -> Iterator[Entry]:
    """Terms by the alphabet, a mapping's; others in the order they come in."""
    if isinstance(glossary, Mapping):
        glossary = sorted(glossary.values(), key=lambda one: folded(one.term))
    for term in glossary:
        also = f"  {one_line(', '.join(term.also))}" if term.also else ""
        name = cut(one_line(term.term), width - 2)
        room = width - 2 - columns(name)
        yield Entry(
            f"term:{term.id}",
            Content.assemble(f" {name}", (cut(also, room) if room > 4 else "", "$secondary")),
            Place("term", term.id),
        )


def ideas(showings: Sequence[Showing], width: int) -> Iterator[Entry]:
    """Wrong ideas under heads: those held, shaken, got over."""
    for standing, head, glyph, colour in HOLDS:
        within = [one for one in showings if one.standing == standing]
        if within:
            yield Entry(f"head:{standing}", Content.styled(f" {head} ({len(within)})", "$secondary"))
        for one in within:
            name = cut(one_line(one.misconception.name), width - 6)
            yield Entry(
                f"idea:{one.misconception.id}",
                Content.assemble(" ", (glyph, colour), f" {name}"),
                Place("misconception", one.misconception.id),
            )


def found(hits: Sequence[Hit], width: int) -> Iterator[Entry]:
    """What a search found, each with its kind."""
    for hit in hits:
        title = cut(shorten(one_line(hit.title), 200, placeholder=" …"), width - 12)
        kind = padded(KIND_WORDS[hit.place.kind], 9)
        yield Entry(f"{hit.place.kind}:{hit.place.id}", Content.assemble((f" {kind} ", "$secondary"), title), hit.place)
