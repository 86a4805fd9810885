"""A made-up log of one baby, as files of a Baby Buddy export: sleeps that slowly lengthen, feeds at each waking."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

SLEEP_HEADER = "id,child_id,child_first_name,child_last_name,start,end,nap,notes,tags"
FEED_HEADER = "id,child_id,child_first_name,child_last_name,start,end,type,method,amount,notes,tags"
BREASTS = ("left breast", "right breast", "both breasts")
BEDTIME, MORNING = 20.5, 7.0
WRITTEN_DOWN = 0.95
WRITTEN = "%Y-%m-%d %H:%M:%S"

Span = tuple[datetime, datetime]


def baby_buddy_files(
    name: str, *, born: date, since: datetime, until: datetime, zone: str, seed: int
) -> dict[str, bytes]:
    """Return a sleep and a feeding file about `name` between two instants, the newest row first."""
    chance = np.random.default_rng(seed)
    there = ZoneInfo(zone)
    days = [*_days(born, since, until, there, chance)]
    sleeps = [f"{_cells(slept, there)},{int(_by_day(slept[0], there))}" for slept, _fed in days]
    feeds = [_feed(fed, there, chance) for _slept, fed in days if chance.random() < WRITTEN_DOWN]
    return {
        f"Sleep-{until:%Y-%m-%d}.csv": _file(SLEEP_HEADER, name, sleeps),
        f"Feeding-{until:%Y-%m-%d}.csv": _file(FEED_HEADER, name, feeds),
    }


def _days(
    born: date, since: datetime, until: datetime, zone: ZoneInfo, chance: np.random.Generator
) -> Iterator[tuple[Span, Span]]:
    """Yield each sleep with the feed after it. Times lie on whole seconds."""
    at = since.replace(microsecond=0)
    while True:
        by_day, weeks = _by_day(at, zone), (at.date() - born).days / 7
        usual = 55 if by_day else 105 + 6 * weeks
        slept = at + _minutes(usual * chance.lognormal(0, 0.45 if by_day else 0.2))
        fed = slept + _minutes(chance.lognormal(1.4, 0.5)), timedelta(minutes=float(chance.uniform(14, 32)))
        ends = (fed[0] + fed[1]).replace(microsecond=0)
        if ends >= until:
            return
        yield (at, slept), (fed[0], ends)
        at = ends + _minutes(chance.lognormal(3.7, 0.35) if _by_day(ends, zone) else chance.lognormal(2.0, 0.6))


def _by_day(at: datetime, zone: ZoneInfo) -> bool:
    local = at.astimezone(zone)
    return MORNING <= local.hour + local.minute / 60 < BEDTIME


def _minutes(minutes: float) -> timedelta:
    return timedelta(seconds=round(minutes * 60))


def _cells(span: Span, zone: ZoneInfo) -> str:
    return ",".join(f"{moment.astimezone(zone):{WRITTEN}}" for moment in span)


def _feed(fed: Span, zone: ZoneInfo, chance: np.random.Generator) -> str:
    bottle = chance.random() < 0.25
    method = "bottle" if bottle else BREASTS[int(chance.integers(3))]
    amount = f"{5 * int(chance.integers(14, 24))}" if bottle else ""
    return f"{_cells(fed, zone)},breast milk,{method},{amount}"


def _file(header: str, name: str, rows: list[str]) -> bytes:
    missing = ",,"
    numbered = [f"{number},1,{name},,{row}{missing}" for number, row in enumerate(rows, 1)]
    return "\r\n".join([header, *reversed(numbered), ""]).encode()
