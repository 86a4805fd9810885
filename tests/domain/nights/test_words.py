"""What a plan says: plain, complete, with a way on, and in no forbidden word."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from nearward.domain.nights import NOMINAL, Option, Person, Pin, Wake, Way, plan_nights, why_not
from nearward.domain.nights.solve import solve
from nearward.domain.refused import Refused
from tests.domain.nights.making import ANA, BEN, GRAN, a_night, a_problem, problems
from tests.house.wording import breaches

USUAL = (Wake(3), Wake(11), Wake(16), Wake(21))
FORBIDDEN = re.compile(
    r"\b(points?|score|debt|owes?|fair|unfair|equal|percent|lazy|behind|helping|he|she|his|her)\b|!|%", re.I
)


def away(*spans: tuple[int, int], slots: int = 26) -> tuple[bool, ...]:
    return tuple(not any(start <= at < end for start, end in spans) for at in range(slots))


def said(plan) -> list[str]:
    return [str(one) for one in (*plan.reasons, *plan.levers, *plan.problems)]


@settings(max_examples=40, deadline=None)
@given(problems(slots=20, nights=3, helpers=1, stock=True))
def test_every_sentence_keeps_to_the_words_of_the_house(problem):
    lines = said(plan_nights(problem, Way(scenarios=8)))
    assert [line for line in lines if FORBIDDEN.search(line)] == []
    assert breaches(lines, {}) == []
    assert all(line[0].isupper() and line[-1] in ".?" for line in lines)


@settings(max_examples=40, deadline=None)
@given(problems(slots=20, nights=2))
def test_a_status_that_is_not_ok_comes_with_words(problem):
    plan = plan_nights(problem, Way(scenarios=8), with_levers=False)
    assert (plan.status == "ok") == (not any("nights of this plan" not in str(one) for one in plan.problems))


def test_a_night_with_nobody_home_is_named_with_its_hours():
    gap = away((23, 26))
    plan = plan_nights(a_problem(a_night(name="Monday", available=(gap, gap)), a_night()))
    assert plan.status == "partial"
    assert str(plan.problems[0]) == "On Monday nobody is home from 07:30 to 09:00. Who could be there?"
    assert plan.nights[0].duty is None
    assert str(plan.nights[0].problem) == str(plan.problems[0])


def test_nothing_that_stands_is_infeasible():
    gone = away((0, 26))
    plan = plan_nights(a_problem(a_night(available=(gone, gone))))
    assert (plan.status, plan.levels, plan.reasons) == ("infeasible", (), ())
    assert "Tonight nobody is home" in str(plan.problems[0])


def test_two_gaps_are_both_named():
    gap = away((0, 1), (24, 26))
    assert "20:00–20:30, 08:00–09:00" in str(plan_nights(a_problem(a_night(available=(gap, gap)))).problems[0])


def test_hours_that_need_more_handovers_say_how_many():
    ana, ben = away((4, 8), (12, 16)), away((0, 4), (8, 12), (16, 26))
    plan = plan_nights(a_problem(a_night(available=(ana, ben), name="Thursday"), max_handovers=2))
    words = "On Thursday these hours need more hand-overs than you wanted (2). Allow 4?"
    assert str(plan.problems[0]) == words


def test_a_shift_that_is_too_short_is_named():
    plan = plan_nights(a_problem(a_night(available=(away((4, 5)), away((0, 4), (5, 26))))))
    assert "need a shift shorter than 60 minutes" in str(plan.problems[0])


def test_pins_that_cannot_be_kept_are_named():
    plan = plan_nights(a_problem(a_night(available=(away((4, 8)), away()), pins=(Pin(0, 4),))))
    assert "the pinned hours cannot all be kept" in str(plan.problems[0])


def test_a_floor_that_cannot_be_reached_is_said_with_a_way_on():
    people = (replace(ANA, floor_minutes=180), BEN)
    plan = plan_nights(a_problem(a_night(*(Wake(at) for at in range(2, 26, 3)), bottles=0), people=people))
    assert plan.status == "partial"
    assert "under the floor of 3\N{NO-BREAK SPACE}h. Who could take a few hours?" in str(plan.problems[0])


def test_a_floor_of_zero_sleep_is_said_as_such():
    people = (replace(ANA, floor_minutes=180),)
    plan = plan_nights(a_problem(a_night(*USUAL, people=1), people=people))
    assert "no protected sleep for Ana" in str(plan.problems[0])
    assert any("alone with the baby" in str(one) for one in plan.reasons)
    assert str(plan.levers[0]).startswith("Tonight someone there from 22:00 to 02:00 would give Ana about")


def test_milk_that_is_short_is_said():
    formula = (replace(ANA, breastfeeds=False), BEN)
    for bottles, way in ((0, Way()), (2, Way()), (0, NOMINAL), (2, NOMINAL)):
        plan = plan_nights(a_problem(a_night(*USUAL, bottles=bottles), people=formula), way)
        assert plan.status == "partial"
        assert f"4 feeds are likely and bottles for {bottles} are ready" in str(plan.problems[0])


def test_a_stock_that_runs_out_is_said_for_the_later_night():
    formula = (replace(ANA, breastfeeds=False), BEN)
    for way in (Way(), NOMINAL):
        problem = a_problem(a_night(*USUAL, bottles=4), a_night(*USUAL, bottles=4), people=formula, bottle_stock=5)
        plan = plan_nights(problem, way)
        assert [len(night.bottle_feeds) for night in plan.nights] == [4, 1]
        assert [str(one)[:10] for one in plan.problems] == ["On night 2"]


def test_a_block_past_the_own_limit_is_said_and_only_the_limit_counts():
    people = (replace(ANA, cap_minutes=300, weight=2.0), replace(BEN, cap_minutes=300, weight=1.0))
    plan = plan_nights(a_problem(a_night(bottles=3), people=people), NOMINAL)
    assert plan.nights[0].block(0).minutes > 300
    assert any("run past 5" in str(one) for one in plan.reasons)
    assert plan.levels[1] == pytest.approx(10 / 2)


def test_a_bottle_is_offered_only_where_it_gives_more():
    dry = plan_nights(a_problem(a_night(*USUAL, bottles=0)))
    assert any("one more prepared bottle would give Ana" in str(one) for one in dry.levers)
    assert not plan_nights(a_problem(a_night(*USUAL, bottles=4))).levers


def test_a_dream_feed_is_offered_and_never_promised():
    options = (Option(USUAL), Option((Wake(5), Wake(16), Wake(22)), dream_feed=5))
    plan = plan_nights(a_problem(a_night(bottles=1, options=options)))
    assert plan.nights[0].option == 0
    assert all("where it works" in str(one) for one in plan.levers if "dream feed" in str(one))


def test_why_not_says_what_it_would_mean():
    problem = a_problem(a_night(*USUAL, bottles=1, name="Friday"))
    plans = solve(problem)
    sleeps = plans[0].block(0)
    contrast = why_not(problem, plans, 0, Pin(0, sleeps.start + 3, 4))
    assert contrast.plan.duty[sleeps.start + 3] == 0
    assert re.match(r"On Friday, if Ana took \d\d:30|On Friday, if Ana took", str(contrast.sentence))
    assert "instead of" in str(contrast.sentence)
    assert str(contrast.sentence).endswith("You can still choose it.")


def test_why_not_of_what_is_planned_changes_nothing():
    problem = a_problem(a_night(*USUAL, bottles=1))
    plans = solve(problem)
    contrast = why_not(problem, plans, 0, Pin(plans[0].duty[12], 12))
    assert "would stay as long" in str(contrast.sentence)


def test_why_not_of_someone_away_says_so():
    problem = a_problem(a_night(*USUAL, bottles=1, available=(away((20, 26)), away())))
    assert "cannot take 07:00 to 08:00" in str(why_not(problem, solve(problem), 0, Pin(0, 22, 2)).sentence)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"people": ()}, "1 to 6 caregivers"),
        ({"people": (GRAN, replace(GRAN, name="Eva"))}, "One or two of the caregivers are partners"),
        ({"people": (ANA, ANA)}, "“Ana” is there twice"),
        ({"people": (ANA, replace(BEN, weight=0))}, "weight of Ben"),
        ({"nights": ()}, "1 to 62 nights"),
        ({"nights": (a_night(Wake(26)),)}, "a wake in slot 26"),
        ({"nights": (a_night(people=1),)}, "26 values for each caregiver"),
        ({"nights": (a_night(pins=(Pin(0, 3), Pin(1, 3))),)}, "both pinned at 21:30"),
        ({"max_handovers": -1}, "0 or more"),
        ({"bottle_stock": -1}, "0 or more"),
    ],
)
def test_what_is_no_problem_is_refused_in_one_sentence(change, words):
    with pytest.raises(Refused, match=words):
        plan_nights(replace(a_problem(), **change))


def test_too_many_ways_are_refused_rather_than_waited_for():
    many = (ANA, BEN, *(Person(f"H{at}", partner=False) for at in range(4)))
    night = a_night(people=6)
    with pytest.raises(Refused, match="too many ways"):
        plan_nights(a_problem(night, people=many, max_handovers=8))
