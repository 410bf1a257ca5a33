"""The compiled index saves parsing YAML, is dropped after any edit, and is never a reason to fail."""

import os
import subprocess
import sys
import zlib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspo_study.content import reading
from cspo_study.content.index import (
    SHIPPED_NAME,
    content_files,
    fingerprint,
    open_pack,
    shipped_content,
    write_index,
)
from cspo_study.content.model import Pack
from cspo_study.content.problems import ContentError
from small_pack import CASE, MISCONCEPTIONS, QUESTIONS, SOURCES, SYLLABUS, SmallPack


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Where an index may be kept; not there yet."""
    return tmp_path / "kept" / "deep"


@pytest.fixture
def no_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail whoever reads YAML."""

    def refuse(folder: Path, _own: object) -> None:
        raise AssertionError(f"read the YAML in {folder}")

    monkeypatch.setattr(reading, "load_pack", refuse)


def ship(small: SmallPack) -> Path:
    """Put an index beside the content, as the build does."""
    path = small.folder / SHIPPED_NAME
    write_index(path, small.load().pack, fingerprint(small.folder))
    return path


def kept_in(cache: Path) -> Path:
    """The one file in the cache."""
    (path,) = cache.iterdir()
    return path


def imports_yaml(folder: Path, cache: Path) -> bool:
    """Whether opening the content in a new process loads the YAML parser."""
    program = (
        "import sys; from pathlib import Path\n"
        "from cspo_study.content.index import open_pack\n"
        "pack = open_pack(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "print(len(pack.questions), 'yaml' in sys.modules or '_yaml' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, folder, cache], check=True, capture_output=True, text=True, timeout=30
    )
    count, loaded = run.stdout.split()
    assert count == "7"
    return loaded == "True"


# --- what is fresh ----------------------------------------------------------------------------------------------------


def test_a_first_start_with_the_shipped_index_imports_no_yaml(small: SmallPack, cache: Path) -> None:
    assert imports_yaml(small.folder, cache)
    ship(small)
    assert not imports_yaml(small.folder, cache)


def test_a_second_start_with_a_kept_index_imports_no_yaml(small: SmallPack, cache: Path) -> None:
    open_pack(small.folder, cache, keep=True)
    assert not imports_yaml(small.folder, cache)


def test_what_comes_from_an_index_equals_what_comes_from_yaml(small: SmallPack, cache: Path) -> None:
    made = open_pack(small.folder, cache, keep=True)
    assert made == small.load().pack
    assert open_pack(small.folder, cache) == made
    kept_in(cache).unlink()
    ship(small)
    assert open_pack(small.folder, cache) == made


def test_the_whole_shipped_content_survives_an_index(tmp_path: Path) -> None:
    folder = shipped_content()
    pack = reading.load_pack(folder).pack
    write_index(tmp_path / "content.json", pack, fingerprint(folder))
    kept = msgspec.json.decode((tmp_path / "content.json").read_bytes())
    again = msgspec.json.decode(msgspec.json.encode(kept["pack"]), type=Pack)
    assert (again.domains, again.headings) == (pack.domains, pack.headings)
    assert (again.questions, again.cases) == (pack.questions, pack.cases)
    assert (again.misconceptions, again.works) == (pack.misconceptions, pack.works)
    assert set(kept["files"]) == {path.relative_to(folder).as_posix() for path in content_files(folder)}


@pytest.mark.usefixtures("no_yaml")
def test_the_fixture_that_forbids_yaml_does(small: SmallPack, cache: Path) -> None:
    with pytest.raises(AssertionError, match="read the YAML"):
        open_pack(small.folder, cache)


def test_a_fresh_index_is_used(small: SmallPack, cache: Path, request: pytest.FixtureRequest) -> None:
    open_pack(small.folder, cache, keep=True)
    request.getfixturevalue("no_yaml")
    assert len(open_pack(small.folder, cache).questions) == 7


def test_nothing_is_written_unless_it_is_to_be_kept(small: SmallPack, cache: Path) -> None:
    before = sorted(small.folder.rglob("*"))
    open_pack(small.folder, cache)
    assert not cache.exists()
    assert sorted(small.folder.rglob("*")) == before


def test_a_fresh_index_is_not_written_again(small: SmallPack, cache: Path) -> None:
    ship(small)
    open_pack(small.folder, cache, keep=True)
    assert not cache.exists()


def test_two_folders_keep_an_index_each(small: SmallPack, cache: Path, tmp_path: Path) -> None:
    other = SmallPack(tmp_path / "other")
    other.edit(QUESTIONS, "One list makes the trade visible.", "Another.")
    for _ in range(2):
        assert open_pack(small.folder, cache, keep=True) != open_pack(other.folder, cache, keep=True)
    assert len(list(cache.iterdir())) == 2


