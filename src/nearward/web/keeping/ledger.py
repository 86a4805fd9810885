"""The ledger of erased people: ids in a file outside the database, so that no old backup brings anyone back.

It is written before an erasure commits and read again at every start and restore. A crash in between thus ends
with the person erased, as they asked.
"""

import fcntl
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from uuid import UUID

NAME = "erased.txt"


def read(file: Path) -> set[UUID]:
    """Return the ids in a ledger; a line that a crash cut short is left out."""
    if not file.exists():
        return set()
    found = set()
    for line in file.read_text(encoding="ascii", errors="replace").split():
        with suppress(ValueError):
            found.add(UUID(line))
    return found


def add(file: Path, people: Iterable[UUID]) -> None:
    """Write ids into the ledger and settle them on the disk, whoever else writes at this moment."""
    new = sorted(set(people) - read(file))
    if not new:
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a+", encoding="ascii") as out:
        fcntl.flock(out, fcntl.LOCK_EX)
        out.write("".join(f"\n{person}" for person in new) + "\n")
        out.flush()
        os.fsync(out.fileno())


def strike(file: Path, person: UUID) -> None:
    """Take back the id of an erasure that did not happen (the database refused it)."""
    with file.open("r+", encoding="ascii") as out:
        fcntl.flock(out, fcntl.LOCK_EX)
        kept = [line for line in out.read().split() if line != str(person)]
        out.seek(0)
        out.write("".join(line + "\n" for line in kept))
        out.truncate()
        os.fsync(out.fileno())
