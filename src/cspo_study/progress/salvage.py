"""Answers out of a damaged store: read from the raw pages, whatever SQLite itself can still make of the file.

A row is written with a checksum over its values, so that what is found here is an answer as it was given, or is
counted as unreadable. Pages are looked at one by one, in the file and in its write-ahead log, which makes a torn
header, a zeroed stretch or a cut-off end cost only the rows that stood there.

Source: the SQLite database file format, https://www.sqlite.org/fileformat.html (table b-tree leaf pages, records,
varints).
"""

import struct
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cspo_study.progress.attempt import ROW, Entry, entry_from_row

PAGE_SIZES = (4096, 1024, 2048, 8192, 16384, 32768, 65536, 512)
TABLE_LEAF = 0x0D
WAL_HEADER, FRAME_HEADER = 32, 24
ATTEMPT_COLUMNS = (len(ROW), len(ROW) - 1)
"""The second is that of schema 1: without a checksum nobody knows what such a row should hold, but it was one."""


class Salvaged(NamedTuple):
    """What a damaged file still holds: entries with their arrival numbers, in that order, and the highest number.

    `newest` counts rows that are there and can't be read. Numbers have no gaps: as many rows there must have been.
    """

    entries: list[tuple[int, Entry]]
    newest: int


def salvage(store: Path) -> Salvaged:
    """Read what can be read of the store at `store` and its write-ahead log. Never raises for what the files hold."""
    found: dict[bytes, tuple[int, Entry]] = {}
    newest = 0
    for page in _pages(store):
        rows = list(_rows(page))
        if not any(len(row) in ATTEMPT_COLUMNS for _, row in rows):
            continue  # the description of the tables stands on such pages too
        for seq, row in rows:
            newest = max(newest, seq)
            entry = entry_from_row(row) if len(row) == len(ROW) else None
            if entry is not None:
                found[entry.id] = (seq, entry)
    return Salvaged(sorted(found.values(), key=lambda item: (item[0], item[1].id)), newest)


def _pages(store: Path) -> Iterator[bytes]:
    """Every page of the file, then of its log, which may hold newer ones."""
    data = store.read_bytes() if store.is_file() else b""
    log_path = store.with_name(store.name + "-wal")
    log = log_path.read_bytes() if log_path.is_file() else b""
    for size in {_page_size(data[16:18]), _page_size(log[10:12]), PAGE_SIZES[0]}:  # where one is damaged, another fits
        for start in range(0, len(data), size):
            yield _without_file_header(data[start : start + size], first=start == 0)
        for start in range(WAL_HEADER, len(log), FRAME_HEADER + size):
            frame = log[start : start + FRAME_HEADER + size]
            number = struct.unpack(">I", frame[:4].ljust(4, b"\0"))[0]
            yield _without_file_header(frame[FRAME_HEADER:], first=number == 1)


def _page_size(told: bytes) -> int:
    """The size that two bytes of a header tell, as far as they can be believed."""
    size = int.from_bytes(told)
    size = 65536 if size == 1 else size
    return size if size in PAGE_SIZES else PAGE_SIZES[0]


def _without_file_header(page: bytes, *, first: bool) -> bytes:
    """Page 1 begins with the file's own header; cell offsets count from the page's start all the same."""
    return b"\0" * 100 + page[100:] if first else page


def _rows(page: bytes) -> Iterator[tuple[int, list[Any]]]:
    """The records of a table leaf page as (rowid, values). A cell that cannot be a record has no values.

    Rows are only ever added: on one page their numbers follow each other. What a damaged number was, its neighbours
    tell.
    """
    at = 100 if page[:100] == b"\0" * 100 else 0
    if len(page) < at + 8 or page[at] != TABLE_LEAF:
        return
    (count,) = struct.unpack(">H", page[at + 3 : at + 5])
    pointers = page[at + 8 : at + 8 + 2 * count]
    offsets = [offset for (offset,) in struct.iter_unpack(">H", pointers[: len(pointers) // 2 * 2])]
    records = [_record(page, offset) for offset in offsets]
    firsts = Counter(record[0] - place for place, record in enumerate(records) if record).most_common(1)
    for place, record in enumerate(records):
        first, votes = firsts[0] if firsts else (1, 0)
        rowid, values = record or (first + place, [])
        yield first + place if votes > 1 else rowid, values


def _record(page: bytes, offset: int) -> tuple[int, list[Any]] | None:
    try:
        length, offset = _varint(page, offset)
        rowid, offset = _varint(page, offset)
        payload = page[offset : offset + length]
        if len(payload) < length:  # is cut off, or spills over into other pages: an attempt of more than 4 KB
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
