"""One night solved again with one thing changed, for levers and for "why not otherwise"."""

from dataclasses import replace

from nearward.domain.nights.plan import NightPlan
from nearward.domain.nights.problem import Night, Problem
from nearward.domain.nights.solve import Way, solve


def bottles_kept(problem: Problem, number: int, plan: NightPlan) -> int | None:
    """The bottles a night may use in its plan: its own, or with a stock those it uses."""
    night = problem.nights[number]
    return len(plan.bottle_feeds) if problem.bottle_stock is not None and night.bottles else night.bottles


def one_night(problem: Problem, number: int, night: Night, way: Way) -> NightPlan:
    """The best plan of one night, in place of the one at `number`, with the same chances as in the whole plan."""
    alone = replace(problem, nights=(night,), bottle_stock=None, before=())
    return solve(alone, way, first=number)[0]
