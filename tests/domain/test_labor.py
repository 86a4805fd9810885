"""Invisible labor: what it weighs, who may be invited, what is locked, where to start."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward.data.starters import kind_words, starters
from nearward.domain.brain_dump import kind_of, suggested
from nearward.domain.labor import (
    EMOTIONAL,
    HOUSEHOLD,
    KINDS,
    PLANNING,
    TRACKING,
    Felt,
    Responsibility,
    accept_responsibility,
    carried_load,
    felt_load,
    invited,
    share_targets,
    starter_set,
)
from nearward.domain.refused import Refused

relaxed = settings(deadline=None)
TODAY = date(2026, 3, 9)
CARD = Responsibility("card", "Vaccination card", TRACKING, 40, 3, "Ana", "Ana", "Ana", frozenset({"Ana", "Ben"}))
PAIR = ("Ana", "Ben")
minutes, mental, tastes = st.integers(0, 600), st.integers(1, 5), st.sampled_from((-1, 0, 1))
needs, rooms = st.floats(0, 10), st.floats(0, 4)


def test_the_load_is_minutes_and_mind_by_taste_in_units_of_five_minutes():
    assert felt_load(CARD, "Ana") == (40 + 18) / 5
    assert felt_load(replace(CARD, taste={"Ana": -1}), "Ana") == 14.5
    assert felt_load(replace(CARD, taste={"Ana": -1}), "Ben") == 11.6
    assert felt_load(replace(CARD, taste={"Ben": 1}), "Ben") == 9.28
    assert felt_load(CARD, "Ana", Felt(minutes_per_weight=0, unit=1)) == 40


@relaxed
@given(minutes, mental, tastes)
def test_more_time_more_mind_or_less_liking_never_weigh_less(time, mind, taste):
    item = replace(CARD, minutes=time, mental=mind, taste={"Ana": taste})
    load = felt_load(item, "Ana")
    assert felt_load(replace(item, minutes=time + 1), "Ana") > load
    assert felt_load(replace(item, taste={"Ana": max(-1, taste - 1)}), "Ana") >= load
    if mind < 5:
        assert felt_load(replace(item, mental=mind + 1), "Ana") > load


@relaxed
@given(minutes, mental, st.tuples(*[st.sampled_from(PAIR)] * 3))
def test_split_stages_split_the_load_and_lose_none_of_it(time, mind, holders):
    item = replace(CARD, minutes=time, mental=mind, notice=holders[0], plan=holders[1], do=holders[2])
    assert sum(carried_load(item, name) for name in PAIR) == pytest.approx(felt_load(item, "Ana"))
    assert item.holder == (holders[0] if len(set(holders)) == 1 else "")


@relaxed
@given(needs, needs, rooms, rooms)
def test_the_share_targets_follow_need_and_room(need, others, room, their_room):
    share, other = share_targets([need, others], [room, their_room])
    assert share + other == pytest.approx(1)
    assert share_targets([others, need], [their_room, room]) == pytest.approx((other, share))
    assert share_targets([min(need + 1, 10), others], [room, their_room])[0] <= share + 1e-12
    assert share_targets([need, others], [room + 0.5, their_room])[0] > share


def test_shares_as_written_in_the_glossary():
    share, other = share_targets([8, 2], [1, 3])
    assert share == pytest.approx(1.5 / 1.8 / (1.5 / 1.8 + 3.5 / 1.2))
    assert share + other == pytest.approx(1)


def items(*holders):
    return [replace(CARD, id=f"i{at}", notice=n, plan=p, do=d) for at, (n, p, d) in enumerate(holders)]


ALL_ANA, ALL_BEN, ANA_THINKS = ("Ana",) * 3, ("Ben",) * 3, ("Ana", "Ana", "Ben")


@pytest.mark.parametrize(
    ("holders", "who"),
    [
        ([ALL_ANA] * 4 + [ALL_BEN] * 2, "Ben"),
        ([ANA_THINKS] * 4 + [ALL_BEN] * 2, "Ben"),
        ([ALL_BEN] * 4 + [ALL_ANA] * 2, "Ana"),
        ([ALL_ANA] * 5, None),
        ([ALL_ANA] * 3 + [ALL_BEN] * 3, None),
        ([("Ana", "Ben", "Ana")] * 6, None),
        ([ALL_ANA] * 4 + [ALL_BEN] * 3, None),
        ([("Gran",) * 3] * 6, None),
        ([], None),
    ],
)
def test_the_other_partner_is_invited_when_one_notices_and_plans_most(holders, who):
    assert invited(items(*holders), PAIR, TODAY, None) == who
    assert invited(items(*holders), PAIR[::-1], TODAY, None) == who


@relaxed
@given(st.integers(0, 30))
def test_an_invitation_comes_at_most_once_a_week(days):
    last = TODAY - timedelta(days=days)
    assert invited(items(*[ALL_ANA] * 6), PAIR, TODAY, last) == ("Ben" if days >= 7 else None)


@relaxed
@given(st.lists(st.tuples(*[st.sampled_from(("Ana", "Ben", "Gran"))] * 3), max_size=12))
def test_whoever_is_invited_does_not_notice_and_plan_most(holders):
    live = items(*holders)
    who = invited(live, PAIR, TODAY, None)
    if who:
        held = sum(item.notice == who == item.plan for item in live)
        assert held * 3 <= len(live)
        assert len(live) >= 6


def test_a_hand_over_moves_all_three_and_locks_for_fourteen_days():
    item = replace(CARD, do="Ben").handed_to("Ben", TODAY)
    assert item.stages == ("Ben",) * 3
    assert [item.may_move(TODAY + timedelta(days=days)) for days in (0, 13, 14)] == [False, False, True]
    assert not replace(CARD, pinned=True).may_move(TODAY)
    with pytest.raises(Refused):
        replace(CARD, can=frozenset({"Ana"})).handed_to("Ben", TODAY)


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "  "), ("kind", "chores"), ("minutes", -1), ("minutes", 10_081), ("mental", 0), ("mental", 6),
     ("taste", {"Ana": 2})],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(field, value):
    with pytest.raises(Refused) as refusal:
        accept_responsibility(replace(CARD, **{field: value}))
    assert refusal.value.field == field


def test_there_are_six_kinds_and_each_has_something_to_start_from_at_every_age():
    accept_responsibility(CARD)
    assert len(KINDS) == 6
    for weeks in (-12, -1, 0, 3, 8, 20, 30, 60, 100):
        assert {starter.kind for starter in starter_set(starters(), weeks)} >= set(KINDS) - {"parenting load"}
        assert weeks < 0 or "parenting load" in {starter.kind for starter in starter_set(starters(), weeks)}


def test_starters_go_by_the_babys_age():
    titles = {weeks: {starter.title for starter in starter_set(starters(), weeks)} for weeks in (-8, 2, 30)}
    assert "Bag for the birth" in titles[-8] - titles[2]
    assert "Solids: make, feed, clear up" in titles[30] - titles[2]
    assert all("Groceries" in of_age for of_age in titles.values())


def test_where_there_is_no_baby_to_speak_of_no_starter_speaks_of_one():
    words = ("baby", "birth ", "diaper", "feed", "bottle", "bedtime", "solids", "vaccin", "childcare", "visitors")
    left = starter_set(starters(), None)
    assert left
    assert not [starter.title for starter in left for word in words if word in starter.title.casefold()]


def test_every_starter_can_be_held():
    for starter in starters():
        accept_responsibility(
            replace(CARD, title=starter.title, kind=starter.kind, minutes=starter.minutes, mental=starter.mental)
        )
    assert len({starter.title for starter in starters()}) == len(starters())


def test_lines_become_items_without_bullets_and_each_once():
    text = "- Book the pediatrician\n\n[ ] laundry\n2. Laundry\n  * worry about\tgrandma \n•  zzz\n"
    assert [(one.title, one.kind) for one in suggested(text, kind_words())] == [
        ("Book the pediatrician", PLANNING), ("laundry", HOUSEHOLD),
        ("worry about grandma", EMOTIONAL), ("zzz", None),
    ]  # fmt: skip


@relaxed
@given(st.text(max_size=300))
def test_any_text_is_taken_or_refused_in_words(text):
    try:
        made = suggested(text, kind_words())
    except Refused as refusal:
        assert refusal.field == "text"
    else:
        assert all(one.title.strip() == one.title and one.title for one in made)
        assert all(one.kind is None or one.kind in KINDS for one in made)


def test_too_much_for_one_go_is_refused():
    for text in ("x" * 121, "\n".join(f"line {at}" for at in range(101))):
        with pytest.raises(Refused):
            suggested(text, kind_words())


def test_a_kind_is_suggested_by_beginnings_of_words_only():
    words = {TRACKING: ("low",), HOUSEHOLD: ("wash", "dry")}
    assert kind_of("Washing and drying", words) == HOUSEHOLD
    assert kind_of("running low, wash", words) == TRACKING
    assert kind_of("flow", words) is None
    assert kind_of("anything", {}) is None


def test_most_starters_are_heard_as_their_own_kind():
    right = [kind_of(starter.title, kind_words()) == starter.kind for starter in starters()]
    assert sum(right) / len(right) > 0.6
