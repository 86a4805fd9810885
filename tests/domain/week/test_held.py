"""From what a family holds to the week's problem, and to a plan."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.labor import Responsibility, felt_load
from nearward.domain.week.held import Said, week_of
from nearward.domain.week.solve import frontier

TODAY = date(2026, 3, 9)
ANA, BEN = Said("Ana", need=8, room=1), Said("Ben", need=2, room=3)


def held(id_, by="Ana", minutes=60, mental=2, **more):
    stages = more.pop("stages", (by, by, by))
    can = frozenset(more.pop("can", ("Ana", "Ben")))
    return Responsibility(id_, id_.title(), "tracking", minutes, mental, *stages, can, **more)


def moved(*items, **more):
    rows = frontier(week_of(items, (ANA, BEN), TODAY, **more))
    return [(change.items[0].id, change.giver, change.taker) for change in rows[-1].changes]


def test_a_greater_need_and_less_room_hand_over():
    assert moved(held("card"), held("bins", "Ben")) == [("card", "Ana", "Ben")]


def test_what_is_pinned_or_locked_stays_and_a_lock_ends_by_its_day():
    assert moved(held("card", pinned=True)) == []
    assert moved(held("card", locked_until=TODAY + timedelta(days=1))) == []
    assert moved(held("card", locked_until=TODAY)) == [("card", "Ana", "Ben")]


def test_what_only_its_holder_can_do_stays():
    assert moved(held("feed", can=("Ana",))) == []


def test_what_a_helper_holds_is_no_part_of_the_plan():
    week = week_of([held("walk", "Gran", can=("Gran", "Ana", "Ben")), held("card")], (ANA, BEN), TODAY)
    assert [item.id for item in week.items] == ["card"]
    assert week.items[0].can == {"Ana", "Ben"}


def test_split_stages_weigh_on_both_and_move_whole():
    week = week_of([held("card", minutes=48, stages=("Ana", "Ana", "Ben"))], (ANA, BEN), TODAY)
    assert week.items[0].split == {"Ana": 8.0, "Ben": 4.0}
    assert moved(held("card", stages=("Ana", "Ana", "Ben"))) == [("card", "", "Ben")]


def test_a_bundle_moves_together_even_when_two_hold_it():
    both = held("card", bundle="doctor"), held("trip", bundle="doctor"), held("bins", "Ben")
    assert moved(*both) == [("card", "Ana", "Ben")]
    mixed = held("card", bundle="doctor"), held("trip", "Ben", bundle="doctor")
    assert moved(*mixed) == [("card", "", "Ben")]
    assert moved(held("card", bundle="doctor"), held("trip", bundle="doctor", pinned=True)) == []


def test_raising_a_need_never_raises_that_ones_load():
    items = [held(f"i{at}", "Ana" if at % 2 else "Ben", minutes=15 * at, mental=1 + at % 5) for at in range(12)]
    loads = []
    for need in range(11):
        rows = frontier(week_of(items, (Said("Ana", need, 2), BEN), TODAY))
        takers = {change.items[0].id: change.taker for change in rows[-1].changes}
        loads.append(sum(felt_load(item, "Ana") for item in items if takers.get(item.id, item.holder) == "Ana"))
    assert loads == sorted(loads, reverse=True)
    assert loads[-1] < loads[0]


@given(st.lists(st.sampled_from(["Ana", "Ben", "both"]), max_size=8), st.floats(0, 10), st.floats(0, 4))
def test_nothing_goes_to_whoever_has_no_room_however_little_the_other_has(who, need, room):
    split = {"both": ("Ana", "Ben", "Ben")}
    items = [held(f"item {at}", name, stages=split.get(name, (name,) * 3)) for at, name in enumerate(who)]
    both = (replace(ANA, need=need, room=room), replace(BEN, has_room=False))
    rows = frontier(week_of(items, both, TODAY))
    assert {change.taker for row in rows for change in row.changes} <= {"Ana"}
