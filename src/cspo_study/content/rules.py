"""What must hold inside one question beyond the types of its fields. Each rule names the place it speaks of."""

from collections.abc import Callable, Iterable, Iterator

from cspo_study.content import model
from cspo_study.content.arithmetic import evaluate
from cspo_study.content.glossary import folded
from cspo_study.content.located import Mapping, Sequence, Tree
from cspo_study.content.parts import Written
from cspo_study.content.problems import Place, Problem

Fault = tuple[Place, str, str]


def question_problems(question: model.Question, tree: Tree) -> Iterator[Problem]:
    """Every rule that `question`, written as `tree`, breaks."""
    for place, wrong, expected in _faults(question, tree):
        yield Problem(place, f"{question.id}: {wrong}", expected)


def place_of(tree: Tree, *path: str | int) -> Place:
    """Where the value at `path` stands; for a path that is not there, the nearest thing around it."""
    for part in path:
        if isinstance(tree, Mapping) and part in tree.entries:
            tree = tree.entries[str(part)][1]
        elif isinstance(tree, Sequence) and isinstance(part, int) and part < len(tree.items):
            tree = tree.items[part]
        else:
            break
    return tree.place


def form_problems(terms: Iterable[Written]) -> Iterator[Problem]:
    """Forms by which two terms would be found: a reader could be shown either."""
    owners: dict[str, str] = {}
    for written in terms:
        for number, form in enumerate(written.element.forms()):
            first = owners.setdefault(folded(form), written.element.id)
            if first != written.element.id:
                place = place_of(written.tree, *(("also", number - 1) if number else ("term",)))
                yield Problem(place, f"'{form}' already stands for the term '{first}'", "expected a form of its own")


def _faults(question: model.Question, tree: Tree) -> Iterator[Fault]:
    if question.table:
        yield from table_faults(question.table, tree)
    yield from _RULES[type(question)](question, tree)


def table_faults(table: model.Table, tree: Tree) -> Iterator[Fault]:
    """Rows that don't have a cell for each column."""
    for number, row in enumerate(table.rows):
        if len(row) != len(table.columns):
            place = place_of(tree, "table", "rows", number)
            yield (
                place,
                f"a table row has {len(row)} cells",
                f"expected {len(table.columns)}, one for each column",
            )


def _single(question: model.Single, tree: Tree) -> Iterator[Fault]:
    keys = sum(option.correct for option in question.options)
    if keys != 1:
        found = "no option is marked correct" if keys == 0 else f"{keys} options are marked correct"
        yield place_of(tree, "options"), found, "expected exactly one with 'correct: true' in a 'single'"
    yield from _options(question.options, tree)


def _multiple(question: model.Multiple, tree: Tree) -> Iterator[Fault]:
    keys = sum(option.correct for option in question.options)
    if keys == 0:
        yield (
            place_of(tree, "options"),
            "no option is marked correct",
            f"expected {question.choose}, as 'choose' tells",
        )
    elif keys != question.choose:
        wrong = f"'choose' tells {question.choose}, but {keys} options are marked correct"
        yield place_of(tree, "choose"), wrong, f"expected 'choose: {keys}' or other marks"
    elif keys == len(question.options):
        yield place_of(tree, "options"), "every option is marked correct", "expected at least one distractor"
    yield from _options(question.options, tree)


def _options(options: tuple[model.Option, ...], tree: Tree) -> Iterator[Fault]:
    yield from _repeated([option.text for option in options], tree, "options")
    for number, option in enumerate(options):
        place = place_of(tree, "options", number)
        if not option.correct and option.misconception is None:
            yield place, "a distractor names no misconception", "expected 'misconception: …'"
        if option.correct and option.misconception is not None:
            yield place, "a right option names a misconception", "expected none"


def _order(question: model.Order, tree: Tree) -> Iterator[Fault]:
    yield from _repeated([item.text for item in question.items], tree, "items")


def _match(question: model.Match, tree: Tree) -> Iterator[Fault]:
    yield from _repeated([item.text for item in question.items], tree, "items")
    yield from _repeated(list(question.categories), tree, "categories")
    used = {item.category for item in question.items}
    for number, category in enumerate(question.categories):
        if category not in used:
            yield (
                place_of(tree, "categories", number),
                f"nothing fits the category '{category}'",
                "expected at least one item",
            )
    for number, item in enumerate(question.items):
        if item.category not in question.categories:
            place = place_of(tree, "items", number, "category")
            yield (
                place,
                f"unknown category '{item.category}'",
                f"expected one of {', '.join(question.categories)}",
            )


def _numeric(question: model.Numeric, tree: Tree) -> Iterator[Fault]:
    if question.family:
        if question.answer is not None:
            yield place_of(tree, "answer"), "a family's answer is computed", "expected no 'answer'"
        return
    if question.answer is None:
        yield (
            place_of(tree),
            "the field 'answer' is missing",
            "expected a number (only a 'family' computes its own)",
        )
        return
    try:
        value = evaluate(question.working)
    except ValueError as error:
        yield place_of(tree, "working"), str(error), "expected numbers, + - * / and brackets"
        return
    if abs(value - question.answer) > question.tolerance + 1e-9:
        wrong = f"the working gives {value:g}, the answer says {question.answer:g}"
        yield place_of(tree, "answer"), wrong, "expected the two to agree within the tolerance"
    for number, pitfall in enumerate(question.pitfalls):
        if abs(pitfall.answer - question.answer) <= question.tolerance:
            yield (
                place_of(tree, "pitfalls", number),
                f"the pitfall {pitfall.answer:g} counts as right",
                "expected a wrong number",
            )
        if any(abs(pitfall.answer - other.answer) <= question.tolerance for other in question.pitfalls[:number]):
            yield (
                place_of(tree, "pitfalls", number),
                f"the pitfall {pitfall.answer:g} is within the tolerance of another",
                "expected pitfalls that can be told apart",
            )


def _short(question: model.Short, tree: Tree) -> Iterator[Fault]:
    yield from _repeated(list(question.accept), tree, "accept")


def _recall(_question: model.Recall, _tree: Tree) -> Iterator[Fault]:
    return iter(())


_RULES: dict[type, Callable[..., Iterator[Fault]]] = {
    model.Single: _single,
    model.Multiple: _multiple,
    model.Order: _order,
    model.Match: _match,
    model.Numeric: _numeric,
    model.Short: _short,
    model.Recall: _recall,
}


def _repeated(texts: list[str], tree: Tree, field: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, text in enumerate(texts):
        if text in seen:
            yield place_of(tree, field, number), f"'{text}' stands twice in '{field}'", "expected each once"
        seen.add(text)
