"""Questions whose numbers are drawn: the same seed gives the same question, and its key is always right."""

import math
import re
from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspo_study.content.arithmetic import evaluate
from cspo_study.content.catalog import Catalog
from cspo_study.content.families import instantiate
from cspo_study.content.generators import GENERATORS
from cspo_study.content.index import shipped_content
from cspo_study.content.model import Numeric, Order, Question, Step
from cspo_study.content.problems import ContentError
from cspo_study.content.reading import load_pack
from small_pack import QUESTIONS, SmallPack

SEEDS = st.integers(0, 2**63 - 1)
SHIPPED = [question for question in load_pack(shipped_content()).pack.questions if question.family]
PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Written(NamedTuple):
    """A family as an author writes it."""

    type: str
    ranges: dict[str, tuple[int, int]]
    body: str


FAMILIES = {
    "ratio": Written(
        "numeric",
        {"size": (2, 8), "ratio": (3, 12)},
        'stem: "Value {value}, size {size}: what is the ratio?"\n  unit: points\n  working: "{value} / {size}"',
    ),
    "wsjf": Written(
        "numeric",
        {"size": (2, 13)},
        'stem: "Value {value}, urgency {urgency}, risk {risk}, size {size}: what is the score?"\n'
        '  unit: points\n  tolerance: 0.01\n  working: "({value} + {urgency} + {risk}) / {size}"',
    ),
    "must-share": Written(
        "numeric",
        {"must": (20, 60), "should": (8, 30), "could": (6, 25)},
        'stem: "Musts {must}, Shoulds {should}, Coulds {could}: what is the share of the Musts?"\n'
        '  unit: percent\n  tolerance: 0.05\n  working: "{must} / ({must} + {should} + {could}) * 100"',
    ),
    "cd3": Written(
        "numeric",
        {"weeks": (2, 8), "quotient": (3, 12)},
        'stem: "{cost} a week, {weeks} weeks: which quotient?"\n  unit: a week\n  working: "{cost} / {weeks}"',
    ),
    "delay-cost": Written(
        "numeric",
        {"cost": (2, 9), "weeks": (2, 6)},
        'stem: "A {a_cost} for {a_weeks}, B {b_cost} for {b_weeks}: what does waiting cost?"\n  unit: points\n'
        '  working: "{a_cost} * {a_weeks} + {b_cost} * ({a_weeks} + {b_weeks})"',
    ),
    "roi": Written(
        "numeric",
        {"cost": (40, 200), "percent": (10, 80)},
        'stem: "Gain {gain}, cost {cost}: what return?"\n  unit: percent\n'
        '  working: "({gain} - {cost}) / {cost} * 100"',
    ),
    "opportunity-cost": Written(
        "numeric",
        {"worth": (10, 40), "cost": (5, 20)},
        'stem: "A {a_gain} less {a_cost}, B {b_gain} less {b_cost}, C {c_gain} less {c_cost}: what is given up?"\n'
        '  unit: points\n  working: "max({b_gain} - {b_cost}, {c_gain} - {c_cost})"',
    ),
    "capacity": Written(
        "numeric",
        {"people": (4, 8), "days": (8, 10), "available": (60, 90)},
        'stem: "{people} people, {days} days, {available} percent: how many days?"\n  unit: days\n'
        '  working: "{people} * {days} * {available} / 100"',
    ),
    "velocity-range": Written(
        "numeric",
        {"low": (12, 20), "spread": (3, 8), "sprints": (4, 9)},
        'stem: "{rest} left, {low} to {high} a Sprint: how many at the latest?"\n  unit: Sprints\n'
        '  working: "round_up({rest} / {low})"',
    ),
    "burn-up-end": Written(
        "numeric",
        {"done": (20, 90), "growth": (2, 6), "closing": (8, 16), "sprints": (4, 9)},
        'stem: "{done} of {scope} done, {velocity} a Sprint, {growth} added: how many?"\n  unit: Sprints\n'
        '  working: "({scope} - {done}) / ({velocity} - {growth})"',
    ),
    "monte-carlo": Written(
        "numeric",
        {"first": (5, 12), "percent": (70, 95)},
        'stem: "By when are {percent} percent done?"\n  table:\n    columns: [Sprint, Runs]\n    rows:\n'
        + "".join(f'      - ["{{s{row}}}", "{{r{row}}}"]\n' for row in range(1, 7))
        + '  unit: Sprint\n  working: "{before} + 1"',
    ),
    "littles-law": Written(
        "numeric",
        {"throughput": (3, 9), "weeks": (2, 7)},
        'stem: "{wip} in progress, {throughput} a week: how long?"\n  unit: weeks\n  working: "{wip} / {throughput}"',
    ),
    "nps": Written(
        "numeric",
        {"answers": (100, 400), "promoters": (30, 60), "detractors": (10, 35)},
        'stem: "{promoters} promoters, {passives} passives, {detractors} detractors: what score?"\n  unit: points\n'
        '  working: "({promoters} - {detractors}) / ({promoters} + {passives} + {detractors}) * 100"',
    ),
    "adoption-rate": Written(
        "numeric",
        {"active": (400, 900), "percent": (15, 60), "dormant": (200, 900)},
        'stem: "{accounts} accounts, {active} active, {adopters} used it: what rate?"\n  unit: percent\n'
        '  working: "{adopters} / {active} * 100"',
    ),
    "retention-rate": Written(
        "numeric",
        {"start": (200, 800), "percent": (55, 90), "new": (40, 120)},
        'stem: "{start} at first, {end} at the end, {new} of them new: what rate?"\n  unit: percent\n'
        '  working: "({end} - {new}) / {start} * 100"',
    ),
    "funnel": Written(
        "numeric",
        {"first": (2000, 9000), "rate": (30, 80)},
        'stem: "{a}, then {b}, {c} and {d}: what share of all gets through?"\n  unit: percent\n'
        '  working: "{d} / {a} * 100"',
    ),
    "interview-sample": Written(
        "numeric",
        {"share": (20, 50)},
        'stem: "{share} percent have it. How likely do five interviews miss it?"\n  unit: percent\n  tolerance: 0.5\n'
        '  working: "{rest} * {rest} * {rest} * {rest} * {rest} / 100000000"',
    ),
    "ratio-order": Written(
        "order",
        {"size": (2, 13), "ratio": (2, 9)},
        'stem: "In which order?"\n  first: first\n  last: last\n  items:\n'
        + "\n".join(
            f'    - {{text: "{name.upper()} (value {{{name}_value}}, size {{{name}_size}})", '
            f'why: "{{{name}_value}} / {{{name}_size}} = {{{name}_ratio}}"}}'
            for name in "abcd"
        ),
    ),
}


