"""An independent judge of a plan, written from the contract, slot by slot. It shares no code with the planner.

`broken_rules` names every rule that a plan breaks; `worked_out` gives the levels as the contract counts them.
"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from nearward.domain.nights.plan import NightPlan
from nearward.domain.nights.problem import Night, Problem

CLOSE = 1e-6


def broken_rules(problem: Problem, plans: Sequence[NightPlan], levels: Sequence[float] | None = None) -> list[str]:
    """Every rule that these nights break, in words for a developer; empty for a sound plan."""
    found = [] if len(plans) == len(problem.nights) else ["not one plan for each night"]
    for number, (night, plan) in enumerate(zip(problem.nights, plans, strict=False)):
        if plan.duty is not None:
            found += [f"night {number}: {what}" for what in _night_rules(problem, night, plan)]
    if problem.bottle_stock is not None:
        used = sum(len(plan.bottle_feeds) for plan in plans if plan.duty is not None)
        found += ["more bottles than in stock"] if used > problem.bottle_stock else []
    if levels is not None:
        right = worked_out(problem, plans)
        same = len(right) == len(levels) and all(abs(a - b) < CLOSE for a, b in zip(right, levels, strict=True))
        found += [] if same else [f"the levels are {right}, not {list(levels)}"]
    return found


def worked_out(problem: Problem, plans: Sequence[NightPlan]) -> list[float]:
    """[min z, Σ nightly min z, Σ the other partner's z, weighted sleep, −cost] over the nights that have a duty."""
    nightly, sleep, cost = [], 0.0, 0
    yesterday: Sequence[int] = problem.before
    for night, plan in zip(problem.nights, plans, strict=True):
        if plan.duty is None:
            yesterday = ()
            continue
        z = []
        for at, person in enumerate(problem.people):
            if not person.partner:
                continue
            asleep = _asleep(problem, night, plan, at)
            block = _longest([value == 2 for value in asleep])
            weight = night.weights[at] if night.weights else person.weight
            z.append(min(float(block), person.cap_minutes / problem.slot_minutes) / weight)
            sleep += weight * sum(asleep)
        nightly.append(sorted(z))
        cost += 3 * (len(list(_shifts(plan.duty))) - 1)
        cost += 3 if night.options[plan.option].dream_feed is not None else 0
        cost += sum(1 for one, two in zip(yesterday, plan.duty, strict=False) if one != two)
        yesterday = plan.duty
    if not nightly:
        return []
    least = [z[0] for z in nightly]
    return [min(least), sum(least), sum(sum(z) - z[0] for z in nightly), sleep, float(-cost)]


def worked_out_spread(problem: Problem, plans: Sequence[NightPlan]) -> int:
    """By how much duty lies beyond shares by room, in twentieths of a slot, summed after each night."""
    partners = [at for at, person in enumerate(problem.people) if person.partner]
    helpers = [at for at, person in enumerate(problem.people) if not person.partner]
    if len(partners) < 2:
        return 0
    total = running = tolerated = 0
    for night, plan in zip(problem.nights, plans, strict=True):
        if plan.duty is None:
            continue
        rooms = [night.rooms[at] if night.rooms else problem.people[at].room for at in partners]
        one, two = (Decimal(str(room)) + Decimal("0.5") for room in rooms)
        share = int((20 * one / (one + two)).quantize(Decimal(1), ROUND_HALF_UP))
        on = [sum(who == at for who in plan.duty) for at in partners]
        running += 20 * on[0] - share * (on[0] + on[1])
        if not any(value for at in helpers for value in night.available[at]):
            tolerated += 3 * night.slots
        total += max(0, abs(running) - tolerated)
    return total


def floors_kept(problem: Problem, plans: Sequence[NightPlan]) -> int:
    """How many times, over nights and partners, a block is not under the person's floor."""
    kept = 0
    for night, plan in zip(problem.nights, plans, strict=True):
        for at, person in enumerate(problem.people):
            if person.partner and plan.duty is not None:
                block = _longest([value == 2 for value in _asleep(problem, night, plan, at)])
                kept += block * problem.slot_minutes >= person.floor_minutes
    return kept


def _night_rules(problem: Problem, night: Night, plan: NightPlan) -> Iterator[str]:
    duty = plan.duty or ()
    if len(duty) != night.slots:
        yield "duty has not one person a slot"
        return
    if any(not night.available[who][slot] for slot, who in enumerate(duty)):
        yield "someone is on duty while away"
    shifts = list(_shifts(duty))
    if len(shifts) - 1 > problem.max_handovers:
        yield "too many hand-overs"
    if len(shifts) > 1 and any(
        (end - start) * problem.slot_minutes < problem.min_shift_minutes for start, end in shifts
    ):
        yield "a shift is too short"
    if problem.slot_minutes < 30 and any(int(night.clock[start][-2:]) % 30 for start, _ in shifts[1:]):
        yield "a hand-over off the half hour"
    if any(duty[slot] != pin.person for pin in night.pins for slot in range(pin.slot, pin.slot + pin.slots)):
        yield "a pin is not kept"
    yield from _bottle_rules(problem, night, plan)
    yield from _block_rules(problem, night, plan)


def _bottle_rules(problem: Problem, night: Night, plan: NightPlan) -> Iterator[str]:
    wakes, duty = night.options[plan.option].wakes, plan.duty or ()
    if len(set(plan.bottle_feeds)) != len(plan.bottle_feeds):
        yield "a bottle feed is listed twice"
    for index in plan.bottle_feeds:
        if not 0 <= index < len(wakes) or not wakes[index].feed:
            yield "a bottle for what is no feed"
        elif problem.people[duty[wakes[index].slot]].breastfeeds:
            yield "a bottle while someone who breastfeeds is on duty"
    if night.bottles is not None and len(plan.bottle_feeds) > night.bottles:
        yield "more bottles than the night has"


def _block_rules(problem: Problem, night: Night, plan: NightPlan) -> Iterator[str]:
    for at, person in enumerate(problem.people):
        if not person.partner:
            continue
        free = [value == 2 for value in _asleep(problem, night, plan, at)]
        block = dict(plan.protected)[at]
        if block.minutes != _longest(free) * problem.slot_minutes:
            yield f"the block of {person.name} is not its longest run"
        elif (
            not all(free[block.start : block.end])
            or (block.end - block.start) * problem.slot_minutes != block.minutes
        ):
            yield f"the block of {person.name} is not where it is said to be"


def _asleep(problem: Problem, night: Night, plan: NightPlan, at: int) -> list[int]:
    """For each slot 2 for unwoken rest off duty, 1 for unwoken rest on duty, 0 for none."""
    duty, person = plan.duty or (), problem.people[at]
    values = []
    for slot in range(night.slots):
        up = False
        for index, wake in enumerate(night.options[plan.option].wakes):
            if not wake.slot <= slot < wake.slot + wake.slots:
                continue
            owner = duty[wake.slot]
            fed_by_owner = problem.people[owner].breastfeeds or index in plan.bottle_feeds or night.bottles is None
            up = up or owner == at or (wake.feed and person.breastfeeds and not fed_by_owner)
        values.append(0 if up or not night.sleepable[at][slot] else 1 if duty[slot] == at else 2)
    return values


def _shifts(duty: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for slot in range(1, len(duty) + 1):
        if slot == len(duty) or duty[slot] != duty[start]:
            yield start, slot
            start = slot


def _longest(free: Sequence[bool]) -> int:
    best = run = 0
    for value in free:
        run = run + 1 if value else 0
        best = max(best, run)
    return best
