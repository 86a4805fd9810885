"""Back up while the server runs: copy, seal, open again to be sure, and only then say done."""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from nearward import __version__
from nearward.domain.refused import Refused
from nearward.web.keeping import archive, ledger
from nearward.web.keeping.databases import Counts, database_in_use
from nearward.web.keeping.erasing import ledger_file

ENDING = ".nearward-backup"
LAST = "last-backup.json"
STALE_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Made:
    """A backup that was opened and counted."""

    file: Path
    size: int
    tables: Mapping[str, int]

    @property
    def rows(self) -> int:
        """Return how many rows it holds."""
        return sum(self.tables.values())


def back_up(*, to: Path | None, key: bytes, now: datetime) -> Made:
    """Make a backup and prove that it opens. Raises `Refused`, and leaves nothing behind, when it does not."""
    file = _file_for(to or settings.DATA / "backups", now)
    draft = file.with_name(f".{file.name}.unfinished")
    database = database_in_use(settings.DATABASES["default"])
    with scratch(settings.DATA, ".backup-") as folder:
        copied = folder / database.part
        tables = database.copy(copied)
        parts = {archive.KEY: settings.KEY_FILE, database.part: copied}
        if ledger_file().exists():
            parts = {archive.LEDGER: ledger_file(), **parts}
        contents = archive.Contents(now.isoformat(), __version__, database.part, tables)
        try:
            archive.write(draft, key=key, contents=contents, parts=parts)
            _prove(draft, key, tables, folder)
            draft.rename(file)
        finally:
            draft.unlink(missing_ok=True)
    _remember(file, now)
    return Made(file, file.stat().st_size, tables)


def _file_for(to: Path, now: datetime) -> Path:
    file = to if to.suffix else to / f"nearward-{now:%Y%m%d-%H%M%S-%f}{ENDING}"
    if file.exists():
        raise Refused(f"{file} is already there. Give another name, or a folder.")
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return file


def _prove(draft: Path, key: bytes, tables: Counts, folder: Path) -> None:
    opened = folder / "opened"
    opened.mkdir(mode=0o700)
    contents = archive.read(draft, key=key, into=opened)
    database = database_in_use(settings.DATABASES["default"])
    same_key = (opened / archive.KEY).read_bytes() == settings.KEY_FILE.read_bytes()
    if not same_key or database.count(opened / contents.database) != tables:
        raise Refused("The new backup did not open as it was written, so it was thrown away. Check the disk.")


@contextmanager
def scratch(folder: Path, prefix: str) -> Iterator[Path]:
    """Lend a folder of one's own (mode 0700) beside the data; what a crash left there long ago is removed."""
    for old in folder.glob(f"{prefix}*"):
        if old.stat().st_mtime < time.time() - STALE_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=prefix, dir=folder) as lent:
        yield Path(lent)


def _remember(file: Path, now: datetime) -> None:
    """Note when the last backup was made, and lay the ledger beside it for whoever restores an older one."""
    (settings.DATA / LAST).write_text(json.dumps({"made": now.isoformat(), "file": str(file)}))
    beside = file.parent / ledger.NAME
    if ledger_file().exists() and beside != ledger_file():
        ledger.add(beside, ledger.read(ledger_file()))
    descriptor = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
