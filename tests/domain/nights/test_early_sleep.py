"""Whose protected sleep comes first: said as the independent judge finds it, for either choice of the couple."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward.domain.nights import NOMINAL
from nearward.domain.nights.check_reasons import untrue
from nearward.domain.nights.early_sleep import IN_TURN, IN_TURN_WHERE_IT_CAN, STAYS, STAYS_WHERE_IT_CAN, early_sleep
from nearward.domain.nights.problem import TURNS
from nearward.domain.nights.reasons import reasons
from nearward.domain.nights.solve import solve
from nearward.domain.sentence import say
from tests.domain.nights.making import problems
from tests.domain.nights.test_spread import a_week


def first_of(problem, plan):
    """Name the partner whose protected sleep begins first, as a screen reads it from a plan that is kept."""
    begins = {problem.people[at].name: block.start for at, block in plan.protected if block.minutes}
    return min(begins, key=begins.get) if len(set(begins.values())) == 2 else ""


def said_of(problem, plans):
    return early_sleep(problem.turns, [first_of(problem, plan) for plan in plans])


@settings(max_examples=60, deadline=None)
@given(problems(slots=20, nights=3, helpers=1), st.sampled_from(TURNS))
def test_what_is_said_of_the_early_sleep_is_true_of_the_plan(problem, turns):
    problem = replace(problem, turns=turns)
    plans = solve(problem, NOMINAL)
    if all(plan.duty is not None for plan in plans):
        assert untrue(problem, plans, [*reasons(problem, plans), said_of(problem, plans)]) == []


def test_seven_nights_alike_stay_or_go_in_turn_as_the_couple_chooses():
    steady, turned = a_week(), replace(a_week(), turns="alternate")
    assert said_of(steady, solve(steady, NOMINAL)).message == STAYS
    assert said_of(turned, solve(turned, NOMINAL)).message == IN_TURN


def test_one_night_alone_or_one_without_sleep_says_only_what_was_chosen():
    assert early_sleep("steady", ["Ana"]).message == STAYS_WHERE_IT_CAN
    assert early_sleep("alternate", ["Ana", ""]).message == IN_TURN_WHERE_IT_CAN


@pytest.mark.parametrize("turns", TURNS)
def test_the_judge_catches_a_planted_fault(turns):
    problem = replace(a_week(), turns=turns)
    plans = solve(problem, NOMINAL)
    first = first_of(problem, plans[0])
    other = "Ben" if first == "Ana" else "Ana"
    wrong = {
        "steady": [say(STAYS, name=other), say(IN_TURN), say(IN_TURN_WHERE_IT_CAN)],
        "alternate": [say(STAYS, name=first), say(STAYS_WHERE_IT_CAN)],
    }
    for sentence in wrong[turns]:
        assert f"not so: {sentence}" in untrue(problem, plans, [sentence])
