"""Looking after the answers: backups, checks, repair, moving them to another machine, beginning anew."""

import os
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cspo_study.content.catalog import Catalog
from cspo_study.errors import StoreError
from cspo_study.progress import backups, doctor, exchange, replacing
from cspo_study.progress.attempt import Attempt, Entry
from cspo_study.progress.backups import Backup
from cspo_study.progress.doctor import Finding, Repair
from cspo_study.progress.store import Store, readable
from cspo_study.study.clock import Clock, Moment, study_day
from cspo_study.study.projection import LearnerProjector
from cspo_study.study.settings import Settings


class Restored(NamedTuple):
    """What came back: entries in the store now, and where the replaced store is kept (None if there was none)."""

    entries: int
    kept: Path | None


class Imported(NamedTuple):
    """What a log brought: entries that were new, and ones that were here already."""

    new: int
    known: int


class Holdings(NamedTuple):
    """What a store holds: standing answers, and the study days of the first and last of them (None without any)."""

    answers: int
    first: date | None
    last: date | None


class Upkeep:
    """The care of one store. Everything raises `StoreError` where it cannot be done, having changed nothing."""

    def __init__(self, path: Path, catalog: Catalog, clock: Clock, settings: Settings) -> None:
        self.path = path
        self._catalog = catalog
        self._clock = clock
        self._settings = settings
        self._projector = LearnerProjector(catalog, settings.rollover_hour)

    def back_up(self, target: Path | None = None) -> Path:
        """Copy the store to `target`, or among its own backups; where the copy is."""
        with closing(self._existing()) as store:
            if target is None:
                return store.back_up(self._now, "by-hand").path
            self._check_target(target)
            store.copy_to(target)
            return target

    def backups(self) -> list[Backup]:
        """The store's own backups, the newest first."""
        return backups.list_backups(self.path)

    def restore(self, source: Path) -> Restored:
        """Put a backup in the store's place, once it has proved whole; what it replaces is kept."""
        if source.exists() and self.path.exists() and source.samefile(self.path):
            raise StoreError(f"{source} is the store itself.", "Name a backup: cspo backup --list")
        replacing.check_store(source)
        entries, device = self._contents(source)
        kept = replacing.replace_log(self.path, entries, device, self._projector, self._now, "before-restore")
        return Restored(len(entries), kept)

    def _contents(self, source: Path) -> tuple[list[Entry], bytes]:
        """The log of another store file, which is not touched: a copy of it is brought up to today's schema."""
        with tempfile.TemporaryDirectory(prefix="cspo-restore-") as folder:
            copy = Path(folder) / "copy.db"
            replacing.copy_store(source, copy)
            with closing(Store.open(copy, self._projector, self._now)) as store:
                return list(store.entries()), store.device

    def examine(self) -> list[Finding]:
        """Everything that is not as it should be."""
        questions = frozenset(str(question) for question in self._catalog.headings)
        return doctor.examine(self.path, self._projector, questions, self._now)

    def repair(self) -> Repair:
        """Mend what can be mended."""
        if not self.path.exists():
            raise self._absent()
        return doctor.repair(self.path, self._projector, self._now)

    def export(self, target: Path | None) -> list[bytes]:
        """The log as lines; written to `target`, whole or not at all, where one is given."""
        lines = list(exchange.to_lines(self._entries()))
        if target is not None:
            self._check_target(target)
            temporary = target.with_name(f"{target.name}.{os.getpid()}.part")
            try:
                temporary.write_bytes(b"".join(lines))
                temporary.replace(target)
            except OSError as error:
                temporary.unlink(missing_ok=True)
                hint = "Check that the folder can be written to."
                raise StoreError(f"{target} could not be written: {error.strerror}.", hint) from error
        return lines

    def merge(self, source: Path) -> Imported:
        """Take in a log: all of its entries or none. What is here already stays as it is."""
        entries = exchange.from_lines(source)
        with closing(self._open()) as store:
            read: dict[bytes, Entry] = {}
            for number, entry in enumerate(entries, start=2):
                known = read.setdefault(entry.id, store.known(entry.id) or entry)
                if known != entry:
                    raise exchange.refused(source, number, "an answer with this id is here already, and it is another")
            if store.count():
                store.back_up(self._now, "before-import")
            new = store.merge(entries)
            return Imported(new, len(entries) - new)

    def holdings(self) -> Holdings:
        """What there is to lose."""
        entries = self._entries()
        retracted = {entry.retracts for entry in entries if not isinstance(entry, Attempt)}
        standing = [entry for entry in entries if isinstance(entry, Attempt) and entry.id not in retracted]
        hour = self._settings.rollover_hour
        days = sorted(study_day(Moment(attempt.at, attempt.utc_offset), hour) for attempt in standing)
        return Holdings(len(standing), days[0] if days else None, days[-1] if days else None)

    def reset(self) -> Path | None:
        """Begin anew with an empty log; where the old one is kept."""
        return replacing.replace_log(self.path, [], None, self._projector, self._now, "before-reset")

    @property
    def _now(self) -> int:
        return self._clock().at

    def _open(self) -> Store:
        return Store.open(self.path, self._projector, self._now)

    def _existing(self) -> Store:
        if not self.path.exists():
            raise self._absent()
        return self._open()

    def _entries(self) -> list[Entry]:
        if not self.path.exists():
            raise self._absent()
        with readable(self.path) as copy, closing(Store.open(copy, self._projector, self._now)) as store:
            return list(store.entries())

    def _check_target(self, target: Path) -> None:
        if target.resolve() == self.path.resolve():
            raise StoreError(f"{target} is the store itself.", "Name another file.")
        if target.is_dir():
            raise StoreError(f"{target} is a folder.", "Name a file in it.")

    def _absent(self) -> StoreError:
        return StoreError(f"There is no progress yet ({self.path}).", "It begins with your first answer: cspo study")
