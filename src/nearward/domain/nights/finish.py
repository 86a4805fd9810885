"""A chosen night in plain slots: bottle feeds, protected blocks, and the levels of the objective."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from nearward.domain.nights.plan import NightPlan, Protected
from nearward.domain.nights.problem import Night, Problem
from nearward.domain.nights.steady import PER_DREAM_FEED, PER_HANDOVER, Chosen

DIGITS = 9
Free = tuple[tuple[bool, ...], tuple[bool, ...]]  # off-duty rest and on-duty rest, slot by slot


def finished(problem: Problem, night: Night, chosen: Chosen) -> NightPlan:
    """The plan of a night with its protected blocks; bottles that protect nobody's sleep are left in the fridge."""
    option, duty = chosen.choice.option, chosen.duty
    feeds = chosen.choice.feeds
    if feeds is None:
        feeds = first_come(problem, night, duty, option, chosen.choice.bottles)
    elif problem.feeding:
        feeds = _needed(problem, night, duty, option, feeds)
    protected = tuple(
        (person, protected_block(_rests(problem, night, duty, option, feeds, person)[0], problem.slot_minutes))
        for person in problem.partners
    )
    milk = _breast_feeds(problem, night, duty, option, feeds)
    return NightPlan(duty, option, feeds, protected, breast_feeds=milk)


def _breast_feeds(
    problem: Problem, night: Night, duty: Sequence[int], option: int, bottle_feeds: Collection[int]
) -> tuple[tuple[int, int], ...]:
    """The feeds away from the breast that have no bottle, with each person who may have to give them."""
    if problem.bottles(night) is None:
        return ()
    return tuple(
        (at, person)
        for at, wake in enumerate(night.options[option].wakes)
        if wake.feed and at not in bottle_feeds and duty[wake.slot] not in problem.feeding
        for person in problem.feeding
    )


def first_come(
    problem: Problem, night: Night, duty: Sequence[int], option: int, bottles: int | None
) -> tuple[int, ...]:
    """The first feeds away from the breast, as many as there are bottles."""
    wakes = night.options[option].wakes
    away = [at for at, wake in enumerate(wakes) if wake.feed and duty[wake.slot] not in problem.feeding]
    return tuple(sorted(sorted(away, key=lambda at: wakes[at].slot)[: bottles or 0]))


def protected_block(free: Sequence[bool], slot_minutes: int) -> Protected:
    """The first of the longest runs of free slots."""
    best, start = (0, 0), None
    for at, value in enumerate([*free, False]):
        if value and start is None:
            start = at
        elif not value and start is not None:
            if at - start > best[1] - best[0]:
                best = (start, at)
            start = None
    return Protected(*best, (best[1] - best[0]) * slot_minutes)


def levels(problem: Problem, plans: Sequence[NightPlan]) -> tuple[float, ...]:
    """[least z, Σ nightly smaller z, Σ other z, weighted sleep, −cost] of the nights with a plan; empty without."""
    made = [(night, plan) for night, plan in zip(problem.nights, plans, strict=True) if plan.duty is not None]
    if not made:
        return ()
    pairs = [sorted(_z(problem, night, plan)) for night, plan in made]
    smaller = [pair[0] for pair in pairs]
    sleep = sum(_weighted_sleep(problem, night, plan) for night, plan in made)
    found = (min(smaller), sum(smaller), sum(sum(pair[1:]) for pair in pairs), sleep, -_cost(problem, plans))
    return tuple(round(float(value), DIGITS) for value in found)


def _z(problem: Problem, night: Night, plan: NightPlan) -> list[float]:
    counted = [(at, min(plan.block(at).minutes, problem.people[at].cap_minutes)) for at in problem.partners]
    return [minutes / problem.slot_minutes / problem.weight(night, at) for at, minutes in counted]


def _weighted_sleep(problem: Problem, night: Night, plan: NightPlan) -> float:
    assert plan.duty is not None
    total = 0.0
    for person in problem.partners:
        off, on = _rests(problem, night, plan.duty, plan.option, plan.bottle_feeds, person)
        total += problem.weight(night, person) * (2 * sum(off) + sum(on))
    return total


def _cost(problem: Problem, plans: Sequence[NightPlan]) -> int:
    total = 0
    before = problem.before or None
    for night, plan in zip(problem.nights, plans, strict=True):
        if plan.duty is not None:
            total += PER_HANDOVER * sum(a != b for a, b in pairwise(plan.duty))
            total += PER_DREAM_FEED * (night.options[plan.option].dream_feed is not None)
            total += sum(a != b for a, b in zip(before or (), plan.duty, strict=False))
        before = plan.duty
    return total


def _rests(
    problem: Problem, night: Night, duty: Sequence[int], option: int, feeds: Collection[int], person: int
) -> Free:
    """The slots a person may sleep through, off duty and on duty."""
    woken = [False] * night.slots
    breast = problem.people[person].breastfeeds and problem.bottles(night) is not None
    for at, wake in enumerate(night.options[option].wakes):
        owner = duty[wake.slot]
        from_breast = breast and wake.feed and at not in feeds and owner not in problem.feeding
        if owner == person or from_breast:
            woken[wake.slot : wake.slot + wake.slots] = [True] * len(woken[wake.slot : wake.slot + wake.slots])
    rest = [may and not up for may, up in zip(night.sleepable[person], woken, strict=True)]
    off = tuple(free and who != person for free, who in zip(rest, duty, strict=True))
    return off, tuple(free and who == person for free, who in zip(rest, duty, strict=True))


def _needed(
    problem: Problem, night: Night, duty: Sequence[int], option: int, feeds: tuple[int, ...]
) -> tuple[int, ...]:
    def sleep(kept: tuple[int, ...]) -> list[Free]:
        return [_rests(problem, night, duty, option, kept, person) for person in problem.partners]

    for feed in feeds:
        fewer = tuple(at for at in feeds if at != feed)
        if sleep(fewer) == sleep(feeds):
            feeds = fewer
    return feeds