# --- what is stale ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shipped", [True, False])
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SYLLABUS, "title: Items", "title: Itemz"),
        (SOURCES, "Roman", "Romän"),
        (MISCONCEPTIONS, "name: Arithmetic", "name: Brithmetic"),
        (CASE, "few book it", "few took it"),
        (QUESTIONS, "One list makes", "One list bakes"),
        (QUESTIONS, "version: 2", "version: 3"),
    ],
)
def test_an_edit_is_seen_even_when_size_and_time_stay_the_same(
    small: SmallPack, cache: Path, name: str, old: str, new: str, shipped: bool
) -> None:
    before = ship(small) and small.load().pack if shipped else open_pack(small.folder, cache, keep=True)
    status = small.path(name).stat()
    small.edit(name, old, new)
    os.utime(small.path(name), ns=(status.st_atime_ns, status.st_mtime_ns))
    after = open_pack(small.folder, cache)
    assert after == small.load().pack
    assert after != before


def test_a_new_file_is_seen(small: SmallPack, cache: Path) -> None:
    open_pack(small.folder, cache, keep=True)
    small.write("cases/day-bus.yaml", small.text(CASE))
    assert list(open_pack(small.folder, cache).cases) == ["day-bus", "night-bus"]


def test_a_file_that_went_is_seen(small: SmallPack, cache: Path) -> None:
    open_pack(small.folder, cache, keep=True)
    small.path(QUESTIONS).unlink()
    assert open_pack(small.folder, cache).questions == ()


def test_a_renamed_file_is_seen(small: SmallPack, cache: Path) -> None:
    small.edit(QUESTIONS, "  case: night-bus\n", "")
    open_pack(small.folder, cache, keep=True)
    small.path(CASE).rename(small.path("cases/day-bus.yaml"))
    assert list(open_pack(small.folder, cache).cases) == ["day-bus"]


def test_an_edit_that_breaks_the_content_is_told_in_spite_of_an_index(small: SmallPack, cache: Path) -> None:
    ship(small)
    open_pack(small.folder, cache, keep=True)
    small.edit(QUESTIONS, "type: recall", "type: recal")
    with pytest.raises(ContentError):
        open_pack(small.folder, cache, keep=True)


def test_an_edit_taken_back_makes_the_index_fresh_again(
    small: SmallPack, cache: Path, request: pytest.FixtureRequest
) -> None:
    ship(small)
    text = small.text(QUESTIONS)
    small.edit(QUESTIONS, "One list makes", "One list bakes")
    small.write(QUESTIONS, text)
    request.getfixturevalue("no_yaml")
    assert len(open_pack(small.folder, cache).questions) == 7


def test_a_stale_index_is_replaced(small: SmallPack, cache: Path, request: pytest.FixtureRequest) -> None:
    open_pack(small.folder, cache, keep=True)
    small.edit(QUESTIONS, "One list makes", "One list bakes")
    open_pack(small.folder, cache, keep=True)
    kept_in(cache)
    request.getfixturevalue("no_yaml")
    assert open_pack(small.folder, cache).questions[-1].explanation == "One list bakes the trade visible."


# --- what is broken ---------------------------------------------------------------------------------------------------

GARBAGE = {
    "nothing": b"",
    "zeros": b"\0" * 100,
    "no JSON": b"{",
    "another document": b"[1, 2]",
    "null": b"null",
    "an empty object": b"{}",
    "not UTF-8": b'{"format": "\xff"}',
    "nested 200,000 deep": b"[" * 200_000,
    "a pack nested 200,000 deep": b'{"format":1,"files":{},"pack":' + b"[" * 200_000,
    "an unknown field nested 200,000 deep": b'{"x":' + b"[" * 200_000,
    "a huge number": b'{"format":' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("case", GARBAGE)
@pytest.mark.parametrize("shipped", [True, False])
def test_a_garbage_index_is_passed_over(small: SmallPack, cache: Path, case: str, shipped: bool) -> None:
    path = ship(small) if shipped else None
    if path is None:
        open_pack(small.folder, cache, keep=True)
        path = kept_in(cache)
    path.write_bytes(GARBAGE[case])
    assert open_pack(small.folder, cache) == small.load().pack


def test_a_garbage_index_is_replaced(small: SmallPack, cache: Path, request: pytest.FixtureRequest) -> None:
    open_pack(small.folder, cache, keep=True)
    kept_in(cache).write_bytes(b"garbage")
    open_pack(small.folder, cache, keep=True)
    request.getfixturevalue("no_yaml")
    assert len(open_pack(small.folder, cache).questions) == 7


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_index_is_passed_over(small: SmallPack, cache: Path, share: float) -> None:
    path = ship(small)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert open_pack(small.folder, cache) == small.load().pack


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", 0),
        ("format", 2**70),
        ("files", {}),
        ("pack", {}),
        (
            "pack",
            {"domains": [], "questions": [{"type": "unheard-of"}], "cases": {}, "misconceptions": {}, "works": {}},
        ),
    ],
)
def test_an_index_of_another_format_or_shape_is_passed_over(
    small: SmallPack, cache: Path, field: str, value: object
) -> None:
    path = ship(small)
    index = msgspec.json.decode(path.read_bytes())
    index["pack"]["rest"]["works"]["pichler-2010"]["author"] = "Somebody Else"
    index["checksum"] = zlib.crc32(msgspec.json.encode(index["pack"]))
    path.write_bytes(msgspec.json.encode(index))
    assert open_pack(small.folder, cache).works["pichler-2010"].author == "Somebody Else"  # it is believed
    index[field] = value
    path.write_bytes(msgspec.json.encode(index))
    assert open_pack(small.folder, cache).works == small.load().pack.works


