"""UUIDv7 (RFC 9562): ids that sort by time, so that two devices' logs merge in one order."""

import os
import threading

_lock = threading.Lock()
_last: tuple[int, int] = (0, 0)


def new_id(at: int) -> bytes:
    """A new id for the moment `at`, milliseconds since 1970. Ids made here within one millisecond sort as made."""
    global _last  # noqa: PLW0603 - the counter within one millisecond
    tail = os.urandom(8)
    with _lock:
        count = _last[1] + 1 if _last[0] == at else int.from_bytes(os.urandom(1))
        _last = (at, count)
    if count > 0xFFF:
        raise OverflowError("more than 3,800 ids in one millisecond")
    return at.to_bytes(6) + bytes([0x70 | count >> 8, count & 0xFF, 0x80 | tail[0] & 0x3F]) + tail[1:]


def first_at(at: int) -> bytes:
    """What no id of the moment `at`, milliseconds since 1970, or later sorts before."""
    return max(at, 0).to_bytes(6) + bytes(10)


def time_of(identity: bytes) -> int:
    """The moment an id was made for, milliseconds since 1970."""
    return int.from_bytes(identity[:6])


def random_id() -> bytes:
    """An id that says nothing: for devices and sessions."""
    return os.urandom(16)
