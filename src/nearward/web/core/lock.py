"""Locks between processes: servers, restores, and the preparing of a database."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.backends.utils import CursorWrapper

from nearward.domain.refused import Refused

ASK_AGAIN = 0.1  # seconds
PREPARING = 0x6E656172  # any number, the same in every version: the key of the advisory lock
RESTORING = "A restore is under way in this data folder. Start again when it is done."
ANOTHER_SERVER = (
    "Another server already runs on {folder}. With SQLite only one can: a second would not hear what the first is "
    "told. Stop the other one, or set NEARWARD_DATABASE_URL to a PostgreSQL database, which several can share."
)


@contextmanager
def serving(folder: Path, *, only: bool = False, address: str = "") -> Iterator[None]:
    """Hold the folder while a server runs, and note its address. A crash lets go of it.

    `only`: no second server may run on the folder. Raises `Refused` then, and while a restore is under way.
    """
    with _file(folder).open("a") as mark, (folder / ".only-server").open("a") as second:
        _hold(mark.fileno(), fcntl.LOCK_SH, RESTORING)
        if only:
            _hold(second.fileno(), fcntl.LOCK_EX, ANOTHER_SERVER.format(folder=folder))
        if address:
            mark.truncate(0)
            mark.write(address)
            mark.flush()
        yield


def address(folder: Path) -> str:
    """Return the address of the server that runs on this folder, or ran last; "" when none ever did."""
    mark = _file(folder)
    return mark.read_text() if mark.exists() else ""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder for a restore. Raises `Refused` while a server runs on it."""
    with _file(folder).open("a") as mark:
        _hold(mark.fileno(), fcntl.LOCK_EX, "A server runs on this data. Stop it, then restore.")
        yield


@contextmanager
def preparing() -> Iterator[None]:
    """Let one process at a time migrate and prepare a PostgreSQL database; the others wait.

    The lock is held by a connection of its own, so that nothing done meanwhile can let go of it; when the process
    dies, PostgreSQL releases it. It is asked for again and again, since a session that waits inside a statement
    would hold up an index that a migration builds concurrently. On SQLite `serving` lets in one process only.
    """
    if connection.vendor != "postgresql":
        yield
        return
    session = connection.copy()
    try:
        with session.cursor() as cursor:
            while not _taken(cursor):
                time.sleep(ASK_AGAIN)
        yield
    finally:
        session.close()


def _taken(cursor: CursorWrapper) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [PREPARING])
    return bool(cursor.fetchone()[0])


def _hold(descriptor: int, how: int, otherwise: str) -> None:
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Refused(otherwise) from None


def _file(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / ".serving"
