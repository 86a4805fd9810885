"""The nights of a baby's log: longest sleep and feeds between 22:00 and 06:00, where the log covers them.

- A night is named by its evening and runs from 22:00 to 06:00 wall time (7 or 9 hours at a clock change).
- A sleep belongs to a night when at least half an hour of it lies inside, and then counts whole.
- A night counts for sleep when its sleeps inside add up to three hours; less reads like one logged in part.
- A night counts for feeds when the log has any feed from noon to noon around it. Then none means none.
- A night before the log began, or not yet over when it ends, is unknown, never zero.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from nearward.domain.babylog.records import Feed, Record, Sleep

NIGHTS = 14
FROM, TO, NOON = time(22), time(6), time(12)
TOUCHES = timedelta(minutes=30)
COVERED = timedelta(hours=3)
BELIEVABLE = timedelta(hours=14)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Night:
    """What the log says of one night; None where it does not say."""

    evening: date
    longest_hours: float | None
    feeds: int | None


def reach_back(ended: datetime) -> datetime:
    """From when on records matter in a log whose last one is at `ended`: all that a reader must fetch."""
    return ended - (NIGHTS + 2) * ONE_DAY


def recent_nights(log: Iterable[Record], zone: ZoneInfo) -> tuple[Night, ...]:
    """The nights that count among the last 14 of the log, oldest first."""
    records = tuple(log)
    if not records:
        return ()
    begun = min(record.start for record in records)
    ended = max(record.end or record.start for record in records)
    since = reach_back(ended)
    sleeps = [record for record in records if isinstance(record, Sleep) and record.start >= since]
    feeds = [record.start for record in records if isinstance(record, Feed) and record.start >= since]
    evenings = _evenings(ended.astimezone(zone).date(), NIGHTS + 1)
    whole = [day for day in evenings if begun <= _at(day, FROM, zone) and _morning(day, zone) <= ended]
    nights = [_night(day, sleeps, feeds, zone) for day in whole[-NIGHTS:]]
    return tuple(night for night in nights if night.longest_hours is not None or night.feeds is not None)


def _evenings(last: date, count: int) -> list[date]:
    return [last - back * ONE_DAY for back in range(count, 0, -1)]


def _night(evening: date, sleeps: Sequence[Sleep], feeds: Sequence[datetime], zone: ZoneInfo) -> Night:
    begin, end = _at(evening, FROM, zone), _morning(evening, zone)
    noon, next_noon = _at(evening, NOON, zone), _at(evening + ONE_DAY, NOON, zone)
    told = any(noon <= start < next_noon for start in feeds)
    count = sum(begin <= start < end for start in feeds)
    return Night(evening, _longest(sleeps, begin, end), count if told else None)


def _longest(sleeps: Sequence[Sleep], begin: datetime, end: datetime) -> float | None:
    """Hours of the longest sleep of a night, counted whole; None when the night is not covered."""
    touching = [sleep for sleep in sleeps if sleep.start < end and sleep.end > begin]
    inside = [(sleep, min(sleep.end, end) - max(sleep.start, begin)) for sleep in touching]
    covered = sum((shared for _, shared in inside), timedelta(0))
    longest = max((sleep.end - sleep.start for sleep, shared in inside if shared >= TOUCHES), default=None)
    if longest is None or covered < COVERED or longest > BELIEVABLE:
        return None
    return longest / timedelta(hours=1)


def _morning(evening: date, zone: ZoneInfo) -> datetime:
    return _at(evening + ONE_DAY, TO, zone)


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)
