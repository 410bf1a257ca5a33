"""A located tree into frozen types, collecting every problem instead of stopping at the first.

The types themselves say what is expected (`msgspec.inspect`), so there is no second description of the format to keep
in step.
"""

import re
from typing import Any, TypeVar

from msgspec import inspect

from cspo_study.content.located import Mapping, Scalar, Sequence, Tree
from cspo_study.content.problems import Place, Problem
from cspo_study.errors import nearest

T = TypeVar("T")

_INFO: dict[Any, inspect.Type] = {}
"""Types looked into before: for a union of seven question types that costs milliseconds."""
_FAILED: Any = object()
"""Stands for a value that had a problem, which is already listed."""


def decode(tree: Tree, kind: type[T], problems: list[Problem], what: str = "the file") -> T | None:
    """`tree`, called `what`, as a `kind`, or None when something in it is wrong, which is then added to `problems`."""
    info = _INFO.get(kind) or _INFO.setdefault(kind, inspect.type_info(kind))
    value = _Decoder(problems).value(tree, info, what)
    return None if value is _FAILED else value


class _Decoder:
    """`what` names the value in messages: the field it stands in."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems

    def value(self, tree: Tree, kind: inspect.Type, what: str) -> Any:  # noqa: ANN401 - the decoded value
        match kind:
            case inspect.StructType():
                return self._struct(tree, kind, what)
            case inspect.UnionType():
                return self._union(tree, kind, what)
            case inspect.VarTupleType():
                return self._sequence(tree, kind, what)
            case inspect.TupleType():
                return self._pair(tree, kind, what)
            case inspect.DictType():
                return self._dict(tree, kind, what)
            case inspect.Metadata():
                return self._scalar(tree, kind.type, what, _expected(kind))
            case _:
                return self._scalar(tree, kind, what, _expected(kind))

    def _fail(self, place: Place, wrong: str, expected: str) -> Any:  # noqa: ANN401 - always _FAILED
        self._problems.append(Problem(place, wrong, expected))
        return _FAILED

    def _struct(self, tree: Tree, kind: inspect.StructType, what: str) -> Any:  # noqa: ANN401
        if not isinstance(tree, Mapping):
            return self._fail(tree.place, f"{what} is {_describe(tree)}", "expected fields with values")
        known = {field.name: field for field in kind.fields}
        before = len(self._problems)
        self._refuse_unknown(tree, [*known, *([kind.tag_field] if kind.tag_field else [])])
        values = {}
        for name, field in known.items():
            if name in tree.entries:
                values[name] = self.value(tree.entries[name][1], field.type, f"'{name}'")
            elif field.required:
                self._fail(tree.place, f"the field '{name}' is missing", f"expected {_expected(field.type)}")
        return kind.cls(**values) if len(self._problems) == before else _FAILED

    def _refuse_unknown(self, tree: Mapping, known: list[str]) -> None:
        for name, (place, _) in tree.entries.items():
            if name not in known:
                close = nearest(name, known)
                expected = f"expected '{close}'?" if close else f"expected one of {', '.join(known)}"
                self._fail(place, f"unknown field '{name}'", expected)

    def _union(self, tree: Tree, kind: inspect.UnionType, what: str) -> Any:  # noqa: ANN401
        if isinstance(tree, Scalar) and tree.value is None and kind.includes_none:
            return self._fail(tree.place, f"{what} has no value", "expected a value, or the field left out")
        members = [member for member in kind.types if not isinstance(member, inspect.NoneType)]
        if len(members) == 1:
            return self.value(tree, members[0], what)
        if all(isinstance(member, inspect.StructType) for member in members):
            return self._tagged(tree, members, what)
        for member in members:
            if isinstance(tree, Scalar) and _fits(tree.value, member):
                return self._scalar(tree, member, what, _expected(member))
        expected = " or ".join(_expected(member) for member in members)
        return self._fail(tree.place, f"{what} is {_describe(tree)}", f"expected {expected}")

    def _tagged(self, tree: Tree, members: list[Any], what: str) -> Any:  # noqa: ANN401
        by_tag = {member.tag: member for member in members}
        tag_field = members[0].tag_field
        if not isinstance(tree, Mapping):
            return self._fail(tree.place, f"{what} is {_describe(tree)}", f"expected fields with '{tag_field}'")
        if tag_field not in tree.entries:
            return self._fail(tree.place, f"the field '{tag_field}' is missing", f"expected one of {', '.join(by_tag)}")
        tag = tree.entries[tag_field][1]
        if isinstance(tag, Scalar) and tag.value in by_tag:
            return self._struct(tree, by_tag[tag.value], what)
        close = nearest(str(tag.value), list(by_tag)) if isinstance(tag, Scalar) else None
        expected = f"expected '{close}'?" if close else f"expected one of {', '.join(by_tag)}"
        return self._fail(tag.place, f"'{tag_field}' is {_describe(tag)}", expected)

    def _sequence(self, tree: Tree, kind: inspect.VarTupleType, what: str) -> Any:  # noqa: ANN401
        if not isinstance(tree, Sequence):
            return self._fail(tree.place, f"{what} is {_describe(tree)}", "expected a list")
        count = len(tree.items)
        fewest, most = kind.min_length or 0, kind.max_length
        if count < fewest or (most is not None and count > most):
            limits = f"{fewest} to {most}" if most is not None else f"at least {fewest}"
            return self._fail(tree.place, f"{what} has {count} entries", f"expected {limits}")
        values = [self.value(item, kind.item_type, f"an entry of {what}") for item in tree.items]
        return _FAILED if any(value is _FAILED for value in values) else tuple(values)

    def _pair(self, tree: Tree, kind: inspect.TupleType, what: str) -> Any:  # noqa: ANN401
        if not isinstance(tree, Sequence) or len(tree.items) != len(kind.item_types):
            return self._fail(
                tree.place,
                f"{what} is {_describe(tree)}",
                f"expected {len(kind.item_types)} values in a list",
            )
        values = [self.value(item, part, what) for item, part in zip(tree.items, kind.item_types, strict=True)]
        return _FAILED if any(value is _FAILED for value in values) else tuple(values)

    def _dict(self, tree: Tree, kind: inspect.DictType, what: str) -> Any:  # noqa: ANN401
        if not isinstance(tree, Mapping):
            return self._fail(tree.place, f"{what} is {_describe(tree)}", "expected names with values")
        values = {name: self.value(entry, kind.value_type, f"'{name}'") for name, (_, entry) in tree.entries.items()}
        return _FAILED if any(value is _FAILED for value in values.values()) else values

    def _scalar(self, tree: Tree, kind: inspect.Type, what: str, expected: str) -> Any:  # noqa: ANN401
        if not isinstance(tree, Scalar) or not _fits(tree.value, kind):
            quotable = isinstance(tree, Scalar) and tree.value is not None and isinstance(kind, inspect.StrType)
            hint = ' (put it in quotes: "…")' if quotable else ""
            return self._fail(tree.place, f"{what} is {_describe(tree)}", f"expected {expected}{hint}")
        value = float(tree.value) if isinstance(kind, inspect.FloatType) else tree.value  # type: ignore[arg-type]
        wrong = _limit_broken(value, kind)
        if not wrong:
            return value
        close = (
            nearest(str(value), [str(known) for known in kind.values])
            if isinstance(kind, inspect.LiteralType)
            else None
        )
        return self._fail(tree.place, f"{what} {wrong}", f"expected '{close}'?" if close else f"expected {expected}")


def _fits(value: object, kind: inspect.Type) -> bool:
    match kind:
        case inspect.StrType() | inspect.LiteralType():
            return isinstance(value, str)
        case inspect.BoolType():
            return isinstance(value, bool)
        case inspect.IntType():
            return isinstance(value, int) and not isinstance(value, bool)
        case inspect.FloatType():
            return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < float("inf")
    return False


def _limit_broken(value: Any, kind: inspect.Type) -> str | None:  # noqa: ANN401 - any scalar
    match kind:
        case inspect.LiteralType() if value not in kind.values:
            return f"is '{value}'"
        case inspect.StrType():
            return _text_fault(value, kind)
        case inspect.IntType() | inspect.FloatType():
            too_small = kind.ge is not None and value < kind.ge
            too_large = kind.le is not None and value > kind.le
            return f"is {value}" if too_small or too_large else None
    return None


def _text_fault(text: str, kind: inspect.StrType) -> str | None:
    if kind.min_length and not text.strip():
        return "is empty"
    if kind.pattern and not re.fullmatch(kind.pattern, text):
        return f"is '{text}'"
    control = next((character for character in text if _is_control(character)), None)
    return f"has the control character U+{ord(control):04X}" if control else None


def _is_control(character: str) -> bool:
    code = ord(character)
    return (code < 0x20 and character != "\n") or 0x7F <= code < 0xA0


def _describe(tree: Tree) -> str:
    match tree:
        case Mapping():
            return "a group of fields"
        case Sequence():
            return "a list"
        case Scalar(value=None):
            return "empty"
        case Scalar(value=bool()):
            return f"the truth value {str(tree.value).lower()}"
        case Scalar(value=str()):
            text = str(tree.value)
            return f"the text '{text[:37]}…'" if len(text) > 38 else f"the text '{text}'"
    return f"the number {tree.value}"


_NAMES = {
    "StrType": "text",
    "IntType": "a whole number",
    "FloatType": "a number",
    "BoolType": "true or false",
}
_GROUPS = {
    "StructType": "fields with values",
    "VarTupleType": "a list",
    "TupleType": "a list",
    "DictType": "names with values",
}


def _expected(kind: inspect.Type) -> str:
    match kind:
        case inspect.Metadata():
            described = (kind.extra_json_schema or {}).get("description")
            return str(described) if described else _expected(kind.type)
        case inspect.LiteralType():
            return f"one of {', '.join(map(str, kind.values))}"
        case inspect.UnionType():
            return " or ".join(_expected(part) for part in kind.types if not isinstance(part, inspect.NoneType))
        case inspect.IntType() if kind.ge is not None:
            return f"a whole number from {kind.ge}" + (f" to {kind.le}" if kind.le is not None else "")
        case inspect.FloatType() if kind.ge is not None:
            return f"a number from {kind.ge}"
    name = type(kind).__name__
    return _NAMES.get(name) or _GROUPS.get(name, "another value")
