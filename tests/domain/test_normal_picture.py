"""The geometry of "Normal, not broken", and the same in words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from nearward.data.care_curve import care_curve
from nearward.domain.normal import OwnWeek
from nearward.domain.normal_picture import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    draw_normal,
    said_of,
    week_sentence,
    weeks_drawn,
)

CURVE = care_curve()
needs = st.tuples(*[st.floats(0, 10)] * 3).map(sorted)


@st.composite
def own(draw):
    numbers = draw(st.lists(st.integers(-10, 60), unique=True, max_size=30))
    return [OwnWeek(n, n + draw(st.floats(0, 0.99)), *draw(needs)) for n in sorted(numbers)]


def week(number: int, middle: float, least: float = 0.0, most: float = 10.0) -> OwnWeek:
    return OwnWeek(number, number + 0.5, least, middle, most)


def points(path: str) -> list[tuple[float, float]]:
    numbers = list(map(float, re.findall(r"-?[\d.]+", path)))
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@given(own(), st.floats(0, 104) | st.none(), st.floats(-16, 0), st.booleans())
def test_everything_stays_inside_the_frame(own, age, birth, at_home):
    drawn = draw_normal(CURVE if at_home else (), own, age=age, birth=birth)
    places = points(drawn.spread) + points(drawn.curve) + [(dot.x, dot.y) for dot in drawn.own]
    places += [(dot.x, end) for dot in drawn.own for end in (dot.low, dot.high)]
    assert all(LEFT <= x <= RIGHT and TOP <= y <= BOTTOM for x, y in places)
    assert all(LEFT <= tick.at <= RIGHT for tick in drawn.weeks)
    assert all(dot.high <= dot.y <= dot.low for dot in drawn.own)


@given(own(), st.floats(0, 104))
def test_own_words_move_nothing_of_the_curve_and_the_curve_nothing_of_them(own, age):
    both, alone, words = (
        draw_normal(CURVE, own, age=age),
        draw_normal(CURVE, (), age=age),
        draw_normal((), own, age=age),
    )
    assert (both.spread, both.curve) == (alone.spread, alone.curve)
    assert both.own == words.own


def test_the_curve_lies_inside_its_spread_and_falls():
    drawn = draw_normal(CURVE, (), age=7.0)
    spread, curve = points(drawn.spread), points(drawn.curve)
    upper, lower = spread[: len(curve)], spread[len(curve) :][::-1]
    assert all(high[1] < mid[1] < low[1] for high, mid, low in zip(upper, curve, lower, strict=True))
    assert curve[-1][1] > curve[0][1]


def test_the_two_scales_share_their_lines_and_keep_their_own_numbers():
    drawn = draw_normal(CURVE, [week(3, 5.0)], age=7.0)
    assert [tick.number for tick in drawn.hours] == [0, 8, 16]
    assert [tick.number for tick in drawn.needs] == [0, 5, 10]
    assert [tick.at for tick in drawn.hours] == [tick.at for tick in drawn.needs] == list(drawn.grid)


def test_without_own_words_there_is_no_scale_for_them_and_without_a_curve_none_for_hours():
    assert draw_normal(CURVE, (), age=7.0).needs == ()
    in_hospital = draw_normal((), [week(1, 4.0)], age=2.0)
    assert (in_hospital.hours, in_hospital.spread, in_hospital.curve) == ((), "", "")


def test_as_many_weeks_are_drawn_as_today_needs():
    assert [weeks_drawn(age, 0.0)[1] for age in (None, 0, 13, 13.1, 25, 26, 51, 90)] == [
        16, 16, 16, 28, 28, 52, 52, 52
    ]  # fmt: skip
    assert weeks_drawn(2.0, -5.4)[0] == -6
    assert draw_normal(CURVE, (), age=70.0).now is None


def test_the_picture_in_words_names_the_curve_and_what_one_said():
    assert " ".join(map(str, said_of(CURVE, [week(6, 5.8, 3.3, 8.3)], age=7.0))) == (
        "Hours of hands-on care a day, by weeks of age. At 7 weeks 5 to 11 for eight babies in ten, "
        "at 16 weeks 4 to 8. The need you said, 0 to 10, by week: 3 to 8. At 6 weeks: 6."
    )
    assert len(said_of(CURVE, (), age=None)) == 1
    assert said_of((), (), age=3.0) == ()


def test_a_week_in_words():
    assert str(week_sentence(week(6, 5.8, 3.3, 8.3))) == "At 6 weeks: 6, from 3 to 8."
    assert [str(week_sentence(week(number, 5.0, 5.0, 5.0))) for number in (-6, -1, 0, 1, 2)] == [
        "6 weeks before the due date: 5.",
        "The week before the due date: 5.",
        "The first week: 5.",
        "At 1 week: 5.",
        "At 2 weeks: 5.",
    ]
