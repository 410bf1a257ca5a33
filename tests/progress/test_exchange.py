"""The log as lines: out without loss, in all or nothing."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answering import MovableClock
from cspo_study.errors import StoreError
from cspo_study.progress import exchange, ids
from cspo_study.progress.attempt import Attempt, Entry
from cspo_study.study.settings import DEFAULTS
from cspo_study.study.upkeep import Imported, Upkeep
from progress.logbook import (
    MINUTE,
    NOON,
    attempt,
    content,
    light_folder,
    log_of,
    opened,
    projector,
    released_store,
    replayed,
    retraction,
)

HEADER = b'{"cspo_log":1}\n'


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.jsonl"


@pytest.fixture
def upkeep(tmp_path: Path, clock: MovableClock) -> Upkeep:
    """The care of a store with one answer."""
    upkeep = Upkeep(tmp_path / "data" / "progress.db", content(), clock, DEFAULTS)
    with opened(upkeep.path) as store:
        store.record(attempt(store.device))
    return upkeep


def line(**values: Any) -> dict[str, Any]:  # noqa: ANN401
    """An answer as a line has it."""
    (made,) = list(exchange.to_lines([attempt(at=NOON + MINUTE)]))[1:]
    decoded: dict[str, Any] = json.loads(made)
    return decoded | values


def encoded(*lines: dict[str, Any]) -> bytes:
    return HEADER + b"".join(json.dumps(one).encode() + b"\n" for one in lines)


# --- out and in again -------------------------------------------------------------------------------------------------

moments = st.integers(1, 2**47 - 1)
shares = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0, 0.1 + 0.2, 1 / 3, 5e-324, 1 - 2**-53]))
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
documents = st.builds(
    lambda value, escaped: json.dumps(value, ensure_ascii=escaped),
    values.filter(lambda value: _is_unicode(json.dumps(value, ensure_ascii=False))),
    st.booleans(),
)
raw_ids = st.binary(min_size=16, max_size=16)


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """Answers of all kinds, some of them taken back."""
    log: list[Entry] = []
    for _ in range(draw(st.integers(0, 5))):
        one = attempt(
            draw(raw_ids),
            draw(moments),
            draw(texts),
            utc_offset=draw(st.integers(-1080, 1080)),
            session=draw(raw_ids),
            mode=draw(st.sampled_from(["study", "quiz", "review", "exam", "diagnostic"])),
            version=draw(st.integers(1, 2**31 - 1)),
            concept=draw(texts),
            seed=draw(st.integers(0, 2**63 - 1)),
            shown=draw(documents),
            response=draw(documents),
            score=draw(shares),
            guess=draw(shares.filter(lambda guess: guess < 1)),
            confidence=draw(st.sampled_from([None, "sure", "think", "guess"])),
            taken=draw(st.integers(0, 2**47 - 1)),
        )
        log.append(one)
        if draw(st.booleans()):
            log.append(retraction(one, draw(moments)))
    return log


def exactly(entries: list[Entry]) -> list[tuple[type[Entry], str]]:
    """Entries to be compared with the kinds of their values and every digit of their numbers."""
    return [(type(entry), repr(entry)) for entry in entries]


@settings(deadline=None, max_examples=150)
@given(entries())
def test_what_goes_out_comes_in_without_loss(log: list[Entry]) -> None:
    with light_folder() as folder:
        path = Path(folder) / "log.jsonl"
        path.write_bytes(b"".join(exchange.to_lines(log)))
        assert exactly(exchange.from_lines(path)) == exactly(log)


@settings(deadline=None, max_examples=40)
@given(entries())
def test_what_goes_from_store_to_store_is_the_same_there(log: list[Entry]) -> None:
    with light_folder() as folder:
        path = Path(folder) / "log.jsonl"
        with opened(Path(folder) / "one.db") as store:
            assert store.merge(log) == len(log)
            path.write_bytes(b"".join(exchange.to_lines(store.entries())))
            before = (exactly(list(store.entries())), store.kept())
        with opened(Path(folder) / "two.db") as store:
            assert store.merge(exchange.from_lines(path)) == len(log)
            assert (exactly(list(store.entries())), store.kept()) == before
            assert {key: state for key, (_, state) in store.kept().items()} == replayed(log, projector())
            assert store.merge(exchange.from_lines(path)) == 0
            assert (exactly(list(store.entries())), store.kept()) == before


def test_the_lines_are_what_the_format_says(log: Path) -> None:
    one = attempt(b"a device of ours", NOON, score=1 / 3, guess=0.0, confidence="think")
    one = one._replace(id=bytes.fromhex("01a0c45e68007abc8000000000000001"))
    back = retraction(one)._replace(id=bytes.fromhex("01a0c45e6be87abc8000000000000002"))
    head = '"id":"01a0c45e68007abc8000000000000001","device":"6120646576696365206f66206f757273","at":1790000000000'
    assert b"".join(exchange.to_lines([one, back])).decode() == (
        '{"cspo_log":1}\n'
        f'{{"kind":"answer",{head},"utc_offset":120,"session":"612073697474696e67206f6620313020","mode":"study",'
        '"question":"one","version":1,"concept":"1.1.1/a","seed":7,"shown":[2,0,1,3],'
        '"response":{"type":"chosen","options":[0]},"score":0.3333333333333333,"guess":0.0,"confidence":"think",'
        '"taken":4200}\n'
        '{"kind":"retraction","id":"01a0c45e6be87abc8000000000000002","device":"6120646576696365206f66206f757273",'
        '"at":1790000001000,"utc_offset":120,"retracts":"01a0c45e68007abc8000000000000001"}\n'
    )


def test_an_empty_log_is_a_header(log: Path, tmp_path: Path, upkeep: Upkeep, clock: MovableClock) -> None:
    empty = Upkeep(tmp_path / "empty" / "progress.db", content(), clock, DEFAULTS)
    with opened(empty.path):
        pass
    assert empty.export(log) == [HEADER]
    assert log.read_bytes() == HEADER
    assert upkeep.merge(log) == Imported(0, 0)


def test_taking_in_the_same_log_again_changes_nothing(upkeep: Upkeep, log: Path) -> None:
    one = attempt(b"another device 1", NOON + MINUTE)
    log.write_bytes(b"".join(exchange.to_lines([one, retraction(one)])))
    assert upkeep.merge(log) == Imported(2, 0)
    before = log_of(upkeep.path)
    assert upkeep.merge(log) == Imported(0, 2)
    assert log_of(upkeep.path) == before
    upkeep.export(log)
    assert upkeep.merge(log) == Imported(0, 3)
    assert log_of(upkeep.path) == before


def test_a_log_of_an_earlier_schema_goes_out_and_in(
    tmp_path: Path, log: Path, upkeep: Upkeep, clock: MovableClock
) -> None:
    old = Upkeep(tmp_path / "old" / "progress.db", content(), clock, DEFAULTS)
    released_store(old.path, 1)
    old.export(log)
    assert upkeep.merge(log) == Imported(31, 0)
    assert log_of(upkeep.path)[1:] == log_of(old.path)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: text.rstrip(b"\n"),
        lambda text: text + b"\n\n",
        lambda text: text.replace(b'"taken":', b'  "taken" : '),
    ],
    ids=["Windows line ends", "no last line end", "empty lines at the end", "blanks"],
)
def test_what_an_editor_does_to_lines_does_no_harm(upkeep: Upkeep, log: Path, change: Callable[[bytes], bytes]) -> None:
    one = attempt(b"another device 1", NOON + MINUTE)
    log.write_bytes(change(b"".join(exchange.to_lines([one, retraction(one)]))))
    assert upkeep.merge(log) == Imported(2, 0)


def test_a_score_of_minus_nothing_is_nothing(upkeep: Upkeep, log: Path) -> None:
    log.write_bytes(encoded(line(score=-0.0, guess=-0.0)))
    assert upkeep.merge(log) == Imported(1, 0)
    one = log_of(upkeep.path)[-1]
    assert isinstance(one, Attempt)
    assert (repr(one.score), repr(one.guess)) == ("0.0", "0.0")
    assert upkeep.merge(log) == Imported(0, 1)


def test_a_file_that_cannot_be_written_is_told(upkeep: Upkeep, tmp_path: Path) -> None:
    target = tmp_path / "no such folder" / "log.jsonl"
    with pytest.raises(StoreError) as caught:
        upkeep.export(target)
    assert caught.value.message == f"{target} could not be written: No such file or directory."
    assert caught.value.hint == "Check that the folder can be written to."


# --- what is refused --------------------------------------------------------------------------------------------------


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in line().items() if key != name}


def other_kind() -> dict[str, Any]:
    return {"kind": "guess"} | without("kind")


TIME = "the id is not of the time that 'at' tells"
MALFORMED: list[tuple[str, bytes | dict[str, Any], str]] = [
    ("not JSON", b"{kind: answer}", "JSON is malformed: object keys must be strings (byte 1)"),
    ("no object", b"[1, 2]", "Expected `object`, got `array`"),
    ("cut off", json.dumps(line()).encode()[:200], "Input data was truncated"),
    ("two on one line", json.dumps(line()).encode() * 2, "JSON is malformed: trailing characters (byte …"),
    ("not UTF-8", json.dumps(line()).encode().replace(b'"one"', b'"\xff"'), "'utf-8' codec can't decode byte 0xff…"),
    (
        "not UTF-8 in the answer",
        json.dumps(line(response="x")).encode().replace(b'"x"', b'"\xff"'),
        "'utf-8' codec can't decode byte 0xff…",
    ),
    (
        "no end of brackets",
        json.dumps(line(response="x")).encode().replace(b'"x"', b"[" * 200_000 + b"]" * 200_000),
        "maximum recursion depth exceeded while deserializing an object",
    ),
    ("half a character", json.dumps(line(question="\ud83d")).encode(), "JSON is malformed: unexpected end…"),
    ("no kind", without("kind"), "Object missing required field `kind`"),
    ("another kind", other_kind(), "Invalid value 'guess' - at `$.kind`"),
    ("a retraction of nothing", line(kind="retraction"), "Object contains unknown field `session`"),
    *((f"no {name}", without(name), f"Object missing required field `{name}`") for name in line() if name != "kind"),
    ("an unknown field", line(mood="good"), "Object contains unknown field `mood`"),
    ("retracts too", line(retracts="0" * 32), "Object contains unknown field `retracts`"),
    ("score as text", line(score="1.0"), "Expected `float`, got `str` - at `$.score`"),
    ("score above", line(score=1.5), "Expected `float` <= 1.0 - at `$.score`"),
    ("score below", line(score=-0.5), "Expected `float` >= 0.0 - at `$.score`"),
    ("no score", line(score=None), "Expected `float`, got `null` - at `$.score`"),
    ("certain to guess", line(guess=1.0), "Expected `float` < 1.0 - at `$.guess`"),
    ("version 0", line(version=0), "Expected `int` >= 1 - at `$.version`"),
    ("version 1.5", line(version=1.5), "Expected `int`, got `float` - at `$.version`"),
    ("version true", line(version=True), "Expected `int`, got `bool` - at `$.version`"),
    ("too large a seed", line(seed=2**63), "Expected `int` <= 9223372036854775807 - at `$.seed`"),
    ("a seed below", line(seed=-1), "Expected `int` >= 0 - at `$.seed`"),
    ("taken below", line(taken=-1), "Expected `int` >= 0 - at `$.taken`"),
    ("no such zone", line(utc_offset=1081), "Expected `int` <= 1080 - at `$.utc_offset`"),
    ("no such mode", line(mode="cram"), "Invalid enum value 'cram' - at `$.mode`"),
    ("no such confidence", line(confidence="certain"), "Invalid enum value 'certain' - at `$.confidence`"),
    ("no question", line(question=""), "Expected `str` of length >= 1 - at `$.question`"),
    ("a short id", line(id="0123"), "Expected `str` matching regex '^[0-9a-f]{32}$' - at `$.id`"),
    ("an id in capitals", line(id="A" * 32), "Expected `str` matching regex '^[0-9a-f]{32}$' - at `$.id`"),
    ("an id of another time", line(id=ids.new_id(NOON).hex()), TIME),
    ("a time of another id", line(at=NOON), TIME),
    ("an id of another kind", line(id=line()["id"][:12] + "4" + line()["id"][13:]), TIME),
    ("no time", line(at=0), "Expected `int` >= 1 - at `$.at`"),
    ("too late a time", line(at=2**47), "Expected `int` <= 140737488355327 - at `$.at`"),
]


@pytest.mark.parametrize(("bad", "reason"), [row[1:] for row in MALFORMED], ids=[row[0] for row in MALFORMED])
@pytest.mark.parametrize("place", [2, 4])
def test_a_line_that_is_wrong_is_named_and_nothing_comes_in(
    upkeep: Upkeep, log: Path, bad: bytes | dict[str, Any], reason: str, place: int
) -> None:
    wrong = bad if isinstance(bad, bytes) else json.dumps(bad).encode()
    good = [json.dumps(line()).encode() for _ in range(3)]
    lines = [HEADER.strip(), *good[: place - 2], wrong, *good[place - 2 :]]
    log.write_bytes(b"\n".join(lines) + b"\n")
    before = upkeep.path.read_bytes()

    with pytest.raises(StoreError) as caught:
        upkeep.merge(log)

    told = caught.value.message
    if reason.endswith("…"):
        assert told.startswith(f"{log}:{place}: {reason[:-1]}")
    else:
        assert told == f"{log}:{place}: {reason}."
    assert caught.value.hint == "Nothing was imported."
    assert len(log_of(upkeep.path)) == 1
    assert upkeep.path.read_bytes() == before


@pytest.mark.parametrize(
    "cut", [1, 20, 100, -2], ids=["after one byte", "in the kind", "in the device", "before the last bracket"]
)
def test_a_log_that_was_cut_off_is_refused_at_its_last_line(upkeep: Upkeep, log: Path, cut: int) -> None:
    whole = encoded(line(), line())
    start = whole.rstrip().rindex(b"\n") + 1
    log.write_bytes(whole[: start + cut] if cut > 0 else whole[:cut])
    with pytest.raises(StoreError) as caught:
        upkeep.merge(log)
    assert caught.value.message == f"{log}:3: Input data was truncated."
    assert len(log_of(upkeep.path)) == 1


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\n",
        b"\n" + HEADER,
        b"\xef\xbb\xbf" + HEADER,
        b"\xff\xfe" + HEADER,
        json.dumps(line()).encode(),
        b"{}\n",
        b'{"cspo_log":"1"}\n',
        b'{"cspo_log":0}\n',
        b'{"cspo_log":1',
        b"cspo_log: 1\n",
        b"SQLite format 3\0" + bytes(84),
    ],
    ids=[
        "empty",
        "an empty line",
        "an empty line first",
        "a byte order mark",
        "UTF-16",
        "an answer",
        "an empty object",
        "a text",
        "no format",
        "cut off",
        "no JSON",
        "a store",
    ],
)
def test_a_file_without_its_first_line_is_no_log(upkeep: Upkeep, log: Path, text: bytes) -> None:
    log.write_bytes(text)
    with pytest.raises(StoreError) as caught:
        upkeep.merge(log)
    assert caught.value.message == f'{log}:1: expected the first line of a log, {{"cspo_log":1}}.'
    assert caught.value.hint == "Nothing was imported."
    assert len(log_of(upkeep.path)) == 1


@pytest.mark.parametrize("header", [b'{"cspo_log":2}', b'{"cspo_log":2,"entries":40}'])
def test_a_log_that_a_newer_cspo_wrote_is_refused(upkeep: Upkeep, log: Path, header: bytes) -> None:
    log.write_bytes(header + b'\n{"kind":"something new"}\n')
    with pytest.raises(StoreError) as caught:
        upkeep.merge(log)
    assert caught.value.message == f"{log}:1: a newer cspo wrote this log (format 2, this one knows 1)."
    assert caught.value.hint == "Nothing was imported."


@pytest.mark.parametrize("where", ["in the store", "further up"])
def test_another_answer_with_the_same_id_is_refused(upkeep: Upkeep, log: Path, where: str) -> None:
    one, new = line(), line()
    log.write_bytes(encoded(one))
    if where == "in the store":
        upkeep.merge(log)
    before = log_of(upkeep.path)
    log.write_bytes(encoded(new, one, one | {"score": 0.0}))
    with pytest.raises(StoreError) as caught:
        upkeep.merge(log)
    assert caught.value.message == f"{log}:4: an answer with this id is here already, and it is another."
    assert caught.value.hint == "Nothing was imported."
    assert log_of(upkeep.path) == before


def test_the_same_line_twice_counts_once(upkeep: Upkeep, log: Path) -> None:
    one = line()
    log.write_bytes(encoded(one, one))
    assert upkeep.merge(log) == Imported(1, 1)


def test_an_answer_and_one_taken_back_never_share_an_id(upkeep: Upkeep, log: Path) -> None:
    one = line()
    back = {name: one[name] for name in ("id", "device", "at", "utc_offset")}
    log.write_bytes(encoded(one, back | {"kind": "retraction", "retracts": one["id"]}))
    with pytest.raises(StoreError, match=":3: an answer with this id is here already"):
        upkeep.merge(log)


@pytest.mark.parametrize(("name", "reason"), [("missing.jsonl", "No such file or directory"), (".", "Is a directory")])
def test_a_file_that_cannot_be_read_is_told(upkeep: Upkeep, tmp_path: Path, name: str, reason: str) -> None:
    source = tmp_path / name
    with pytest.raises(StoreError) as caught:
        upkeep.merge(source)
    assert caught.value.message == f"{source} cannot be read: {reason}."
    assert caught.value.hint == "Name a file that cspo export wrote."


def test_a_log_that_is_refused_makes_no_store(tmp_path: Path, log: Path, clock: MovableClock) -> None:
    fresh = Upkeep(tmp_path / "fresh" / "progress.db", content(), clock, DEFAULTS)
    log.write_bytes(encoded(line(score=2)))
    with pytest.raises(StoreError):
        fresh.merge(log)
    assert not fresh.path.exists()
