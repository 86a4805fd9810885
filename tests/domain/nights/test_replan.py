"""“I can’t go on, please take over”, and wall times."""

from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward.data.care_curve import care_curve
from nearward.domain.nights import NOMINAL, ROBUST, Wake, Way, replan_from
from nearward.domain.nights.clock import night_clock, plain_clock, slots_between
from nearward.domain.nights.from_age import usual_cap, usual_wakes
from nearward.domain.nights.solve import solve
from nearward.domain.refused import Refused
from tests.domain.nights.making import a_night, a_problem, problems

USUAL = (Wake(3), Wake(11, 2), Wake(16), Wake(21))
BERLIN = ZoneInfo("Europe/Berlin")


@settings(max_examples=60, deadline=None)
@given(problems(slots=16), st.integers(1, 15), st.booleans())
def test_the_past_stays_and_the_other_takes_over(problem, slot, nominal):
    problem = replace(problem, nights=(replace(problem.nights[0], available=((True,) * 16,) * 2),))
    duty = solve(problem, NOMINAL)[0].duty
    new = replan_from(problem, 0, duty, slot, out=duty[slot - 1], way=NOMINAL if nominal else Way(scenarios=5))
    assert new.duty[:slot] == duty[:slot]
    assert duty[slot - 1] not in new.duty[slot : slot + 8]


def test_it_works_in_the_middle_of_a_wake_and_past_the_wanted_handovers():
    problem = a_problem(a_night(*USUAL, bottles=1), max_handovers=1)
    duty = (0,) * 4 + (1,) * 22
    new = replan_from(problem, 0, duty, 12, out=1, way=ROBUST)
    assert set(new.duty[12:20]) == {0}


def test_without_anybody_else_it_says_so_and_what_to_do():
    alone = a_night(*USUAL, bottles=1, available=((True,) * 10 + (False,) * 16, (True,) * 26))
    new = replan_from(a_problem(alone), 0, (1,) * 26, 14, out=1)
    assert new.duty is None
    assert "nobody else can take over at 03:00" in str(new.problem)


def test_without_someone_out_it_never_asks_more_of_the_one_who_sleeps():
    problem = a_problem(a_night(*USUAL, bottles=1))
    plan = solve(problem, NOMINAL)[0]
    assert replan_from(problem, 0, plan.duty, 10, way=NOMINAL).duty[:10] == plan.duty[:10]


@pytest.mark.parametrize("slot", [0, 26, 40])
def test_a_moment_outside_the_night_is_refused(slot):
    with pytest.raises(Refused):
        replan_from(a_problem(), 0, (0,) * 26, slot)


@pytest.mark.parametrize(("evening", "slots"), [((2026, 3, 28), 24), ((2026, 10, 24), 28), ((2026, 6, 1), 26)])
def test_a_night_of_a_clock_change_has_its_true_slots_and_times(evening, slots):
    assert slots_between(date(*evening), BERLIN) == slots
    clock = night_clock(date(*evening), BERLIN, (20, 0), slots, 30)
    assert (clock[0], clock[-1], len(clock)) == ("20:00", "09:00", slots + 1)


def test_the_hour_that_comes_twice_comes_twice():
    clock = night_clock(date(2026, 10, 24), BERLIN, (20, 0), slots_between(date(2026, 10, 24), BERLIN), 30)
    assert clock.count("02:00") == 2
    assert "02:30" not in night_clock(date(2026, 3, 28), BERLIN, (20, 0), 24, 30)


def test_quarter_hours_of_a_night_can_be_counted_too():
    assert slots_between(date(2026, 6, 1), BERLIN, starts=time(21), ends=time(7), slot_minutes=15) == 40


@given(st.floats(0, 60), st.sampled_from([15, 30]))
def test_a_usual_night_has_wakes_in_order_and_inside(weeks, slot_minutes):
    slots = 13 * 60 // slot_minutes
    wakes = usual_wakes(care_curve(), weeks, plain_clock("20:00", slots, slot_minutes), slot_minutes)
    starts = [wake.slot for wake in wakes]
    assert starts == sorted(set(starts))
    assert all(0 <= start < slots for start in starts)
    assert wakes[0].feed


def test_the_usual_number_of_wakes_falls_with_age():
    clock = plain_clock("22:00", 16, 30)
    counts = [len(usual_wakes(care_curve(), weeks, clock, 30)) for weeks in (1, 7, 26, 50)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] >= 3


def test_a_cap_is_shorter_while_milk_comes_in():
    assert [usual_cap(weeks, feeds) for weeks, feeds in ((3, True), (3, False), (6, True), (None, True))] == [
        300, 360, 360, 360,
    ]  # fmt: skip
