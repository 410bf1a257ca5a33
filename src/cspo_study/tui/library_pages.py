"""What is read in the Library: a goal with its note, a term, a wrong idea, a question as far as it was met."""

from collections.abc import Iterable, Sequence

import msgspec
from textual.content import Content
from textual.style import Style

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import GoalId, Question, QuestionId
from cspo_study.study import saying
from cspo_study.study.asking import Asked, Feedback, ask, feedback
from cspo_study.study.history import Past, QuestionPast
from cspo_study.study.misconceptions import Showing
from cspo_study.study.plaintext import one_line, plain
from cspo_study.study.report import GoalReport
from cspo_study.study.responses import from_log
from cspo_study.study.search import Place
from cspo_study.study.sections import Section, idea_sections, note_sections, term_sections
from cspo_study.study.tabulating import as_lines
from cspo_study.tui import theme
from cspo_study.tui.library_rows import last_glyph
from cspo_study.tui.reading import hanging, sections_content

UNDER = 2
"""Cells by which the further lines of a link stand in: it has no mark to hang under."""
SURE = {"sure": "sure", "think": "thought so", "guess": "guessed"}


def page(*blocks: Content) -> Content:
    """Blocks with a blank line between them; empty ones are left out."""
    return Content("\n\n").join([block for block in blocks if block])


def link(text: str, place: Place) -> Content:
    """A text that opens a place where it is clicked."""
    go = Style.from_meta({"@click": f"screen.look({place.kind!r}, {place.id!r})"})
    return Content(one_line(text)).stylize("$primary underline").stylize(go)


def goal_page(catalog: Catalog, goal: GoalReport, rows: Sequence[QuestionPast], width: int) -> Content:
    """A goal: what it asks, what is known of it, its note, its concepts; `width` cells wide."""
    written = catalog.goals[GoalId(goal.id)]
    note = catalog.notes.get(GoalId(goal.id))
    met = sum(bool(row.answers) for row in rows)
    head = Content.assemble(
        (f"{goal.id} {one_line(goal.title)}", "bold"),
        (f"   {goal.level}", "$secondary"),
        f"\n{one_line(written.statement)}",
    )
    known = Content.styled(f"{saying.mastery(goal).capitalize()}. {saying.rests_on(goal)}", "$secondary")
    text = note_sections(catalog, note) if note else [Section("", "There is no note on this goal yet.")]
    questions = Content.styled(f"{met} of {len(rows)} questions met: → lists them, d drills them.", "$secondary")
    return page(head, known, sections_content(text), _concepts(goal, width), _terms(catalog, text), questions)


def _concepts(goal: GoalReport, width: int) -> Content:
    lines = []
    for concept in goal.concept_reports:
        glyph, colour = theme.mastery_glyph(concept.mastery, concept.low, concept.high, asked=concept.answers > 0)
        answers = f"  {saying.counted(concept.answers, 'answer')}" if concept.answers else "  not asked yet"
        named = Content.assemble(one_line(concept.name), (answers, "$secondary"))
        lines.append(hanging(Content.styled(f"{glyph} ", colour), named, width))
    return Content("\n").join([Content.styled("What it consists of", "bold $accent"), *lines])


def _terms(catalog: Catalog, sections: Iterable[Section]) -> Content:
    mentioned = catalog.terms_in(" ".join(section.text for section in sections))
    if not mentioned:
        return Content("")
    links = Content(" · ").join([link(term.term, Place("term", term.id)) for term in mentioned])
    return Content.assemble(("Terms here", "bold $accent"), ("  g lists them", "$secondary"), "\n", links)


def term_page(catalog: Catalog, identity: str, width: int) -> Content:
    """A term of the glossary, with ways to what it is confused with and to the goals that use it."""
    term = catalog.glossary[identity]
    known = [one.term for one in term.confused if one.term in catalog.glossary]
    return page(
        Content.styled(one_line(term.term), "bold"),
        sections_content(term_sections(catalog, term)),
        _listed("Look up", [link(catalog.glossary[other].term, Place("term", other)) for other in known], width),
        _listed("Notes that use it", _goal_links(catalog, term.goals), width),
    )


def _listed(head: str, links: list[Content], width: int) -> Content:
    if not links:
        return Content("")
    under = "\n" + " " * UNDER
    lines = [Content(under).join(one.wrap(max(width - UNDER, 1))) for one in links]
    return Content("\n").join([Content.styled(head, "bold $accent"), *lines])


