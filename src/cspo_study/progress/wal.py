"""Whether the write-ahead log that a crash left beside a store still holds all that was committed to it.

SQLite takes in such a log up to the first frame that does not check, and drops the rest as never committed. After a
crash that is right; where the log was cut off or altered, acknowledged answers would go without a word. Two things
tell: the log's index (`-shm`), which counts frames as committed once they are on the disk, and, where it is gone, a
commit that stands behind the break.

Source: https://www.sqlite.org/walformat.html
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HEADER, FRAME_HEADER, INDEX_HEADER = 32, 24, 48
MAGIC, FORMAT = 0x377F0682, 3007000


class _Index(NamedTuple):
    """What the index tells: how many frames were committed, how many of them the file has too, the log's salts."""

    committed: int
    moved: int
    salts: bytes


class _Frame(NamedTuple):
    """Whether a frame is of the present use of the log, is the last of a commit, and is as it was written."""

    current: bool
    commits: bool
    sound: bool


def log_is_whole(store: Path) -> bool:
    """Whether all that was committed to the log beside `store` is in it, as far as can be told.

    To be asked while this process has the store closed: on POSIX it loses its locks on a file with any handle it
    closes.
    """
    # Another cspo may be in the middle of writing. What is broken is so at a second look.
    return _is_whole(store) or _is_whole(store)


def _is_whole(store: Path) -> bool:
    index = _index(_content(store.with_name(store.name + "-shm")))  # before the log, which is written before it
    log = _content(store.with_name(store.name + "-wal"))
    salts = _salts(log)
    if salts is None:  # SQLite takes in nothing
        return index.moved >= index.committed if index else not log
    frames = list(_frames(log, salts))
    sound = next((number for number, frame in enumerate(frames) if not frame.sound), len(frames))
    if index and index.salts == salts:
        return index.committed <= max((n for n, frame in enumerate(frames[:sound], 1) if frame.commits), default=0)
    # A process killed while it wrote leaves one frame unsound at most, and behind it only what was there before.
    behind = frames[sound + 1 :] or frames[sound:]
    return not any(frame.current and frame.commits for frame in behind)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _index(data: bytes) -> _Index | None:
    """What an index says, None if it is in no state to say anything. Its numbers are in the order of this machine."""
    head = data[:INDEX_HEADER]
    if len(data) < 2 * INDEX_HEADER + 4 or head != data[INDEX_HEADER : 2 * INDEX_HEADER]:
        return None
    version, initialised, committed = struct.unpack("=I8xB3xI", head[:20])
    (moved,) = struct.unpack("=I", data[2 * INDEX_HEADER : 2 * INDEX_HEADER + 4])
    return _Index(committed, moved, head[32:40]) if version == FORMAT and initialised else None


def _salts(log: bytes) -> bytes | None:
    """What marks the frames of the log's present use; None without a header that is as it was written."""
    if len(log) < HEADER:
        return None
    magic, version = struct.unpack(">II", log[:8])
    if magic & ~1 != MAGIC or version != FORMAT or _sum(log[:24], magic, (0, 0)) != struct.unpack(">II", log[24:32]):
        return None
    return log[16:24]


def _frames(log: bytes, salts: bytes) -> Iterator[_Frame]:
    """The frames of the log, as far as they are whole. The checksum of each takes in all before it."""
    magic, _, size = struct.unpack(">III", log[:12])
    running = struct.unpack(">II", log[24:32])
    step = FRAME_HEADER + size
    for start in range(HEADER, len(log) - step + 1, step):
        page, pages_after_commit = struct.unpack(">II", log[start : start + 8])
        running = _sum(log[start + FRAME_HEADER : start + step], magic, _sum(log[start : start + 8], magic, running))
        current = log[start + 8 : start + 16] == salts
        sound = current and page > 0 and running == struct.unpack(">II", log[start + 16 : start + FRAME_HEADER])
        yield _Frame(current, pages_after_commit > 0, sound)


def _sum(data: bytes, magic: int, start: tuple[int, ...]) -> tuple[int, int]:
    """SQLite's checksum of a log, going on from `start`; the magic number tells the order of bytes."""
    one, other = start
    words = struct.unpack(f"{'<>'[magic & 1]}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = one + first + other & 0xFFFFFFFF
        other = other + second + one & 0xFFFFFFFF
    return one, other
