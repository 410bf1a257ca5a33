"""Text that was written by others, made fit for a terminal, and how many of its cells it takes.

A pack can hold anything YAML can: escape sequences that would move the cursor, marks that turn the direction of a
line. They are shown and not obeyed.
"""

import unicodedata

_CONTROLS = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)
_LINES = {0x0A: "\n", 0x0D: None, 0x09: "    ", 0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_TABLE: dict[int, int | str | None] = {**_CONTROLS, **_TURNS, **_LINES}

_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})


def plain(text: str) -> str:
    """`text` with control characters made visible; line ends stay."""
    return text.translate(_TABLE)


def one_line(text: str) -> str:
    """`text` on one line, its words one blank apart."""
    return " ".join(plain(text).split())


def columns(text: str) -> int:
    """The cells of a terminal that `text` takes: wide characters two, marks on others none."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, width: int, *, right: bool = False) -> str:
    """`text` with blanks up to `width` cells."""
    blanks = " " * max(width - columns(text), 0)
    return blanks + text if right else text + blanks


def cut(text: str, width: int) -> str:
    """`text`, with an ellipsis where it takes more than `width` cells."""
    if columns(text) <= width:
        return text
    kept, room = "", width - 1
    for character in text:
        room -= _cells(character)
        if room < 0:
            break
        kept += character
    return kept.rstrip() + "…"


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken between words, or within one that is longer than a line."""
    lines, line = [], ""
    for word in text.split():
        if line and columns(line) + 1 + columns(word) <= width:
            line += f" {word}"
            continue
        if line:
            lines.append(line)
        line = word
        while columns(line) > width:
            head = _head(line, width)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line] if line or not lines else lines


def _head(word: str, width: int) -> str:
    room, end = width, 0
    for character in word:
        room -= _cells(character)
        if room < 0:
            break
        end += 1
    return word[: max(end, 1)]
