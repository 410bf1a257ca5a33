"""A session in plain lines: for a pipe, a screen reader, a dumb terminal. Same questions, same words as the screen."""

import gc
import sys
import textwrap
from collections.abc import Sequence
from string import ascii_lowercase

from cspo_study.cli.reading import say_sections
from cspo_study.content.model import (
    Case,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    Recall,
    Short,
    Single,
    Table,
)
from cspo_study.errors import ExitCode, StoreError
from cspo_study.learning.memory import Confidence
from cspo_study.study.asking import Asked, Feedback, Mark, read_confidence, read_number
from cspo_study.study.plaintext import plain
from cspo_study.study.responses import Assigned, Chosen, Placed, Rated, Response, SelfRating, Typed
from cspo_study.study.resuming import Draft, LeftSitting
from cspo_study.study.sections import note_sections
from cspo_study.study.session import Session, Summary
from cspo_study.study.shares import percent
from cspo_study.study.tabulating import as_lines

WIDTH = 79
TRIES = 3
"""Answers that don't fit, in a row, before a question is skipped: a script then still comes to an end."""
RATINGS: tuple[SelfRating, ...] = ("again", "hard", "good", "easy")


class UnfitError(Exception):
    """This line does not answer the question; the text says what would."""


def run_plain(session: Session, left: LeftSitting | None = None) -> int:
    """Ask until the questions or the input end, then sum up. `left` is where the place is kept, if it is."""
    most = "" if session.is_fixed else " at most"
    _say(
        f"{session.total} questions{most}. Answer with the number or letter of your choice.\n"
        "An empty line skips, 'undo' takes your last answer back."
    )
    if session.current and session.asks_confidence(session.current.question):
        _say("To say how sure you are, end an answer with + sure, = think so, or - a guess.")
    gc.enable()  # see __main__: from here on someone may stay for long
    last_case: Case | None = None
    draft = left.draft_for(session) if left else None
    try:
        while asked := session.current:
            if left:
                left.keep(session, draft)
            last_case = _show_question(session, asked, last_case)
            if draft:
                _say(f"\n  So far: {_draft_as_typed(asked, draft)}")
            _ask(session, asked)
            draft = None
        if left:
            left.keep(session)
    except EOFError:
        _say("\nEnd of input.")
    _show_summary(session.summary())
    return ExitCode.FINE


def _ask(session: Session, asked: Asked) -> None:
    session.show()
    if isinstance(asked.question, Recall):
        _line("Press Enter to see a model answer: ")
        _say(_wrapped(session.reveal(), "  "))
    for _ in range(TRIES):
        text = _line(f"{_prompt(asked.question)}: ")
        if not text.strip():
            break
        if text.strip().lower() == "undo":
            _undo(session)
            return
        confidence = None
        if session.asks_confidence(asked.question):
            text, confidence = read_confidence(text)
        try:
            response = read_response(asked, text)
        except UnfitError as unfit:
            _say(str(unfit))
            continue
        say_feedback(_saved(session, response, confidence))
        if returns := session.comes_back(asked.question):
            _say(returns)
        return
    session.skip()
    _say("Skipped.\n")


def _saved(session: Session, response: Response, confidence: Confidence | None) -> Feedback:
    """Record an answer. Where that fails it is said at once and can be tried again, as long as there is input."""
    while True:
        try:
            return session.answer(response, confidence)
        except StoreError as error:
            _say(f"{error.message}\n{error.hint}\nYour answer is not saved yet.")
            try:
                _line("Enter tries again: ")
            except EOFError:
                raise error from None


def _undo(session: Session) -> None:
    undone = session.undo()
    if undone is None:
        _say("There is no answer to take back.")
    elif undone.here:
        _say("Your last answer is taken back: answer it again.")
    else:
        _say(f"Taken back: your last answer of an earlier sitting, on {undone.question}.")


def _line(prompt: str) -> str:
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    if not sys.stdin.isatty():
        sys.stdout.write("\n")  # nobody pressed Enter on this screen
    return line


# --- reading answers --------------------------------------------------------------------------------------------------


def read_response(asked: Asked, text: str) -> Response:  # noqa: C901 - one case a type
    """The answer that a line stands for. Raises with what would fit."""
    match asked.question:
        case Single():
            return Chosen(frozenset({asked.shown[_numbers(text, len(asked.shown), 1)[0]]}))
        case Multiple(choose=choose):
            picked = _numbers(text, len(asked.shown), choose)
            if len(set(picked)) != choose:
                raise UnfitError(f"Choose {choose} different ones.")
            return Chosen(frozenset(asked.shown[number] for number in picked))
        case Order():
            placed = _numbers(text, len(asked.shown), len(asked.shown))
            if len(set(placed)) != len(placed):
                raise UnfitError("Name each number once.")
            return Placed(tuple(asked.shown[number] for number in placed))
        case Match() as question:
            named = _numbers(text, len(question.categories), len(question.items), what="categories")
            by_item = {asked.shown[place]: question.categories[number] for place, number in enumerate(named)}
            return Assigned(tuple(by_item[item] for item in range(len(question.items))))
        case Numeric(unit=unit):
            if read_number(text) is None:
                raise UnfitError(f"Type a number ({unit}).")
            return Typed(text.strip())
        case Short():
            return Typed(text.strip())
        case Recall():
            return Rated(RATINGS[_numbers(text, len(RATINGS), 1)[0]])


