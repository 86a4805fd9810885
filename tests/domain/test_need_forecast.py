"""Need in the coming nights: what `nearward need` cannot show, such as zones and clock changes."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.need_forecast import Statement, forecast
from nearward.domain.needs import NEEDS, exact_need10, need10, weight
from nearward.domain.rounding import half_up

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 20, tzinfo=UTC)
values = st.integers(0, 12).map(lambda top: Fraction(5 * top, 6))
histories = st.lists(
    st.builds(
        lambda hours, need, room: Statement(NOW - timedelta(hours=hours), need, Fraction(room)),
        st.integers(-5, 25 * 24), values, st.integers(0, 4),
    ),
    max_size=10,
)  # fmt: skip


def said(at, need):
    return Statement(at, Fraction(need))


def test_hours_are_elapsed_hours_when_the_clock_changes():
    """Midnight to midnight over the October change is 25 hours, over the March change 23."""
    october, march = datetime(2026, 10, 25, tzinfo=BERLIN), datetime(2026, 3, 29, tzinfo=BERLIN)
    for day, hours in ((october, 25), (march, 23)):
        before = [said(day - timedelta(days=at), 0) for at in (3, 2, 1)]
        tonight = forecast([*before, said(day, 8)], at=day + timedelta(days=1), zone=BERLIN, nights=1).nights[0]
        assert float(tonight.need) == pytest.approx(8 * 0.5 ** (hours / 24))


def test_the_hour_that_comes_twice_is_told_apart():
    """02:30 before the clock goes back is earlier than 02:10 after it."""
    one = said(datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), 0)
    two = said(datetime(2026, 10, 25, 2, 10, tzinfo=BERLIN, fold=1), 10)
    assert forecast([two, one], at=datetime(2026, 10, 25, 12, tzinfo=BERLIN), zone=BERLIN).latest == 10


def test_a_day_is_the_familys_own():
    """02:30 UTC is 03:30 in Berlin and still belongs to the day before; in New York it is late evening."""
    two = [said(datetime(2026, 11, 24, 2, 30, tzinfo=UTC), 10), said(datetime(2026, 11, 24, 8, tzinfo=UTC), 0)]
    assert forecast(two, at=NOW, zone=BERLIN).usual == 5
    same_day = [said(datetime(2026, 11, 24, 3, 30, tzinfo=UTC), 10), two[1]]
    assert forecast(same_day, at=NOW, zone=BERLIN).usual == 0


@given(histories)
def test_every_night_lies_between_the_usual_and_the_latest_and_moves_toward_the_usual(history):
    ahead = forecast(history, at=NOW, zone=BERLIN, nights=9)
    gaps = [abs(one.need - ahead.usual) for one in ahead.nights]
    assert gaps == sorted(gaps, reverse=True)
    assert all(0 <= one.need <= 10 and 0 <= one.room <= 4 and 1 <= one.weight <= 2 for one in ahead.nights)
    assert min(one.need for one in ahead.nights) <= ahead.mean_need <= max(one.need for one in ahead.nights)


@given(histories, st.integers(0, 4))
def test_what_is_said_now_is_what_counts_tonight(history, level):
    now = Statement(NOW, exact_need10(dict.fromkeys(NEEDS, level)), Fraction(level))
    tonight = forecast([*history, now], at=NOW, zone=BERLIN).nights[0]
    assert (tonight.need, tonight.room) == (Fraction(10 * level, 4), level)


@given(histories)
def test_what_is_said_later_or_21_days_ago_changes_nothing(history):
    later = said(NOW + timedelta(minutes=1), 10)
    old = said(NOW - timedelta(days=23), 10)
    with_more = forecast([later, *history, old], at=NOW, zone=BERLIN)
    without = forecast(history, at=NOW, zone=BERLIN)
    assert (with_more.nights, with_more.usual, with_more.heard) == (without.nights, without.usual, without.heard)


def test_half_goes_up():
    assert [half_up(value, 1) for value in (1.25, 1.35, 0.05, 2)] == [1.3, 1.4, 0.1, 2.0]
    assert half_up(Fraction("0.625"), 2) == 0.63
    assert (weight(2.5), weight(3), weight(10)) == (1.3, 1.3, 2.0)
    assert need10({"sleep": 4, "calm": 3, "heard": 1, "hands": 1}) == pytest.approx(20 / 3)
