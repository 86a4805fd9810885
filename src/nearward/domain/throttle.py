"""Limits on tries: which tries still count, and when one more is allowed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CLOCK_SLACK = 5  # seconds by which two honest clocks may differ


@dataclass(frozen=True)
class Rate:
    """At most `amount` tries in any `seconds`."""

    amount: int
    seconds: int


@dataclass(frozen=True)
class Wait:
    """One more try is refused by `rate` for another `seconds`."""

    rate: Rate
    seconds: float


def still_counted(moments: Iterable[float], rates: Sequence[Rate], now: float) -> list[float]:
    """Return the tries that any of the rates still counts, oldest first, in epoch seconds.

    A try that lies ahead of `now` was noted by a clock that ran fast. It counts as one made now, so that no clock
    keeps anyone out for longer than a rate's own time.
    """
    longest = max(rate.seconds for rate in rates)
    return sorted(moment for moment in (min(one, now) for one in moments) if now - moment < longest)


def wait_for_next(moments: Sequence[float], rates: Iterable[Rate], now: float) -> Wait | None:
    """Return how long the next try has to wait, or None when it is allowed now.

    `moments` are what `still_counted` returned.
    """
    waits = [
        Wait(rate, moments[-rate.amount] + rate.seconds - now) for rate in rates if len(moments) >= rate.amount
    ]
    return max((wait for wait in waits if wait.seconds > 0), key=lambda wait: wait.seconds, default=None)


def is_recent(moment: float, seconds: float, now: float) -> bool:
    """Whether `moment` lies within the last `seconds`.

    One that lies ahead of `now` by more than `CLOCK_SLACK` was noted by a clock that ran fast: it is not recent.
    """
    return -CLOCK_SLACK <= now - moment < seconds
