"""“I can’t go on, please take over”: what remains of a night planned anew, what has been stays."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from nearward.domain.nights.bits import bits_of
from nearward.domain.nights.patterns import Allowed, allowed_among, allowed_patterns, grouped
from nearward.domain.nights.plan import NightPlan
from nearward.domain.nights.problem import Night, Option, Problem, Wake, checked
from nearward.domain.nights.saying import on
from nearward.domain.nights.scenarios import drawn
from nearward.domain.nights.solve import ROBUST, Way, solve
from nearward.domain.refused import Refused
from nearward.domain.sentence import say
from nearward.domain.words import N_

REST_MINUTES = 240
FURTHER_HANDOVERS = 3


def replan_from(
    problem: Problem,
    number: int,
    duty: Sequence[int],
    slot: int,
    *,
    out: int | None = None,
    rest_minutes: int = REST_MINUTES,
    way: Way = ROBUST,
) -> NightPlan:
    """Plan night `number` anew from `slot` on; `duty` is the plan so far, of which the earlier slots stay.

    `out` cannot go on and is off duty for `rest_minutes`; None looks for a better rest of the night. A hand-over
    now is always allowed. The problem's night answers without duty, and with words, where nobody can take over.
    """
    night = problem.nights[number]
    if not (0 < slot < night.slots and len(duty) == night.slots):
        raise Refused(N_("Choose a moment within this night."), field="slot")
    rest = range(slot, min(night.slots, slot + rest_minutes // problem.slot_minutes))
    tonight = _from_now(night, duty, slot, rest if out is not None else range(0), out)
    alone = checked(replace(problem, nights=(tonight,), bottle_stock=None, before=()))
    ways = _ways(alone, tonight, duty, slot)
    if ways is None:
        words = N_(
            "%(when)s nobody else can take over at %(time)s. Who could come? If you need a moment, lay "
            "the baby down in the cot and step outside the door."
        )
        return NightPlan(None, problem=say(words, when=on(problem, number), time=night.clock[slot]))
    if not way.nominal:
        alone = replace(alone, nights=(_with_chances(tonight, slot, way, number),))
    return solve(alone, way, patterns=[ways])[0]


def _from_now(night: Night, duty: Sequence[int], slot: int, rest: range, out: int | None) -> Night:
    """The night with its past as it was, and `out` away from duty during the rest."""
    available = tuple(
        tuple(
            duty[at] == person if at < slot else free and not (person == out and at in rest)
            for at, free in enumerate(row)
        )
        for person, row in enumerate(night.available)
    )
    options = tuple(Option(_cut(option.wakes, slot), option.dream_feed) for option in night.options[:1])
    pins = tuple(pin for pin in night.pins if pin.slot >= slot and pin.person != out)
    return replace(night, available=available, options=options, pins=pins)


def _cut(wakes: Sequence[Wake], slot: int) -> tuple[Wake, ...]:
    """Wakes in two parts where they lie across the hand-over, so that who takes over also finishes."""
    across = [wake for wake in wakes if wake.slot < slot < wake.slot + wake.slots]
    kept = [replace(wake, slots=slot - wake.slot) if wake in across else wake for wake in wakes]
    return (*kept, *(Wake(slot, wake.slot + wake.slots - slot, feed=False) for wake in across))


def _ways(problem: Problem, night: Night, duty: Sequence[int], slot: int) -> Allowed | None:
    """The patterns that begin as it was; a hand-over more where the wanted number does not do."""
    used = sum(a != b for a, b in pairwise(duty[:slot]))
    for more in range(FURTHER_HANDOVERS + 1):
        left = max(0, problem.max_handovers - used - 1) + more
        ways = _continued(replace(problem, max_handovers=left), night, duty, slot)
        if len(ways.rows):
            return ways
    return None


def _continued(problem: Problem, night: Night, duty: Sequence[int], slot: int) -> Allowed:
    later = replace(
        night,
        available=tuple(row[slot:] for row in night.available),
        sleepable=tuple(row[slot:] for row in night.sleepable),
        clock=night.clock[slot:],
        pins=(),
    )
    rest = allowed_patterns(problem, later)
    past = np.array(
        [bits_of(who == person for who in duty[:slot]) for person in range(len(problem.people))], dtype=np.uint64
    )
    masks = past[:, None] | (rest.patterns.duty[:, rest.rows] << np.uint64(slot))
    taken_over = (rest.patterns.duty[duty[slot - 1], rest.rows] & np.uint64(1)) == 0
    handovers = rest.patterns.handovers[rest.rows] + taken_over
    counted = tuple(person.partner or person.breastfeeds for person in problem.people)
    return allowed_among(grouped(masks, handovers.astype(np.int64), counted), night)


def _with_chances(night: Night, slot: int, way: Way, number: int) -> Night:
    """The night with courses that differ only from now on."""
    wakes = night.options[0].wakes
    past = tuple(wake for wake in wakes if wake.slot < slot)
    later = [replace(wake, slot=wake.slot - slot) for wake in wakes if wake.slot >= slot]
    chances = drawn(later, night.slots - slot, way.scenarios, np.random.default_rng([way.seed, number]))
    scenarios = tuple((*past, *(replace(wake, slot=wake.slot + slot) for wake in course)) for course in chances)
    return replace(night, scenarios=scenarios)
