"""Whatever is done with a store, in whatever order: it holds what a plain list of entries would."""

from contextlib import ExitStack
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from cspo_study.progress import backups
from cspo_study.progress.attempt import Attempt, Entry, Retraction
from cspo_study.progress.schema import NEWEST
from cspo_study.progress.store import Store
from cspo_study.study.clock import Moment
from cspo_study.study.projection import LearnerProjector
from cspo_study.study.settings import Settings
from cspo_study.study.upkeep import Imported, Restored, Upkeep
from progress.logbook import (
    AS_WRITTEN,
    CONCEPTS,
    DAY,
    HOUR,
    MINUTE,
    NOON,
    attempt,
    content,
    light_folder,
    log_of,
    projector,
    released_store,
    replayed,
    schema_of,
)

questions = st.sampled_from(sorted(CONCEPTS))
whiles = st.sampled_from([0, 1, 4200, 10 * MINUTE, 61 * MINUTE, 9 * HOUR, DAY, 12 * DAY])
Saved = tuple[Path, list[Entry], bytes]


class Machine:
    """One machine's store, open, and the list that it has to match."""

    def __init__(self, path: Path, versions: dict[str, int], now: int) -> None:
        self.path = path
        self.versions = versions
        self.entries: list[Entry] = []
        self.store = self.open(now)

    @property
    def projector(self) -> LearnerProjector:
        return projector(self.versions)

    def open(self, now: int) -> Store:
        self.store = Store.open(self.path, self.projector, now)
        self.device = self.store.device
        return self.store

    def upkeep(self, now: int) -> Upkeep:
        return Upkeep(self.path, content(self.versions), lambda: Moment(now, 120), Settings())

    def answer(self, question: str, score: float, now: int) -> None:
        one = attempt(self.device, now, question, version=self.versions[question], score=score)
        self.store.record(one)
        self.entries.append(one)

    def undo(self, now: int) -> None:
        gone = {entry.retracts for entry in self.entries if isinstance(entry, Retraction)}
        standing = [
            entry
            for entry in self.entries
            if isinstance(entry, Attempt) and entry.device == self.device and entry.id not in gone
        ]
        taken_back = self.store.retract_last(now, 60)
        assert taken_back == (standing[-1] if standing else None)
        if taken_back:
            *_, added = self.store.entries()
            assert added[1:] == (self.device, now, 60, taken_back.id)
            self.entries.append(added)


