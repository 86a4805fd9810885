"""A thread of the server that repeats signals when they are due. What is due stands in the database alone.

A restart resumes it, and of several processes the one that moves a row on sends its signal.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import close_old_connections

from nearward.web.core.clock import now

LONGEST_WAIT_SECONDS = 30.0  # until calls are seen that another process took and left
AFTER_TROUBLE_SECONDS = 5.0
log = logging.getLogger(__name__)
_woken = threading.Event()


def poke() -> None:
    """Let the thread of this process look again."""
    _woken.set()


def start(stop: threading.Event, send_due: Callable[..., datetime | None]) -> threading.Thread:
    """Run until `stop` is set and `poke` was called."""
    thread = threading.Thread(target=_run, args=(stop, send_due), name="relief", daemon=True)
    thread.start()
    return thread


def _run(stop: threading.Event, send_due: Callable[..., datetime | None]) -> None:
    while not stop.is_set():
        _woken.clear()
        _woken.wait(_wait_after(send_due))


def _wait_after(send_due: Callable[..., datetime | None]) -> float:
    """Send what is due; return how many seconds to wait."""
    try:
        close_old_connections()
        due = send_due(now=now())
    except Exception as trouble:  # the database may be away for a moment; the thread has to outlive that
        log.warning("Signals could not be looked at: %s", type(trouble).__name__)
        return AFTER_TROUBLE_SECONDS
    if due is None:
        return LONGEST_WAIT_SECONDS
    return min(LONGEST_WAIT_SECONDS, max(0.0, (due - now()).total_seconds()))
