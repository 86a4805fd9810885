"""Is a nominal plan the best there is? Against every plan of small nights, and against CP-SAT on whole weeks."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from time import perf_counter

import numpy as np
from figures import Line

from nearward.domain.nights import NOMINAL, Night, Option, Person, Problem, Wake
from nearward.domain.nights.check import broken_rules, floors_kept, worked_out, worked_out_spread
from nearward.domain.nights.clock import plain_clock
from nearward.domain.nights.finish import levels
from nearward.domain.nights.solve import solve
from plans_parts.brute import every_plan, worth
from plans_parts.families import week
from plans_parts.line import shown

SMALL, ORACLE_CASES = 600, 60


def rows(rng: np.random.Generator) -> list[Line]:
    one = sum(_one_night(rng) for _ in range(SMALL))
    two = [found for found in (_two_nights(rng) for _ in range(SMALL)) if found is not None]
    return [
        _all("the best of every plan, one night of 7 half hours", one, SMALL),
        _all("the best of every plan, two nights and a bottle stock", sum(two), len(two)),
        *_oracle(rng),
    ]


def _all(what: str, right: int, cases: int) -> Line:
    return Line(what, f"{right} of {cases}", "all", right == cases)


def _one_night(rng: np.random.Generator) -> bool:
    problem = _small(rng, slots=7, nights=1)
    plans, found = list(every_plan(problem, problem.nights[0])), solve(problem, NOMINAL)
    if found[0].duty is None or not plans:
        return found[0].duty is None and not plans
    sound = not broken_rules(problem, found, levels(problem, found))
    return sound and worth(problem, found) == max(worth(problem, [plan]) for plan in plans)


def _two_nights(rng: np.random.Generator) -> bool | None:
    problem = replace(
        _small(rng, slots=5, nights=2), max_handovers=1, min_shift_minutes=60, bottle_stock=int(rng.integers(0, 4))
    )
    first, second = (list(every_plan(problem, night)) for night in problem.nights)
    if not (first and second):
        return None
    stock = problem.bottle_stock or 0
    pairs = ([a, b] for a, b in product(first, second) if len(a.bottle_feeds) + len(b.bottle_feeds) <= stock)
    return worth(problem, solve(problem, NOMINAL)) == max(worth(problem, plans) for plans in pairs)


def _small(rng: np.random.Generator, *, slots: int, nights: int) -> Problem:
    people = tuple(
        Person(name, True, int(rng.integers(10, 21)) / 10, int(rng.choice([60, 90, 150, 360])),
               int(rng.choice([0, 0, 60, 120])), bool(rng.random() < 0.5))
        for name in ("Ana", "Ben")
    )  # fmt: skip
    made = tuple(_small_night(rng, slots) for _ in range(nights))
    return Problem(people, made, 30, int(rng.integers(0, 4)), int(rng.choice([30, 60, 90])))


def _small_night(rng: np.random.Generator, slots: int) -> Night:
    def row(chance: float) -> tuple[bool, ...]:
        gap = set(range(*sorted(rng.integers(0, slots + 1, 2)))) if rng.random() < chance else set()
        return tuple(at not in gap for at in range(slots))

    def wakes() -> tuple[Wake, ...]:
        count = int(rng.integers(0, 5))
        return tuple(
            Wake(int(rng.integers(slots)), int(rng.integers(1, 4)), bool(rng.random() < 0.7)) for _ in range(count)
        )

    options = (Option(wakes()), *([Option(wakes(), int(rng.integers(slots)))] if rng.random() < 0.5 else []))
    bottles = (None, 0, 1, 2)[int(rng.integers(4))]
    return Night((row(0.3), row(0.3)), (row(0.5), row(0.5)), plain_clock("20:00", slots, 30), options, bottles)


def _oracle(rng: np.random.Generator) -> list[Line]:
    from plans_parts.oracle import Oracle

    right, unfinished, ours, theirs = 0, 0, [], []
    for case in range(ORACLE_CASES):
        problem = week(rng, helpers=(0, 0, 1)[case % 3], nights=(1, 2, 3)[case // 3 % 3])
        started = perf_counter()
        found = solve(problem, NOMINAL)
        ours.append(perf_counter() - started)
        started = perf_counter()
        try:
            best = Oracle(problem).levels()
        except TimeoutError:
            unfinished += 1
            continue
        theirs.append(perf_counter() - started)
        right += best == _whole(problem, found)
    times = f"{1000 * np.median(ours):.0f} ms, {1000 * np.median(theirs):.0f} ms"
    return [
        _all(
            "the same levels and spread as OR-Tools CP-SAT, 1 to 3 nights, helpers, stock",
            right,
            ORACLE_CASES - unfinished,
        ),
        shown("CP-SAT not done within a minute a level", f"{unfinished} of {ORACLE_CASES}"),
        shown("median time: this planner, CP-SAT", times),
    ]


def _whole(problem: Problem, plans: tuple) -> list[int] | None:
    """Our levels in the oracle's whole numbers, from unrounded ones; None where a night has no plan.

    The whole of different weights on three nights is large: six decimals would not reach it.
    """
    if any(plan.duty is None for plan in plans):
        return None
    from plans_parts.oracle import common_tenths

    floors, spread = floors_kept(problem, plans), -worked_out_spread(problem, plans)
    least, smaller, other, sleep, cost = worked_out(problem, plans)
    by = problem.slot_minutes * common_tenths(problem) / 10
    z = (round(one * by) for one in (least, smaller, other))
    return [int(floors), *z, round(10 * sleep), int(spread), round(cost)]