class ProgressStore(RuleBasedStateMachine):
    """Answers, edits of the content, another machine, backups, an old schema: all that can befall a store."""

    saved: Bundle[Saved] = Bundle("saved")

    def __init__(self) -> None:
        super().__init__()
        self.resources = ExitStack()
        self.folder = Path(self.resources.enter_context(light_folder()))
        self.number = 0
        self.now = NOON

    @initialize()
    def begin(self) -> None:
        self.here = Machine(self.new_file("here/progress.db"), dict(AS_WRITTEN), self.now)
        self.there = Machine(self.new_file("there/progress.db"), dict(AS_WRITTEN), self.now)

    def new_file(self, name: str) -> Path:
        self.number += 1
        path = self.folder / f"{self.number}" / name
        path.parent.mkdir(parents=True)
        return path

    def reopen(self) -> None:
        self.here.store.close()
        self.here.open(self.now)

    # --- using it -----------------------------------------------------------------------------------------------------

    @rule(question=questions, passed=whiles, score=st.sampled_from([0.0, 0.5, 1.0]))
    def answer(self, question: str, passed: int, score: float) -> None:
        self.now += passed
        if question in self.here.versions:
            self.here.answer(question, score, self.now)

    @rule(passed=whiles)
    def undo(self, passed: int) -> None:
        self.now += passed
        self.here.undo(self.now)

    @rule(question=questions, passed=whiles)
    def answer_there(self, question: str, passed: int) -> None:
        self.now += passed
        self.there.answer(question, 1.0, self.now)

    @rule()
    def undo_there(self) -> None:
        self.there.undo(self.now)

    # --- the content changes ------------------------------------------------------------------------------------------

    @rule(question=questions)
    def give_a_question_a_new_meaning(self, question: str) -> None:
        self.here.versions[question] = self.here.versions.get(question, 0) + 1
        self.reopen()

    @precondition(lambda self: len(self.here.versions) > 1)
    @rule(question=questions)
    def remove_a_question(self, question: str) -> None:
        self.here.versions.pop(question, None)
        self.reopen()

    # --- looking after it ---------------------------------------------------------------------------------------------

    @rule(target=saved)
    def back_up(self) -> Saved:
        copy = self.here.upkeep(self.now).back_up(self.new_file("copy.db"))
        return copy, list(self.here.entries), self.here.device

    @rule(one=saved)
    def restore(self, one: Saved) -> None:
        copy, entries, device = one
        before = list(self.here.entries)
        restored = self.here.upkeep(self.now).restore(copy)
        assert restored.kept is not None
        assert restored == Restored(len(entries), restored.kept)
        assert log_of(restored.kept) == before
        self.here.entries = list(entries)
        self.reopen()
        assert self.here.device == device

    @rule()
    def reset(self) -> None:
        before = list(self.here.entries)
        kept = self.here.upkeep(self.now).reset()
        assert kept is not None
        assert log_of(kept) == before
        self.here.entries = []

    @rule()
    def repair(self) -> None:
        self.here.store.close()
        repaired = self.here.upkeep(self.now).repair()
        assert repaired == (len(self.here.entries), 0, 0, None)
        self.here.open(self.now)

    @rule()
    def come_from_an_old_schema(self) -> None:
        self.here.store.close()
        self.here.path = self.new_file("old/progress.db")
        released_store(self.here.path, 1, self.here.entries, self.here.device)
        self.here.open(self.now)
        (backup,) = backups.list_backups(self.here.path)
        assert (backup.reason, schema_of(backup.path), schema_of(self.here.path)) == ("before-migration", 1, NEWEST)

    # --- other machines -----------------------------------------------------------------------------------------------

    @rule()
    def take_in_the_log_of_the_other_machine(self) -> None:
        log = self.new_file("log.jsonl")
        self.there.upkeep(self.now).export(log)
        new = [entry for entry in self.there.entries if entry not in self.here.entries]
        known = len(self.there.entries) - len(new)
        assert self.here.upkeep(self.now).merge(log) == Imported(len(new), known)
        self.here.entries += new
        assert self.here.upkeep(self.now).merge(log) == Imported(0, known + len(new))

    @rule()
    def move_to_a_fresh_store(self) -> None:
        log = self.new_file("log.jsonl")
        self.here.upkeep(self.now).export(log)
        self.here.store.close()
        self.here.path = self.new_file("fresh/progress.db")
        assert self.here.upkeep(self.now).merge(log) == Imported(len(self.here.entries), 0)
        self.here.open(self.now)

    # --- what always holds --------------------------------------------------------------------------------------------

    @invariant()
    def holds_what_the_list_holds(self) -> None:
        for machine in (self.here, self.there):
            assert list(machine.store.entries()) == machine.entries
            assert machine.store.count() == len(machine.entries)

    @invariant()
    def derives_what_the_list_leads_to(self) -> None:
        kept = {key: state for key, (_, state) in self.here.store.kept().items()}
        assert kept == replayed(self.here.entries, self.here.projector)

    @rule()
    def ask_the_doctor(self) -> None:
        self.here.store.close()
        asked = {entry.question for entry in self.here.entries if isinstance(entry, Attempt)}
        expected = ["orphans"] if asked - self.here.versions.keys() else []
        assert [finding.code for finding in self.here.upkeep(self.now).examine()] == expected
        self.here.open(self.now)

    def teardown(self) -> None:
        if hasattr(self, "there"):
            self.ask_the_doctor()
            self.here.store.close()
            self.there.store.close()
        self.resources.close()


TestProgressStore = ProgressStore.TestCase
TestProgressStore.settings = settings(deadline=None, max_examples=30, stateful_step_count=30)