def text_of(generator: str, ranges: dict[str, tuple[int, int]] | None = None) -> str:
    """A question file that holds the one question `drawn` of that generator."""
    written = FAMILIES[generator]
    ranges = written.ranges if ranges is None else ranges
    listed = ", ".join(f"{name}: [{low}, {high}]" for name, (low, high) in ranges.items())
    return f"""\
- id: drawn
  goal: 3.1.1
  concept: one-list
  type: {written.type}
  difficulty: easy
  family: {{generator: {generator}, ranges: {{{listed}}}}}
  {written.body}
  explanation: It is plain arithmetic.
  source: {{work: pichler-2010, part: Sums}}
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> SmallPack:
    """One pack for all examples, each of which writes the question file anew."""
    return SmallPack(tmp_path_factory.mktemp("families") / "content")


def load(pack: SmallPack, text: str) -> Question:
    """The one question that `text` holds."""
    pack.write(QUESTIONS, text)
    (question,) = pack.load().pack.questions
    return question


def refusals(pack: SmallPack, text: str) -> list[str]:
    """What loading a question file with that text refuses, if anything."""
    pack.write(QUESTIONS, text)
    try:
        pack.load()
    except ContentError as error:
        return [str(problem) for problem in error.problems]
    return []


def numbers_in(template: str, filled: str) -> dict[str, int] | None:
    """What stands in `filled` where `template` has placeholders; None if `filled` is not made from it."""
    pattern, seen = "", set[str]()
    for number, part in enumerate(PLACEHOLDER.split(template)):
        if number % 2 == 0:
            pattern += re.escape(part)
        else:
            pattern += f"(?P={part})" if part in seen else rf"(?P<{part}>\d+)"
            seen.add(part)
    match = re.fullmatch(pattern, filled)
    return {name: int(value) for name, value in match.groupdict().items()} if match else None


def shown(question: Question) -> str:
    """What a learner reads before answering: the stem and the table."""
    rows = question.table.rows if question.table else ()
    return "\n".join([question.stem, *("\t".join(map(str, row)) for row in rows)])


# Each answer once more, by another way than the generator's: week by week, person by person, in fractions.


def waiting_week_by_week(numbers: dict[str, int]) -> int:
    a_ends, b_ends = numbers["a_weeks"], numbers["a_weeks"] + numbers["b_weeks"]
    weeks = range(b_ends)
    return sum(numbers["a_cost"] * (week < a_ends) + numbers["b_cost"] * (week < b_ends) for week in weeks)


def sprints_one_by_one(left: int, velocity: int, growth: int = 0) -> int:
    sprints = 0
    while left > 0:
        left += growth - velocity
        sprints += 1
    return sprints


def sprint_of_the_run(numbers: dict[str, int]) -> int:
    runs = sorted(numbers[f"s{row}"] for row in range(1, 7) for _ in range(numbers[f"r{row}"]))
    assert len(runs) == 1000
    return runs[math.ceil(len(runs) * numbers["percent"] / 100) - 1]


def net_score(numbers: dict[str, int]) -> Fraction:
    answers = numbers["promoters"] + numbers["passives"] + numbers["detractors"]
    return Fraction(100 * numbers["promoters"], answers) - Fraction(100 * numbers["detractors"], answers)


AGAIN: dict[str, Callable[[dict[str, int]], float | Fraction]] = {
    "ratio": lambda n: Fraction(n["value"], n["size"]),
    "wsjf": lambda n: Fraction(n["value"] + n["urgency"] + n["risk"], n["size"]),
    "must-share": lambda n: 100 * n["must"] / (n["must"] + n["should"] + n["could"]),
    "cd3": lambda n: Fraction(n["cost"], n["weeks"]),
    "delay-cost": waiting_week_by_week,
    "roi": lambda n: 100 * Fraction(n["gain"], n["cost"]) - 100,
    "opportunity-cost": lambda n: sorted([n["b_gain"] - n["b_cost"], n["c_gain"] - n["c_cost"]])[-1],
    "capacity": lambda n: sum(Fraction(n["available"], 100) * n["days"] for _ in range(n["people"])),
    "velocity-range": lambda n: sprints_one_by_one(n["rest"], n["low"]),
    "burn-up-end": lambda n: sprints_one_by_one(n["scope"] - n["done"], n["velocity"], n["growth"]),
    "monte-carlo": sprint_of_the_run,
    "littles-law": lambda n: Fraction(n["wip"], n["throughput"]),
    "nps": net_score,
    "adoption-rate": lambda n: 100 - 100 * Fraction(n["active"] - n["adopters"], n["active"]),
    "retention-rate": lambda n: 100 - 100 * Fraction(n["start"] - (n["end"] - n["new"]), n["start"]),
    "funnel": lambda n: 100 * Fraction(n["b"], n["a"]) * Fraction(n["c"], n["b"]) * Fraction(n["d"], n["c"]),
    "interview-sample": lambda n: 100 * Fraction(100 - n["share"], 100) ** 5,
}
NOT_SHOWN = {"before", "rest"}
"""What a working may name although the learner has to find it: the row before the answer, what is left of 100."""


def check_numeric(written: Numeric, drawn: Numeric) -> dict[str, int]:
    """The answer follows from the numbers that the learner reads, computed here once more; those numbers."""
    assert written.family is not None
    assert drawn.answer is not None
    numbers = numbers_in(shown(written), shown(drawn))
    assert numbers is not None
    expected = float(AGAIN[written.family.generator](numbers))
    if written.family.generator == "ratio":
        assert expected * 2 == int(expected * 2), "one decimal at the most, and that .5"
    allowed = drawn.tolerance + 1e-9
    assert abs(drawn.answer - expected) <= allowed
    assert abs(evaluate(drawn.working) - drawn.answer) <= allowed
    used = numbers_in(written.working, drawn.working)
    assert used is not None
    assert set(used) <= set(numbers) | NOT_SHOWN
    assert all(numbers[name] == value for name, value in used.items() if name in numbers)
    for pitfall in drawn.pitfalls:
        assert abs(pitfall.answer - drawn.answer) > drawn.tolerance
    return numbers


def check_order(written: Order, drawn: Order) -> list[float]:
    """The items really are in descending ratio, and each is one of those written; the ratios."""
    ratios = []
    for item in drawn.items:
        (origin,) = [step for step in written.items if numbers_in(step.text, item.text) is not None]
        numbers = {name[2:]: number for name, number in (numbers_in(origin.text, item.text) or {}).items()}
        ratios.append(numbers["value"] / numbers["size"])
        assert numbers_in(origin.why, item.why) is not None, "the reason moves with its item"
    assert len(drawn.items) == len(written.items)
    assert ratios == sorted(set(ratios), reverse=True)
    return ratios


def check(written: Question, seed: int) -> None:
    """All that holds for any draw."""
    drawn = instantiate(written, seed)
    assert drawn == instantiate(written, seed)
    assert type(drawn) is type(written)
    assert drawn.family is None
    assert "{" not in re.sub(r'\{"', "", msgspec.json.encode(drawn).decode()), "a placeholder is left"
    same = ("id", "goal", "concept", "difficulty", "source", "touches", "level", "contrast", "case", "version")
    assert all(getattr(drawn, field) == getattr(written, field) for field in same)
    if isinstance(drawn, Order) and isinstance(written, Order):
        check_order(written, drawn)
    elif isinstance(drawn, Numeric) and isinstance(written, Numeric):
        check_numeric(written, drawn)
    else:
        pytest.fail("no generator draws for this type")


# --- what is shipped --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", SHIPPED, ids=lambda question: question.id)
@given(seed=SEEDS)
@settings(deadline=None, max_examples=80)
def test_a_shipped_family_is_right_whatever_is_drawn(written: Question, seed: int) -> None:
    check(written, seed)


@pytest.mark.parametrize("written", SHIPPED, ids=lambda question: question.id)
def test_a_shipped_family_comes_with_other_numbers(written: Question) -> None:
    drawn = {msgspec.json.encode(instantiate(written, seed)) for seed in range(50)}
    assert len(drawn) > 20


WAITING: set[str] = set()
"""Generators whose topics have no questions yet."""


def test_every_generator_is_used_in_what_is_shipped() -> None:
    used = {question.family.generator for question in SHIPPED if question.family}
    assert set(GENERATORS) - used <= WAITING
    assert used <= set(GENERATORS)


RANKED = [question for question in SHIPPED if isinstance(question, Order)]
MOST = re.compile(r"\bthe most\b|\bthe highest\b|\bthe best\b", re.IGNORECASE)
LEAST = re.compile(r"\bthe least\b|\bthe lowest\b", re.IGNORECASE)
BETWEEN = re.compile(r"\b(more|less) than\b|\bbrings? (more|less)\b", re.IGNORECASE)


@pytest.mark.parametrize("written", RANKED, ids=lambda question: question.id)
@given(seed=SEEDS)
@settings(deadline=None, max_examples=40)
def test_a_reason_in_a_drawn_order_claims_no_place_that_another_item_has(written: Order, seed: int) -> None:
    drawn = instantiate(written, seed)
    assert isinstance(drawn, Order)
    last = len(drawn.items) - 1
    for rank, item in enumerate(drawn.items):
        assert not MOST.search(item.why) or rank == 0, f"place {rank + 1}: {item.why}"
        assert not LEAST.search(item.why) or rank == last, f"place {rank + 1}: {item.why}"
        assert not BETWEEN.search(item.why), f"which items bring more changes with the draw: {item.why}"


# --- each generator ---------------------------------------------------------------------------------------------------


def test_every_generator_is_tried_here_and_computed_once_more() -> None:
    assert set(FAMILIES) == set(GENERATORS)
    assert set(AGAIN) == set(GENERATORS) - {"ratio-order"}


@pytest.mark.parametrize("generator", GENERATORS)
def test_every_generator_tells_its_formula_and_whose_it_is(generator: str) -> None:
    told = GENERATORS[generator].draw.__doc__
    assert told
    assert len(told.split()) >= 10


@pytest.mark.parametrize("generator", GENERATORS)
@given(seed=SEEDS)
@settings(deadline=None, max_examples=20)
def test_a_generator_fills_just_the_placeholders_it_names(generator: str, seed: int) -> None:
    drawn = GENERATORS[generator].draw(Random(seed), FAMILIES[generator].ranges)
    assert set(drawn.values) == GENERATORS[generator].placeholders


@pytest.mark.parametrize("generator", FAMILIES)
@given(seed=SEEDS)
@settings(deadline=None, max_examples=40)
def test_a_generator_is_right_whatever_is_drawn(shared: SmallPack, generator: str, seed: int) -> None:
    check(load(shared, text_of(generator)), seed)


LIMITS = st.tuples(st.integers(1, 40), st.integers(0, 30)).map(lambda pair: (pair[0], pair[0] + pair[1]))
LARGE = st.tuples(st.integers(1000, 100_000), st.integers(0, 100_000)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@pytest.mark.parametrize("generator", FAMILIES)
@given(data=st.data(), seed=SEEDS)
@settings(deadline=None, max_examples=60)
def test_any_ranges_are_refused_or_draw_right_questions(
    shared: SmallPack, generator: str, data: st.DataObject, seed: int
) -> None:
    ranges = {name: data.draw(LIMITS | LARGE, label=name) for name in FAMILIES[generator].ranges}
    refused = refusals(shared, text_of(generator, ranges))
    if refused:
        place = shared.at(QUESTIONS, "family: ^{generator")
        assert refused == [f"{place}: the ranges leave too little to draw from, expected wider ranges"]
    else:
        check(load(shared, text_of(generator, ranges)), seed)


@given(seed=SEEDS)
@settings(deadline=None, max_examples=40)
def test_what_is_drawn_keeps_to_the_ranges(shared: SmallPack, seed: int) -> None:
    written = load(shared, text_of("must-share"))
    drawn = instantiate(written, seed)
    assert isinstance(written, Numeric)
    assert isinstance(drawn, Numeric)
    numbers = check_numeric(written, drawn)
    assert all(low <= numbers[name] <= high for name, (low, high) in FAMILIES["must-share"].ranges.items())


def test_every_item_can_come_first_in_a_drawn_order(shared: SmallPack) -> None:
    written = load(shared, text_of("ratio-order"))
    firsts = set()
    for seed in range(60):
        drawn = instantiate(written, seed)
        assert isinstance(drawn, Order)
        firsts.add(drawn.items[0].text[0])
    assert firsts == set("ABCD")


def test_a_question_without_a_family_is_returned_as_it_is(catalog: Catalog) -> None:
    for question in catalog.pack.questions:
        if question.family is None:
            assert instantiate(question, 7) is question


def test_a_placeholder_is_filled_wherever_it_stands(shared: SmallPack) -> None:
    table = (
        "table:\n    columns: [What, Number]\n    rows:\n      - ['Value of {value}', 7]\n  explanation: From {value}."
    )
    written = load(shared, text_of("ratio").replace("explanation: It is plain arithmetic.", table))
    drawn = instantiate(written, 1)
    value = drawn.stem.split("Value ")[1].split(",")[0]
    assert drawn.explanation == f"From {value}."
    assert drawn.table is not None
    assert drawn.table.rows == ((f"Value of {value}", 7),)


def test_items_without_placeholders_keep_their_reasons(shared: SmallPack) -> None:
    text = re.sub(r', why: "[^"]*"', ", why: Whatever the numbers", text_of("ratio-order"))
    drawn = instantiate(load(shared, text), 3)
    assert isinstance(drawn, Order)
    assert {item.why for item in drawn.items} == {"Whatever the numbers"}
    assert all(isinstance(item, Step) for item in drawn.items)


# --- what is refused --------------------------------------------------------------------------------------------------

RANGES = "ranges: {size: [2, 8], ratio: [3, 12]}"

REFUSED = {
    "a misspelt generator": (
        "ratio",
        "generator: ratio",
        "generator: ration",
        "unknown generator 'ration', expected 'ratio'?",
    ),
    "a generator like no other": (
        "ratio",
        "generator: ratio",
        "generator: zzz",
        (
            "unknown generator 'zzz', expected one of ratio, wsjf, must-share, ratio-order, cd3, delay-cost, "
            "roi, opportunity-cost, capacity, velocity-range, burn-up-end, monte-carlo, littles-law, nps, "
            "adoption-rate, retention-rate, funnel, interview-sample"
        ),
    ),
    "a generator of another type": (
        "ratio",
        "generator: ratio",
        "generator: ratio-order",
        "'ratio-order' in a 'numeric', expected the type 'order'",
    ),
    "a range too few": ("ratio", RANGES, "ranges: {size: [2, 8]}", "the ranges are size, expected ratio, size"),
    "no ranges": ("ratio", RANGES, "ranges: {}", "the ranges are none, expected ratio, size"),
    "a range too many": (
        "ratio",
        RANGES,
        "ranges: {size: [2, 8], ratio: [3, 12], value: [1, 2]}",
        "the ranges are ratio, size, value, expected ratio, size",
    ),
    "a range upside down": (
        "ratio",
        "size: [2, 8]",
        "size: [8, 2]",
        "the range of 'size' is 8 to 2, expected two whole numbers from 1, the lower first",
    ),
    "a range from zero": (
        "ratio",
        "size: [2, 8]",
        "size: [0, 8]",
        "the range of 'size' is 0 to 8, expected two whole numbers from 1, the lower first",
    ),
    "a range in which no size of SAFe lies": (
        "wsjf",
        "size: [2, 13]",
        "size: [14, 19]",
        "the ranges leave too little to draw from, expected wider ranges",
    ),
    "a range with three ratios for four items": (
        "ratio-order",
        "ratio: [2, 9]",
        "ratio: [2, 4]",
        "the ranges leave too little to draw from, expected wider ranges",
    ),
    "five items for a generator of four": (
        "ratio-order",
        "  items:\n",
        "  items:\n    - {text: E, why: It is never shown}\n",
        "'ratio-order' with 5 items, expected 4 items",
    ),
    "an unknown placeholder": (
        "ratio",
        "It is plain arithmetic.",
        "With {cost} of work.",
        "unknown placeholder {cost}, expected {size}, {value}",
    ),
    "a placeholder in capitals": (
        "ratio",
        "It is plain arithmetic.",
        "With {Value} of work.",
        "unknown placeholder {Value}, expected {size}, {value}",
    ),
    "a placeholder with blanks": (
        "ratio",
        "It is plain arithmetic.",
        "With { value } of work.",
        "unknown placeholder { value }, expected {size}, {value}",
    ),
    "an empty placeholder": (
        "ratio",
        "It is plain arithmetic.",
        "With {} of work.",
        "unknown placeholder {}, expected {size}, {value}",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_family_that_cannot_be_drawn_is_told(small: SmallPack, case: str) -> None:
    generator, old, new, problem = REFUSED[case]
    small.write(QUESTIONS, text_of(generator))
    small.edit(QUESTIONS, old, new)
    place = small.at(QUESTIONS, "family: ^{")
    assert f"{place}: {problem}" in small.problems()


@pytest.mark.parametrize(
    ("working", "problem"),
    [
        ("7", r"the working '7' gives 7, the generator [\d.]+, expected the two to agree within the tolerance"),
        (
            "{size} / {value}",
            r"the working '\d+ / \d+' gives [\d.]+, the generator [\d.]+, expected the two to agree .*",
        ),
        ("{value} : {size}", r"'\d+ : \d+' is not plain arithmetic, expected numbers, .* and brackets in 'working'"),
        ("{value} / 0", r"'\d+ / 0' divides by zero, expected numbers, .* and brackets in 'working'"),
    ],
)
def test_a_working_that_does_not_give_what_the_generator_computes_is_told(
    small: SmallPack, working: str, problem: str
) -> None:
    small.write(QUESTIONS, text_of("ratio"))
    small.edit(QUESTIONS, 'working: "{value} / {size}"', f'working: "{working}"')
    (told,) = small.problems()
    place = small.at(QUESTIONS, "family: ^{")
    assert re.fullmatch(f"{re.escape(place)}: {problem}", told)


def test_a_family_with_an_answer_of_its_own_is_told(small: SmallPack) -> None:
    small.write(QUESTIONS, text_of("ratio"))
    small.edit(QUESTIONS, "  unit: points", "  answer: 7\n  unit: points")
    place = small.at(QUESTIONS, "answer: ^7")
    assert small.problems() == [f"{place}: drawn: a family's answer is computed, expected no 'answer'"]
