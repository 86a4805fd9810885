"""Duty spread over the week among plans worth the same: against every such plan, and what a couple would notice."""

from dataclasses import replace
from itertools import pairwise, product
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nearward.domain.nights import NOMINAL, ROBUST, Person, Wake
from nearward.domain.nights.check import worked_out_spread
from nearward.domain.nights.solve import solve
from tests.domain.nights.making import GRAN, a_night, a_problem, every_plan, problems, worth

ALIKE = (Person("Ana"), Person("Ben"))
WAKES = (Wake(3), Wake(9), Wake(14), Wake(19))


def a_week(people=ALIKE, nights=7, **more):
    """Seven nights alike, for two with the same hours who can both feed."""
    night = a_night(*WAKES, people=len(people), slots=26, **more)
    night = replace(night, sleepable=(tuple(2 <= at < 23 for at in range(26)),) * len(people))
    return a_problem(*[night] * nights, people=people, max_handovers=3 if len(people) > 2 else 2)


def duty_of(plans, person):
    return [sum(who == person for who in plan.duty) for plan in plans]


@settings(max_examples=40, deadline=None)
@given(problems(slots=6, nights=4, helpers=1, by_night=True), st.booleans())
def test_no_plan_among_those_worth_the_same_is_spread_better_or_costs_less(problem, alike):
    if alike:
        person = replace(problem.people[0], breastfeeds=False)
        rows = tuple((row[0], row[0], row[2]) for row in (night.available for night in problem.nights))
        nights = [
            replace(night, available=row, sleepable=(night.sleepable[0],) * 3, weights=(), bottles=None)
            for night, row in zip(problem.nights, rows, strict=True)
        ]
        people = (person, replace(person, name="P1"), problem.people[2])
        problem = replace(problem, people=people, nights=tuple(nights))
    problem = replace(problem, max_handovers=1, min_shift_minutes=60)
    ties = []
    for number, night in enumerate(problem.nights):
        plans = list(every_plan(problem, night))
        assume(plans)
        worths = [worth(problem.only(number), [plan])[:5] for plan in plans]
        ties.append([plan for plan, value in zip(plans, worths, strict=True) if value == max(worths)])
    assume(1 < prod(map(len, ties)) <= 3000)
    best = max(worth(problem, list(plans))[-2:] for plans in product(*ties))
    assert worth(problem, list(solve(problem, NOMINAL)))[-2:] == best


@pytest.mark.parametrize("way", [NOMINAL, ROBUST])
def test_nobody_is_off_all_week_while_the_other_is_on_every_night(way):
    """With a helper from 20:00 to 07:00 one partner could have every morning; it goes round instead."""
    helped = a_week((*ALIKE, GRAN))
    there = tuple(at < 22 for at in range(26))
    nights = tuple(replace(night, available=(*night.available[:2], there)) for night in helped.nights)
    plans = solve(replace(helped, nights=nights), way)
    for person in (0, 1):
        assert sum(on > 0 for on in duty_of(plans, person)) > 0
    assert abs(sum(duty_of(plans, 0)) - sum(duty_of(plans, 1))) <= 6


@pytest.mark.parametrize("way", [NOMINAL, ROBUST])
def test_the_early_and_the_late_block_stay_or_alternate_as_the_couple_chooses(way):
    steady = solve(a_week(), way)
    assert len({plan.duty for plan in steady}) == 1
    turned = solve(replace(a_week(), turns="alternate"), way)
    assert all(one.duty == tuple(1 - who for who in two.duty) for one, two in pairwise(turned))


@pytest.mark.parametrize("way", [NOMINAL, ROBUST])
def test_more_room_takes_more_duty_where_sleep_stays_the_same(way):
    """Awake hours are the same for both plans' sleep, so they go to the one with room."""
    even = solve(a_week(), way)
    roomy = solve(a_week((replace(ALIKE[0], room=4.0), replace(ALIKE[1], room=0.0))), way)
    assert sum(duty_of(roomy, 0)) >= sum(duty_of(even, 0))
    assert sum(duty_of(roomy, 0)) > sum(duty_of(roomy, 1))
    for one, two in zip(even, roomy, strict=True):
        assert sorted(block.minutes for _, block in one.protected) == sorted(
            block.minutes for _, block in two.protected
        )


def test_the_spread_is_counted_after_each_night():
    """All of one partner's nights first is worse than in turn, although the week comes out even."""
    from nearward.domain.nights import NightPlan

    problem = a_week(nights=4)
    one, two = NightPlan((0,) * 26), NightPlan((1,) * 26)
    in_turn = worked_out_spread(problem, [one, two, one, two])
    assert in_turn < worked_out_spread(problem, [one, one, two, two])