def test_an_index_whose_pack_was_altered_is_passed_over(small: SmallPack, cache: Path) -> None:
    path = ship(small)
    path.write_bytes(path.read_bytes().replace(b"Agile Product Management", b"Agile Product Mishandling"))
    assert open_pack(small.folder, cache).works == small.load().pack.works


def test_a_folder_in_the_place_of_the_index_is_passed_over(small: SmallPack, cache: Path) -> None:
    (small.folder / SHIPPED_NAME).mkdir()
    assert open_pack(small.folder, cache) == small.load().pack


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallPack, bytes, Pack]:
    """A pack, its index as bytes, and what it holds; each example damages the index anew."""
    small = SmallPack(tmp_path_factory.mktemp("indexed") / "content")
    return small, ship(small).read_bytes(), small.load().pack


@given(data=st.data())
@settings(deadline=None, max_examples=100)
def test_an_index_with_any_damage_never_fails(indexed: tuple[SmallPack, bytes, Pack], data: st.DataObject) -> None:
    small, whole, pack = indexed
    at = data.draw(st.integers(0, whole.index(b'"pack"')))  # damage to a text inside the pack cannot be noticed
    put = data.draw(st.binary(min_size=1, max_size=6))
    (small.folder / SHIPPED_NAME).write_bytes(whole[:at] + put + whole[at + len(put) :])
    assert open_pack(small.folder, small.folder.parent / "cache") == pack


# --- how it is written ------------------------------------------------------------------------------------------------


def test_no_temporary_file_is_left(small: SmallPack, cache: Path) -> None:
    open_pack(small.folder, cache, keep=True)
    assert kept_in(cache).suffix == ".json"


def test_a_write_that_breaks_off_leaves_no_half_index_and_is_no_error(
    small: SmallPack, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_pack(small.folder, cache, keep=True)
    path = kept_in(cache)
    whole = path.read_bytes()
    small.edit(QUESTIONS, "One list makes", "One list bakes")
    write_bytes = Path.write_bytes

    def half(self: Path, data: bytes) -> int:
        write_bytes(self, data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    assert open_pack(small.folder, cache, keep=True).questions[-1].explanation == "One list bakes the trade visible."
    assert kept_in(cache).read_bytes() == whole


def test_an_index_that_cannot_be_put_in_its_place_leaves_nothing_behind(small: SmallPack, cache: Path) -> None:
    open_pack(small.folder, cache, keep=True)
    path = kept_in(cache)
    path.unlink()
    path.mkdir()
    assert open_pack(small.folder, cache, keep=True) == small.load().pack
    assert kept_in(cache).is_dir()


@pytest.mark.parametrize("below", ["", "folder", "folder/folder"])
def test_a_cache_that_cannot_be_made_is_no_error(small: SmallPack, tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("in the way")
    assert open_pack(small.folder, tmp_path / "file" / below, keep=True) == small.load().pack
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_cache_without_permission_to_write_is_no_error(small: SmallPack, cache: Path) -> None:
    cache.mkdir(parents=True)
    cache.chmod(0o500)
    assert open_pack(small.folder, cache, keep=True) == small.load().pack
    assert list(cache.iterdir()) == []


def test_a_cache_on_a_full_or_read_only_disk_is_no_error(small: SmallPack) -> None:
    assert open_pack(small.folder, Path("/proc/nothing/here"), keep=True) == small.load().pack
    assert open_pack(small.folder, Path("/dev/null/here"), keep=True) == small.load().pack
