"""Reasons: whose rest or room, in words that no one minds reading."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from nearward.domain.labor import ANTICIPATING, KINDS, TRACKING
from nearward.domain.week.explain import reason, shown
from nearward.domain.week.problem import Item, Partner, Week
from nearward.domain.week.solve import frontier

from .problems import ANA, BEN, weeks

FORBIDDEN = re.compile(
    r"\b(points?|scores?|debt|owes?|owed|fair|unfair|equal\w*|per ?cent\w*|lazy|behind|help\w*|total|share|load"
    r"|should|must|screening|more than|less than)\b|[\d%!]",
    re.IGNORECASE,
)
CAN = frozenset({ANA, BEN})


def week(*items, share=0.3, **more):
    return Week((Partner(ANA, share), Partner(BEN, 1 - share)), items, **more)


def held(id_, holder, ana, ben, kind=TRACKING):
    return Item(id_, holder, CAN, {ANA: ana, BEN: ben}, kind=kind)


def reasons(problem):
    row = frontier(problem)[-1]
    return [str(reason(problem, row, change)) for change in row.changes]


@settings(max_examples=60, deadline=None)
@given(weeks())
def test_every_reason_names_both_and_no_forbidden_word(problem):
    for row in frontier(problem):
        for change in row.changes:
            said = str(reason(problem, row, change))
            assert not FORBIDDEN.search(said), said
            if change.giver:
                assert said.startswith(f"{change.taker} ")
                assert f"so {change.giver} " in said
            assert "this week" in said


@pytest.mark.parametrize("kind", [*KINDS, "", "another"])
def test_the_rest_of_whoever_needs_more_comes_first(kind):
    assert "Ana can" in (said := reasons(week(held("a", ANA, 5.0, 5.0, kind)))[0])
    assert "rest more" in said
    three = [held(id_, BEN, 5.0, 5.0, kind) for id_ in "abc"]
    assert "has more room" in (said := reasons(week(*three, share=0.4))[0])
    assert "so Ben" in said


def test_shares_alike_speak_of_room():
    two = (held("a", ANA, 5.0, 5.0), held("b", ANA, 5.0, 5.0))
    assert "has more room" in reasons(week(*two, share=0.5))[0]


def test_what_comes_over_is_said_when_something_goes_the_other_way():
    problem = week(held("a", ANA, 12.0, 12.0), held("b", BEN, 2.0, 8.0), share=0.4)
    said = reasons(problem)
    assert "rest more" in said[0]
    assert said[1] == "Ana takes this on whole, so Ben has room for what comes over this week."


def test_a_bundle_speaks_of_these_and_split_stages_of_one_pair_of_hands():
    both = week(held("a", ANA, 5.0, 5.0), held("b", ANA, 5.0, 5.0), bundles=(("a", "b"),))
    assert reasons(both) == ["Ben takes these on together, so Ana can rest more this week."]
    split = week(Item("a", "", CAN, {ANA: 2.0, BEN: 2.0}, split={ANA: 3.0, BEN: 3.0}))
    assert reasons(split) == ["All of this in one pair of hands, so Ana can put it out of mind this week."]


def test_the_screen_shows_each_plan_once():
    items = [held(f"i{at}", ANA, 4.0, 4.0, ANTICIPATING) for at in range(6)]
    rows = shown(frontier(week(*items)))
    assert [row.k for row in rows] == [0, 1, 2, 3, 5] or [row.k for row in rows] == [0, 1, 2, 3]
    assert [row.k for row in shown(frontier(week(items[0])))] == [0, 1]
    assert shown(frontier(replace(week(*items), max_changes=0)))[0].changes == ()
