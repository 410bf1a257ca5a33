"""Answers out of a damaged store: read from the raw pages, whatever SQLite itself can still make of the file.

A row is written with a checksum over its values, so that what is found here is an answer as it was given, or is
counted as unreadable. Pages are looked at one by one, in the file and in its write-ahead log, which makes a torn
header, a zeroed stretch or a cut-off end cost only the rows that stood there.

Source: the SQLite database file format, https://www.sqlite.org/fileformat.html (table b-tree leaf pages, records,
varints).
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cspo_study.progress.attempt import ROW, Entry, entry_from_row

PAGE_SIZES = (4096, 1024, 2048, 8192, 16384, 32768, 65536, 512)
TABLE_LEAF = 0x0D
WAL_HEADER, FRAME_HEADER = 32, 24
SCHEMA_COLUMNS = 5


class Salvaged(NamedTuple):
    """What a damaged file still holds: entries in the order they arrived, and how many rows were beyond reading."""

    entries: list[tuple[int, Entry]]
    broken: int

    @property
    def missing(self) -> int:
        """Rows that must have stood before the last one found and are gone: arrival numbers have no gaps."""
        return (max(seq for seq, _ in self.entries) - len(self.entries)) if self.entries else 0


def salvage(store: Path) -> Salvaged:
    """Read what can be read of the store at `store` and its write-ahead log. Never raises for what the files hold."""
    found: dict[int, Entry] = {}
    broken: set[int] = set()
    for page in _pages(store):
        for seq, row in _rows(page):
            if len(row) == SCHEMA_COLUMNS and row[0] in ("table", "index", "trigger"):
                continue  # the description of the tables stands on such pages too
            entry = entry_from_row(row) if len(row) == len(ROW) else None
            if entry is None:
                broken.add(seq)
            else:
                found[seq] = entry
    return Salvaged(sorted(found.items(), key=lambda item: item[0]), len(broken - set(found)))


def _pages(store: Path) -> Iterator[bytes]:
    """Every page of the file, then of its log, which may hold newer ones."""
    data = store.read_bytes() if store.is_file() else b""
    size = _page_size(data)
    for start in range(0, len(data), size):
        yield _without_file_header(data[start : start + size], first=start == 0)
    log_path = store.with_name(store.name + "-wal")
    log = log_path.read_bytes() if log_path.is_file() else b""
    if len(log) > WAL_HEADER:
        logged = struct.unpack(">I", log[8:12])[0]
        step = FRAME_HEADER + (logged if logged in PAGE_SIZES else size)
        for start in range(WAL_HEADER, len(log), step):
            frame = log[start : start + step]
            number = struct.unpack(">I", frame[:4].ljust(4, b"\0"))[0]
            yield _without_file_header(frame[FRAME_HEADER:], first=number == 1)


def _page_size(data: bytes) -> int:
    told = struct.unpack(">H", data[16:18])[0] if len(data) >= 18 else 0
    told = 65536 if told == 1 else told
    return told if told in PAGE_SIZES else PAGE_SIZES[0]


def _without_file_header(page: bytes, *, first: bool) -> bytes:
    """Page 1 begins with the file's own header; cell offsets count from the page's start all the same."""
    return b"\0" * 100 + page[100:] if first else page


def _rows(page: bytes) -> Iterator[tuple[int, list[Any]]]:
    """The records of a table leaf page as (rowid, values). A cell that cannot be a record is passed over."""
    at = 100 if page[:100] == b"\0" * 100 else 0
    if len(page) < at + 8 or page[at] != TABLE_LEAF:
        return
    (count,) = struct.unpack(">H", page[at + 3 : at + 5])
    pointers = page[at + 8 : at + 8 + 2 * count]
    for (offset,) in struct.iter_unpack(">H", pointers[: len(pointers) // 2 * 2]):
        record = _record(page, offset)
        if record is not None:
            yield record


def _record(page: bytes, offset: int) -> tuple[int, list[Any]] | None:
    try:
        length, offset = _varint(page, offset)
        rowid, offset = _varint(page, offset)
        payload = page[offset : offset + length]
        if len(payload) < length:  # spills over into other pages, as no attempt does, or is cut off
            return None
        header_length, position = _varint(payload, 0)
        types = []
        while position < header_length:
            kind, position = _varint(payload, position)
            types.append(kind)
        values = []
        for kind in types:
            value, position = _value(payload, position, kind)
            values.append(value)
    except (IndexError, struct.error, UnicodeDecodeError, ValueError):
        return None
    if values and values[0] is None:
        values[0] = rowid  # an INTEGER PRIMARY KEY stands only in the rowid
    return rowid, values


def _varint(data: bytes, position: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        byte = data[position + count]
        if count == 8:
            return value << 8 | byte, position + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, position + count + 1
    raise AssertionError("a varint has at most nine bytes")


_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def _value(payload: bytes, position: int, kind: int) -> tuple[Any, int]:
    """One column by its serial type, and where the next begins."""
    if kind in _INTEGER_BYTES:
        length = _INTEGER_BYTES[kind]
        return int.from_bytes(_exactly(payload, position, length), signed=True), position + length
    if kind == 7:
        return struct.unpack(">d", _exactly(payload, position, 8))[0], position + 8
    if kind >= 12:
        length = (kind - 12) // 2
        raw = _exactly(payload, position, length)
        return (raw if kind % 2 == 0 else raw.decode()), position + length
    constants = {0: None, 8: 0, 9: 1}
    if kind not in constants:
        raise ValueError(f"serial type {kind} is not in use")
    return constants[kind], position


def _exactly(payload: bytes, position: int, length: int) -> bytes:
    raw = payload[position : position + length]
    if len(raw) < length:
        raise IndexError("the record is cut off")
    return raw
