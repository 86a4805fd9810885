"""One mark that a server runs on a data folder, so that a restore does not pull the database from under it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nearward.domain.refused import Refused


@contextmanager
def serving(folder: Path) -> Iterator[None]:
    """Hold the mark while a server runs; several servers may, and a crash lets go of it."""
    with _file(folder).open("a") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("A restore is under way in this data folder. Start again when it is done.") from None
        yield


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder for oneself. Raises `Refused` while a server runs on it."""
    with _file(folder).open("a") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("A server runs on this data. Stop it, then restore.") from None
        yield


def _file(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / ".serving"
