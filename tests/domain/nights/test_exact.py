"""The nominal planner against every plan there is, on small nights, and what must hold of any plan."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nearward.domain.nights import NOMINAL, ROBUST, Option, Person, Pin, Problem, Wake
from nearward.domain.nights.check import broken_rules
from nearward.domain.nights.finish import levels
from nearward.domain.nights.solve import solve
from tests.domain.nights.making import ANA, BEN, GRAN, a_night, a_problem, every_plan, problems, worth

few, more = settings(max_examples=40, deadline=None), settings(max_examples=80, deadline=None)


def best_worth(problem: Problem) -> tuple[float, ...]:
    return worth(problem, list(solve(problem, NOMINAL)))


def counted(problem: Problem, at: int) -> int:
    """The minutes of a partner's block that count on the first night."""
    return min(solve(problem, NOMINAL)[0].block(at).minutes, problem.people[at].cap_minutes)


@few
@given(problems(slots=7, by_night=True))
def test_no_plan_of_a_small_night_is_better(problem):
    plans, found = list(every_plan(problem, problem.nights[0])), solve(problem, NOMINAL)
    assert (found[0].duty is None) == (not plans)
    assume(plans)
    assert worth(problem, list(found)) == max(worth(problem, [plan]) for plan in plans)


@few
@given(problems(slots=5, nights=2, stock=True, whole=True, by_night=True))
def test_no_sharing_of_the_bottles_over_two_nights_is_better(problem):
    problem = replace(problem, min_shift_minutes=60, max_handovers=min(1, problem.max_handovers))
    first, second = (list(every_plan(problem, night)) for night in problem.nights)
    assume(first and second)
    allowed = (
        [one, two]
        for one in first
        for two in second
        if len(one.bottle_feeds) + len(two.bottle_feeds) <= (problem.bottle_stock or 0)
    )
    assert best_worth(problem) == max(worth(problem, plans) for plans in allowed)


@settings(max_examples=15, deadline=None)
@given(problems(slots=5, helpers=1))
def test_with_a_helper_no_plan_is_better(problem):
    plans = list(every_plan(problem, problem.nights[0]))
    assume(plans)
    assert best_worth(problem) == max(worth(problem, [plan]) for plan in plans)


@more
@given(problems(slots=26, nights=3, helpers=1, stock=True, by_night=True), st.booleans())
def test_the_independent_checker_agrees(problem, wide):
    problem = replace(problem, slot_minutes=30, max_handovers=2 if wide else problem.max_handovers)
    plans = solve(problem, NOMINAL)
    assert broken_rules(problem, plans, levels(problem, plans)) == []


@more
@given(problems(slots=16), st.sampled_from([0, 1]), st.integers(1, 10))
def test_more_need_never_shortens_the_counted_block(problem, at, steps):
    assume(levels(problem, solve(problem, NOMINAL))[:1] > (0,))  # the exception stands in docs/reference/nights.md
    people = list(problem.people)
    people[at] = replace(people[at], weight=people[at].weight + steps / 10)
    assert counted(replace(problem, people=tuple(people)), at) >= counted(problem, at)


@more
@given(problems(slots=16, nights=2, stock=True))
def test_one_more_bottle_never_lowers_the_value(problem):
    nights = tuple(replace(n, bottles=n.bottles if n.bottles is None else n.bottles + 1) for n in problem.nights)
    richer = replace(problem, nights=nights, bottle_stock=(problem.bottle_stock or 0) + 1)
    assert value(richer) >= value(problem)


@more
@given(problems(slots=16))
def test_a_helper_never_lowers_the_value(problem):
    night = problem.nights[0]
    helped = replace(
        problem,
        people=(*problem.people, GRAN),
        nights=(
            replace(night, available=(*night.available, (True,) * 16), sleepable=(*night.sleepable, (True,) * 16)),
        ),
    )
    assert value(helped) >= value(problem)


@more
@given(problems(slots=16))
def test_being_home_longer_never_lowers_the_value(problem):
    night = problem.nights[0]
    home = replace(problem, nights=(replace(night, available=((True,) * 16,) * 2),))
    assert value(home) >= value(problem)


@more
@given(problems(slots=16, nights=2))
def test_swapped_names_give_mirrored_values(problem):
    mirrored = replace(
        problem,
        people=problem.people[::-1],
        nights=tuple(replace(n, available=n.available[::-1], sleepable=n.sleepable[::-1]) for n in problem.nights),
    )
    assert best_worth(mirrored) == best_worth(problem)


@more
@given(st.integers(12, 40), st.integers(0, 3), st.lists(st.integers(0, 39), max_size=6), st.sampled_from([90, 360]))
def test_identical_partners_sleep_within_one_slot_of_each_other(slots, awake, starts, cap):
    alike = tuple(Person(name, weight=1.3, cap_minutes=cap) for name in ("Ana", "Ben"))
    night = a_night(*(Wake(at) for at in starts if at < slots), slots=slots, awake=min(awake, slots))
    problem = a_problem(night, people=alike)
    assert abs(counted(problem, 0) - counted(problem, 1)) <= 30


@more
@given(problems(slots=16), st.integers(0, 1), st.integers(0, 13), st.integers(1, 3))
def test_a_pin_is_kept_or_the_night_is_said_not_to_be(problem, who, slot, slots):
    pinned = replace(problem, nights=(replace(problem.nights[0], pins=(Pin(who, slot, slots),)),))
    plans = solve(pinned, NOMINAL)
    assert broken_rules(pinned, plans) == []
    assert value(pinned) <= value(problem)


