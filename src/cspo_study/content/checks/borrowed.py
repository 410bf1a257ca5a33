"""Nothing is copied: not from the Scrum Guide, not from the course's own papers, not from another question.

Texts that may not be shipped are known by a fingerprint: hashes of every eleven words in a row. From hashes nobody gets
a text back, and whoever has a sentence can tell that it is in there. `bench/fingerprint_texts.py` makes it.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cspo_study.content.checks.finding import Bank, Check, Item, Remark, texts, words
from cspo_study.content.located import Mapping, Scalar, Sequence, Tree
from cspo_study.content.problems import Place

RUN = 11
"""Words in a row that make a copy: ten may happen, as in the name of a thing and what it does."""
HASH_BYTES = 6
"""Of 200,000 runs of honest words, one in 200,000 would meet one of 6,000 hashes by chance."""
FINGERPRINT = Path(__file__).with_name("guarded_texts.bin")


def fingerprint(text: str) -> bytes:
    """The hashes of all runs of words in a text, sorted and put together."""
    return b"".join(sorted({_hash(run) for run in runs(text)}))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every eleven words in a row."""
    found = words(text)
    return zip(*(found[start:] for start in range(RUN)), strict=False)


def _hash(run: tuple[str, ...]) -> bytes:
    return hashlib.blake2b(" ".join(run).encode(), digest_size=HASH_BYTES).digest()


@cache
def _guarded() -> frozenset[bytes]:
    data = FINGERPRINT.read_bytes()
    return frozenset(data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES))


def _from_guarded(bank: Bank) -> Iterator[Remark]:
    for item in bank.items:
        for at, text in texts(item.question):
            for remark in _copied(text):
                yield remark._replace(question=item.question.id, at=at)
    parts = bank.loaded.parts
    for by_id in (parts.domains, parts.misconceptions, parts.cases, parts.notes, parts.terms):
        for written in by_id.values():
            for place, text in _scalars(written.tree):
                for remark in _copied(text):
                    yield remark._replace(place=place)


def _copied(text: str) -> Iterator[Remark]:
    """At most one remark: the runs after a copied one are copied too."""
    run = next((run for run in runs(text) if _hash(run) in _guarded()), None)
    if run:
        wrong = f"'{' '.join(run)}' stands in the Scrum Guide or the course's papers word for word"
        yield Remark(wrong, "expected it in other words")


def _scalars(tree: Tree) -> Iterator[tuple[Place, str]]:
    """Every text in a tree."""
    match tree:
        case Scalar(place=place, value=str() as text):
            yield place, text
        case Sequence(items=items):
            for item in items:
                yield from _scalars(item)
        case Mapping(entries=entries):
            for _, entry in entries.values():
                yield from _scalars(entry)


def _from_another(bank: Bank) -> Iterator[Remark]:
    """Runs that an earlier stem or explanation has; questions of one contrast set may ask in the same words."""
    first: dict[tuple[str, ...], Item] = {}
    for item in bank.items:
        told: set[str] = set()
        for at, text in (("stem", item.question.stem), ("explanation", item.question.explanation)):
            for run in runs(text):
                other = first.setdefault(run, item).question
                mates = item.question.contrast is not None and other.contrast == item.question.contrast
                if other is not item.question and not mates and other.id not in told:
                    told.add(other.id)
                    wrong = f"'{' '.join(run)}' stands word for word in '{other.id}'"
                    yield Remark(wrong, "expected it in other words", (at,), item.question.id)


CHECKS = (
    Check("borrowed", "more than 10 words in a row that the Scrum Guide or the course's papers have", _from_guarded),
    Check(
        "repeated", "more than 10 words in a row that the stem or explanation of another question has", _from_another
    ),
)
