"""Which records of two logs tell of the same feed or the same sleep, so that neither is counted twice.

A feed tapped here and one brought in are the same when no more than half an hour lies between them. Sleeps are the
same when they share more than half of the shorter one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from nearward.domain.babylog.records import Feed, Record, Sleep

NEAR = timedelta(minutes=30)
LONGEST = timedelta(hours=24)  # no sleep and no feed of a log lasts longer
Spell = TypeVar("Spell", Feed, Sleep)


class Told:
    """The feeds and sleeps one log tells of. Only those near a record are looked at: a log holds thousands."""

    def __init__(self, records: Iterable[Record]) -> None:
        known = sorted(records, key=lambda record: record.start)
        self._feeds = [record for record in known if isinstance(record, Feed)]
        self._sleeps = [record for record in known if isinstance(record, Sleep)]

    def tells_of(self, record: Record) -> bool:
        """Whether this log tells of the same feed or sleep; of anything else it tells nothing."""
        match record:
            case Feed():
                return any(_same_feed(record, one) for one in _around(record, self._feeds))
            case Sleep():
                return any(_same_sleep(record, one) for one in _around(record, self._sleeps))
        return False


def _around(record: Feed | Sleep, known: Sequence[Spell]) -> Sequence[Spell]:
    """Return those that may touch a record."""
    since = bisect_left(known, record.start - LONGEST - NEAR, key=lambda one: one.start)
    until = bisect_right(known, _end(record) + NEAR, key=lambda one: one.start)
    return known[since:until]


def _same_feed(one: Feed, other: Feed) -> bool:
    return one.start - NEAR <= _end(other) and other.start - NEAR <= _end(one)


def _same_sleep(one: Sleep, other: Sleep) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > min(one.end - one.start, other.end - other.start) / 2


def _end(record: Feed | Sleep) -> datetime:
    return record.end or record.start
