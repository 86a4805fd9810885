"""Wall times of a night's slots, also where the clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STARTS, ENDS = time(20), time(9)


def plain_clock(start: str, slots: int, slot_minutes: int) -> tuple[str, ...]:
    """The wall time at each of the slots + 1 borders of a night without a clock change."""
    hour, minute = (int(part) for part in start.split(":"))
    return tuple(_label(hour * 60 + minute + at * slot_minutes) for at in range(slots + 1))


def night_clock(
    evening: date, zone: ZoneInfo, start: tuple[int, int], slots: int, slot_minutes: int
) -> tuple[str, ...]:
    """The wall times of a night of so many slots, counted in UTC, so that they are right when the clock changes."""
    begin = datetime.combine(evening, time(*start), zone).astimezone(UTC)
    step = timedelta(minutes=slot_minutes)
    return tuple(f"{(begin + at * step).astimezone(zone):%H:%M}" for at in range(slots + 1))


def slots_between(
    evening: date, zone: ZoneInfo, *, starts: time = STARTS, ends: time = ENDS, slot_minutes: int = 30
) -> int:
    """How many slots lie between evening and morning: 26 half hours, 24 or 28 when the clock changes."""
    begin = datetime.combine(evening, starts, zone).astimezone(UTC)
    end = datetime.combine(evening + timedelta(days=1), ends, zone).astimezone(UTC)
    return (end - begin) // timedelta(minutes=slot_minutes)


def on_the_half_hour(label: str) -> bool:
    return int(label[3:]) % 30 == 0


def minutes_of(label: str) -> int:
    """Minutes since midnight."""
    return int(label[:2]) * 60 + int(label[3:])


def _label(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
