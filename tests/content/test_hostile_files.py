"""Whatever a content file is, the learner gets a `ContentError` that tells where and what: soon, and nothing else."""

import json
import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspo_study.content.index import open_pack
from cspo_study.content.problems import ContentError
from cspo_study.content.reading import load_pack
from small_pack import CASE, FILES, MISCONCEPTIONS, QUESTIONS, SOURCES, SYLLABUS, SmallPack

Door = Callable[[Path], object]

SECONDS = 20
"""Far more than any of these files takes; a wait for a pipe or an exponential expansion takes more."""
ANCHORS = "an anchor or alias (& or *) stands here, expected the text written out, or in quotes"


@pytest.fixture(autouse=True)
def _soon() -> Iterator[None]:
    """End a test that hangs."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"this took more than {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def _open(folder: Path) -> object:
    return open_pack(folder, folder.parent / "cache", keep=True)


@pytest.fixture(params=[load_pack, _open], ids=["load", "open"])
def door(request: pytest.FixtureRequest) -> Door:
    """The two ways to content."""
    chosen: Door = request.param
    return chosen


def told(door: Door, folder: Path) -> list[str]:
    """What is said to be wrong, each in one printable line that names a place."""
    with pytest.raises(ContentError) as caught:
        door(folder)
    lines = caught.value.message.split("\n")[1:]
    assert len(lines) == len(caught.value.problems) > 0
    for line in lines:
        assert line.isprintable()
        assert re.fullmatch(r"[^:]+\.yaml:[1-9]\d*:[1-9]\d*: .+, expected .+", line), line
    return lines


def bomb(levels: int = 40) -> str:
    """A billion laughs: each line doubles the one before."""
    lines = ["- &a0 [ha, ha]", *(f"- &a{level} [*a{level - 1}, *a{level - 1}]" for level in range(1, levels))]
    return "\n".join(lines)


TEXTS: dict[str, tuple[str | bytes, str]] = {
    "a billion laughs": (bomb(), f"1:3: {ANCHORS}"),
    "an alias that holds itself": ("&a [*a]", f"1:1: {ANCHORS}"),
    "a mapping that holds itself": ("- &a\n  id: *a", f"1:3: {ANCHORS}"),
    "an alias of nothing": ("- *a", f"1:3: {ANCHORS}"),
    "a merge key": ("- id: x\n  <<: *a", f"2:7: {ANCHORS}"),
    "an anchored scalar": ("- &a text", f"1:3: {ANCHORS}"),
    "an anchored key": ("- &a id: x", "1:3: this cannot be a key, expected a field name"),
    "an alias as a key": ("- *a : x", "1:3: this cannot be a key, expected a field name"),
    "a list as a key": ("- [a]: x", "1:3: this cannot be a key, expected a field name"),
    "a tab that indents": (
        "- id: x\n\tgoal: y",
        "2:1: a tab stands where blanks indent, expected blanks (set the editor to insert them)",
    ),
    "a byte-order mark": (
        "\ufeff- id: x",
        "1:1: starts with a byte-order mark, expected plain UTF-8 (save as UTF-8 without BOM)",
    ),
    "UTF-16": (
        "- id: x".encode("utf-16"),
        "1:1: starts with a byte-order mark, expected plain UTF-8 (save as UTF-8 without BOM)",
    ),
    "Windows line ends": (
        "- id: x\r\n  goal: y\r\n",
        "1:8: has Windows line ends (CRLF), expected Unix line ends (LF)",
    ),
    "Windows line ends further down": (
        "- id: é\n  goal: ü\r\n",
        "2:10: has Windows line ends (CRLF), expected Unix line ends (LF)",
    ),
    "a line end that only YAML knows": (
        "- id: é\u2028- id: y",
        "1:8: has the line end U+2028, expected Unix line ends (LF)",
    ),
    "another line end that only YAML knows": (
        "- id: a\n  b: c\x85",
        "2:7: has the line end U+0085, expected Unix line ends (LF)",
    ),
    "a byte that is not UTF-8": (b"- id: \xff", "1:7: byte 0xff is not UTF-8, expected a file saved as UTF-8"),
    "Latin-1": (b"# ok\n- id: caf\xe9", "2:10: byte 0xe9 is not UTF-8, expected a file saved as UTF-8"),
    "a surrogate": (b"- \xed\xa0\x80", "1:3: byte 0xed is not UTF-8, expected a file saved as UTF-8"),
    "an overlong NUL": (b"- \xc0\x80", "1:3: byte 0xc0 is not UTF-8, expected a file saved as UTF-8"),
    "half a character": (b"- \xf0\x9f", "1:3: byte 0xf0 is not UTF-8, expected a file saved as UTF-8"),
    "nothing": ("", "1:1: the file is empty, expected content"),
    "only a comment": ("# soon\n", "1:1: the file is empty, expected content"),
    "only blanks": ("\n \n", "1:1: the file is empty, expected content"),
    "two documents": ("- a\n---\n- b\n", "2:1: a second document starts here, expected one document a file"),
    "lists nested 100,000 deep": ("[" * 100_000, "1:13: nested more than 12 deep, expected a flatter structure"),
    "dashes nested 100,000 deep": ("- " * 100_000, "1:25: nested more than 12 deep, expected a flatter structure"),
    "groups nested 100,000 deep": ("{a: " * 100_000, "1:49: nested more than 12 deep, expected a flatter structure"),
    "groups as keys of groups": ("{" * 100_000, "1:2: this cannot be a key, expected a field name"),
    "a list that does not end": (
        "- [a, b\n",
        "2:1: not YAML: did not find expected ',' or ']', expected well-formed YAML",
    ),
    "an object of Python": (
        "- !!python/object/apply:os.system [exit 7]",
        "1:3: the tag tag:yaml.org,2002:python/object/apply:os.system stands here, expected plain YAML without tags",
    ),
    "a tagged scalar": (
        "- !!python/name:os.system x",
        "1:3: the tag tag:yaml.org,2002:python/name:os.system stands here, expected plain YAML without tags",
    ),
    "a tagged key": ("- !!python/name:os.system id: x", "1:3: this cannot be a key, expected a field name"),
    "a harmless tag": (
        "- !!str 3",
        "1:3: the tag tag:yaml.org,2002:str stands here, expected plain YAML without tags",
    ),
    "an escape in a tag": (
        "- !<%1B[2J> x",
        r"1:3: the tag \x1b[2J stands here, expected plain YAML without tags",
    ),
    "a NUL": ("- id: é\n  a\0b", "2:4: character U+0000 may not stand in YAML, expected printable text"),
    "an escape": ("- é: \x1b[2J", "1:6: character U+001B may not stand in YAML, expected printable text"),
    "an escape far down": (
        "- é\n" * 30_000 + "- \x1b",
        "30001:3: character U+001B may not stand in YAML, expected printable text",
    ),
    "a bell in quotes": ('- "\x07"', "1:4: character U+0007 may not stand in YAML, expected printable text"),
    "a surrogate written as an escape": (
        '- "\\ud800"',
        "1:6: not YAML: found invalid Unicode character escape code, expected well-formed YAML",
    ),
}


@pytest.mark.parametrize("case", TEXTS)
def test_a_hostile_file_of_questions_is_told(small: SmallPack, door: Door, case: str) -> None:
    written, problem = TEXTS[case]
    small.write(QUESTIONS, written)
    assert told(door, small.folder) in ([f"{QUESTIONS}:{problem}"], [f"{QUESTIONS}:{BY_THE_PARSER.get(case)}"])


BY_THE_PARSER = dict.fromkeys(
    ("lists nested 100,000 deep", "groups as keys of groups"),
    "1:1001: nested more than 12 deep, expected a flatter structure",
)
"""What a C parser with a limit of its own says first (libyaml as PyYAML 6.0.4 brings it)."""


@pytest.mark.parametrize("file", [SYLLABUS, SOURCES, MISCONCEPTIONS, CASE])
@pytest.mark.parametrize("case", TEXTS)
def test_any_other_hostile_file_is_told_too(small: SmallPack, case: str, file: str) -> None:
    written, problem = TEXTS[case]
    small.write(file, written)
    assert told(load_pack, small.folder)[0] in (f"{file}:{problem}", f"{file}:{BY_THE_PARSER.get(case)}")


CONTROLS = {r"\e": "001B", r"\0": "0000", r"\a": "0007", r"\b": "0008", r"\x7f": "007F", r"\x9b": "009B", r"\r": "000D"}


@pytest.mark.parametrize("escape", CONTROLS)
@pytest.mark.parametrize(
    ("old", "field"),
    [
        ("stem: A Developer asks why technical work stands on the same list. What would you say?", "stem"),
        ("unit: points", "unit"),
        ("explanation: One list makes the trade visible.", "explanation"),
    ],
)
def test_a_control_character_written_as_an_escape_is_told(
    small: SmallPack, door: Door, old: str, field: str, escape: str
) -> None:
    small.edit(QUESTIONS, old, f'{field}: "a{escape}b"')
    place = small.at(QUESTIONS, f'{field}: ^"a{escape}b"')
    assert told(door, small.folder) == [
        f"{place}: '{field}' has the control character U+{CONTROLS[escape]}, expected text"
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("id: the-name", r'id: "\e[2J"', r"'id' is '\x1b[2J', expected lower-case words joined by hyphens"),
        ("type: short", r'type: "\e[2J"', "'type' is the text '\\x1b[2J', expected one of single"),
        ("level: apply", r'level: "\e[2J"', r"'level' is '\x1b[2J', expected one of"),
        ("version: 2", r'"\e[2J": 2', r"unknown field '\x1b[2J', expected one of"),
        ("answer: 6.5", r'answer: "\e[2J"', r"'answer' is the text '\x1b[2J', expected a number"),
        ("case: night-bus", r'case: "night-bus\u202e"', r"'case' is 'night-bus\u202e', expected lower-case words"),
    ],
)
def test_what_is_quoted_from_a_file_cannot_steer_the_terminal(
    small: SmallPack, door: Door, old: str, new: str, problem: str
) -> None:
    small.edit(QUESTIONS, old, new)
    assert any(problem in line for line in told(door, small.folder))


@pytest.mark.parametrize("digits", [400, 5000])
@pytest.mark.parametrize("base", ["9", "0xf"])
@pytest.mark.parametrize("field", ["answer: 6.5", "tolerance: 0.05", "version: 2", "choose: 2", "{answer: 26"])
def test_a_number_with_hundreds_of_digits_is_told(small: SmallPack, field: str, base: str, digits: int) -> None:
    name = field.partition(":")[0]
    small.edit(QUESTIONS, field, f"{name}: {base + base[-1] * digits}")
    number = re.escape(f"'{name.strip('{')}' is the text '{(base + base[-1] * digits)[:37]}…', expected a ")
    assert re.search(number, told(load_pack, small.folder)[0])


@pytest.mark.parametrize(("megabytes", "size"), [(50, "50"), (1_000_000, "1e+06"), (4.0001, "4.1")])
def test_a_file_past_4_mb_is_told_without_being_read(small: SmallPack, door: Door, megabytes: float, size: str) -> None:
    os.truncate(small.path(QUESTIONS), int(megabytes * 1024 * 1024))
    assert told(door, small.folder) == [f"{QUESTIONS}:1:1: the file has {size} MB, expected at most 4 MB"]


def test_a_folder_in_the_place_of_a_file_is_told(small: SmallPack, door: Door) -> None:
    small.path("questions/x.yaml").mkdir()
    small.path(CASE).unlink()
    small.path(CASE).mkdir()
    small.edit(QUESTIONS, "  case: night-bus\n", "")
    assert told(door, small.folder) == [
        f"{CASE}:1:1: this is a folder, expected a YAML file",
        "questions/x.yaml:1:1: this is a folder, expected a YAML file",
        "questions/x.yaml:1:1: unknown topic 'x', expected one of 3.1",
    ]


@pytest.mark.parametrize("name", [SYLLABUS, SOURCES, MISCONCEPTIONS, CASE, QUESTIONS])
def test_a_pipe_is_told_and_not_waited_for(small: SmallPack, door: Door, name: str) -> None:
    small.path(name).unlink()
    os.mkfifo(small.path(name))
    assert told(door, small.folder) == [f"{name}:1:1: this is not a regular file, expected a YAML file"]


def test_a_device_is_told_and_not_read(small: SmallPack, door: Door) -> None:
    small.path(QUESTIONS).unlink()
    small.path(QUESTIONS).symlink_to("/dev/zero")
    assert told(door, small.folder) == [f"{QUESTIONS}:1:1: this is not a regular file, expected a YAML file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read any file")
def test_a_file_without_permission_to_read_is_told(small: SmallPack, door: Door) -> None:
    small.path(QUESTIONS).chmod(0)
    assert told(door, small.folder) == [
        f"{QUESTIONS}:1:1: cannot be read (Permission denied), expected a readable YAML file"
    ]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux has a file that fails for root too")
def test_a_file_that_fails_while_it_is_read_is_told(small: SmallPack, door: Door) -> None:
    small.path(QUESTIONS).unlink()
    small.path(QUESTIONS).symlink_to("/proc/self/mem")
    assert told(door, small.folder) == [
        f"{QUESTIONS}:1:1: cannot be read (Input/output error), expected a readable YAML file"
    ]


def test_a_link_to_itself_is_told(small: SmallPack, door: Door) -> None:
    small.path(QUESTIONS).unlink()
    small.path(QUESTIONS).symlink_to(small.path(QUESTIONS))
    assert told(door, small.folder) == [
        f"{QUESTIONS}:1:1: cannot be read (Too many levels of symbolic links), expected a readable YAML file"
    ]


def test_a_link_to_nothing_is_told(small: SmallPack, door: Door) -> None:
    small.path(QUESTIONS).unlink()
    small.path(QUESTIONS).symlink_to("nowhere")
    assert told(door, small.folder) == [
        f"{QUESTIONS}:1:1: cannot be read (No such file or directory), expected a readable YAML file"
    ]


@pytest.mark.parametrize("name", [b"questions/\xff.yaml", b"cases/\xff.yaml"])
def test_a_file_name_that_is_not_utf_8_is_told(small: SmallPack, door: Door, name: bytes) -> None:
    path = os.path.join(os.fsencode(small.folder), name)  # noqa: PTH118 - a Path cannot be made of bytes
    Path(os.fsdecode(path)).write_text("[]\n" if b"questions" in name else FILES[CASE])
    shown = name.decode(errors="surrogateescape").replace("\udcff", "\\udcff")
    assert [line.split(": ")[0] for line in told(door, small.folder)] == [f"{shown}:1:1"]


def test_a_file_name_cannot_steer_the_terminal(small: SmallPack, door: Door) -> None:
    small.write("questions/\x1b[2J.yaml", "[]\n")
    assert told(door, small.folder) == [r"questions/\x1b[2J.yaml:1:1: unknown topic '\x1b[2J', expected one of 3.1"]


def test_a_content_folder_that_is_a_file_is_told(tmp_path: Path, door: Door) -> None:
    (tmp_path / "file").write_text("x")
    assert [line.split(":")[0] for line in told(door, tmp_path / "file")] == [MISCONCEPTIONS, SOURCES, SYLLABUS]


def test_a_list_of_a_hundred_thousand_terms_takes_no_time_to_speak_of(small: SmallPack) -> None:
    terms = ", ".join(f"t{number}" for number in range(100_000))
    small.edit(QUESTIONS, "accept: [Product Backlog, backlog]", f"accept: [{terms}, t7]")
    (problem,) = told(load_pack, small.folder)
    assert problem.endswith(": the-name: 't7' stands twice in 'accept', expected each once")


# --- at random --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> SmallPack:
    """One pack for all examples, each of which writes the question file anew."""
    return SmallPack(tmp_path_factory.mktemp("shared") / "content")


def loads_or_is_told(pack: SmallPack, written: str | bytes) -> None:
    """A question file either loads or leads to a `ContentError` in good shape."""
    pack.write(QUESTIONS, written)
    try:
        load_pack(pack.folder)
    except ContentError:
        told(load_pack, pack.folder)


@given(data=st.binary(max_size=300))
@settings(deadline=None, max_examples=200)
def test_any_bytes_load_or_are_told(shared: SmallPack, data: bytes) -> None:
    loads_or_is_told(shared, data)


@given(text=st.text(alphabet="-?:,[]{}#&*!|>'\"%@` \n\t\\~<=0.1eaxyté\u2028\x85\0\x1b", max_size=60))
@settings(deadline=None, max_examples=300)
def test_any_text_that_looks_like_yaml_loads_or_is_told(shared: SmallPack, text: str) -> None:
    loads_or_is_told(shared, text)


@given(
    at=st.integers(0, len(FILES[QUESTIONS])),
    cut=st.integers(0, 30),
    put=st.text(max_size=8)
    | st.sampled_from(["\n", "  ", "- ", ": ", "{", "}", "[", "]", '"', "'", "&a ", "*a", "!!x "]),
)
@settings(deadline=None, max_examples=200)
def test_a_valid_file_with_any_damage_loads_or_is_told(shared: SmallPack, at: int, cut: int, put: str) -> None:
    valid = FILES[QUESTIONS]
    loads_or_is_told(shared, valid[:at] + put + valid[at + cut :])


FIELD_NAMES = sorted(set(re.findall(r"\b([a-z]+):", FILES[QUESTIONS])) | {"family", "generator", "ranges", "contrast"})
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        ["single", "multiple", "order", "match", "numeric", "short", "recall", "3.1.1", "one-list", "easy", "ratio"]
    )
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.sampled_from(FIELD_NAMES) | st.text(max_size=4), inner, max_size=8)
    ),
    max_leaves=20,
)


@given(tree=st.lists(TREES, max_size=3))
@settings(deadline=None, max_examples=200)
def test_any_structure_loads_or_is_told(shared: SmallPack, tree: list[object]) -> None:
    loads_or_is_told(shared, json.dumps(tree))


QUESTION_TEXTS = [f"- id: {text}" for text in FILES[QUESTIONS].split("- id: ")[1:]]


@given(question=st.sampled_from(QUESTION_TEXTS), field=st.sampled_from(FIELD_NAMES), value=TREES)
@settings(deadline=None, max_examples=300)
def test_any_value_in_any_field_of_a_question_loads_or_is_told(
    shared: SmallPack, question: str, field: str, value: object
) -> None:
    changed = re.sub(
        rf"^(\s*(?:- )?){field}: .*$",
        lambda found: f"{found[1]}{field}: {json.dumps(value)}",
        question,
        count=1,
        flags=re.M,
    )
    loads_or_is_told(
        shared, changed if changed != question else f"{question.rstrip()}\n  {field}: {json.dumps(value)}\n"
    )
