"""Words that the Scrum Guide of 2020 gave up, and words it does not use where it is the source."""

import re
from collections.abc import Iterator

from cspo_study.content.checks.finding import Item, Remark, item_check, texts

_OUTDATED = re.compile(
    r"development teams?\b|self-organi[sz]\w*|servant[- ]lead\w*|potentially (?:releasable|shippable)|\bgrooming\b"
    r"|\bdaily (?:scrum|stand-?up)\b[^.?!]*\bthree questions\b|\btime-box\w*|\bscrum roles?\b|\bsprint commitment\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\broles? of (?:a |the )?(?:Product Owner|Scrum Master|Developers?)\b"
    r"|\b(?:Product Owner|Scrum Master|Developer)(?:'s|s|’s)? roles?\b",
    re.IGNORECASE,
)
_PRIORITIZE = re.compile(r"\b(?:re)?prioriti[sz]\w*|\bpriorit(?:y|ies)\b", re.IGNORECASE)


def _outdated(item: Item) -> Iterator[Remark]:
    for at, text in texts(item.question):
        for word in _OUTDATED.findall(text):
            yield Remark(f"the outdated word '{word}'", "expected the vocabulary of the 2020 Guide", at)


def _role(item: Item) -> Iterator[Remark]:
    for at, text in texts(item.question):
        for word in _ROLE.findall(text):
            yield Remark(f"'{word}'", "expected 'accountability'", at)


def _prioritize(item: Item) -> Iterator[Remark]:
    if item.question.source.work.startswith("scrum-guide"):
        for at, text in texts(item.question):
            for word in _PRIORITIZE.findall(text):
                yield Remark(f"'{word}' where the Scrum Guide speaks", "expected 'order'", at)


CHECKS = (
    item_check(
        "outdated-word", "Development Team, self-organizing, grooming … which the 2020 Guide gave up", _outdated
    ),
    item_check("role", "'role' where the Guide says accountability", _role),
    item_check(
        "prioritize", "'prioritize' in a question whose source is the Scrum Guide, which says order", _prioritize
    ),
)
