"""What can befall a file: each kind of damage, drawn by dice."""

from collections.abc import Callable
from pathlib import Path
from random import Random


def cut_off(data: bytearray, dice: Random) -> None:
    """The file ends early."""
    del data[dice.randrange(len(data)) :]


def zeroed(data: bytearray, dice: Random) -> None:
    """A stretch holds nothing but zeros."""
    start = dice.randrange(len(data))
    length = dice.choice([1, 16, 512, 4096, 3 * 4096, len(data) // 3])
    end = min(len(data), start + length)
    data[start:end] = bytes(end - start)


def flipped(data: bytearray, dice: Random) -> None:
    """Up to 200 bits are not what they were."""
    for _ in range(dice.choice([1, 1, 1, 2, 5, 20, 200])):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def torn_header(data: bytearray, dice: Random) -> None:
    """The first bytes are of something else, or a bit of them is flipped."""
    end = min(len(data), dice.choice([1, 16, 32, 100]))
    if dice.random() < 0.5:
        data[:end] = dice.randbytes(end)
    else:
        data[dice.randrange(end)] ^= 1 << dice.randrange(8)


def shuffled(data: bytearray, dice: Random) -> None:
    """Two pages have changed places."""
    one, other = (4096 * dice.randrange(max(1, len(data) // 4096)) for _ in range(2))
    data[one : one + 4096], data[other : other + 4096] = data[other : other + 4096], data[one : one + 4096]


def junk(data: bytearray, dice: Random) -> None:
    """Something else altogether."""
    data[:] = dice.randbytes(dice.choice([2, 100, 5000, len(data)]))


def emptied(data: bytearray, dice: Random) -> None:
    """Nothing is left."""
    data.clear()


Damage = Callable[[bytearray, Random], None]
TO_THE_FILE: list[Damage] = [cut_off, zeroed, flipped, flipped, torn_header, shuffled, junk, emptied]
TO_THE_LOG: list[Damage] = [cut_off, zeroed, flipped, flipped, torn_header, junk]


def inflict(damage: Damage, path: Path, dice: Random) -> None:
    """Do it to a file."""
    data = bytearray(path.read_bytes())
    damage(data, dice)
    path.write_bytes(data)
