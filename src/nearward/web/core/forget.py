"""Delete means gone: after a deletion commits, the write-ahead log is emptied, since it holds old pages."""

from django.conf import settings
from django.db import connection, transaction


def forget_soon() -> None:
    """Empty the write-ahead log once this transaction commits (SQLite; `secure_delete` zeroes the pages)."""
    if settings.SQLITE:
        transaction.on_commit(_empty_log)


def _empty_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
