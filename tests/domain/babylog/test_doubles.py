"""A feed or a sleep that two logs tell of is one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.babylog.doubles import NEAR, Told
from nearward.domain.babylog.records import Change, Feed, Record, Sleep

TWO = datetime(2026, 3, 10, 2, tzinfo=UTC)


def later(minutes: int) -> datetime:
    return TWO + timedelta(minutes=minutes)


def feed(start: int, end: int | None = None) -> Feed:
    return Feed(later(start), None if end is None else later(end))


def sleep(start: int, end: int) -> Sleep:
    return Sleep(later(start), later(end))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (feed(0), feed(30), True),
        (feed(0), feed(31), False),
        (feed(0, 60), feed(90), True),
        (feed(0, 60), feed(91), False),
        (sleep(0, 100), sleep(49, 300), True),
        (sleep(0, 100), sleep(50, 300), False),
        (sleep(0, 600), sleep(10, 60), True),
        (feed(0), sleep(0, 30), False),
        (Change(TWO), Change(TWO), False),
    ],
)
def test_what_is_the_same_for_both_sides(one: Record, other: Record, same: bool) -> None:
    assert Told([one]).tells_of(other) == Told([other]).tells_of(one) == same


@given(st.lists(st.integers(0, 5000)), st.integers(0, 5000), st.integers(0, 360))
def test_looking_near_a_feed_finds_what_looking_everywhere_finds(taps: list[int], start: int, length: int) -> None:
    brought_in = feed(start, start + length)
    near = any(brought_in.start - NEAR <= later(tap) <= later(start + length) + NEAR for tap in taps)
    assert Told(map(feed, taps)).tells_of(brought_in) == near
