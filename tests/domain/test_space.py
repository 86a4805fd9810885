"""Space ends: a return within a day, read off a clock."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.refused import Refused
from nearward.domain.space import DEFAULT, LONGEST, OFFERED, Space, accept_space, rounded, together_again

NOW = datetime(2026, 3, 10, 20, 15, tzinfo=UTC)


@given(minutes=st.integers(-3000, 3000))
def test_a_return_lies_ahead_and_within_a_day(minutes):
    space = Space(NOW + timedelta(minutes=minutes))
    if 0 < minutes <= 24 * 60:
        accept_space(space, now=NOW)
    else:
        with pytest.raises(Refused, match="within the next day"):
            accept_space(space, now=NOW)


def test_words_are_bounded():
    with pytest.raises(Refused, match="300 characters"):
        accept_space(Space(NOW + DEFAULT, "x" * 301), now=NOW)


@given(seconds=st.integers(0, 86400))
def test_a_return_can_be_read_off_a_clock(seconds):
    at = rounded(NOW + timedelta(seconds=seconds))
    assert (at.minute % 5, at.second) == (0, 0)
    assert timedelta(0) <= at - (NOW + timedelta(seconds=seconds)) < timedelta(minutes=5)


def test_the_usual_space_lets_a_body_settle():
    assert timedelta(minutes=20) <= min(OFFERED)
    assert DEFAULT in OFFERED
    assert max(OFFERED) <= LONGEST


@given(st.datetimes(), st.datetimes())
def test_both_are_back_when_the_later_one_is_whoever_it_is(one, other):
    assert together_again(one, other) == together_again(other, one)
    assert together_again(one, other) >= one
