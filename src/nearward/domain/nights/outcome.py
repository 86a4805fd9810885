"""What each duty pattern means for the partners' rest, for one or many courses of a night at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm

import numpy as np

from nearward.domain.nights.bits import Bits, Ints, bits_of, count, distinct, has, longest_run, spread, stretch
from nearward.domain.nights.problem import WEIGHT_STEPS, Night, Problem, Wake, scaled_weight

CELLS = 30_000  # scenarios × patterns worked on at once: small enough to stay in a processor's cache


@dataclass(frozen=True)
class Courses:
    """S courses of a night with up to J wakes, in order of time: start, slots as bits, and 1 for a feed; (S, J)."""

    start: Bits
    slots: Bits
    feed: Bits

    def part(self, first: int, last: int) -> "Courses":
        return Courses(self.start[first:last], self.slots[first:last], self.feed[first:last])


@dataclass(frozen=True)
class Scale:
    """Exact whole numbers for the objective: z in `unit`ths of slots ÷ weight; `weights` in ten-thousandths."""

    weights: tuple[int, ...]
    caps: tuple[int, ...]
    factors: tuple[int, ...]
    whole: int
    unit: float
    weight_unit: float = WEIGHT_STEPS

    def z(self, minutes: Ints) -> Ints:
        """(partners, …) minutes to (partners, …) z: what the cap lets count, over the weight."""
        rows = [np.minimum(row, cap) * by for row, cap, by in zip(minutes, self.caps, self.factors, strict=True)]
        return np.stack(rows)

    def each(self, made: "Sequence[Rest]") -> list[Ints]:
        """The z of each partner's (S, D) minutes, in 32 bits where they are enough: gathering takes the time."""
        z = [
            np.minimum(rest.minutes, cap) * by for rest, cap, by in zip(made, self.caps, self.factors, strict=True)
        ]
        small = all(one.max(initial=0) < 2**31 for one in z)
        return [one.astype(np.int32) for one in z] if small else z


