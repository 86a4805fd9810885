"""Consent by class and period: denied by default, joint only where both gave, over every set of grants."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.consent import (
    HOMEWORK_LONGEST,
    JOINT,
    LONGEST,
    Grant,
    What,
    accept_grants,
    accept_homework,
    in_force,
    joint,
)
from nearward.domain.refused import Refused

TODAY = date(2026, 3, 10)
SETS = [frozenset(chosen) for size in range(len(What) + 1) for chosen in combinations(What, size)]
days = st.dates(date(2026, 1, 1), date(2026, 6, 1))
grants = st.builds(Grant, st.sampled_from(What), days, st.none() | days)


def given_until(classes: frozenset[What], until: date = TODAY) -> list[Grant]:
    return [Grant(what, until, item="learned" if what is What.REFLECTION else "") for what in classes]


def test_there_are_128_sets_of_grants() -> None:
    assert len(SETS) == 2 ** len(What) == 128


@pytest.mark.parametrize("late", [0, 1])
def test_exactly_what_was_given_is_in_force_and_no_set_lasts_beyond_its_last_day(late: int) -> None:
    for classes in SETS:
        found = in_force(given_until(classes), TODAY + timedelta(days=late))
        assert found.keys() == (set() if late else classes)


def test_joint_is_what_both_gave_for_every_pair_of_sets() -> None:
    for one in SETS:
        for other in SETS:
            both = joint(in_force(given_until(one), TODAY), in_force(given_until(other), TODAY))
            assert both.keys() == one & other & JOINT


@given(st.lists(grants, max_size=8), st.lists(grants, max_size=8), days, days)
def test_nothing_joint_is_seen_that_one_of_the_two_did_not_give(
    one: list[Grant], other: list[Grant], today: date, said: date
) -> None:
    first, second = in_force(one, today), in_force(other, today)
    for what, grant in joint(first, second).items():
        assert what in JOINT
        for side in (first[what], second[what]):
            assert side.holds(grant.until)
            assert side.covers(said) or not grant.covers(said)


@given(grants, days)
def test_a_grant_holds_to_the_end_of_its_last_day_and_covers_from_its_first(grant: Grant, day: date) -> None:
    assert grant.holds(day) == (day <= grant.until)
    assert grant.covers(day) == (grant.since is None or day >= grant.since)


@pytest.mark.parametrize(
    ("until", "fits"), [(-1, False), (0, True), (LONGEST.days, True), (LONGEST.days + 1, False)]
)
def test_a_last_day_lies_from_today_to_a_year_ahead(until: int, fits: bool) -> None:
    grant = Grant(What.PLANS, TODAY + timedelta(days=until))
    if fits:
        assert accept_grants([grant], TODAY) == [grant]
    else:
        with pytest.raises(Refused):
            accept_grants([grant], TODAY)


@pytest.mark.parametrize("item", ["", "notes"])
def test_one_reflection_is_named(item: str) -> None:
    with pytest.raises(Refused):
        accept_grants([Grant(What.REFLECTION, TODAY, item=item)], TODAY)


@pytest.mark.parametrize("words", ["", "  \n", "w" * (HOMEWORK_LONGEST + 1)])
def test_an_offer_has_words_and_is_short(words: str) -> None:
    with pytest.raises(Refused):
        accept_homework(words)
