"""“I can't go on”: when the other is signaled, when the signal repeats and lapses, what the caller reads first.

A call is open from its author's tap until someone takes over or its author is all right. Nothing of it is kept.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

REPEATS_EVERY = timedelta(minutes=1)
RINGS_FOR = timedelta(minutes=5)
NEXT_ROUND_AFTER = timedelta(minutes=10)  # taps before that send nothing
SIGNAL_LASTS = timedelta(minutes=1)  # at the push service, while another follows
LAST_SIGNAL_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class ReliefCall:
    """An open call: when this round of signals began, how many signals were sent, and how many were accepted."""

    began_at: datetime
    tried: int = 0
    accepted: int = 0

    def unanswered(self, now: datetime) -> bool:
        """Whether five minutes have passed without an answer."""
        return now >= self.began_at + RINGS_FOR

    def may_ring_again(self, now: datetime) -> bool:
        """Whether another tap begins a new round of signals."""
        return now >= self.began_at + NEXT_ROUND_AFTER


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether a signal can reach someone: a phone that gets signals, and sleep that it may break."""

    has_phone: bool
    sleep_protected: bool = False
    may_ring_in_sleep: bool = False

    @property
    def rings(self) -> bool:
        """Whether the phone rings."""
        return self.has_phone and (not self.sleep_protected or self.may_ring_in_sleep)


def rings(reach: Reach, call: ReliefCall | None) -> bool:
    """Whether to tell the caller that the phone rings: it may, and not every signal so far was refused."""
    refused = call is not None and call.tried > 0 and call.accepted == 0
    return reach.rings and not refused


def signal_after(began_at: datetime, at: datetime) -> datetime | None:
    """Return when the signal after one sent at `at` is due: each full minute of the round, None after five.

    Counted from the beginning, so that a server that was down for a while resumes in step.
    """
    whole = (at - began_at) // REPEATS_EVERY + 1
    due = began_at + whole * REPEATS_EVERY
    return due if due <= began_at + RINGS_FOR else None


def lapsed(began_at: datetime, now: datetime) -> bool:
    """Whether a signal that is due comes too late to send, since the server was down meanwhile."""
    return now >= began_at + NEXT_ROUND_AFTER


def signal_lasts(began_at: datetime, at: datetime) -> timedelta:
    """Return how long a push service holds a signal for an unreachable phone: until the next, the last longer."""
    return SIGNAL_LASTS if signal_after(began_at, at) else LAST_SIGNAL_LASTS


NEAR, PUTTING_DOWN = "near", "putting down"


def order(call: ReliefCall | None, now: datetime) -> tuple[str, str]:
    """Return what follows the emergency lines: putting the baby down, then who is near; unanswered, the reverse."""
    if call is not None and call.unanswered(now):
        return NEAR, PUTTING_DOWN
    return PUTTING_DOWN, NEAR
