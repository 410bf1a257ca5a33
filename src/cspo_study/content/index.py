"""The compiled index: a pack as one JSON file that decodes in milliseconds, so that YAML is parsed only after an edit.

It carries a fingerprint of every file it was made from (size and CRC-32: it guards against forgetting, not against
malice) and its format's number. It is a cache: delete it at any time. One is shipped beside the content; after an
edit, a command that may write keeps its own in the cache folder.
"""

import contextlib
import os
import zlib
from pathlib import Path

import msgspec

from cspo_study.content.model import Pack

FORMAT = 3
"""Raised when the types in `model` change in a way that decoding would not notice."""
SHIPPED_NAME = ".compiled.json"
MAX_BYTES = 4 * 1024 * 1024
"""A topic of 80 questions has about 0.15 MB; a content file past this is a mistake and is not read."""


class CompiledIndex(msgspec.Struct, frozen=True):
    """The index file's layout: a fingerprint of the files it was made from, and the pack with a checksum of its own."""

    format: int
    files: dict[str, tuple[int, int]]
    checksum: int
    pack: msgspec.Raw


def shipped_content() -> Path:
    """The content that came with this installation: inside the package, or in the checkout it runs from."""
    package = Path(__file__).parents[1]
    installed = package / "_content"
    return installed if installed.is_dir() else package.parents[1] / "content"


def open_pack(folder: Path, cache: Path, *, keep: bool = False) -> Pack:
    """The content in `folder`, from an index if one is fresh: the shipped one, or one kept in the folder `cache`.

    With `keep`, one that had to be made is kept there; without, nothing is written.

    Raises `ContentError` when the YAML has to be read and cannot be used.
    """
    files = fingerprint(folder)
    kept = cache / f"content-{zlib.crc32(str(folder).encode()):08x}.json"
    for path in (folder / SHIPPED_NAME, kept):
        pack = _fresh(path, files)
        if pack is not None:
            return pack
    from cspo_study.content.reading import load_pack  # YAML: only after an edit

    pack = load_pack(folder).pack
    if keep:
        write_index(kept, pack, files)
    return pack


def content_files(folder: Path) -> list[Path]:
    """The folder's content files that exist, in a fixed order."""
    fixed = [folder / name for name in ("syllabus.yaml", "sources.yaml", "misconceptions.yaml")]
    files = [*fixed, *sorted(folder.glob("cases/*.yaml")), *sorted(folder.glob("questions/*.yaml"))]
    return [path for path in files if path.is_file()]


def fingerprint(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and checksum of every content file, by name."""
    return {path.relative_to(folder).as_posix(): _mark(path) for path in content_files(folder)}


def _mark(path: Path) -> tuple[int, int]:
    """A file that can't be read or is too large gets a mark that no index holds: `load_pack` then tells what it is."""
    try:
        size = path.stat().st_size
        return (size, zlib.crc32(path.read_bytes())) if size <= MAX_BYTES else (size, 0)
    except OSError:
        return (-1, 0)


def write_index(path: Path, pack: Pack, files: dict[str, tuple[int, int]]) -> None:
    """Keep `pack` at `path`, whole or not at all. A cache that can't be written is no loss and not an error."""
    encoded = msgspec.json.encode(pack)
    index = CompiledIndex(FORMAT, files, zlib.crc32(encoded), msgspec.Raw(encoded))
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(msgspec.json.encode(index))
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _fresh(path: Path, files: dict[str, tuple[int, int]]) -> Pack | None:
    try:
        index = msgspec.json.decode(path.read_bytes(), type=CompiledIndex)
        if index.format != FORMAT or index.files != files or index.checksum != zlib.crc32(index.pack):
            return None
        return msgspec.json.decode(index.pack, type=Pack)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