def _numbers(text: str, limit: int, count: int, what: str = "choices") -> list[int]:
    """Positions from 0 for `count` numbers or letters up to `limit`."""
    words = text.replace(",", " ").split()
    if len(words) == 1 and len(words[0]) == count > 1:
        words = list(words[0])
    try:
        found = [ascii_lowercase.index(word.lower()) if word.isalpha() else int(word) - 1 for word in words]
    except ValueError:
        found = []
    if len(found) != count or not all(0 <= number < limit for number in found):
        wanted = f"a number from 1 to {limit}" if count == 1 else f"{count} numbers from 1 to {limit} ({what})"
        raise UnfitError(f"Type {wanted}.")
    return found


def _prompt(question: Question) -> str:
    match question:
        case Multiple(choose=choose):
            return f"Choose {choose}"
        case Order(first=first, last=last):
            return f"Numbers in order, from '{first}' to '{last}'"
        case Match():
            return "A category for each, in turn"
        case Numeric(unit=unit):
            return f"Number ({unit})"
        case Short():
            return "Term"
        case Recall():
            return "How did it go? 1 again, 2 hard, 3 good, 4 easy"
    return "Your answer"


# --- showing ----------------------------------------------------------------------------------------------------------


def _show_question(session: Session, asked: Asked, last_case: Case | None) -> Case | None:
    if session.note:
        _say(f"\nThis keeps slipping away, so first its note ({session.note.goal}):")
        say_sections(note_sections(session.catalog, session.note))
    case = session.case
    title = f"Question {session.number} of {session.total}  ({asked.question.goal})"
    say_question(title, asked, case if case is not last_case else None)
    return case


def say_question(title: str, asked: Asked, case: Case | None) -> None:
    """A question under a title, with the story it stands in where that is to be told."""
    question = asked.question
    _say(f"\n{title}")
    if case:
        _say(f"\n{case.title}\n{_wrapped(case.text)}")
        if case.table:
            _say(_table(case.table))
    _say("\n" + _wrapped(question.stem))
    if question.table:
        _say(_table(question.table))
    _say("")
    for number, text in enumerate(_choices(asked), start=1):
        _say(_wrapped(text, f"  {number}. "))
    if isinstance(question, Match):
        _say(
            "\n  Categories: " + ", ".join(f"{n} {category}" for n, category in enumerate(question.categories, start=1))
        )


def _draft_as_typed(asked: Asked, draft: Draft) -> str:
    """An answer begun on the screen, in what would be typed here; a question mark for what is open."""
    if isinstance(draft, str):
        return draft
    if isinstance(asked.question, Match):
        return " ".join("?" if category is None else str(category + 1) for category in draft)
    return " ".join(str(asked.shown.index(choice) + 1) for choice in draft if choice in asked.shown)


def _choices(asked: Asked) -> list[str]:
    parts: Sequence[object] = getattr(asked.question, "options", getattr(asked.question, "items", ()))
    return [str(getattr(parts[position], "text", "")) for position in asked.shown]


def say_feedback(given: Feedback) -> None:
    """The verdict, every option with its reason, the explanation and the source."""
    score = f" ({percent(given.score)})" if 0 < given.score < 1 else ""
    _say(f"\n{given.verdict}{score}.")
    if given.answer:
        _say(_wrapped(given.answer, "  Answer: "))
    if given.remark:
        _say(_wrapped(given.remark, "  "))
    for number, mark in enumerate(given.marks, start=1):
        _say(_wrapped(_mark_line(mark), f"  {number}. "))
        if mark.why:
            _say(_wrapped(mark.why + (f" [{mark.misconception}]" if mark.misconception else ""), "     "))
    _say(_wrapped(given.explanation, "\n"))
    _say(_wrapped(given.source, "Source: "))


def _mark_line(mark: Mark) -> str:
    if mark.key is not None:
        placed = f"{mark.key}" if mark.right else f"{mark.key}, not {mark.given}"
        return f"{'right' if mark.right else 'wrong'}: {mark.text} -> {placed}"
    labels = [label for label, on in (("right answer", mark.right), ("your choice", mark.chosen)) if on]
    return f"{mark.text}" + (f"  <- {', '.join(labels)}" if labels else "")


def _show_summary(summary: Summary) -> None:
    parts = [f"{summary.right} of {summary.answers} right"]
    if summary.partly:
        parts.append(f"{summary.partly} partly")
    if summary.skipped:
        parts.append(f"{summary.skipped} skipped")
    _say(f"\nSummary: {', '.join(parts)}.")
    for goal in summary.goals:
        _say(f"  {goal.goal} {goal.title}: {goal.score:g} of {goal.answers}")
    if summary.again:
        _say("Look at again:")
        for question in summary.again:
            _say(_wrapped(textwrap.shorten(question.stem, 140, placeholder=" …"), f"  {question.goal} "))
    elif summary.answers:
        _say("Nothing to repeat.")


def _table(table: Table) -> str:
    return "\n" + "\n".join("  " + line for line in as_lines(table, WIDTH - 2))


def _wrapped(text: str, prefix: str = "") -> str:
    """Paragraphs at 79 columns, the first line after `prefix` and the others under it."""
    lead = prefix[: len(prefix) - len(prefix.lstrip("\n"))]
    prefix = prefix.lstrip("\n")
    margin = " " * len(prefix)
    blocks = [
        textwrap.fill(block, WIDTH, initial_indent=margin if number else prefix, subsequent_indent=margin)
        for number, block in enumerate(text.strip().split("\n"))
    ]
    return lead + "\n".join(blocks)


def _say(text: str) -> None:
    sys.stdout.write(plain(text) + "\n")
