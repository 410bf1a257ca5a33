"""What is derived: kept row by row, it is what the log gives when it is read again, whatever happened in between."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspo_study.progress.attempt import Attempt, Entry, Retraction
from cspo_study.progress.store import Store
from cspo_study.study.projection import LearnerProjector
from progress.logbook import (
    AS_WRITTEN,
    CONCEPTS,
    DAY,
    HOUR,
    MINUTE,
    NOON,
    attempt,
    light_folder,
    opened,
    projector,
    replayed,
    retraction,
)

DEVICES = 3


class Answer(NamedTuple):
    """Someone answers on a device, so long after the last thing that happened anywhere."""

    device: int
    question: str
    passed: int
    utc_offset: int
    score: float
    confidence: str | None


class Undo(NamedTuple):
    device: int


class Send(NamedTuple):
    """The log of one device is taken in by another."""

    source: int
    target: int


class Reopen(NamedTuple):
    """A device opens its store again, with content edited and perhaps another hour at which days begin."""

    device: int
    versions: dict[str, int]
    rollover_hour: int


Step = Answer | Undo | Send | Reopen

devices = st.integers(0, DEVICES - 1)
jumps = st.sampled_from([0, 1, 1000, MINUTE, 5 * HOUR, DAY, 40 * DAY, 400 * DAY, -1, -HOUR, -DAY, -400 * DAY])
offsets = st.sampled_from([120, 60, 0, -600, 840, 345])
scores = st.one_of(st.sampled_from([0.0, 1.0, 0.5, 1 / 3]), st.floats(0, 1))
confidences = st.sampled_from([None, "sure", "think", "guess"])
answers = st.builds(Answer, devices, st.sampled_from(sorted(CONCEPTS)), jumps, offsets, scores, confidences)
edits = st.dictionaries(st.sampled_from(sorted(CONCEPTS)), st.integers(1, 3), min_size=1)
steps = st.one_of(
    answers,
    answers,
    answers,
    st.builds(Undo, devices),
    st.builds(Send, devices, devices),
    st.builds(Reopen, devices, edits, st.sampled_from([4, 4, 0, 12])),
)


class World:
    """Some devices, each with its store and its content, and one time that passes on all of them."""

    def __init__(self, folder: Path, resources: ExitStack) -> None:
        self.now = NOON
        self._resources = resources
        self._paths = [folder / f"{number}" / "progress.db" for number in range(DEVICES)]
        self.versions: list[Mapping[str, int]] = [AS_WRITTEN] * DEVICES
        self.projectors = [projector() for _ in range(DEVICES)]
        self.stores = [self._open(number) for number in range(DEVICES)]

    def _open(self, number: int) -> Store:
        return self._resources.enter_context(opened(self._paths[number], self.projectors[number], self.now))

    def take(self, step: Step) -> Store:
        """Let one thing happen; the store that it happened to."""
        match step:
            case Answer():
                self.now = max(1, self.now + step.passed)
                store = self.stores[step.device]
                version = self.versions[step.device].get(step.question)
                if version is not None:  # a question that was removed is not asked
                    store.record(self._answered(store, step, version))
                return store
            case Undo(device):
                self.stores[device].retract_last(self.now, 120)
                return self.stores[device]
            case Send(source, target):
                self.stores[target].merge(list(self.stores[source].entries()))
                return self.stores[target]
            case Reopen(device, versions, rollover_hour):
                self.stores[device].close()
                self.versions[device] = versions
                self.projectors[device] = projector(versions, rollover_hour)
                self.stores[device] = self._open(device)
                return self.stores[device]

    def _answered(self, store: Store, step: Answer, version: int) -> Attempt:
        return attempt(
            store.device,
            self.now,
            step.question,
            version=version,
            utc_offset=step.utc_offset,
            score=step.score,
            confidence=step.confidence,
        )


@contextmanager
def world() -> Iterator[World]:
    with light_folder() as folder, ExitStack() as resources:
        yield World(Path(folder), resources)


def follows(store: Store, by: LearnerProjector) -> None:
    """The states kept are those derived anew, by the store and without it, to the last digit."""
    kept = store.kept()
    assert kept == store.derived()
    assert {key: state for key, (_, state) in kept.items()} == replayed(store.entries(), by)


@settings(deadline=None, max_examples=120)
@given(st.lists(steps, min_size=8, max_size=40))
def test_states_kept_row_by_row_are_those_that_the_log_gives_at_every_point(history: list[Step]) -> None:
    with world() as here:
        for step in history:
            changed = here.take(step)
            number = here.stores.index(changed)
            follows(changed, here.projectors[number])


@settings(deadline=None, max_examples=40)
@given(st.lists(steps, min_size=8, max_size=40), st.lists(st.booleans(), max_size=8))
def test_devices_that_exchange_their_logs_agree_on_everything(history: list[Step], turns: list[bool]) -> None:
    with world() as here:
        for step in history:
            here.take(step)
        order = [(0, 1), (1, 2), (2, 0), (0, 1), (1, 2)]
        for source, target in order if sum(turns) % 2 else [(target, source) for source, target in order]:
            here.take(Send(source, target))
        for number in range(DEVICES):
            here.take(Reopen(number, dict(AS_WRITTEN), 4))

        first, *others = here.stores
        for other in others:
            assert set(other.entries()) == set(first.entries())
            assert other.kept() == first.kept() == first.derived()


# --- logs join as sets ------------------------------------------------------------------------------------------------


@st.composite
def logs(draw: st.DrawFn) -> list[Entry]:
    """What some devices answered and took back, clocks jumping."""
    entries: list[Entry] = []
    now = NOON
    for number in range(draw(st.integers(1, 12))):
        now = max(1, now + draw(jumps))
        device = bytes([draw(devices)] * 16)
        question = draw(st.sampled_from(sorted(CONCEPTS)))
        one = attempt(device, now, question, score=draw(scores), version=draw(st.integers(1, 3)), taken=number)
        entries.append(one)
        if draw(st.integers(0, 3)) == 0:
            entries.append(retraction(one))
    return entries


@settings(deadline=None, max_examples=50)
@given(data=st.data(), entries=logs())
def test_the_order_and_the_grouping_in_which_logs_come_in_make_no_difference(
    data: st.DataObject, entries: list[Entry]
) -> None:
    mixed = data.draw(st.permutations(entries))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(mixed)), max_size=4)))
    groups = [mixed[start:end] for start, end in pairwise([0, *cuts, len(mixed)])]
    by = projector({"one": 2, "two": 1})
    with (
        light_folder() as folder,
        opened(Path(folder) / "at once.db", by) as at_once,
        opened(Path(folder) / "bit by bit.db", by) as bit_by_bit,
    ):
        assert at_once.merge(entries) == len(entries)
        for group in groups:
            bit_by_bit.merge(group)
            follows(bit_by_bit, by)

        assert list(bit_by_bit.entries()) == mixed
        assert set(at_once.entries()) == set(entries)
        assert bit_by_bit.kept() == at_once.kept()

        before = (list(bit_by_bit.entries()), bit_by_bit.kept())  # and what is there already changes nothing
        for again in (groups[0], mixed, list(at_once.entries())):
            assert bit_by_bit.merge(again) == 0
        assert (list(bit_by_bit.entries()), bit_by_bit.kept()) == before


def test_what_was_taken_back_elsewhere_stays_so_when_the_answer_comes_in_later(tmp_path: Path) -> None:
    one = attempt()
    with opened(tmp_path / "progress.db") as store:
        assert store.merge([retraction(one)]) == 1
        assert store.kept() == {}
        assert store.merge([one]) == 1
        assert store.kept() == store.derived() == {}
        store.record(one)
        assert store.kept() == {}


def test_all_of_a_merge_or_none(tmp_path: Path) -> None:
    with opened(tmp_path / "progress.db") as store:
        store.record(attempt(store.device))
        before = (list(store.entries()), store.kept())

        def torn() -> Iterator[Entry]:
            yield attempt(at=NOON + MINUTE)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            store.merge(torn())
        assert (list(store.entries()), store.kept()) == before


# --- two at once ------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["answer", "undo", "merge"])), max_size=12))
def test_two_cspo_of_other_content_on_one_file_each_leave_what_the_log_gives(acts: list[tuple[bool, str]]) -> None:
    older, newer = projector(), projector({"one": 2, "three": 1}, rollover_hour=6)
    with light_folder() as folder:
        path = Path(folder) / "progress.db"
        with opened(path, older) as first, opened(path, newer) as second:
            for number, (which, act) in enumerate(acts):
                store, by, version = (second, newer, 2) if which else (first, older, 1)
                at = NOON + number * 7 * HOUR
                if act == "undo":
                    store.retract_last(at, 120)
                elif act == "merge":
                    store.merge([attempt(b"another device 1", at - DAY, version=1)])
                else:
                    store.record(attempt(store.device, at, version=version))
                follows(store, by)
        for by in (older, newer):
            with opened(path, by) as store:
                follows(store, by)


# --- what a state holds -----------------------------------------------------------------------------------------------


def test_an_answer_dated_before_others_takes_its_place_among_them(tmp_path: Path) -> None:
    with opened(tmp_path / "progress.db") as store:
        for days, score in ((2, 1.0), (0, 0.0), (1, 0.5), (-300, 1.0)):
            store.record(attempt(store.device, NOON + days * DAY, score=score))
        state = store.states("question")["one"]
        assert (state.answers, state.right, state.last_score, state.answered) == (4, 2, 1.0, NOON + 2 * DAY)
        follows(store, projector())


def test_taking_back_the_only_answer_leaves_no_state(tmp_path: Path) -> None:
    with opened(tmp_path / "progress.db") as store:
        store.record(attempt(store.device))
        assert len(store.kept()) == 3
        store.retract_last(NOON + MINUTE, 120)
        assert store.kept() == {}
        assert [type(entry) for entry in store.entries()] == [Attempt, Retraction]


def test_deriving_again_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "progress.db") as store:
        for number in range(9):
            store.record(attempt(store.device, NOON + number * DAY, score=number % 3 / 3))
        before: Any = store.kept()
        store.rebuild()
        assert store.kept() == before


def test_a_state_that_was_tampered_with_is_put_right_by_deriving_again(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with opened(path) as store:
        store.record(attempt(store.device))
        right = store.kept()
        with store.transaction():
            store._connection.execute("UPDATE projection SET state = replace(state, '1', '3')")
        assert store.kept() != right
        store.rebuild()
        assert store.kept() == right
