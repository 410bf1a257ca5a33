"""Forms of stems and options that let a good reader guess, or keep a knowing one from answering.

The flaws are those of the item-writing literature (Haladyna, Downing and Rodriguez 2002; Tarrant et al. 2006).
"""

import re
from collections.abc import Iterator, Sequence

from cspo_study.content.checks.finding import Item, Remark, item_check, words
from cspo_study.content.model import Match, Multiple, Option, Order, Recall, Single

_LEANING = re.compile(
    r"^(all|none|both|neither|any) of (the|these)\b|^(both )?[a-d] and [a-d]\b|^(true|false|yes|no)\.?$",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\b(which|what|who)\b[^.?!]*\b(not|except|least|isn't|doesn't)\b[^.?!]*\?", re.IGNORECASE)
_STATEMENT = re.compile(r"which (of the following|of these)? ?statements? (is|are) (true|false|correct)", re.IGNORECASE)
ABSOLUTES = frozenset(words("always never all none every only must cannot"))
VAGUE = frozenset(words("usually often frequently sometimes generally typically may might probably mostly"))
_COMMON = frozenset(
    words(
        """
    about after again their there these those which while where would should could first from have into more
    most much only other over same some such than that them then they this through until what when with
    without your before between both does each every goal item items product backlog sprint scrum team teams
    owner owners developers developer stakeholder stakeholders users user people work value week weeks month
    months year years order customers customer question release
    """
    )
)
"""Words that a stem and a key share without telling anything: grammar, and the field's everyday words."""
LONGEST_STEM, LONGEST_SENTENCE, SHORTEST_STEM = 90, 30, 6
SHORT_OPTION = 24
"""Characters up to which an option's length says nothing: `5 weeks` beside `12 weeks`."""


def _options(item: Item) -> tuple[Option, ...]:
    return item.question.options if isinstance(item.question, Single | Multiple) else ()


def _lone_options(item: Item) -> tuple[Option, ...]:
    """The options where their look could give the key away: in a contrast set another one is the key next time."""
    return () if item.question.contrast else _options(item)


def _split(options: tuple[Option, ...]) -> tuple[list[Option], list[Option]]:
    return [one for one in options if one.correct], [one for one in options if not one.correct]


def _negative(item: Item) -> Iterator[Remark]:
    if _NEGATIVE.search(item.question.stem):
        yield Remark("the stem asks for what does not hold", "expected a question for what does", ("stem",))


def _leaning(item: Item) -> Iterator[Remark]:
    for number, option in enumerate(_options(item)):
        if _LEANING.search(option.text):
            at = ("options", number, "text")
            yield Remark(f"the option '{option.text}'", "expected an answer that stands by itself", at)


def _open_stem(item: Item) -> Iterator[Remark]:
    stem = item.question.stem.strip()
    if "__" in stem:
        yield Remark("the stem has a blank to fill in", "expected a question", ("stem",))
    elif not stem.endswith("?") and not isinstance(item.question, Order | Match | Recall):
        yield Remark("the stem does not end in a question", "expected a question mark at its end", ("stem",))


def _unfocused(item: Item) -> Iterator[Remark]:
    count = len(words(item.question.stem))
    if count < SHORTEST_STEM:
        yield Remark(f"the stem has {count} words", f"expected at least {SHORTEST_STEM} that ask one thing", ("stem",))
    if _STATEMENT.search(item.question.stem):
        yield Remark("the stem asks which statement is true", "expected a question about one thing", ("stem",))


def _long_stem(item: Item) -> Iterator[Remark]:
    count = len(item.question.stem.split())
    if count > LONGEST_STEM:
        yield Remark(
            f"the stem has {count} words", f"expected at most {LONGEST_STEM}: leave out, or move to a table", ("stem",)
        )


def _long_sentence(item: Item) -> Iterator[Remark]:
    """Up to a full stop, a colon or a semicolon: what a reader has to hold at once."""
    for sentence in re.split(r"(?<=[.?!:;])[\"”')]*\s+|\n", item.question.stem):
        count = len(sentence.split())
        if count > LONGEST_SENTENCE:
            start = " ".join(sentence.split()[:5])
            wrong = f"'{start} …' runs over {count} words without a stop"
            yield Remark(wrong, f"expected at most {LONGEST_SENTENCE}: make it two sentences", ("stem",))


def _absolutes(item: Item) -> Iterator[Remark]:
    keys, distractors = _split(_lone_options(item))
    yield from _one_sided(
        item, ABSOLUTES, distractors, keys, "in a distractor and in no key", "it in both or in neither"
    )


def _vague(item: Item) -> Iterator[Remark]:
    keys, distractors = _split(_lone_options(item))
    yield from _one_sided(item, VAGUE, keys, distractors, "in the key alone", "it in distractors too, or in none")


def _one_sided(
    item: Item, telling: frozenset[str], these: Sequence[Option], others: Sequence[Option], where: str, mend: str
) -> Iterator[Remark]:
    """`telling` words that stand in some of `these` options and in none of the `others`."""
    if any(telling & set(words(option.text)) for option in others):
        return
    for option in these:
        for word in sorted(telling & set(words(option.text))):
            at = ("options", _lone_options(item).index(option), "text")
            yield Remark(f"'{word}' stands {where}", f"expected {mend}", at)


def _longest_key(item: Item) -> Iterator[Remark]:
    if not isinstance(item.question, Single) or item.question.contrast:
        return
    (key,), distractors = _split(item.question.options)
    lengths = sorted(len(option.text) for option in distractors)
    mean = sum(lengths) / len(lengths)
    if len(key.text) > SHORT_OPTION and (len(key.text) >= 1.5 * mean or len(key.text) >= 1.25 * lengths[-1]):
        wrong = f"the key has {len(key.text)} characters, the longest distractor {lengths[-1]}"
        at = ("options", item.question.options.index(key), "text")
        yield Remark(wrong, "expected a shorter key or fuller distractors", at)


def _echo(item: Item) -> Iterator[Remark]:
    """Where several are right, the stem has to give every one of them away."""
    keys, distractors = _split(_lone_options(item))
    elsewhere = {word for option in distractors for word in _content_words(option.text)}
    telling = _content_words(item.question.stem) - elsewhere - _names(item.question.stem)
    echoes = [sorted(_content_words(key.text) & telling) for key in keys]
    if keys and all(echoes):
        listed = ", ".join(f"'{word}'" for word in sorted({word for echo in echoes for word in echo}))
        at = ("options", _lone_options(item).index(keys[0]), "text")
        wrong = f"{listed} of the stem stands in the key and in no distractor"
        yield Remark(wrong, "expected other words, or the same in a distractor", at)


def _content_words(text: str) -> set[str]:
    return {word for word in words(text) if len(word) >= 4 and word not in _COMMON and not word.isdigit()}


def _names(text: str) -> set[str]:
    """Words that have a capital wherever they stand: people and places, which say who and not what."""
    plain = {word for word in re.findall(r"[^\W\d_]+", text) if word.islower()}
    return {word.lower() for word in re.findall(r"[A-Z][^\W\d_]+", text)} - plain


def _number_order(item: Item) -> Iterator[Remark]:
    numbers = [re.fullmatch(r"\D{0,3}(-?[\d,.]+)\D{0,12}", option.text) for option in _options(item)]
    if not numbers or not all(numbers):
        return
    values = [float(found[1].replace(",", "").rstrip(".")) for found in numbers if found]
    question = item.question
    assert isinstance(question, Single | Multiple)
    if sorted(values) not in (values, values[::-1]) or not question.ordered:
        yield Remark("the options are numbers in no order", "expected them by size, with 'ordered: true'", ("options",))


def _inside(item: Item) -> Iterator[Remark]:
    options = _options(item)
    for number, option in enumerate(options):
        for other in options:
            if other is not option and f" {option.text.lower().rstrip('.')} " in f" {other.text.lower().rstrip('.')} ":
                yield Remark(
                    f"the option '{option.text}' stands whole in '{other.text}'",
                    "expected options that exclude one another",
                    ("options", number, "text"),
                )


def _ends(item: Item) -> Iterator[Remark]:
    ends = {option.text.rstrip()[-1:] in ".!?" for option in _options(item)}
    if len(ends) > 1:
        yield Remark("some options end in a full stop and some do not", "expected one way for all", ("options",))


CHECKS = (
    item_check("negative-stem", "a stem that asks for what does not hold (not, except, least)", _negative),
    item_check(
        "leaning-option", "an option that leans on others or on the stem: all of the above, both, true, no", _leaning
    ),
    item_check("open-stem", "a stem with a blank to fill in, or without a question at its end", _open_stem),
    item_check("unfocused-stem", "a stem of fewer than 6 words, or one that asks which statement is true", _unfocused),
    item_check("long-stem", "a stem of more than 90 words", _long_stem),
    item_check("long-sentence", "a sentence of more than 30 words in a stem", _long_sentence),
    item_check("lone-absolute", "always, never, only … in a distractor and in no key", _absolutes),
    item_check("hedged-key", "usually, often, may … in the key alone", _vague),
    item_check(
        "longest-key", "a key half as long again as the distractors, or a quarter longer than the next", _longest_key
    ),
    item_check("echo", "a telling word of the stem that stands in the key and in no distractor", _echo),
    item_check("number-order", "options that are numbers and do not stand by size", _number_order),
    item_check("option-in-option", "an option that stands whole inside another", _inside),
    item_check("mixed-ends", "options of which some end in a full stop", _ends),
)
