"""Made-up families and the nights they live through. The planner sees the expected night, never those that come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from nearward.data.care_curve import care_curve
from nearward.domain.nights import Night, Option, Person, Problem, Wake
from nearward.domain.nights.clock import plain_clock
from nearward.domain.nights.family import COURSES, PAST_SLOTS
from nearward.domain.nights.from_age import usual_cap, usual_wakes
from nearward.domain.nights.scenarios import drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

SLOTS, SLOT_MINUTES = 26, 30
BETWEEN_BABIES = 0.3
CLOCK = plain_clock("20:00", SLOTS, SLOT_MINUTES)


@dataclass(frozen=True)
class Family:
    """A problem of one night, and the gaps (slots) between the wakes of an expected night."""

    problem: Problem
    gaps: tuple[float, ...]
    wakes: tuple[Wake, ...]

    def planned(self, rng: np.random.Generator) -> Problem:
        """The problem with the courses the app plans against: later wakes of the expected night may come early."""
        night = self.problem.nights[0]
        expected = _course(self.gaps, self.wakes, SLOTS + PAST_SLOTS)
        courses = drawn(expected, SLOTS, COURSES, rng)
        return replace(self.problem, nights=(replace(night, scenarios=courses),))


def family(rng: np.random.Generator, *, helpers: int = 0) -> Family:
    """Two partners (and helpers) with a baby of 1 to 40 weeks whose own level differs from the curve."""
    weeks = float(rng.uniform(1, 40))
    usual = usual_wakes(care_curve(), weeks, CLOCK, SLOT_MINUTES)
    level = float(rng.lognormal(-(BETWEEN_BABIES**2) / 2, BETWEEN_BABIES))
    gaps = _gaps(usual, level)
    wakes = _course(gaps, usual)
    breast = bool(rng.random() < 0.65)
    people = _people(rng, weeks, helpers, breast)
    bottles = int(rng.choice([0, 1, 2, 3], p=[0.15, 0.3, 0.35, 0.2])) if breast else None
    available, sleepable = _hours(rng, len(people))
    night = Night(available, sleepable, CLOCK, (Option(wakes),), bottles)
    return Family(Problem(people, (night,), max_handovers=3 if helpers else 2), gaps, wakes)


def week(rng: np.random.Generator, *, helpers: int = 0, nights: int = 7) -> Problem:
    """Seven nights of one family: other hours, bottles and wakes each night, at times a stock."""
    made = [family(rng, helpers=helpers) for _ in range(nights)]
    first = made[0].problem
    whole = [one.problem.nights[0] for one in made]
    options = [
        (night.options[0], Option((Wake(5), *(w for w in night.options[0].wakes if w.slot > 9)), 5))
        if rng.random() < 0.3 else night.options
        for night in whole
    ]  # fmt: skip
    fed = any(person.breastfeeds for person in first.people)
    stock = int(rng.integers(3, 10)) if fed and rng.random() < 0.4 else None
    nights_ = tuple(
        replace(n, options=o, bottles=int(rng.integers(0, 4)) if fed else None, **_needs(rng, len(first.people)))
        for n, o in zip(whole, options, strict=True)
    )
    return replace(first, nights=nights_, bottle_stock=stock)


def _needs(rng: np.random.Generator, people: int) -> dict[str, tuple[float, ...]]:
    """Weight and room of each person on one night: at times those of the other nights, at times alike for two."""
    weights = np.round(rng.uniform(1.0, 2.0, people), 1)
    if rng.random() < 0.3:
        weights[1] = weights[0]
    rooms = tuple(float(room) for room in rng.integers(0, 5, people))
    return {"weights": tuple(float(one) for one in weights), "rooms": rooms}


def lived(one: Family, rng: np.random.Generator, nights: int, spread: float) -> list[tuple[Wake, ...]]:
    """Nights that come: every gap of the expected night times lognormal(−spread²/2, spread)."""
    made = []
    for _ in range(nights):
        factors = rng.lognormal(-(spread**2) / 2, spread, len(one.gaps))
        made.append(_course(np.asarray(one.gaps) * factors, one.wakes))
    return made


def _gaps(usual: Sequence[Wake], level: float) -> tuple[float, ...]:
    """The first wake stays in the evening; the longest sleep and the later gaps follow the baby's own level."""
    slots = [wake.slot for wake in usual]
    gaps = list(np.diff(slots).astype(float) * level)
    while sum(gaps) + slots[0] < SLOTS + 8 and gaps:
        gaps.append(gaps[-1])
    return (float(slots[0]), *gaps)


def _course(gaps: Sequence[float], usual: Sequence[Wake], slots: int = SLOTS) -> tuple[Wake, ...]:
    starts = np.rint(np.cumsum(gaps)).astype(int)
    kinds = [usual[min(at, len(usual) - 1)] for at in range(len(starts))]
    return tuple(Wake(int(s), kind.slots, kind.feed) for s, kind in zip(starts, kinds, strict=True) if s < slots)


def _people(rng: np.random.Generator, weeks: float, helpers: int, breast: bool) -> tuple[Person, ...]:
    weights = np.round(rng.uniform(1.0, 2.0, 2), 1)
    partners = [
        Person(
            name, weight=float(weight), cap_minutes=usual_cap(weeks, feeds), floor_minutes=180, breastfeeds=feeds
        )
        for name, weight, feeds in (("Ana", weights[0], breast), ("Ben", weights[1], False))
    ]
    return (*partners, *(Person(f"Helper {at + 1}", partner=False, cap_minutes=0) for at in range(helpers)))


def _hours(
    rng: np.random.Generator, people: int
) -> tuple[tuple[tuple[bool, ...], ...], tuple[tuple[bool, ...], ...]]:
    """Home all night, now and then late or off early; asleep at most from 21:00–23:00 to 06:30–09:00."""
    available, sleepable = [], []
    for _ in range(people):
        home = int(rng.integers(2, 6)) if rng.random() < 0.1 and not available else 0
        leaves = int(rng.integers(21, 25)) if rng.random() < 0.2 and (not available or all(available[0])) else SLOTS
        bed, up = max(home, int(rng.integers(2, 7))), min(leaves - 1, int(rng.integers(21, 27)))
        available.append(tuple(home <= at < leaves for at in range(SLOTS)))
        sleepable.append(tuple(bed <= at < up for at in range(SLOTS)))
    return tuple(available), tuple(sleepable)
