"""A family's nights as a planner's problem: who sleeps when, who is there, what the baby is likely to ask for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from math import ceil
from zoneinfo import ZoneInfo

import numpy as np

from nearward.domain.care_demand import Band, Demand
from nearward.domain.daytime import WEEKDAYS
from nearward.domain.nights.clock import ENDS, STARTS, night_clock, slots_between
from nearward.domain.nights.from_age import usual_cap, usual_wakes
from nearward.domain.nights.problem import Heard, Night, Option, Person, Pin, Problem, Wake
from nearward.domain.nights.scenarios import drawn
from nearward.domain.refused import Refused
from nearward.domain.rounding import half_up
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

SLOT_MINUTES = 30
FLOOR_MINUTES = 180
LEAST_FLOOR, MOST_FLOOR = 0, 480
WEIGHT_UNKNOWN = 1.3
COUNTS_DAYS = 2  # for so long what was said counts a quarter or more beside the usual week
ROOM_UNKNOWN = 2.0
NEAR = 0.05  # of the mean smaller block, for the longer block to go to the greater need
MOST_AHEAD = 7  # evenings
COURSES = 100  # of each night, as for `nearward nights`
PAST_SLOTS = 12  # of wakes after the expected night that may come into it
ENOUGH_MINUTES, MOST_RAISED, MOST_WEIGHT = 300, Fraction(3, 10), Fraction(2)
MOST_GIVEN_MINUTES = 12 * 60
GIVEN_LASTS = timedelta(days=7)  # then a number of sleep given to the plan ends by itself


@dataclass(frozen=True, slots=True)
class LastWord:
    """When a person last said what they need: on which day, whether in the evening, and how many days ago."""

    day: date
    evening: bool
    age: float


@dataclass(frozen=True, slots=True)
class Sleeper:
    """One caregiver's usual night: when they may sleep, when they leave, and what is theirs to give.

    `weights` and `rooms` (0–4) hold one value for each night from the coming one on; where they are empty, `weight`
    and a middle room stand for all. `leaves` holds the mornings (Monday 0) on which they are gone from `leaves_at`;
    a helper is there only in `hours`, on the evenings named (Monday 0). `known`, `last_word`: whether and when they
    said what they need, for the reasons; `gave_sleep`: their weight is raised by the sleep they gave.
    """

    name: str
    partner: bool = True
    weight: float = WEIGHT_UNKNOWN
    weights: tuple[float, ...] = ()
    rooms: tuple[float, ...] = ()
    bed: time = time(21)
    up: time = time(7, 30)
    leaves: frozenset[int] = frozenset()
    leaves_at: time = time(8)
    floor_minutes: int = FLOOR_MINUTES
    breastfeeds: bool = False
    evenings: frozenset[int] = frozenset()
    hours: tuple[time, time] = (STARTS, ENDS)
    known: bool = False
    last_word: LastWord | None = None
    gave_sleep: bool = False


@dataclass(frozen=True, slots=True)
class Feeding:
    """How the baby is fed at night: bottles None is formula (any adult), 0 breast only, else as many prepared."""

    bottles: int | None = None


@dataclass(frozen=True, slots=True)
class Evening:
    """One night to plan, with what was pinned for it. `ahead`: how many nights from now, 0 for the coming one."""

    day: date
    name: str = ""
    pins: tuple[Pin, ...] = field(default=())
    ahead: int = 0


def family_problem(
    sleepers: Sequence[Sleeper], feeding: Feeding, evenings: Sequence[Evening], *,
    zone: ZoneInfo, demands: Sequence[Demand], curve: Sequence[Band], before: Sequence[int] = (),
) -> Problem:  # fmt: skip
    """Return the problem of these evenings; twins are two streams of wakes in one list."""
    youngest = min((demand.weeks for demand in demands), default=None)
    people = tuple(_person(one, youngest) for one in sleepers)
    nights = tuple(_night(one, sleepers, feeding, zone, demands, curve) for one in evenings)
    helped = any(not one.partner for one in sleepers)
    handovers = 3 if helped else 2
    return Problem(people, nights, SLOT_MINUTES, max_handovers=handovers, before=tuple(before), near=NEAR)


def _person(one: Sleeper, weeks: float | None) -> Person:
    cap = usual_cap(weeks, one.breastfeeds)
    return Person(one.name, one.partner, one.weight, cap, one.floor_minutes if one.partner else 0, one.breastfeeds)


def _night(
    evening: Evening, sleepers: Sequence[Sleeper], feeding: Feeding, zone: ZoneInfo, demands: Sequence[Demand],
    curve: Sequence[Band],
) -> Night:  # fmt: skip
    slots = slots_between(evening.day, zone, slot_minutes=SLOT_MINUTES)
    clock = night_clock(evening.day, zone, (STARTS.hour, STARTS.minute), slots, SLOT_MINUTES)
    starts = [slot_start(evening.day, zone, at) for at in range(slots)]
    streams = [
        usual_wakes(curve, demand.weeks, clock, SLOT_MINUTES, longest=demand.stretch.mean, past=PAST_SLOTS)
        for demand in demands
    ]
    return Night(
        available=tuple(tuple(_there(one, evening.day, at.astimezone(zone)) for at in starts) for one in sleepers),
        sleepable=tuple(tuple(_may_sleep(one, at.astimezone(zone).time()) for at in starts) for one in sleepers),
        clock=clock,
        options=(Option(tuple(wake for wake in merged(streams) if wake.slot < slots)),),
        scenarios=_courses(streams, slots, evening.day),
        bottles=feeding.bottles if any(one.breastfeeds for one in sleepers) else None,
        pins=evening.pins,
        name=evening.name,
        weights=tuple(_on(evening.ahead, one.weights, one.weight) for one in sleepers),
        rooms=tuple(_on(evening.ahead, one.rooms, ROOM_UNKNOWN) for one in sleepers),
        heard=_heard(evening, sleepers),
    )


def _heard(evening: Evening, sleepers: Sequence[Sleeper]) -> Heard:
    """Return where a night's needs come from: the latest word while it counts a quarter or more, or the week."""
    words = [one.last_word for one in sleepers if one.partner and one.last_word is not None]
    last = min(words, key=lambda word: word.age, default=None)
    known, gave = any(one.known for one in sleepers), tuple(at for at, one in enumerate(sleepers) if one.gave_sleep)
    if last is None or last.age + evening.ahead >= COUNTS_DAYS:
        return Heard(known, gave_sleep=gave)
    usual = evening.day + timedelta(days=ceil(COUNTS_DAYS - last.age) - evening.ahead)
    return Heard(known, _since(last, evening.day), WEEKDAYS[usual.weekday()], gave)


