"""The compiled index: a pack as one JSON file that decodes in milliseconds, so that YAML is parsed only after an edit.

It carries a fingerprint of every file it was made from (size and CRC-32: it guards against forgetting, not against
malice) and its format's number. It is a cache: delete it at any time. One is shipped beside the content; after an
edit, a command that may write keeps its own in the cache folder.
"""

import contextlib
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from cspo_study.content.model import Pack

Fingerprint = dict[str, tuple[int, int]]
"""Size and checksum of every content file, by name."""
FORMAT = 5
"""Raised when the types in `model` change in a way that decoding would not notice."""
SHIPPED_NAME = ".compiled.json"
MAX_BYTES = 4 * 1024 * 1024
"""A topic of 80 questions has about 0.15 MB; a content file past this is a mistake and is not read."""


class Refusal(msgspec.Struct, frozen=True):
    """A pack of one's own that cannot be used: its name, and its problems in words, in file order."""

    name: str
    problems: tuple[str, ...]


class CompiledIndex(msgspec.Struct, frozen=True):
    """The index file's layout: a fingerprint of the files it was made from, and the pack with a checksum of its own."""

    format: int
    files: Fingerprint
    checksum: int
    pack: msgspec.Raw
    refusals: tuple[Refusal, ...] = ()


class Opened(NamedTuple):
    """Content ready to use, and what could not be joined to it."""

    pack: Pack
    refusals: tuple[Refusal, ...] = ()


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
    return open_joined(folder, {}, cache, keep=keep).pack


def open_joined(folder: Path, own: Mapping[str, Path], cache: Path, *, keep: bool = False) -> Opened:
    """As `open_pack`, joined by the packs in `own`, by name. One that cannot be used is among the refusals."""
    files = fingerprint(folder)
    for name, place in own.items():
        files |= {f"packs/{name}/{file}": mark for file, mark in fingerprint(place).items()}
        files[f"packs/{name}"] = (0, 0)  # a pack that holds nothing is told, and told from none
    kept = cache / f"content-{zlib.crc32(str(folder).encode()):08x}{'-joined' if own else ''}.json"
    for path in (kept,) if own else (folder / SHIPPED_NAME, kept):
        opened = _fresh(path, files)
        if opened is not None:
            return opened
    from cspo_study.content.reading import load_pack  # YAML: only after an edit

    loaded = load_pack(folder, own)
    if keep:
        write_index(kept, loaded.pack, files, loaded.refusals)
    return Opened(loaded.pack, loaded.refusals)


def content_files(folder: Path) -> list[Path]:
    """The folder's content files that exist, in a fixed order."""
    fixed = [folder / name for name in ("syllabus.yaml", "sources.yaml", "misconceptions.yaml", "glossary.yaml")]
    listed = [path for part in ("cases", "notes", "questions") for path in sorted(folder.glob(f"{part}/*.yaml"))]
    return [path for path in (*fixed, *listed) if path.is_file()]


def fingerprint(folder: Path) -> Fingerprint:
    """Size and checksum of every content file, by name."""
    return {path.relative_to(folder).as_posix(): _mark(path) for path in content_files(folder)}


def _mark(path: Path) -> tuple[int, int]:
    """A file that can't be read or is too large gets a mark that no index holds: `load_pack` then tells what it is."""
    try:
        size = path.stat().st_size
        return (size, zlib.crc32(path.read_bytes())) if size <= MAX_BYTES else (size, 0)
    except OSError:
        return (-1, 0)


def write_index(path: Path, pack: Pack, files: Fingerprint, refusals: tuple[Refusal, ...] = ()) -> None:
    """Keep `pack` at `path`, whole or not at all. A cache that can't be written is no loss and not an error."""
    encoded = msgspec.json.encode(pack)
    index = CompiledIndex(FORMAT, files, zlib.crc32(encoded), msgspec.Raw(encoded), refusals)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(msgspec.json.encode(index))
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _fresh(path: Path, files: Fingerprint) -> Opened | None:
    try:
        index = msgspec.json.decode(path.read_bytes(), type=CompiledIndex)
        if index.format != FORMAT or index.files != files or index.checksum != zlib.crc32(index.pack):
            return None
        return Opened(msgspec.json.decode(index.pack, type=Pack), index.refusals)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
