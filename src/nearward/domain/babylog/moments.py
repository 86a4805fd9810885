"""Wall times of a log as instants, with what a clock change does to them."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from nearward.domain.babylog.text import plain
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?(?:\.\d{1,9})?\s?(Z|[+-]\d\d(?::?\d\d)?)?", re.ASCII)

_SKIPPED_HOUR = N_(
    "%(moment)s does not exist in %(zone)s: the clock went forward. It was read as after the change."
)
_TWICE = N_("%(moment)s came twice in %(zone)s: the clock went back. The first one was taken.")
_TWICE_END = N_(
    "%(moment)s came twice in %(zone)s: the clock went back. The second one was taken, after the start."
)


class RowError(Exception):
    """Why one row cannot be read."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


def wall_time(cell: str, column: str) -> datetime:
    """The time in a cell as written, naive unless it names its own offset; never guesses day and month."""
    match = _MOMENT.fullmatch(cell.strip())
    try:
        if match is None:
            raise ValueError
        day, clock, seconds, offset = match.groups()
        return datetime.fromisoformat(f"{day}T{clock}{seconds or ':00'}{offset or ''}")
    except ValueError:
        raise RowError(
            say(
                N_("“%(column)s” is “%(cell)s”; expected a time like 2026-02-17 03:54:09."),
                column=column,
                cell=plain(cell, 30),
            )
        ) from None


def instant(wall: datetime, zone: ZoneInfo, *, after: datetime | None = None) -> tuple[datetime, Sentence | None]:
    """The instant of a wall time in `zone`, and a note where the clock change makes it uncertain.

    A time that came twice is taken as the first, unless only the second lies after `after`.
    """
    try:
        return _instant(wall, zone, after)
    except OverflowError:
        raise RowError(say(N_("The year %(year)s is too far away."), year=wall.year)) from None


def _instant(wall: datetime, zone: ZoneInfo, after: datetime | None) -> tuple[datetime, Sentence | None]:
    if wall.tzinfo is not None:
        return wall.astimezone(UTC), None
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return first, None
    if first > second:
        return first, _note(_SKIPPED_HOUR, wall, zone)
    if after is not None and first < after <= second:
        return second, _note(_TWICE_END, wall, zone)
    return first, _note(_TWICE, wall, zone)


def check_reach(start: datetime, end: datetime | None, now: datetime) -> None:
    """Raise `RowError` for times before this century or after now."""
    if start < EARLIEST:
        raise RowError(say(N_("The start lies before the year 2000.")))
    if max(start, end or start) > now:
        raise RowError(say(N_("It lies in the future. If many rows do, the time zone may be wrong.")))


def check_order(start: datetime, end: datetime) -> None:
    """Raise `RowError` when the end does not come after the start."""
    if end < start:
        raise RowError(say(N_("It ends before it starts.")))


def hours(length: timedelta) -> int:
    """Whole hours of a length, for a sentence."""
    return int(length.total_seconds() // 3600)


def _note(message: str, wall: datetime, zone: ZoneInfo) -> Sentence:
    return say(message, moment=f"{wall:%Y-%m-%d %H:%M}", zone=zone.key)