def _since(word: LastWord, evening: date) -> Sentence:
    """Say when something was said, so that it is still true when the night comes."""
    if word.day == evening:
        return say(N_("this evening")) if word.evening else say(N_("today"))
    day = say(WEEKDAYS[word.day.weekday()])
    return say(N_("on %(day)s evening"), day=day) if word.evening else say(N_("on %(day)s"), day=day)


def _on(ahead: int, values: Sequence[float], usual: float) -> float:
    """Return the value of a night; beyond the last one it stays as on the last."""
    return values[min(max(ahead, 0), len(values) - 1)] if values else usual


def _courses(streams: Sequence[Sequence[Wake]], slots: int, evening: date) -> tuple[tuple[Wake, ...], ...]:
    """Return courses this night may take: each baby's gaps by a chance of their own; later wakes may come in."""
    each = [
        drawn(wakes, slots, COURSES, np.random.default_rng([evening.toordinal(), at]))
        for at, wakes in enumerate(streams)
    ]
    return tuple(merged(together) for together in zip(*each, strict=True))


def slot_start(evening: date, zone: ZoneInfo, slot: int) -> datetime:
    """Return the instant a slot begins, counted in UTC so that a clock change shifts nothing."""
    begin = datetime.combine(evening, STARTS, zone).astimezone(UTC)
    return begin + slot * timedelta(minutes=SLOT_MINUTES)


def slot_at(evening: date, zone: ZoneInfo, at: datetime) -> int:
    """Return the slot an instant lies in; below 0 before the night."""
    return (at - slot_start(evening, zone, 0)) // timedelta(minutes=SLOT_MINUTES)


def evening_of(at: datetime, zone: ZoneInfo) -> date:
    """Return the evening of the night that is on now, or of the next one: a night ends at 09:00."""
    local = at.astimezone(zone)
    return local.date() - timedelta(days=local.time() < ENDS)


def _there(one: Sleeper, evening: date, local: datetime) -> bool:
    if not one.partner:
        return evening.weekday() in one.evenings and _within(local.time(), *one.hours)
    gone = local.weekday() in one.leaves and one.leaves_at <= local.time() < STARTS
    return not gone


def _may_sleep(one: Sleeper, clock: time) -> bool:
    return _within(clock, one.bed, one.up)


def _within(clock: time, start: time, end: time) -> bool:
    """Whether a wall time lies in a stretch that may run over midnight."""
    return start <= clock < end if start <= end else clock >= start or clock < end


def merged(streams: Sequence[Sequence[Wake]]) -> tuple[Wake, ...]:
    """Put the wakes of several babies into one list, in the order of the night."""
    return tuple(sorted((wake for stream in streams for wake in stream), key=lambda wake: (wake.slot, wake.slots)))


def weight_after_sleep(weight: float, minutes: int | None) -> float:
    """Return a plan weight raised by the sleep a person gave to the plan, in minutes; None where none was given.

    Each hour under five adds .1, at most .3 in all; the weight stays at most 2.0, to one decimal, half up.
    """
    if minutes is None:
        return weight
    hours_short = Fraction(max(0, ENOUGH_MINUTES - minutes), 60)
    raised = Fraction(str(weight)) + min(MOST_RAISED, hours_short / 10)
    return half_up(min(MOST_WEIGHT, raised), 1)


def accept_given_sleep(minutes: int) -> None:
    """Raise `Refused` unless this is a number of sleep a person can give to the plan."""
    if not 0 <= minutes <= MOST_GIVEN_MINUTES:
        raise Refused(N_("The sleep you give to the plan goes from 0 to 12 hours."), field="hours")


def accept_hours(one: Sleeper) -> None:
    """Raise `Refused` unless a person may sleep at some time of the night, with a floor one can ask for."""
    if one.bed == one.up:
        raise Refused(N_("Bedtime and getting up are the same. When does your sleep end?"), field="up")
    if not LEAST_FLOOR <= one.floor_minutes <= MOST_FLOOR:
        raise Refused(N_("The least sleep in one piece is between 0 and 8 hours."), field="floor")


def swapped(duty: Sequence[int], partners: Sequence[int]) -> tuple[Pin, ...]:
    """Return pins that turn the night round: each partner on duty in the longest stretch the other had."""
    one, other = partners
    return tuple(
        Pin(to, start, end - start)
        for of, to in ((one, other), (other, one))
        for start, end in [_longest(duty, of)]
        if end > start
    )


def _longest(duty: Sequence[int], person: int) -> tuple[int, int]:
    best, start = (0, 0), 0
    for at in range(len(duty) + 1):
        if at == len(duty) or duty[at] != person:
            best, start = max(best, (start, at), key=lambda run: run[1] - run[0]), at + 1
    return best
