"""Tonight after someone could not go on: who took over has the rest of it. No plan is rewritten."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from nearward.domain import watch as rules
from nearward.domain.nights import Problem
from nearward.domain.nights.family import SLOT_MINUTES, evening_of, slot_at, slot_start
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle
from nearward.web.watch.selectors import WatchSeen, spent_since

if TYPE_CHECKING:
    from nearward.web.nights.selectors import NightSeen


def as_handed_over(seen: "NightSeen", watch: WatchSeen | None) -> "NightSeen":
    """Return an agreed night with its rest in the hands of who took over for someone who could not go on."""
    if watch is None or watch.relieved is None or not seen.holds:
        return seen
    if watch.holder not in seen.people or watch.relieved not in seen.people:
        return seen
    holder, relieved = seen.people.index(watch.holder), seen.people.index(watch.relieved)
    plan = rules.handed_over(
        seen.plan, seen.slot_at(watch.since), holder, slot_minutes=SLOT_MINUTES, sleeps=[relieved]
    )
    return replace(seen, plan=plan, words={})


def sparing(
    problem: Problem, evenings: Sequence[date], people: Sequence[Caregiver], circle: Circle, zone: ZoneInfo,
    *, now: datetime,
) -> Problem:  # fmt: skip
    """Return the problem in which who could not go on this night has no more of it."""
    tonight = evening_of(now, zone)
    if tonight not in evenings:
        return problem
    spent = spent_since(circle, slot_start(tonight, zone, 0), now=now)
    places = [at for at, one in enumerate(people) if one in spent]
    number, slot = list(evenings).index(tonight), slot_at(tonight, zone, now)
    night = rules.spared(problem.nights[number], places, slot)
    return replace(problem, nights=(*problem.nights[:number], night, *problem.nights[number + 1 :]))
