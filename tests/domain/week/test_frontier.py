"""The frontier against every plan there is, and the properties a week plan must have."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward.domain.refused import Refused
from nearward.domain.week import solve
from nearward.domain.week.problem import Item, Partner, Week
from nearward.domain.week.solve import frontier
from nearward.domain.week.whole import exact

from .problems import ANA, BEN, best_by_trying, groups, judge, may, taken, weeks

often = settings(max_examples=60, deadline=None)
turns = st.integers(0, 60)


@pytest.fixture(params=["all", "table", "halves"])
def method(request, monkeypatch):
    """The table is kept to what is quick; loads of any decimals go to the halves either way."""
    if request.param == "all":
        return
    monkeypatch.setattr(solve, "by_relief", lambda *problem: None)
    for bound in ("QUICK_CELLS", "SLOW_CELLS"):
        monkeypatch.setattr(solve, bound, 10**7 if request.param == "table" else -1)


@settings(often, suppress_health_check=["function_scoped_fixture"])
@given(week=weeks(), turn=turns)
def test_each_row_is_the_best_of_all_plans_with_at_most_k_changes(method, week, turn):
    rows = frontier(week, turn)
    for row, (worst, total, changes) in zip(rows, best_by_trying(week), strict=True):
        assert row.worst == pytest.approx(float(worst), rel=1e-12)
        assert row.total == pytest.approx(float(total), rel=1e-12)
        assert len(row.changes) == changes
        assert judge(week, taken(row))[0].rank == (worst, total, changes)


@often
@given(week=weeks(), turn=turns)
def test_no_step_goes_where_it_may_not_and_bundles_go_together(week, turn):
    for row in frontier(week, turn):
        assert len(row.changes) <= row.k
        for change in row.changes:
            group = next(group for group in groups(week) if group[0].id == change.items[0].id)
            assert list(change.items) == group
            assert may(week, group, change.taker)
            assert change.giver in (
                {item.holder for item in group} if len({i.holder for i in group}) == 1 else {""}
            )


@often
@given(week=weeks())
def test_undoing_any_one_change_makes_the_plan_worse(week):
    for row in frontier(week):
        whole = judge(week, taken(row))[0].rank
        for change in row.changes:
            without = {id_: taker for id_, taker in taken(row).items() if id_ != change.items[0].id}
            assert judge(week, without)[0].rank > whole


@often
@given(week=weeks())
def test_one_more_change_never_makes_it_worse(week):
    ranks = [judge(week, taken(row))[0].rank for row in frontier(week)]
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[0] == judge(week, {})[0].rank


@often
@given(week=weeks(), less=st.floats(0.2, 1), turn=turns)
def test_a_greater_need_never_brings_more_load(week, less, turn):
    before, share = frontier(week, turn), week.partners[0].share * less
    needs_more = replace(week, partners=(Partner(ANA, share), Partner(BEN, 1 - share)))
    for row, then in zip(before, frontier(needs_more, turn), strict=True):
        assert judge(week, taken(then))[1][ANA] <= judge(week, taken(row))[1][ANA]


@often
@given(week=weeks(), turn=turns)
def test_swapped_names_give_the_mirrored_plan(week, turn):
    other = {ANA: BEN, BEN: ANA, "": ""}

    def mirrored(item):
        load, split = ({other[name]: x for name, x in of.items()} for of in (item.load, item.split))
        return Item(item.id, other[item.holder], frozenset(other[name] for name in item.can), load, split=split)

    swapped = replace(
        week,
        partners=tuple(Partner(other[partner.name], partner.share) for partner in week.partners[::-1]),
        items=tuple(mirrored(item) for item in week.items),
    )
    for row, mirror in zip(frontier(week, turn), frontier(swapped, turn), strict=True):
        assert (row.worst, row.total, len(row.changes)) == (mirror.worst, mirror.total, len(mirror.changes))


@often
@given(week=weeks(), turn=turns)
def test_the_same_problem_and_week_give_the_same_plan(week, turn):
    assert frontier(week, turn) == frontier(week, turn)


def test_over_the_weeks_no_item_and_no_one_is_always_chosen():
    alike = Week(
        (Partner(ANA, 0.5), Partner(BEN, 0.5)),
        tuple(Item(f"i{at}", BEN, frozenset({ANA, BEN}), {ANA: 1.0, BEN: 1.0}) for at in range(5)),
        max_changes=2,
    )
    rows = [frontier(alike, turn)[2] for turn in range(10)]
    assert {len(row.changes) for row in rows} == {2}
    assert {change.items[0].id for row in rows for change in row.changes} == {f"i{at}" for at in range(5)}
    odd = replace(alike, items=(*alike.items, Item("x", ANA, frozenset({ANA, BEN}), {ANA: 1.0, BEN: 1.0})))
    assert {judge(odd, taken(frontier(odd, turn)[2]))[1][ANA] for turn in (0, 1)} == {3}
    lone = replace(alike, items=alike.items[:3])
    lighter = {judge(lone, taken(frontier(lone, turn)[2]))[1][ANA] for turn in range(2)}
    assert lighter == {1}, "the fewest changes go before whose turn it is"
    tied = replace(alike, items=(*alike.items[:1], Item("y", ANA, frozenset({BEN}), {ANA: 3.0, BEN: 1.0})))
    assert frontier(tied)[1].changes[0].items[0].id == "y"


def test_a_tie_between_the_two_turns_with_the_week():
    pieces = (Item("big", "", frozenset({ANA, BEN}), {ANA: 4.0, BEN: 4.0}, split={ANA: 2.5, BEN: 2.5}),)
    week = Week((Partner(ANA, 0.5), Partner(BEN, 0.5)), pieces, max_changes=1)
    stuck = replace(
        week, items=(*pieces, *(Item(f"s{n}", n, frozenset(), {ANA: 9.0, BEN: 9.0}) for n in (ANA, BEN)))
    )
    assert frontier(stuck)[1].changes == ()
    costly = replace(week, items=(replace(pieces[0], split={ANA: 6.0, BEN: 6.0}),))
    assert [frontier(costly, turn)[1].changes[0].taker for turn in range(4)] == [BEN, ANA, BEN, ANA]


@pytest.mark.parametrize(
    ("number", "meant"),
    [((30 + 12) * 0.8 / 5, "6.72"), ((30 + 6) * 1.0 / 5, "7.2"), (0.1 + 0.2, "0.3"), (1 / 3, "1/3"),
     (3.14159, "3.14159"), (4.0, "4"), (1e-9, "1/1000000000"), (123456789.25, "123456789.25")],
)  # fmt: skip
def test_a_load_is_the_number_that_was_meant(number, meant):
    assert str(exact(number)) == str(type(exact(number))(meant))


def test_plans_alike_but_for_rounding_are_alike():
    """0.1 + 0.2 with Ben weighs what 0.3 does, so the plan with fewer changes stands."""
    can = frozenset({ANA, BEN})
    items = (
        Item("a", ANA, can, {ANA: 0.1, BEN: 0.1}), Item("b", ANA, can, {ANA: 0.2, BEN: 0.2}),
        Item("c", ANA, can, {ANA: 0.3, BEN: 0.3}), Item("d", ANA, can, {ANA: 0.4, BEN: 0.4}),
    )  # fmt: skip
    rows = frontier(Week((Partner(ANA, 0.5), Partner(BEN, 0.5)), items, max_changes=4))
    assert [len(row.changes) for row in rows] == [0, 1, 2, 2, 2]
    assert rows[2].worst == 1.0


def random_week(count, load, seed=1, max_changes=5):
    rng = np.random.default_rng(seed)
    holders, can = (ANA, BEN), frozenset((ANA, BEN))
    items = [
        Item(f"i{at}", holders[int(rng.random() < 0.7)], can, {ANA: load(rng), BEN: load(rng)})
        for at in range(count)
    ]
    return Week((Partner(ANA, 0.3), Partner(BEN, 0.7)), tuple(items), max_changes=max_changes)


def test_a_large_range_of_loads_is_solved_alike_by_both_methods(monkeypatch):
    week = random_week(30, lambda rng: round(rng.uniform(0, 50), 2))
    monkeypatch.setattr(solve, "QUICK_CELLS", 10**9)
    monkeypatch.setattr(solve, "by_relief", lambda *problem: None)
    by_table = frontier(week)
    monkeypatch.setattr(solve, "QUICK_CELLS", -1)
    assert [(row.worst, row.total) for row in frontier(week)] == [(row.worst, row.total) for row in by_table]


@pytest.mark.parametrize("count", [120, 500])
def test_many_items_with_loads_of_any_decimals_are_solved(count):
    rows = frontier(random_week(count, lambda rng: float(rng.uniform(0, 60))))
    assert [len(row.changes) for row in rows] == [0, 1, 2, 3, 4, 5]


def test_where_nothing_can_even_it_out_the_largest_go_whatever_their_decimals():
    week = random_week(500, lambda rng: float(rng.uniform(0, 60)))
    same = tuple(replace(item, load={ANA: item.load[ANA], BEN: item.load[ANA]}, holder=BEN) for item in week.items)
    largest = sorted(same, key=lambda item: -item.load[BEN])[:5]
    row = frontier(replace(week, items=same))[5]
    assert {change.items[0].id for change in row.changes} == {item.id for item in largest}


def test_as_many_changes_as_items_cost_no_more_than_are_of_use():
    week = random_week(40, lambda rng: float(rng.integers(0, 30)), max_changes=40)
    rows = frontier(week)
    assert len(rows) == 41
    assert frontier(replace(week, max_changes=12))[12].worst == rows[12].worst


def test_what_cannot_be_solved_exactly_is_refused(monkeypatch):
    monkeypatch.setattr(solve, "MOST_WAYS", 10_000)
    week = random_week(60, lambda rng: float(rng.uniform(0, 60)), max_changes=5)
    same = tuple(replace(item, load={ANA: item.load[ANA], BEN: item.load[ANA]}) for item in week.items)
    week = replace(week, partners=(Partner(ANA, 0.36), Partner(BEN, 0.64)))
    with pytest.raises(Refused, match="too fine"):
        frontier(replace(week, items=same))
