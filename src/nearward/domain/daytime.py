"""A person's day and night: a day runs from 04:00 to 04:00 in their own zone."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from nearward.domain.refused import Refused
from nearward.domain.words import N_

DAY_STARTS = time(4)
NIGHT_ENDS = time(6)
LAMP_FROM, LAMP_UNTIL = time(20, 30), time(7)
WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday")
)  # fmt: skip


def city_of(zone: str) -> str:
    """Return the city a zone is named after, as people say it: "New York"."""
    return zone.rpartition("/")[2].replace("_", " ")


def same_clock(one: ZoneInfo, other: ZoneInfo, *, at: datetime) -> bool:
    """Whether two zones show the same time at this moment, such as Madrid and Paris."""
    return at.astimezone(one).utcoffset() == at.astimezone(other).utcoffset()


def day_of(instant: datetime, zone: ZoneInfo) -> date:
    """Return the day `instant` belongs to for a person living in `zone`."""
    local = instant.astimezone(zone)
    return local.date() - timedelta(days=local.time() < DAY_STARTS)


def time_of_day(instant: datetime, zone: ZoneInfo) -> time:
    """Return how far into its day `instant` lies, as a clock that shows 00:00 when the day begins at 04:00."""
    local = instant.astimezone(zone)
    return time((local.hour - DAY_STARTS.hour) % 24, local.minute)


def at_local(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a wall time; a time skipped by a clock change means the hour after it."""
    try:
        return datetime.combine(day, clock, zone).astimezone(ZoneInfo("UTC"))
    except OverflowError:
        raise Refused(N_("That day is too far away. Please check the year.")) from None


def next_local(after: datetime, clock: time, zone: ZoneInfo) -> datetime:
    """Return the first UTC instant later than `after` at which the wall clock in `zone` shows `clock`."""
    day = after.astimezone(zone).date()
    for offset in range(3):
        candidate = at_local(day + timedelta(days=offset), clock, zone)
        again = at_local(day + timedelta(days=offset), clock.replace(fold=1), zone)
        for instant in (candidate, again):  # in the night the clock goes back an hour, it shows this time twice
            if instant > after:
                return instant
    raise AssertionError("a wall time comes round within three days")


def night_ends(after: datetime, zone: ZoneInfo) -> datetime:
    """Return the next 06:00 in `zone`: when what was meant for tonight fades."""
    return next_local(after, NIGHT_ENDS, zone)


def part_of_day(instant: datetime, zone: ZoneInfo) -> str:
    """Return `morning` (05:00 to 11:00), `evening` (from 18:00), or `day`: when a check-in is easy to offer."""
    hour = instant.astimezone(zone).hour
    return "morning" if 5 <= hour < 11 else "evening" if hour >= 18 else "day"


def is_lamp_time(instant: datetime, zone: ZoneInfo) -> bool:
    """Return whether the lamp theme is right: 20:30 to 07:00."""
    clock = instant.astimezone(zone).time()
    return clock >= LAMP_FROM or clock < LAMP_UNTIL
