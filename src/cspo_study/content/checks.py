"""The item checks: what is readable and valid but would be a poor question. Each finding says how to mend it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from cspo_study.content.model import Multiple, Question, Single
from cspo_study.content.problems import Problem
from cspo_study.content.reading import LoadedPack

FEWEST_REASON_WORDS = 8
_BANNED_OPTION = re.compile(
    r"^(all|none|both|neither) of (the|these)|^both [a-d] and [a-d]|^(true|false|yes|no)\.?$", re.IGNORECASE
)
_NEGATIVE_STEM = re.compile(r"\b(which|what|who)\b[^.?!]*\b(not|except|least|isn't|doesn't)\b[^.?!]*\?", re.IGNORECASE)
_OUTDATED = re.compile(
    r"development team|self-organi[sz]|servant[- ]leader|potentially (releasable|shippable)|grooming",
    re.IGNORECASE,
)

Remark = tuple[str, str]


def findings(loaded: LoadedPack) -> list[Problem]:
    """Everything worth mending, in file order."""
    found = [
        Problem(loaded.parts.place(question.id), f"{question.id}: {wrong}", expected)
        for question in loaded.pack.questions
        for check in _ITEM_CHECKS
        for wrong, expected in check(question)
    ]
    return sorted([*found, *_contrast_findings(loaded)])


def _reasons(question: Question) -> Iterator[Remark]:
    for field in ("options", "items", "pitfalls"):
        for part in getattr(question, field, ()):
            words = len(part.why.split())
            if words < FEWEST_REASON_WORDS:
                label = getattr(part, "text", None) or getattr(part, "answer", "")
                yield (
                    f"the reason for '{label}' has {words} words",
                    f"expected at least {FEWEST_REASON_WORDS} that teach something",
                )


def _forms(question: Question) -> Iterator[Remark]:
    if _NEGATIVE_STEM.search(question.stem):
        yield "the stem asks for what does not hold", "expected a question for what does"
    if isinstance(question, (Single, Multiple)):
        for option in question.options:
            if _BANNED_OPTION.search(option.text):
                yield f"the option '{option.text}'", "expected an answer that stands by itself"


def _words(question: Question) -> Iterator[Remark]:
    texts = [question.stem, question.explanation, *(part.text for part in getattr(question, "options", ()))]
    for text in texts:
        for outdated in _OUTDATED.findall(text):
            yield f"the outdated word '{outdated}'", "expected the vocabulary of the 2020 Guide"


_ITEM_CHECKS: tuple[Callable[[Question], Iterator[Remark]], ...] = (_reasons, _forms, _words)


def _contrast_findings(loaded: LoadedPack) -> Iterator[Problem]:
    """Sets whose questions don't share their options, or that give one of them as the key to all."""
    sets: dict[str, list[Question]] = defaultdict(list)
    for question in loaded.pack.questions:
        if question.contrast:
            sets[question.contrast].append(question)
    for name, members in sets.items():
        for wrong, expected in _set_remarks(members):
            yield Problem(loaded.parts.place(members[0].id), f"contrast set '{name}': {wrong}", expected)


def _set_remarks(members: list[Question]) -> Iterator[Remark]:
    singles = [question for question in members if isinstance(question, Single)]
    if len(singles) < len(members):
        yield "holds another type than 'single'", "expected only 'single'"
    if not 2 <= len(members) <= 4:
        yield f"has {len(members)} questions", "expected 2 to 4"
    if len({frozenset(option.text for option in question.options) for question in singles}) > 1:
        yield "the options differ", "expected the same options, letter by letter"
    keys = [option.text for question in singles for option in question.options if option.correct]
    if len(set(keys)) < len(keys):
        yield "two questions have the same key", "expected another key for each"
