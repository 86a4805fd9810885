"""The thread that repeats signals: it wakes when poked, when something is due, and after the database was away."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import OperationalError

from nearward.web.core.clock import now
from nearward.web.relief import relay


class Looks:
    """Counts looks for what is due; each may answer or fail as it is told."""

    def __init__(self, *answers: datetime | Exception | None) -> None:
        self.answers, self.made, self.again = list(answers), 0, threading.Event()

    def __call__(self, *, now: datetime) -> datetime | None:
        self.made += 1
        answer = self.answers.pop(0) if self.answers else None
        if not self.answers:
            self.again.set()
        if isinstance(answer, Exception):
            raise answer
        return answer


def run(looks: Looks, *, poke: bool = False) -> None:
    stop = threading.Event()
    thread = relay.start(stop, looks)
    if poke:
        while looks.made < 1:
            pass
        relay.poke()
    assert looks.again.wait(10)
    stop.set()
    relay.poke()
    thread.join(10)
    assert not thread.is_alive()


def test_it_looks_again_when_the_next_signal_is_due() -> None:
    run(Looks(now() + timedelta(milliseconds=20), None))


def test_it_looks_at_once_when_a_call_was_made() -> None:
    run(Looks(None, None), poke=True)


def test_it_outlives_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "AFTER_TROUBLE_SECONDS", 0.01)
    run(Looks(OperationalError("gone"), None))