def idea_page(catalog: Catalog, identity: str, showing: Showing | None, width: int) -> Content:
    """A wrong idea, and whether one holds it."""
    idea = catalog.pack.misconceptions[identity]
    return page(
        Content.styled(one_line(idea.name), "bold"),
        Content.styled(_held(showing), "$secondary"),
        sections_content(idea_sections(idea)),
        _listed("The question it last showed in", _question_links(catalog, showing), width),
        _listed("Goals it touches", _goal_links(catalog, idea.goals), width),
    )


def _goal_links(catalog: Catalog, goals: Iterable[str]) -> list[Content]:
    known = [catalog.goals[GoalId(goal)] for goal in goals if GoalId(goal) in catalog.goals]
    return [link(f"{goal.id} {goal.title}", Place("goal", goal.id)) for goal in known]


def _question_links(catalog: Catalog, showing: Showing | None) -> list[Content]:
    if showing is None or showing.question not in catalog.headings:
        return []
    return [link(catalog.question(showing.question).stem, Place("question", showing.question))]


def _held(showing: Showing | None) -> str:
    if showing is None:
        return "It has not shown in your answers."
    times = saying.times(showing.times)
    since = {
        "held": "You have not met it since.",
        "shaken": "You resisted it on one question since.",
        "got over": f"You resisted it on {len(showing.resisted)} questions since: got over.",
    }[showing.standing]
    return f"Showed {times}, last on {_day(showing.last)}. {since}"


def _day(day: object) -> str:
    return f"{day:%-d %B %Y}"


def question_page(catalog: Catalog, row: QuestionPast, note: str, *, flagged: bool, width: int) -> Content:
    """A question, `width` cells wide: before it was met its stem alone, then every reason as it was last answered."""
    last = row.answers[-1] if row.answers else None
    asked = ask(catalog.question(QuestionId(row.heading.id)), last.seed if last else 0, shuffle=False)
    question = asked.question
    goal = catalog.goals[GoalId(question.goal)]
    return page(
        Content.assemble(
            (f"{theme.FLAG} " if flagged else "", "$accent"), link(f"{goal.id} {goal.title}", Place("goal", goal.id))
        ),
        Content.styled(plain(question.stem).strip(), "bold"),
        Content("\n".join(as_lines(question.table, width))) if question.table else Content(""),
        _case(catalog, question),
        _marked(catalog, asked, last, width) if last and not last.outdated else Content(""),
        _history(row.answers, width),
        hanging(Content.styled(f"{theme.NOTE} ", "$accent"), Content(plain(note)), width) if note else Content(""),
    )


def _case(catalog: Catalog, question: Question) -> Content:
    if not question.case or question.case not in catalog.pack.cases:
        return Content("")
    case = catalog.pack.cases[question.case]
    return Content.assemble((one_line(case.title), "bold $secondary"), (f"\n{plain(case.text).strip()}", "$secondary"))


def _history(answers: Sequence[Past], width: int) -> Content:
    if not answers:
        return Content.styled("Not met yet: its reasons come with your first answer.", "$secondary")
    lines = [Content.styled("Your answers", "bold $accent")]
    for past in reversed(answers):
        glyph, colour = last_glyph([past])
        sure = f", {SURE[past.confidence]}" if past.confidence else ""
        took = f", {round(past.taken / 1000)} s" if past.taken else ""
        older = ", on an older version" if past.outdated else ""
        told = Content.assemble(f"{_day(past.day)}: {past.verdict}", (f"{sure}{took}{older}", "$secondary"))
        lines.append(hanging(Content.styled(f"{glyph} ", colour), told, width))
    return Content("\n").join(lines)


def _marked(catalog: Catalog, asked: Asked, last: Past, width: int) -> Content:
    try:
        told = feedback(catalog, asked, from_log(last.response))
    except (msgspec.MsgspecError, TypeError, IndexError, ValueError):  # an answer from elsewhere, to another question
        return Content("")
    return page(
        *_reasons(told, width),
        Content(plain(told.explanation).strip()),
        Content.styled(f"Source: {one_line(told.source)}", "$secondary"),
    )


def _reasons(told: Feedback, width: int) -> list[Content]:
    from cspo_study.tui.answers.control import marked

    blocks = []
    for place, mark in enumerate(told.marks):
        gutter, body = marked(place, mark)
        blocks.append(hanging(gutter, body, width))
    if told.answer:
        blocks.append(hanging(Content.styled(f"{theme.RIGHT} ", "$success"), Content(one_line(told.answer)), width))
    return blocks
