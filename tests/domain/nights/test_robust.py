"""The robust planner: against every plan on small nights, and against other ways to share a night."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings

from nearward.domain.nights import NOMINAL, ROBUST, Person, Pin, Wake, Way, plan_nights
from nearward.domain.nights.baselines import BASELINES
from nearward.domain.nights.bits import bits_of
from nearward.domain.nights.check import broken_rules
from nearward.domain.nights.family import NEAR
from nearward.domain.nights.finish import first_come, levels
from nearward.domain.nights.outcome import blocks, courses, scale
from nearward.domain.nights.scenarios import drawn, night_courses
from nearward.domain.nights.solve import solve
from tests.domain.nights.making import ANA, BEN, GRAN, a_night, a_problem, every_plan, floors_kept, problems

few = settings(max_examples=25, deadline=None)
USUAL = (Wake(3), Wake(11), Wake(16), Wake(21))


def mean_smaller(problem, night, duty, chances, bottles) -> int:
    """Σ over courses of the smaller z, exactly."""
    masks = np.array([[bits_of(who == at for who in duty)] for at in range(len(problem.people))], dtype=np.uint64)
    minutes = blocks(problem, night, masks, chances, bottles)
    return int(scale(problem, problem.nights[0]).z(minutes).min(axis=0).sum())


@few
@given(problems(slots=7))
def test_no_allowed_duty_has_a_better_mean(problem):
    night, way = problem.nights[0], Way(scenarios=12, seed=3)
    duties = {plan.duty for plan in every_plan(problem, replace(night, options=night.options[:1], bottles=None))}
    assume(duties)
    bottles = problem.bottles(night)
    chances = courses(night_courses(night, 12, 3, 0), 7)

    def worth(duty):
        feeds = first_come(problem, night, duty, 0, bottles)
        kept = floors_kept(problem, [replace(found, duty=duty, bottle_feeds=feeds)])
        return kept, mean_smaller(problem, night, duty, chances, bottles)

    found = solve(problem, way)[0]
    assert worth(found.duty) == max(map(worth, duties))


@few
@given(problems(slots=26, nights=2, helpers=1, stock=True))
def test_the_independent_checker_agrees(problem):
    plans = solve(problem, Way(scenarios=10))
    assert broken_rules(problem, plans, levels(problem, plans)) == []


@few
@given(problems(slots=16, nights=2, stock=True))
def test_same_problem_and_seed_give_the_same_plan(problem):
    assert plan_nights(problem, Way(scenarios=10, seed=7)) == plan_nights(problem, Way(scenarios=10, seed=7))


@few
@given(problems(slots=26, whole=True))
def test_it_is_never_below_an_allowed_baseline(problem):
    problem = replace(
        problem, people=tuple(replace(who, floor_minutes=0) for who in problem.people), max_handovers=3
    )
    night = replace(problem.nights[0], options=problem.nights[0].options[:1])
    chances = courses(night_courses(night, 20, 0, 0), 26)
    bottles = problem.bottles(night)
    found = solve(replace(problem, nights=(night,)), Way(scenarios=20))[0]
    for make in BASELINES.values():
        duty = make(problem, night, 0)
        handovers = sum(a != b for a, b in pairwise(duty))
        if handovers <= 3:
            one = mean_smaller(problem, night, duty, chances, bottles)
            assert one <= mean_smaller(problem, night, found.duty, chances, bottles)


def test_what_is_promised_holds_on_about_eight_of_ten_nights():
    problem = a_problem(a_night(*USUAL, bottles=1))
    plan = solve(problem)[0]
    other = courses(drawn(USUAL, 26, 2_000, np.random.default_rng(99)), 26)
    masks = np.array([[bits_of(who == at for who in plan.duty)] for at in (0, 1)], dtype=np.uint64)
    minutes = blocks(problem, problem.nights[0], masks, other, 1)
    for row, (_, block) in zip(minutes[:, :, 0], plan.protected, strict=True):
        assert (row >= block.p20_minutes).mean() > 0.7


def test_scenarios_of_the_file_replace_the_drawn_ones():
    calm = a_night(*USUAL, bottles=0, scenarios=((Wake(3),), (Wake(3),)))
    plan = solve(a_problem(calm, people=(replace(ANA, weight=1.2), BEN)))[0]
    assert min(block.p20_minutes for _, block in plan.protected) >= 330


def test_bottles_go_to_the_first_feeds_away_from_the_breast():
    plan = solve(a_problem(a_night(*USUAL, bottles=1)))[0]
    away = [at for at, wake in enumerate(USUAL) if plan.duty[wake.slot] == 1]
    assert plan.bottle_feeds == tuple(away[:1])


def test_under_nominal_there_is_no_word_about_eight_of_ten():
    plan = plan_nights(a_problem(a_night(*USUAL, bottles=1)), NOMINAL)
    assert all(block.p20_minutes is None for _, block in plan.nights[0].protected)
    assert not any("8 of 10" in str(reason) for reason in plan.reasons)


def test_gaps_keep_their_mean_and_late_wakes_fall_out():
    many = drawn((Wake(6), Wake(20)), 26, 4_000, np.random.default_rng(1))
    first = np.array([course[0].slot for course in many])
    assert first.mean() == pytest.approx(6, abs=0.1)
    assert all(wake.slot < 26 for course in many for wake in course)
    assert {len(course) for course in many} == {1, 2}


def test_a_helper_may_split_the_night_with_the_partners():
    evening = ((True,) * 26, (True,) * 26, (True,) * 16 + (False,) * 10)
    night = a_night(*USUAL, people=3, awake=7, available=evening)
    plans = solve(a_problem(night, people=(ANA, BEN, GRAN), max_handovers=3), ROBUST)
    assert 2 in plans[0].duty


def test_pins_hold_in_the_robust_plan():
    night = a_night(*USUAL, bottles=2, pins=(Pin(0, 12, 8),))
    assert solve(a_problem(night))[0].duty[12:20] == (0,) * 8


@pytest.mark.parametrize("weights", [(2.0, 1.8), (1.8, 2.0), (1.9, 1.7)])
def test_between_two_high_needs_the_longer_block_still_goes_to_the_greater(weights):
    """Nine hours in half hours: the best mean would leave both blocks alike."""
    night = a_night(Wake(3), Wake(9), Wake(14), Wake(19), slots=22, awake=4)
    alike = (Person("Ana"), Person("Ben"))
    problem = a_problem(replace(night, weights=weights), people=alike)
    plan = solve(replace(problem, near=NEAR))[0]
    lead = plan.block(0).minutes - plan.block(1).minutes
    assert (lead > 0) == (weights[0] > weights[1])
    assert lead != 0
    assert solve(problem)[0].block(0).minutes == solve(problem)[0].block(1).minutes  # where nothing is given up
