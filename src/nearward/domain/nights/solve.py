"""The planner: exact on the expected wakes, or robust against many courses of each night."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import lcm

import numpy as np

from nearward.domain.nights import nominal, robust
from nearward.domain.nights.cells import Table, in_unit
from nearward.domain.nights.finish import finished
from nearward.domain.nights.outcome import Courses, blocks, courses, scale
from nearward.domain.nights.patterns import Allowed, allowed_patterns
from nearward.domain.nights.plan import NightPlan
from nearward.domain.nights.problem import Night, Problem
from nearward.domain.nights.scenarios import night_courses
from nearward.domain.nights.steady import Chosen, Tied, steadiest, tied
from nearward.domain.nights.stock import best_steps


@dataclass(frozen=True, slots=True)
class Way:
    """How to plan: on the expected wakes alone (`nominal`), or against `scenarios` courses drawn with `seed`."""

    nominal: bool = False
    scenarios: int = 100
    seed: int = 0


ROBUST, NOMINAL = Way(), Way(nominal=True)


def solve(
    problem: Problem, way: Way = ROBUST, *, patterns: Sequence[Allowed] | None = None, first: int = 0
) -> tuple[NightPlan, ...]:
    """The best plan of each night; a night nobody can cover has no duty.

    `patterns` replace those that are allowed; `first` is the place of the first night where the chances are drawn.
    """
    limited = _with_useful_stock(problem)
    chances = [_courses(night, way, number) for number, night in enumerate(problem.nights, first)]
    allowed = patterns or [allowed_patterns(problem, night) for night in problem.nights]
    tables = _tables(limited, allowed, chances)
    chosen = steadiest(limited, _ties(limited, allowed, tables, guard_worst=way.nominal))
    plans = tuple(
        _finish(limited, night, one, chance)
        for night, one, chance in zip(problem.nights, chosen, chances, strict=True)
    )
    return plans if problem.feeding else _within_stock(plans, problem.bottle_stock)


def is_best(problem: Problem, number: int, duty: Sequence[int], way: Way = ROBUST) -> bool:
    """Return whether one night, planned for itself, has nothing worth more than this duty; ties count as best.

    The chances are those the night has in the whole plan.
    """
    night = problem.nights[number]
    alone = replace(problem, nights=(night,), bottle_stock=None)
    allowed, chance = [allowed_patterns(problem, night)], _courses(night, way, number)
    (found,) = _ties(alone, allowed, _tables(alone, allowed, [chance]), guard_worst=way.nominal)
    if found is None or len(duty) != night.slots:
        return False
    return bool((found.duty == np.array(duty)).all(axis=1).any())


def _with_useful_stock(problem: Problem) -> Problem:
    """Without a stock that cannot matter: more than the nights could use, or nobody whom a bottle lets sleep."""
    wanted = sum(problem.bottles(night) or 0 for night in problem.nights)
    enough = problem.bottle_stock is not None and problem.bottle_stock >= wanted
    return replace(problem, bottle_stock=None) if enough or not problem.feeding else problem


def _within_stock(plans: tuple[NightPlan, ...], stock: int | None) -> tuple[NightPlan, ...]:
    """Where nobody breastfeeds the first nights get the bottles; they change nobody's sleep."""
    left, made = stock, []
    for plan in plans:
        feeds = plan.bottle_feeds if left is None else plan.bottle_feeds[:left]
        left = None if left is None else left - len(feeds)
        made.append(replace(plan, bottle_feeds=feeds))
    return tuple(made)


def _courses(night: Night, way: Way, number: int) -> Courses | None:
    return None if way.nominal else courses(night_courses(night, way.scenarios, way.seed, number), night.slots)


def _tables(problem: Problem, allowed: Sequence[Allowed], chances: Sequence[Courses | None]) -> list[Table | None]:
    measures, stocked = [scale(problem, night) for night in problem.nights], problem.bottle_stock is not None
    whole = lcm(*(measure.whole for measure in measures))
    tables: list[Table | None] = []
    for night, ways, chance, measure in zip(problem.nights, allowed, chances, measures, strict=True):
        if not len(ways.rows):
            tables.append(None)
            continue
        if chance is None:
            table = nominal.night_table(problem, night, ways, measure, stocked=stocked)
        else:
            table = robust.night_table(problem, night, ways, measure, chance, stocked=stocked)
        tables.append(in_unit(table, whole // measure.whole))
    return tables


def _ties(
    problem: Problem, allowed: Sequence[Allowed], tables: Sequence[Table | None], *, guard_worst: bool
) -> list[Tied | None]:
    """Return, for each night, every plan that is worth the most."""
    made = [table for table in tables if table is not None]
    steps = iter(best_steps(made, problem.bottle_stock, guard_worst=guard_worst) if made else ())
    return [
        None if table is None else tied(problem, night, ways, next(steps))
        for night, ways, table in zip(problem.nights, allowed, tables, strict=True)
    ]


def _finish(problem: Problem, night: Night, chosen: Chosen | None, chance: Courses | None) -> NightPlan:
    if chosen is None:
        return NightPlan(None)
    plan = finished(problem, night, chosen)
    if chance is None:
        return plan
    bottles = problem.bottles(night) if chosen.choice.bottles is None else chosen.choice.bottles
    lows = low_blocks(problem, night, chosen.duty, chance, bottles)
    protected = tuple(
        (person, replace(block, p20_minutes=least))
        for (person, block), least in zip(plan.protected, lows, strict=True)
    )
    return replace(plan, protected=protected)


def low_blocks(
    problem: Problem, night: Night, duty: Sequence[int], chance: Courses, bottles: int | None
) -> list[int]:
    """The minutes that each partner's block reaches on 8 of 10 courses."""
    masks = [
        [sum(1 << at for at, who in enumerate(duty) if who == person)] for person in range(len(problem.people))
    ]
    minutes = blocks(problem, night, np.array(masks, dtype=np.uint64), chance, bottles)
    return [int(value) for value in robust.low(minutes[:, :, 0].T)]
