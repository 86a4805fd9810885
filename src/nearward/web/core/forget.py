"""Delete means gone: after a deletion commits, the write-ahead log is emptied, since it holds old pages.

`secure_delete` zeroes what a page freed. The log can be emptied only while nobody reads an older page, so a
busy moment is tried again, first at once and then by a thread of its own.
"""

import logging
import sqlite3
import threading
import time
from contextlib import closing

from django.conf import settings
from django.db import connection, transaction

AT_ONCE_SECONDS, LATER_SECONDS, PAUSE = 0.5, 600, 0.25
log = logging.getLogger(__name__)
_trying = threading.Lock()


def forget_soon() -> None:
    """Empty the write-ahead log once this transaction commits (SQLite; PostgreSQL reuses its log by itself)."""
    if settings.SQLITE:
        transaction.on_commit(empty_log)


def empty_log() -> None:
    """Empty the log now, or as soon as the last reader of an older page is done."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout={int(AT_ONCE_SECONDS * 1000)}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = bool(cursor.fetchone()[0])
        finally:
            cursor.execute(f"PRAGMA busy_timeout={settings.DATABASES['default']['OPTIONS']['timeout'] * 1000}")
    if busy:
        file = str(connection.settings_dict["NAME"])
        threading.Thread(target=_keep_trying, args=(file,), name="forget", daemon=True).start()


def _keep_trying(file: str) -> None:
    if not _trying.acquire(blocking=False):  # one thread is at it, and what it empties is the whole log
        return
    try:
        if not any(_try_once(file) for _ in range(round(LATER_SECONDS / PAUSE))):
            log.warning("The database's log could not be emptied: something reads it without end. Restart.")
    finally:
        _trying.release()


def _try_once(file: str) -> bool:
    time.sleep(PAUSE)
    try:
        with closing(sqlite3.connect(file, timeout=PAUSE, isolation_level=None)) as own:
            return not own.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:
        return False