def scale(problem: Problem, night: Night) -> Scale:
    """The scale in which the partners of a problem are compared in one night."""
    partners = [problem.people[at] for at in problem.partners]
    weights = tuple(scaled_weight(problem, night, at) for at in problem.partners)
    whole = lcm(*weights)
    factors = tuple(whole // weight for weight in weights)
    caps = tuple(person.cap_minutes for person in partners)
    return Scale(weights, caps, factors, whole, whole * problem.slot_minutes / WEIGHT_STEPS)


def in_time(wakes: Sequence[Wake]) -> list[int]:
    """The places of wakes in order of time."""
    return sorted(range(len(wakes)), key=lambda at: wakes[at].slot)


def courses(many: Sequence[Sequence[Wake]], slots: int) -> Courses:
    """Courses of a night from lists of wakes; a wake that runs past the morning ends with the night."""
    most = max((len(wakes) for wakes in many), default=0)
    start, covered, feed = (np.zeros((len(many), most), dtype=np.uint64) for _ in range(3))
    for row, wakes in enumerate(many):
        for column, at in enumerate(in_time(wakes)):
            wake = wakes[at]
            start[row, column] = wake.slot
            covered[row, column] = stretch(wake.slot, min(wake.slot + wake.slots, slots))
            feed[row, column] = wake.feed
    return Courses(start, covered, feed)


def owned(duty: Bits, course: Courses) -> Bits:
    """(S, U) slots in which someone with these duty masks is up because the wake was theirs."""
    up = np.zeros((len(course.start), len(duty)), dtype=np.uint64)
    for wake in range(course.start.shape[1]):
        up |= spread(has(duty, course.start[:, wake, None])) & course.slots[:, wake, None]
    return up


def away_from_breast(problem: Problem, seen: Bits) -> Bits:
    """(U,) slots in which nobody who breastfeeds is on duty."""
    with_milk = np.zeros(seen.shape[1], dtype=np.uint64)
    for person in problem.feeding:
        with_milk |= seen[person]
    return ~with_milk


def breast_wakes(away: Bits, course: Courses, bottles: int) -> Bits:
    """(S, U) slots in which who breastfeeds is woken off duty, bottles being used first come."""
    up = np.zeros((len(course.start), len(away)), dtype=np.uint64)
    used = np.zeros(up.shape, dtype=np.uint64)
    for wake in range(course.start.shape[1]):
        asks = has(away, course.start[:, wake, None]) & course.feed[:, wake, None]
        breast = asks * (used >= np.uint64(bottles))
        up |= spread(breast) & course.slots[:, wake, None]
        used += asks
    return up


@dataclass(frozen=True)
class Rest:
    """One partner's block: minutes (S, D) for each of that person's duties, and which of them a pattern has."""

    minutes: Ints
    which: Ints

    def of(self, rows: Ints) -> Ints:
        """(S, rows) minutes."""
        return np.take(self.minutes, self.which[rows], axis=1)


def rests(
    problem: Problem,
    night: Night,
    seen: Bits,
    course: Courses,
    bottles: int | None,
    known: Sequence[Rest] = (),
) -> list[Rest]:
    """Each partner's block over all patterns. `bottles` None: every feed may come from any adult.

    A block depends on one's own duty alone, and for who breastfeeds on where the breast is away: far fewer ways
    than there are patterns. `known`: found before with other bottles, which matter only to who breastfeeds.
    """
    away = away_from_breast(problem, seen)
    nowhere = np.zeros(seen.shape[1], dtype=np.uint64)
    made = []
    for row, person in enumerate(problem.partners):
        if known and not problem.people[person].breastfeeds:
            made.append(known[row])
            continue
        fed = away if problem.people[person].breastfeeds and bottles is not None else nowhere
        first, which = distinct(np.stack([seen[person], fed]))
        minutes = _minutes(problem, night, person, seen[person, first], fed[first], course, bottles or 0)
        made.append(Rest(minutes, which))
    return made


def blocks(problem: Problem, night: Night, seen: Bits, course: Courses, bottles: int | None) -> Ints:
    """(partners, S, U) minutes of the protected block."""
    every = np.arange(seen.shape[1])
    return np.stack([rest.of(every) for rest in rests(problem, night, seen, course, bottles)])


def _minutes(
    problem: Problem, night: Night, person: int, duty: Bits, away: Bits, course: Courses, bottles: int
) -> Ints:
    """(S, D) minutes of one person's block for these duties; `away`: where feeds may wake that person off duty."""
    may = np.uint64(bits_of(night.sleepable[person]))
    minutes = np.empty((len(course.start), len(duty)), dtype=np.int64)
    step = max(1, CELLS // max(len(duty), 1))
    for first in range(0, len(course.start), step):
        part = course.part(first, first + step)
        up = owned(duty, part) | breast_wakes(away, part, bottles) if away.any() else owned(duty, part)
        minutes[first : first + step] = longest_run(~duty & ~up & may, night.slots) * problem.slot_minutes
    return minutes


def weighted_sleep(problem: Problem, night: Night, seen: Bits, course: Courses, bottles: int | None) -> Ints:
    """(S, U) Σ weight × (2 × off-duty + on-duty) unwoken sleepable slots of the partners, in ten-thousandths."""
    away = away_from_breast(problem, seen)
    milk = None if bottles is None else breast_wakes(away, course, bottles)
    total = np.zeros((len(course.start), seen.shape[1]), dtype=np.int64)
    for person in problem.partners:
        rest = _unwoken(problem, night, person, seen[person], course, milk)
        total += scaled_weight(problem, night, person) * (count(rest) + count(rest & ~seen[person]))
    return total


def _unwoken(problem: Problem, night: Night, person: int, duty: Bits, course: Courses, milk: Bits | None) -> Bits:
    rest = ~owned(duty, course) & np.uint64(bits_of(night.sleepable[person]))
    return rest & ~milk if milk is not None and problem.people[person].breastfeeds else rest


def floors_met(problem: Problem, minutes: Ints) -> Ints:
    """How many partners are not under their floor: (partners, …) minutes to (…)."""
    floors = [problem.people[at].floor_minutes for at in problem.partners]
    met: Ints = np.stack([row >= floor for row, floor in zip(minutes, floors, strict=True)]).sum(axis=0)
    return met
