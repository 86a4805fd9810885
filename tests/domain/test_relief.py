"""When a call's signal repeats and lapses, whose phone rings, and what the caller reads first."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain import relief
from nearward.domain.relief import Reach, ReliefCall

START = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
seconds = st.integers(0, 3600)


@given(seconds)
def test_the_next_signal_is_at_the_next_full_minute_of_the_first_five(after: int) -> None:
    at = START + timedelta(seconds=after)
    due = relief.signal_after(START, at)
    if due is None:
        assert at >= START + 5 * MINUTE
    else:
        assert at < due <= min(at + MINUTE, START + 5 * MINUTE)
        assert (due - START) % MINUTE == timedelta(0)


def test_it_is_sent_at_once_and_then_five_times() -> None:
    sent, at = 1, START
    while due := relief.signal_after(START, at):
        sent, at = sent + 1, due
    assert sent == 6


@given(seconds)
def test_a_new_round_begins_only_after_an_old_one_lapsed(after: int) -> None:
    at = START + timedelta(seconds=after)
    assert ReliefCall(START).may_ring_again(at) == relief.lapsed(START, at) == (after >= 600)


@pytest.mark.parametrize(("phone", "asleep", "allowed", "rings"), [
    (True, False, False, True), (True, True, True, True), (True, True, False, False),
    (False, False, True, False), (False, True, True, False),
])  # fmt: skip
def test_a_phone_rings_where_there_is_one_and_sleep_allows_it(
    phone: bool, asleep: bool, allowed: bool, rings: bool
) -> None:
    assert Reach(phone, asleep, allowed).rings is rings


@given(st.integers(0, 50), st.integers(0, 50))
def test_it_does_not_ring_where_every_signal_was_refused(tried: int, accepted: int) -> None:
    call = ReliefCall(START, tried, accepted)
    assert relief.rings(Reach(has_phone=True), call) is not (tried > 0 and accepted == 0)
    assert not relief.rings(Reach(has_phone=False), call)


@given(seconds)
def test_who_is_near_comes_first_once_five_minutes_have_passed(after: int) -> None:
    first = relief.order(ReliefCall(START), START + timedelta(seconds=after))[0]
    assert (first == relief.NEAR) == (after >= 300)
    assert relief.order(None, START)[0] == relief.PUTTING_DOWN


def test_the_last_signal_waits_longer_for_a_phone_that_is_away() -> None:
    assert relief.signal_lasts(START, START) == MINUTE
    assert relief.signal_lasts(START, START + 5 * MINUTE) > MINUTE
