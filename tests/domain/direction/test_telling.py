"""A direction in words and as a drawing: how sure, from how many days, and never a label."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.direction.fit import Slope
from nearward.domain.direction.picture import LEFT, LINE, RIGHT, draw_slope, in_words, signed
from nearward.domain.direction.telling import OF_THE_OTHER, TITLES, ShownResult, on_days, told, told_of
from nearward.domain.direction.words import STATEMENTS

slopes = st.builds(
    lambda mean, sd: Slope(mean, sd, mean - 1.28 * sd, mean + 1.28 * sd, 0.5),
    st.floats(-2, 2),
    st.floats(0.01, 0.4),
)


def test_every_statement_has_words_for_oneself_and_for_the_other():
    assert set(TITLES) == set(OF_THE_OTHER) == set(STATEMENTS)


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("to_go", [None, 1, 7, 60])
def test_it_says_how_sure_and_types_nobody(statement, to_go):
    words = told(statement, to_go, 20)
    said = f"{words.title} {words.how_sure}".lower()
    assert not {"avoidant", "withdrawer", "anxious", "score"} & set(said.replace(".", "").split())
    assert ("usually" in said) == statement.startswith("usually")
    assert ("probably" in said) == statement.startswith("perhaps")


def test_before_ten_check_ins_it_says_what_it_needs():
    assert "about ten check-ins" in str(told("cannot tell yet", 6, 4).how_sure)
    assert str(told("cannot tell yet", 1, 12).how_sure) == "One more check-in could make it clear."
    assert "About 7 more check-ins" in str(told("cannot tell yet", 7, 12).how_sure)


def test_one_day_is_one_day():
    assert str(on_days(1, 28)) == "From one of the 28 days up to your last check-in."
    assert str(on_days(19, 28)) == "From 19 of the 28 days up to your last check-in."


@given(slopes)
def test_the_drawing_stays_in_its_frame_and_keeps_its_order(slope):
    now = draw_slope(slope).now
    assert LEFT <= now.low <= now.middle <= now.high <= RIGHT
    heights = [float(point.split()[1]) for point in draw_slope(slope).density[1:-1].split("L")]
    assert min(heights) >= 10
    assert max(heights) == LINE


@given(slopes)
def test_all_time_is_drawn_only_where_it_says_something_else(slope):
    other = Slope(slope.mean + 0.1, slope.sd, slope.low80, slope.high80, 0.4)
    assert draw_slope(slope, slope).all_time is None
    assert draw_slope(slope).all_time is None
    assert draw_slope(slope, other).all_time is not None


def test_the_drawing_is_said_with_real_signs():
    assert signed(-0.004) == "0.00"
    assert signed(-0.21) == "−0.21"
    assert "The middle lies at −0.30" in str(in_words(Slope(-0.3, 0.1, -0.4, -0.2, 0.99)))


@given(st.sampled_from(STATEMENTS), slopes, st.dates(), st.dates())
def test_a_shown_result_survives_being_kept(statement, slope, since, on):
    shown = ShownResult(statement, slope, 20, 28, since, on)
    assert ShownResult.from_json(shown.as_json()) == shown


def test_the_other_reads_a_name_and_no_label():
    shown = ShownResult(
        "perhaps away", Slope(-0.3, 0.1, -0.4, -0.2, 0.99), 20, 28, date(2026, 1, 1), date(2026, 3, 1)
    )
    assert str(told_of("Jonas", shown)) == "Jonas tends to step away, probably."
