"""What of the agreed nights and hand-overs goes into one person's own calendar, and under which neutral title."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from nearward.domain.nights import NightPlan
from nearward.domain.nights.family import slot_start
from nearward.domain.words import N_

What = Literal["duty", "rest", "other"]
TITLES: dict[What, str] = {"duty": N_("Nearward: on duty"), "rest": N_("Nearward: resting"), "other": "Nearward"}
DAYS_BACK = 14


@dataclass(frozen=True, slots=True)
class Entry:
    """One stretch of time in a person's calendar; `key` stays the same while the thing is the same."""

    key: str
    what: What
    start: datetime
    end: datetime
    said_at: datetime


def entries_of_night(
    plan: NightPlan, person: int, *, evening: date, zone: ZoneInfo, said_at: datetime
) -> list[Entry]:
    """Return when this person has the baby in an agreed night, and when their sleep is protected."""
    block = plan.block(person)
    rests = [(block.start, block.end)] if block.minutes else []
    spans: list[tuple[What, list[tuple[int, int]]]] = [("duty", turns(plan.duty or (), person)), ("rest", rests)]
    return [
        Entry(
            f"{evening} {what} {number}", what,
            slot_start(evening, zone, start), slot_start(evening, zone, end), said_at,
        )
        for what, found in spans
        for number, (start, end) in enumerate(found)
    ]  # fmt: skip


def turns(duty: Sequence[int], person: int) -> list[tuple[int, int]]:
    """Return the stretches of slots in which this person is on duty."""
    found: list[tuple[int, int]] = []
    for slot, one in enumerate(duty):
        if one != person:
            continue
        if found and found[-1][1] == slot:
            found[-1] = (found[-1][0], slot + 1)
        else:
            found.append((slot, slot + 1))
    return found


def entry_of_handover(key: str, *, mine: bool, given_at: datetime, until: datetime) -> Entry | None:
    """Return a hand-over by this person, or to them; None where no whole minute is left of it."""
    start = given_at.replace(second=0, microsecond=0)
    what: What = "duty" if mine else "other"
    return Entry(f"given {key}", what, start, until, start) if until - start >= timedelta(minutes=1) else None
