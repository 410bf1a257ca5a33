"""A question as one learner meets it: numbers drawn, options shuffled, its answer marked with all reasons."""

import re
from random import Random
from typing import NamedTuple

from cspo_study.content import families
from cspo_study.content.catalog import Catalog
from cspo_study.content.model import (
    Heading,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    Recall,
    Short,
    Single,
    WrongNumber,
    WrongTerm,
)
from cspo_study.learning import grading
from cspo_study.learning.memory import Confidence
from cspo_study.study.responses import Assigned, Chosen, Placed, Rated, Response, SelfRating, Typed

SIGNS: dict[str, Confidence] = {"+": "sure", "=": "think", "-": "guess"}
"""How sure one is, as the last sign of a typed answer; the keys that say so elsewhere are the same as they come."""


class Asked(NamedTuple):
    """A question ready to be shown.

    `shown` lists the written positions of options or items in the order on the screen.
    """

    question: Question
    seed: int
    shown: tuple[int, ...]


class Mark(NamedTuple):
    """One option, item or model point after the answer, in the order on the screen.

    `right` tells whether it belongs to the key (an option) or was put right (an item); `chosen` whether the learner
    marked it. `given` and `key` are its category or place, where it has one. Items of an `order` come in the right
    order.
    """

    text: str
    right: bool
    chosen: bool
    why: str
    misconception: str | None = None
    given: str | None = None
    key: str | None = None


class Feedback(NamedTuple):
    """What is shown after an answer. `score` is 0 to 1; `answer` is the key in words where the marks don't show it."""

    score: float
    marks: tuple[Mark, ...]
    answer: str | None
    remark: str | None
    explanation: str
    source: str
    slip: str | None = None
    """The misconception behind a wrong number or term, by name, where there is one."""

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """The names of the misconceptions that this answer showed, each once."""
        chosen = (one.misconception for one in self.marks if one.chosen and not one.right)
        return tuple(dict.fromkeys(name for name in (*chosen, self.slip) if name))

    @property
    def verdict(self) -> str:
        """Right, partly right or wrong, in a word or two."""
        return "Right" if self.score == 1 else "Partly right" if self.score > 0 else "Wrong"


# Patterns are text here and compiled where they are first used (`re` remembers them): start-up does not pay for them.
_NUMBER = (
    r"[$€£]?\s*(?P<sign>[-+\N{MINUS SIGN}]?)\s*[$€£]?\s*"
    r"(?P<whole>[1-9]\d{0,2}(?:[, \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]\d{3})+|\d*)"
    r"(?:[.,](?P<decimals>\d*))?"
    r"(?P<unit>[^\d/*+=]*)"
)

SELF_SCORES: dict[SelfRating, float] = {"again": 0.0, "hard": 0.5, "good": 1.0, "easy": 1.0}


def ask(question: Question, seed: int, *, shuffle: bool = True) -> Asked:
    """`question` with its numbers drawn and its options shuffled by `seed`: the same seed shows the same."""
    drawn = families.instantiate(question, seed)
    parts = list(range(len(getattr(drawn, "options", getattr(drawn, "items", ())))))
    written_order = getattr(drawn, "ordered", False) or not shuffle
    dice = Random(seed)
    if isinstance(drawn, Order) or not written_order:
        dice.shuffle(parts)
    while isinstance(drawn, Order) and parts == sorted(parts):  # the written order is the answer
        dice.shuffle(parts)
    return Asked(drawn, seed, tuple(parts))


def guess_chance(heading: Heading) -> float:
    """What blind guessing scores on average, 0 to 1."""
    match heading.type:
        case "single" | "multiple":
            return grading.guess_choice(heading.choices, heading.keys)
        case "order":
            return grading.guess_order()
        case "match":
            return grading.guess_match(heading.choices)
    return 0.0


def grade(question: Question, response: Response) -> float:
    """The score of a response, 0 to 1."""
    match question, response:
        case (Single() | Multiple(), Chosen(options=chosen)):
            keys = frozenset(number for number, option in enumerate(question.options) if option.correct)
            return grading.grade_choice(keys, chosen)
        case (Order(), Placed(items=placed)):
            return grading.grade_order(placed)
        case (Match(), Assigned(categories=assigned)):
            return grading.grade_match([item.category for item in question.items], assigned)
        case (Numeric(answer=float() as answer), Typed(text=text)):
            number = read_number(text)
            return 0.0 if number is None else grading.grade_number(answer, question.tolerance, number)
        case (Short(), Typed(text=text)):
            return _term_grade(question, text).score
        case (Recall(), Rated(rating=rating)):
            return SELF_SCORES[rating]
    raise TypeError(f"{type(response).__name__} does not answer {type(question).__name__}")


