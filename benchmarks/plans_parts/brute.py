"""Every plan of a small night, judged by the independent checker."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING

from nearward.domain.nights import NightPlan, Protected
from nearward.domain.nights.check import broken_rules, floors_kept, worked_out, worked_out_spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nearward.domain.nights import Night, Problem


def every_plan(problem: Problem, night: Night) -> Iterator[NightPlan]:
    alone = replace(problem, nights=(night,), bottle_stock=None)
    blocks = tuple((at, Protected(0, 0, 0)) for at in problem.partners)
    for duty in product(range(len(problem.people)), repeat=night.slots):
        if not _sound(alone, NightPlan(duty, protected=blocks)):
            continue
        for number, option in enumerate(night.options):
            feeds = [at for at, wake in enumerate(option.wakes) if wake.feed and night.bottles is not None]
            for size in range(min(len(feeds), night.bottles or 0) + 1):
                plans = (NightPlan(duty, number, chosen, blocks) for chosen in combinations(feeds, size))
                yield from (plan for plan in plans if _sound(alone, plan))


def worth(problem: Problem, plans: Sequence[NightPlan]) -> tuple[float, ...]:
    """Floors first, then four levels, how duty is spread, and cost; rounded so that equal is equal."""
    levels = [round(level, 6) for level in worked_out(problem, plans)]
    return (floors_kept(problem, plans), *levels[:4], -worked_out_spread(problem, plans), *levels[4:])


def _sound(problem: Problem, plan: NightPlan) -> bool:
    return all("the block of" in rule for rule in broken_rules(problem, [plan]))
