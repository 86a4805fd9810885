"""Limits on tries, by property: no clock keeps anyone out for longer than a rate's own time."""

from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.throttle import CLOCK_SLACK, Rate, is_recent, still_counted, wait_for_next

RATES = (Rate(5, 300), Rate(20, 86_400))
NOW = 1_800_000_000.0
moments = st.lists(st.floats(NOW - 200_000, NOW + 200_000), max_size=40)


def wait(tried: list[float], now: float = NOW, rates: tuple[Rate, ...] = RATES) -> float:
    found = wait_for_next(still_counted(tried, rates, now), rates, now)
    return found.seconds if found else 0.0


def test_five_tries_are_allowed_and_the_sixth_waits_for_the_first_to_grow_old() -> None:
    assert wait([NOW - 40.0 * n for n in range(4)]) == 0
    assert wait([NOW - 40.0 * n for n in range(5)]) == 300 - 160


def test_the_longest_wait_is_the_one_that_is_said() -> None:
    tried = still_counted([NOW - 3_600.0] * 16 + [NOW] * 4, RATES, NOW)
    found = wait_for_next([*tried, NOW], RATES, NOW)
    assert found is not None
    assert found.rate == RATES[1]
    assert found.seconds == 86_400 - 3_600


@given(moments)
def test_a_wait_is_over_when_it_was_said_to_be(tried: list[float]) -> None:
    kept = still_counted(tried, RATES, NOW)
    later = NOW + wait(tried)
    assert wait(kept, later + 0.001) == 0


@given(moments)
def test_no_clock_keeps_anyone_out_for_longer_than_the_rate(tried: list[float]) -> None:
    assert wait(tried) <= 86_400
    assert wait(tried, rates=RATES[:1]) <= 300


@given(st.floats(NOW - 1_000, NOW + 1_000_000))
def test_a_moment_ahead_of_the_clock_is_not_recent(moment: float) -> None:
    assert is_recent(moment, 300, NOW) == (NOW - 300 < moment <= NOW + CLOCK_SLACK)
