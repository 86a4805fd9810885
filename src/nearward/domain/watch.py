"""Who has the baby right now by their own tap, apart from any plan, and until when."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from nearward.domain.daytime import at_local, next_local
from nearward.domain.nights.clock import ENDS, STARTS
from nearward.domain.nights.family import evening_of, slot_start
from nearward.domain.nights.plan import NightPlan, Protected
from nearward.domain.nights.problem import Night


def lasts_until(now: datetime, zone: ZoneInfo) -> datetime:
    """Return until when someone who takes over has the baby: this night's end, or by day the coming evening."""
    evening = evening_of(now, zone)
    if now < slot_start(evening, zone, 0):
        return next_local(now, STARTS, zone).astimezone(UTC)
    return at_local(evening + timedelta(days=1), ENDS, zone).astimezone(UTC)


def handed_over(plan: NightPlan, slot: int, holder: int, *, slot_minutes: int, sleeps: Sequence[int]) -> NightPlan:
    """Return a night whose rest, from `slot` on, is `holder`'s, and the sleep of those in `sleeps`.

    What has been stays as it was. The sleep of the holder that was still to come is gone.
    """
    if plan.duty is None:
        return plan
    end, start = len(plan.duty), min(max(slot, 0), len(plan.duty))
    duty = (*plan.duty[:start], *(holder,) * (end - start))
    blocks = [_kept(person, block, start, end, holder, sleeps, slot_minutes) for person, block in plan.protected]
    return replace(plan, duty=duty, protected=tuple(blocks))


def _kept(
    person: int, block: Protected, start: int, end: int, holder: int, sleeps: Sequence[int], slot_minutes: int
) -> tuple[int, Protected]:
    if person == holder:
        cut = min(block.end, start)
        return person, _block(block.start, max(cut, block.start), slot_minutes)
    if person in sleeps:
        return person, _block(start, end, slot_minutes)
    return person, block


def _block(start: int, end: int, slot_minutes: int) -> Protected:
    return Protected(start, end, (end - start) * slot_minutes) if end > start else Protected(0, 0, 0)


def spared(night: Night, people: Sequence[int], slot: int) -> Night:
    """Return a night in which none of `people` can be on duty from `slot` on, nor is pinned to be."""
    available = tuple(
        tuple(free and not (person in people and at >= slot) for at, free in enumerate(row))
        for person, row in enumerate(night.available)
    )
    pins = tuple(pin for pin in night.pins if pin.person not in people)
    return replace(night, available=available, pins=pins)
