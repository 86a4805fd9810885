"""The live line: an open phone hears "something changed" and asks for its part of the page again.

A line carries no content, only that the page is worth reading again; what a person may see is decided by the
ordinary request that follows. On SQLite everything runs in one process and a commit rings the lines directly.
On PostgreSQL a commit sends NOTIFY, and each process listens.
"""

import asyncio
import threading
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

CHANNEL = "nearward_live"
RING, HANG_UP = "ring", "hang up"


class Line:
    """One open phone: an event to wake it, and whether it must end."""

    __slots__ = ("ended", "person", "woken")

    def __init__(self, person: UUID) -> None:
        self.person = person
        self.woken = asyncio.Event()
        self.ended = False


class Exchange:
    """All open lines of this process. Only the event loop's thread touches the lines."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.lines: dict[UUID, set[Line]] = defaultdict(set)

    def open(self, person: UUID) -> Line:
        """Add a line for a person."""
        line = Line(person)
        self.lines[person].add(line)
        return line

    def close(self, line: Line) -> None:
        """Forget a line that ended."""
        self.lines[line.person].discard(line)
        if not self.lines[line.person]:
            del self.lines[line.person]

    def wake(self, act: str, people: Iterable[UUID]) -> None:
        """Wake the lines of these people; called on the loop."""
        for person in people:
            for line in tuple(self.lines.get(person, ())):
                line.ended = line.ended or act == HANG_UP
                line.woken.set()

    def wake_from_thread(self, act: str, people: tuple[UUID, ...]) -> None:
        """Wake the lines of these people from any thread; without a running server nobody listens."""
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.wake, act, people)

    def wake_all_from_thread(self) -> None:
        """Wake every line, when something may have gone unheard."""
        self.wake_from_thread(RING, tuple(self.lines))

    def end_all(self) -> None:
        """End every line, so that the server can stop at once."""
        self.wake_from_thread(HANG_UP, tuple(self.lines))


exchange = Exchange()


def ring(people: Iterable[UUID]) -> None:
    """Tell these people's open pages, once the transaction commits, that something they may see changed."""
    _send(RING, tuple(people))


def hang_up(person: UUID) -> None:
    """End this person's lines once the transaction commits (signed out, session ended, left)."""
    _send(HANG_UP, (person,))


def _send(act: str, people: tuple[UUID, ...]) -> None:
    if not people:
        return
    if settings.SQLITE:
        transaction.on_commit(lambda: exchange.wake_from_thread(act, people))
        return
    with connection.cursor() as cursor:
        payload = ",".join([act, *map(str, people)])
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


def hear_postgres(stop: threading.Event) -> None:
    """Pass NOTIFY on to this process's lines until `stop` is set; reconnects after a lost connection."""
    import psycopg  # noqa: PLC0415  (an extra: absent where SQLite is used)

    parameters = connection.get_connection_params()
    wanted = ("host", "port", "user", "password", "dbname")
    interrupted = False
    while not stop.is_set():
        try:
            with psycopg.connect(
                autocommit=True, **{key: parameters[key] for key in wanted if key in parameters}
            ) as listening:
                listening.execute(f"LISTEN {CHANNEL}")
                if interrupted:
                    exchange.wake_all_from_thread()
                while not stop.is_set():
                    for note in listening.notifies(timeout=1):
                        act, *people = note.payload.split(",")
                        exchange.wake_from_thread(act, tuple(map(UUID, people)))
        except psycopg.OperationalError:
            interrupted = True
            stop.wait(1)