def read_number(text: str) -> float | None:
    """The number someone typed, or None if it is none.

    A comma or a point may stand before the decimals, commas or blanks between the thousands, a currency sign before
    and a unit after.
    """
    typed = re.fullmatch(_NUMBER, text.strip())
    if typed is None or not (typed["whole"] or typed["decimals"]):
        return None
    whole = re.sub(r"\D", "", typed["whole"])
    number = float(f"{whole or 0}.{typed['decimals'] or 0}")
    if number >= 1e15:
        return None
    return -number if typed["sign"] in ("-", "\N{MINUS SIGN}") else number


def read_confidence(text: str) -> tuple[str, Confidence | None]:
    """A typed answer without the sign at its end, and how sure of it the sign says one is."""
    answer, sign = text.strip()[:-1].rstrip(), text.strip()[-1:]
    return (answer, SIGNS[sign]) if answer and sign in SIGNS else (text, None)


def feedback(catalog: Catalog, asked: Asked, response: Response) -> Feedback:
    """Everything there is to say about an answer."""
    question = asked.question
    work = catalog.pack.works[question.source.work]
    return Feedback(
        score=grade(question, response),
        marks=tuple(_marks(catalog, asked, response)),
        answer=_answer_in_words(question),
        remark=_remark(catalog, question, response),
        explanation=question.explanation,
        source=f"{work.citation()}: {question.source.part}",
        slip=_slip(catalog, question, response),
    )


def _marks(catalog: Catalog, asked: Asked, response: Response) -> list[Mark]:
    match asked.question, response:
        case (Single() | Multiple() as question, Chosen(options=chosen)):
            options = [(number, question.options[number]) for number in asked.shown]
            return [
                Mark(
                    option.text,
                    option.correct,
                    number in chosen,
                    option.why,
                    _name(catalog, option.misconception),
                )
                for number, option in options
            ]
        case (Order() as question, Placed(items=placed)):
            return [
                Mark(
                    item.text,
                    placed[place] == place,
                    True,
                    item.why,
                    _name(catalog, item.misconception),
                    str(placed.index(place) + 1),
                    str(place + 1),
                )
                for place, item in enumerate(question.items)
            ]
        case (Match() as question, Assigned(categories=assigned)):
            return [
                Mark(
                    item.text,
                    assigned[number] == item.category,
                    True,
                    item.why,
                    _name(catalog, item.misconception),
                    assigned[number],
                    item.category,
                )
                for number, item in ((number, question.items[number]) for number in asked.shown)
            ]
        case (Recall() as question, _):
            return [Mark(point, right=True, chosen=False, why="") for point in question.points]
    return []


def _name(catalog: Catalog, misconception: str | None) -> str | None:
    return catalog.pack.misconceptions[misconception].name if misconception else None


def _answer_in_words(question: Question) -> str | None:
    match question:
        case Numeric(answer=float() as answer):
            return f"{_in_words(answer)} {question.unit}  ({question.working})"
        case Short():
            return question.accept[0]
        case Recall():
            return question.answer
    return None


def _in_words(number: float) -> str:
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def _remark(catalog: Catalog, question: Question, response: Response) -> str | None:
    """What there is to say about this very answer: the slip behind a wrong number or term, or a typo forgiven."""
    if not isinstance(response, Typed):
        return None
    if isinstance(question, Short):
        typo = _term_grade(question, response.text).typo_for
        if typo:
            return f"Spelled: {typo}"
    pitfall = _pitfall(question, response.text)
    if pitfall is None:
        return None
    return f"{pitfall.why} ({_name(catalog, pitfall.misconception)})"


def _slip(catalog: Catalog, question: Question, response: Response) -> str | None:
    pitfall = _pitfall(question, response.text) if isinstance(response, Typed) else None
    return _name(catalog, pitfall.misconception) if pitfall else None


def _pitfall(question: Question, text: str) -> WrongNumber | WrongTerm | None:
    match question:
        case Numeric(answer=float() as answer):
            number = read_number(text)
            if number is None or grading.grade_number(answer, question.tolerance, number):
                return None
            off = max(question.tolerance, 0.005)
            return next((wrong for wrong in question.pitfalls if grading.grade_number(wrong.answer, off, number)), None)
        case Short():
            typed = grading.normalised(text)
            return next((wrong for wrong in question.pitfalls if grading.normalised(wrong.answer) == typed), None)
    return None


def _term_grade(question: Short, text: str) -> grading.TermGrade:
    return grading.grade_term(question.accept, text, [wrong.answer for wrong in question.pitfalls])
