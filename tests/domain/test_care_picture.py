"""The geometry of the picture of care demand."""

import re
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from nearward.data.care_curve import care_curve
from nearward.domain.care_demand import Demand, Estimate, care_demand
from nearward.domain.care_picture import BOTTOM, LEFT, RIGHT, TOP, draw_care, weeks_from

BORN = date(2026, 1, 1)


def demand(weeks: float = 7.0, own: Estimate | None = None) -> Demand:
    told = care_demand(care_curve(), born=BORN, today=BORN + timedelta(days=round(weeks * 7)), zone=ZoneInfo("UTC"))
    return replace(told, stretch=own) if own else told


def points(path: str) -> list[tuple[float, float]]:
    numbers = list(map(float, re.findall(r"-?[\d.]+", path)))
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@given(
    st.floats(0, 80),
    st.lists(st.tuples(st.floats(0, 60), st.floats(0, 14)), max_size=14),
    st.floats(1, 12),
)
def test_everything_stays_inside_the_frame(weeks, nights, hours):
    drawn = draw_care(care_curve(), demand(weeks, Estimate(hours, hours / 2, hours * 1.8, 9)), nights)
    places = points(drawn.spread) + points(drawn.curve) + list(drawn.nights)
    if drawn.own:
        places += [(drawn.own.x, drawn.own.low), (drawn.own.x, drawn.own.high)]
    assert all(LEFT <= x <= RIGHT and TOP <= y <= BOTTOM for x, y in places)


def test_the_curve_lies_inside_its_spread_and_rises_with_age():
    drawn = draw_care(care_curve(), demand())
    spread, curve = points(drawn.spread), points(drawn.curve)
    upper, lower = spread[: len(curve)], spread[len(curve) :][::-1]
    assert all(high[1] < mid[1] < low[1] for high, mid, low in zip(upper, curve, lower, strict=True))
    assert curve[-1][1] < curve[0][1]


def test_more_hours_are_drawn_higher_and_later_nights_further_along():
    (early, late) = draw_care(care_curve(), demand(), [(5.0, 2.0), (6.0, 5.0)]).nights
    assert early[0] < late[0]
    assert early[1] > late[1]


def test_a_night_outside_the_weeks_drawn_is_left_out():
    assert draw_care(care_curve(), demand(40), [(2.0, 3.0)]).nights == ()


def test_past_the_curve_nothing_is_marked_as_now():
    assert draw_care(care_curve(), demand(70)).now is None
    assert draw_care(care_curve(), demand(40)).now is not None


def test_the_axes_carry_few_round_numbers():
    drawn = draw_care(care_curve(), demand())
    assert [tick.number for tick in drawn.weeks] == [0, 4, 8, 12, 16]
    assert [tick.number for tick in drawn.hours] == [0, 4, 8]


def test_the_weeks_drawn_follow_the_age_up_to_the_end_of_the_curve():
    assert [weeks_from(age) for age in (0, 9, 20.5, 51, 90)] == [0, 0, 11, 36, 36]
