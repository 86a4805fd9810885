"""How fast: weeks of two and of four caregivers, and one question more."""

from __future__ import annotations

import numpy as np
from figures import Line

from nearward.domain.nights import NOMINAL, Pin, Way, plan_nights, why_not
from nearward.domain.nights.levers import levers
from nearward.domain.nights.solve import solve
from plans_parts.families import week
from plans_parts.line import p95, seconds

WEEKS, WEEKS_OF_FOUR = 60, 25


def rows(rng: np.random.Generator) -> list[Line]:
    weeks = [week(rng) for _ in range(WEEKS)]
    four = [week(rng, helpers=2) for _ in range(WEEKS_OF_FOUR)]
    solve(weeks[0]), solve(four[0])  # the patterns are listed once and kept
    return [
        p95([seconds(lambda w=w: solve(w, NOMINAL)) for w in weeks], 100, "7 nights, two people, nominal"),
        p95([seconds(lambda w=w: solve(w)) for w in weeks], 600, "7 nights, two people, robust"),
        p95([seconds(lambda w=w: plan_nights(w)) for w in weeks], 1000, "… with levers, reasons and problems"),
        p95([seconds(lambda w=w: solve(w, NOMINAL)) for w in four], 1500, "7 nights, four caregivers, nominal"),
        p95([seconds(lambda w=w: solve(w)) for w in four], 1500, "7 nights, four caregivers, robust"),
        p95(_why_not(weeks, rng), 100, "why not otherwise, one night"),
        p95([_levers(w) for w in weeks], 100, "all levers of one night"),
    ]


def _why_not(weeks: list, rng: np.random.Generator) -> list[float]:
    times = []
    for one in weeks:
        plans = solve(one)
        pin = Pin(int(rng.integers(2)), int(rng.integers(8, 16)), 4)
        times.append(seconds(lambda one=one, plans=plans, pin=pin: why_not(one, plans, 3, pin)))
    return times


def _levers(one) -> float:
    night = one.only(3)
    plans = solve(night)
    return seconds(lambda: levers(night, plans, Way()))
