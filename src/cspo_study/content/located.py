"""YAML into a tree in which every node knows its place.

The C parser's events are read one at a time instead of letting PyYAML build objects: that keeps places, sees
duplicate keys, and leaves no way for an alias to grow or to point back into itself, because anchors and aliases are
refused.
"""

import math
import stat
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from cspo_study.content.index import MAX_BYTES
from cspo_study.content.problems import Place, Problem

MAX_DEPTH = 12
"""Content nests 7 deep at the most (a cell in a table's row)."""
_TOO_DEEP = (f"nested more than {MAX_DEPTH} deep", "expected a flatter structure")


class Scalar(NamedTuple):
    """Text, a number, a truth value or nothing, as YAML's core rules read it."""

    place: Place
    value: str | int | float | bool | None


class Sequence(NamedTuple):
    """A list."""

    place: Place
    items: list["Tree"]


class Mapping(NamedTuple):
    """Keys with their places, and values."""

    place: Place
    entries: dict[str, tuple[Place, "Tree"]]


Tree = Scalar | Sequence | Mapping


class _RefusedError(Exception):
    """Reading this file ends here."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_tree(path: Path, name: str, problems: list[Problem]) -> Tree | None:
    """The file's tree, or None when it cannot be had; what is wrong is added to `problems` under `name`."""
    try:
        text = _text(path, name)
        return _Builder(text, name, problems).document()
    except _RefusedError as refused:
        problems.append(refused.problem)
        return None


def _text(path: Path, name: str) -> str:
    start = Place(name, 1, 1)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
            raise _RefusedError(Problem(start, f"this is {kind}", "expected a YAML file"))
        if status.st_size > MAX_BYTES:
            size = f"{math.ceil(status.st_size / 1024 / 1024 * 10) / 10:g} MB"
            raise _RefusedError(
                Problem(start, f"the file has {size}", f"expected at most {MAX_BYTES // 1024 // 1024} MB")
            )
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise _RefusedError(Problem(start, f"cannot be read ({reason})", "expected a readable YAML file")) from error
    return _decoded(data, name)


_WRONG_LINE_ENDS = {
    "\r": "has Windows line ends (CRLF)",
    "\x85": "has the line end U+0085",
    "\u2028": "has the line end U+2028",
    "\u2029": "has the line end U+2029",
}
"""The last three end a line for the C parser but not for an editor, so that places below would be wrong."""


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        wrong = "starts with a byte-order mark"
        raise _RefusedError(Problem(Place(name, 1, 1), wrong, "expected plain UTF-8 (save as UTF-8 without BOM)"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = Place(name, before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1)
        wrong = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise _RefusedError(Problem(place, wrong, "expected a file saved as UTF-8")) from error
    for line_end, wrong in _WRONG_LINE_ENDS.items():
        if line_end in text:
            before_end = text[: text.index(line_end)]
            place = Place(name, before_end.count("\n") + 1, len(before_end) - before_end.rfind("\n"))
            raise _RefusedError(Problem(place, wrong, "expected Unix line ends (LF)"))
    return text


class _Builder:
    """Builds the tree from events. Keeps going after a duplicate key; anything worse ends the file."""

    def __init__(self, text: str, name: str, problems: list[Problem]) -> None:
        self._name = name
        self._lines = text.split("\n")
        self._problems = problems
        self._events = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._resolver: Any = yaml.resolver.Resolver()

    def document(self) -> Tree:
        self._next()  # the stream's start
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise _RefusedError(Problem(Place(self._name, 1, 1), "the file is empty", "expected content"))
        tree = self._node(self._next(), depth=1)
        self._next()  # the document's end
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._refuse(event, "a second document starts here", "expected one document a file")
        return tree

    def _next(self) -> yaml.Event:
        try:
            return next(self._events)
        except yaml.reader.ReaderError as error:
            place = self._place_of_byte(error.position)
            wrong = f"character U+{error.character:04X} may not stand in YAML"
            raise _RefusedError(Problem(place, wrong, "expected printable text")) from error
        except yaml.MarkedYAMLError as error:
            raise _RefusedError(self._syntax_problem(error)) from error

    def _place_of_byte(self, position: int) -> Place:
        """The C parser counts a wrong character's position in bytes of UTF-8."""
        before = "\n".join(self._lines).encode()[:position].decode()
        return Place(self._name, before.count("\n") + 1, len(before) - before.rfind("\n"))

    def _syntax_problem(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        place = Place(self._name, line, column)
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        if "\t" in text[: column + 1]:
            return Problem(place, "a tab stands where blanks indent", "expected blanks (set the editor to insert them)")
        if "nesting depth" in (error.problem or ""):  # the parser's own limit, which newer ones reach first
            return Problem(place, *_TOO_DEEP)
        return Problem(place, f"not YAML: {error.problem or error.context}", "expected well-formed YAML")

    def _place(self, event: yaml.Event) -> Place:
        assert event.start_mark is not None  # the C parser always marks
        return Place(self._name, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse(self, event: yaml.Event, wrong: str, expected: str) -> _RefusedError:
        return _RefusedError(Problem(self._place(event), wrong, expected))

    def _node(self, event: yaml.Event, depth: int) -> Tree:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._refuse(
                event,
                "an anchor or alias (& or *) stands here",
                "expected the text written out, or in quotes",
            )
        if depth > MAX_DEPTH:
            raise self._refuse(event, *_TOO_DEEP)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(self._place(event), self._value(event))
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise self._refuse(event, f"the tag {tag} stands here", "expected plain YAML without tags")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _sequence(self, start: yaml.Event, depth: int) -> Sequence:
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(self._place(start), items)

    def _mapping(self, start: yaml.Event, depth: int) -> Mapping:
        entries: dict[str, tuple[Place, Tree]] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            place = self._place(event)
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                raise self._refuse(event, "this cannot be a key", "expected a field name")
            key = event.value
            value = self._node(self._next(), depth + 1)
            if key in entries:
                first = entries[key][0].line
                wrong = f"the field '{key}' is given a second time (first on line {first})"
                self._problems.append(Problem(place, wrong, "expected it once"))
                continue
            entries[key] = (place, value)
        return Mapping(self._place(start), entries)

    def _value(self, event: yaml.ScalarEvent) -> str | int | float | bool | None:
        if event.tag is not None:
            raise self._refuse(event, f"the tag {event.tag} stands here", "expected plain YAML without tags")
        if not event.implicit[0]:
            return str(event.value)
        tag = self._resolver.resolve(yaml.ScalarNode, event.value, (True, False)).rpartition(":")[2]
        return _typed(event.value, tag)


def _typed(text: str, tag: str) -> str | int | float | bool | None:
    """A plain scalar by YAML's rules, except that dates, base-60 numbers and integers past 64 bits stay text."""
    try:
        match tag:
            case "null":
                return None
            case "bool":
                return text.lower() in ("yes", "true", "on")
            case "int":
                number = int(text.replace("_", ""), 0)
                return number if abs(number) < 2**63 else text
            case "float":
                return float(text.replace("_", ""))
    except ValueError:
        return text
    return text