@more
@given(problems(slots=16, nights=3, by_night=True))
def test_a_night_goes_by_its_own_needs(problem):
    """Without a stock a night is planned alike whether or not other nights, with other needs, go with it."""
    whole = solve(problem, NOMINAL)
    for number, night in enumerate(problem.nights):
        alone = worth(problem.only(number), list(solve(problem.only(number), NOMINAL)))
        assert worth(problem.only(number), [whole[number]])[:5] == alone[:5]
        needs = [problem.weight(night, at) for at in problem.partners]
        people = tuple(replace(one, weight=w) for one, w in zip(problem.people, needs, strict=True))
        plain = replace(problem.only(number), people=people, nights=(replace(night, weights=()),))
        assert worth(plain, list(solve(plain, NOMINAL)))[:5] == alone[:5]


@pytest.mark.parametrize("way", [NOMINAL, ROBUST])
def test_needs_that_swap_from_one_night_to_the_next_swap_the_plan(way):
    alike = tuple(Person(name) for name in ("Ana", "Ben"))
    wakes = (Wake(3), Wake(9), Wake(14))
    nights = [
        replace(a_night(*wakes, slots=20), weights=weights) for weights in ((2.0, 1.0), (1.0, 2.0), (1.9, 1.1))
    ]
    longer = [
        plan.block(0).minutes > plan.block(1).minutes for plan in solve(a_problem(*nights, people=alike), way)
    ]
    assert longer == [True, False, True]


def value(problem: Problem) -> tuple[float, ...]:
    """What a plan is worth before steadiness; nothing where no plan is."""
    plans = list(solve(problem, NOMINAL))
    return worth(problem, plans)[:5] if all(plan.duty is not None for plan in plans) else ()


def test_a_wake_is_finished_by_whoever_was_on_duty_when_it_began():
    first_ana = ((True,) * 6 + (False,) * 6, (False,) * 6 + (True,) * 6)
    night = a_night(Wake(5, 3, feed=False), slots=12, awake=0, available=first_ana)
    plan = solve(a_problem(night), NOMINAL)[0]
    assert [(block.start, block.end) for _, block in plan.protected] == [(8, 12), (0, 6)]


def test_a_breast_only_feed_wakes_who_breastfeeds_wherever_they_are():
    away = a_night(Wake(14), bottles=0, available=((False,) * 26, (True,) * 26))
    assert solve(a_problem(away), NOMINAL)[0].block(0).minutes == 12 * 30


def test_bottles_are_listed_only_where_they_protect_sleep():
    awake_anyway = a_night(Wake(0), Wake(14), bottles=2)
    assert solve(a_problem(awake_anyway), NOMINAL)[0].bottle_feeds in ((), (1,))


def test_formula_needs_no_list_of_bottles():
    assert solve(a_problem(a_night(Wake(8), Wake(14), bottles=None)), NOMINAL)[0].bottle_feeds == ()


def test_either_of_two_who_breastfeed_serves():
    both = (ANA, replace(BEN, breastfeeds=True))
    fed = a_problem(a_night(Wake(8), Wake(14), bottles=0), people=both)
    formula = a_problem(a_night(Wake(8), Wake(14), bottles=None), people=both)
    assert value(fed) == value(formula)


def test_a_dream_feed_costs_as_much_as_a_handover():
    options = (Option((Wake(14),)), Option((Wake(14),), dream_feed=5))
    problem = a_problem(a_night(bottles=None, options=options))
    assert solve(problem, NOMINAL)[0].option == 0


def test_floors_come_before_the_smaller_z():
    people = (replace(ANA, breastfeeds=False, weight=2.0), replace(BEN, floor_minutes=300, weight=1.0))
    night = a_night(slots=16, awake=0)
    free, floored = (
        a_problem(night, people=(people[0], who)) for who in (replace(people[1], floor_minutes=0), people[1])
    )
    assert solve(free, NOMINAL)[0].block(1).minutes < 300 <= solve(floored, NOMINAL)[0].block(1).minutes


def test_nights_resemble_each_other_where_it_costs_nothing():
    alike = tuple(Person(name) for name in ("Ana", "Ben"))
    plans = solve(a_problem(*[a_night(slots=12, awake=0)] * 4, people=alike), NOMINAL)
    assert len({plan.duty for plan in plans}) == 1


def test_the_first_night_resembles_the_night_before():
    alike = tuple(Person(name) for name in ("Ana", "Ben"))
    for before in ((0,) * 6 + (1,) * 6, (1,) * 6 + (0,) * 6):
        problem = a_problem(a_night(slots=12, awake=0), people=alike, before=before)
        assert solve(problem, NOMINAL)[0].duty == before


@pytest.mark.parametrize("slots", [24, 26, 28, 52])
def test_nights_of_any_length_are_planned(slots):
    problem = a_problem(a_night(Wake(slots // 2), slots=slots, bottles=1))
    plans = solve(problem, NOMINAL)
    assert broken_rules(problem, plans, levels(problem, plans)) == []


def test_quarter_hours_hand_over_on_the_half_hour():
    problem = a_problem(a_night(Wake(13), Wake(21), slots=52, bottles=0), slot_minutes=15)
    quarters = replace(problem, nights=(replace(problem.nights[0], clock=quarter_clock("20:15")),))
    plans = solve(quarters, NOMINAL)
    changes = [at for at in range(1, 52) if plans[0].duty[at] != plans[0].duty[at - 1]]
    assert changes
    assert all(quarters.nights[0].clock[at].endswith((":00", ":30")) for at in changes)


def quarter_clock(start: str) -> tuple[str, ...]:
    from nearward.domain.nights.clock import plain_clock

    return plain_clock(start, 52, 15)
