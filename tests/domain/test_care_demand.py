"""Care demand: the curve by age, and what a family's own log makes of it."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward.data.care_curve import care_curve
from nearward.domain.babylog.records import Feed, Sleep
from nearward.domain.care_demand import (
    at_age,
    basis_sentence,
    beyond_curve,
    care_demand,
    corrected_weeks,
    feeds_sentence,
    hands_on_hours,
    hands_on_sentence,
    learn_level,
    stretch_sentence,
)
from nearward.domain.night_log import reach_back, recent_nights

CURVE = care_curve()
ZONE = ZoneInfo("Europe/Amsterdam")
BORN = date(2026, 1, 5)
TODAY = BORN + timedelta(weeks=10)


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def night(evening, hours=3.0, feeds=2):
    """One long sleep from 22:00, feeds, a short sleep after, and a morning nap that closes the night."""
    longest = timedelta(hours=hours)
    start, morning = at(evening, 22), at(evening + timedelta(days=1), 9)
    rest = start + longest + timedelta(minutes=30)
    return [
        Feed(at(evening, 18)),
        Sleep(start, start + longest),
        *(Feed(start + longest + timedelta(minutes=number)) for number in range(feeds)),
        Sleep(rest, rest + timedelta(hours=min(hours, 2))),
        Sleep(morning, morning + timedelta(minutes=40), True),
    ]


def log(*nights, last=TODAY - timedelta(days=1)):
    first = last - timedelta(days=len(nights) - 1)
    before = [Sleep(at(first, 13), at(first, 14), True)]
    return before + [
        record for number, one in enumerate(nights) for record in night(first + timedelta(days=number), *one)
    ]


def demand(records=(), *, today=TODAY, **more):
    return care_demand(CURVE, born=BORN, today=today, zone=ZONE, log=records, **more)


def test_the_curve_passes_through_the_middle_of_each_band_and_is_flat_outside():
    for band in CURVE:
        assert at_age(CURVE, band.middle, "longest_sleep_hours") == band.longest_sleep_hours
    assert at_age(CURVE, 0, "longest_sleep_hours") == 3.0
    assert at_age(CURVE, 500, "longest_sleep_hours") == 7.3


def test_a_figure_from_memory_is_never_read():
    assert [band.crying_minutes for band in CURVE if band.from_week == 6] == [None]
    assert 68 < at_age(CURVE, 7.5, "crying_minutes") < 130


def test_no_word_depends_on_the_figure_from_memory():
    without = tuple(band for band in CURVE if band.from_week != 6)
    assert at_age(CURVE, 7.5, "crying_minutes") == at_age(without, 7.5, "crying_minutes")


def test_hands_on_hours_fall_from_about_ten_to_three():
    assert round(hands_on_hours(CURVE, 0)) == 10
    assert round(hands_on_hours(CURVE, 52)) == 3
    weekly = [hands_on_hours(CURVE, week) for week in range(53)]
    assert weekly == sorted(weekly, reverse=True)


@pytest.mark.parametrize(
    ("due", "weeks"),
    [(None, 10), (BORN + timedelta(days=20), 10), (BORN + timedelta(weeks=6), 4), (date(2026, 9, 1), 0)],
)
def test_a_baby_born_early_is_as_old_as_its_due_date_says(due, weeks):
    assert corrected_weeks(BORN, due, TODAY) == weeks


def test_from_age_alone_it_says_so_with_a_wide_spread():
    plain = demand()
    assert str(stretch_sentence(plain, "Noor")) == (
        "Noor’s longest stretch, from age alone: about 5 h. Babies differ a lot."
    )
    assert str(feeds_sentence(plain)) == "Feeds between 22:00 and 06:00, from age alone: 1 to 4."
    assert str(hands_on_sentence(plain)) == "Hands-on care at this age: 4 to 9 hours a day."
    assert basis_sentence(plain) is None
    assert plain.stretch.high / plain.stretch.low > 2.5


def test_a_fortnight_of_log_sharpens_it():
    told = demand(log(*[(3.0, 2)] * 14))
    assert str(stretch_sentence(told, "Noor")).startswith("Noor’s longest stretch lately: about 3 h (2 h")
    assert str(stretch_sentence(told, "Noor")).endswith("on most nights).")
    assert str(feeds_sentence(told)) == "Feeds between 22:00 and 06:00 lately: 2 to 3 on most nights."
    assert told.stretch.nights == 14
    assert told.last_night == TODAY - timedelta(days=1)
    assert str(basis_sentence(told)) == "From 14 nights of the log, the last one 15 March 2026."


def test_more_nights_pull_further_from_the_curve_and_narrow_it():
    few, many = demand(log(*[(2.5, 2)] * 2)), demand(log(*[(2.5, 2)] * 10))
    assert demand().stretch.mean > few.stretch.mean > many.stretch.mean > 2.5
    assert many.stretch.high / many.stretch.low < few.stretch.high / few.stretch.low


def test_only_the_last_fourteen_nights_count():
    assert demand(log(*[(9.0, 0)] * 20, *[(3.0, 2)] * 14)) == demand(log(*[(3.0, 2)] * 14))


def test_a_log_that_ended_long_ago_is_said_and_not_used():
    old = demand(log((2.0, 5), (2.0, 5), last=TODAY - timedelta(days=15)))
    assert old.stale
    assert old.stretch == demand().stretch
    assert str(basis_sentence(old)) == "The log goes to the night of 1 March 2026, so this is from age."
    assert not demand(log((2.0, 5), (2.0, 5), last=TODAY - timedelta(days=14))).stale


def test_nights_without_a_record_are_unknown_not_zero():
    missing = TODAY - timedelta(days=3)
    begin, end = at(missing, 12), at(missing + timedelta(days=1), 12)
    gap = [record for record in log(*[(3.0, 2)] * 5) if not begin <= record.start < end]
    known = recent_nights(gap, ZONE)
    assert missing not in [one.evening for one in known]
    assert [(one.longest_hours, one.feeds) for one in known] == [(3.0, 2)] * 4


def test_a_night_without_feeds_is_zero_only_when_feeds_are_logged():
    with_feeds = log((8.0, 0))
    assert recent_nights(with_feeds, ZONE)[0].feeds == 0
    sleeps_only = [record for record in with_feeds if isinstance(record, Sleep)]
    assert recent_nights(sleeps_only, ZONE)[0].feeds is None


def test_what_a_reader_must_fetch_gives_the_same_as_the_whole_log():
    whole = log(*[(9.0, 0)] * 40, *[(3.0, 2)] * 14)
    ended = max(record.start for record in whole)
    fetched = [record for record in whole if record.start >= reach_back(ended)]
    assert len(fetched) < len(whole) / 2
    assert recent_nights(fetched, ZONE) == recent_nights(whole, ZONE)


def test_a_stretch_over_the_edge_counts_whole_and_a_touch_does_not_count():
    evening = TODAY - timedelta(days=2)
    records = [
        Sleep(at(evening, 12), at(evening, 13)),
        Sleep(at(evening, 19), at(evening + timedelta(days=1), 1)),
        Sleep(at(evening + timedelta(days=1), 2), at(evening + timedelta(days=1), 4)),
        Sleep(at(evening + timedelta(days=1), 5, 40), at(evening + timedelta(days=1), 13)),
    ]
    assert recent_nights(records, ZONE)[0].longest_hours == 6


def test_a_night_logged_in_part_or_a_timer_left_on_is_unknown():
    evening = TODAY - timedelta(days=2)
    around = [Sleep(at(evening, 12), at(evening, 13)), Sleep(at(TODAY, 9), at(TODAY, 10))]
    part = Sleep(at(evening, 22), at(evening + timedelta(days=1), 0, 30))
    left_on = Sleep(at(evening, 19), at(evening + timedelta(days=1), 11))
    assert recent_nights([*around, part], ZONE) == ()
    assert recent_nights([*around, left_on], ZONE) == ()


def test_the_night_the_log_breaks_off_in_does_not_count():
    whole = log((3.0, 2), (3.0, 2))
    cut = [record for record in whole if record.start < at(TODAY, 3)]
    assert [known.evening for known in recent_nights(cut, ZONE)] == [TODAY - timedelta(days=2)]


def test_a_night_of_the_clock_change_is_measured_in_real_hours():
    evening = date(2026, 3, 28)
    records = [
        Sleep(at(evening, 12), at(evening, 13)),
        Sleep(at(evening, 23), at(date(2026, 3, 29), 5)),
        Sleep(at(date(2026, 3, 29), 9), at(date(2026, 3, 29), 10)),
    ]
    assert recent_nights(records, ZONE)[0].longest_hours == 5


def test_twins_are_two_logs():
    one, other = demand(log(*[(2.5, 3)] * 6)), demand(log(*[(5.0, 1)] * 6))
    assert one.stretch.mean < other.stretch.mean
    assert str(stretch_sentence(other, "Sami")).startswith("Sami’s longest stretch")


def test_after_the_first_year_it_says_that_the_figures_end():
    old = demand(today=BORN + timedelta(weeks=80))
    assert str(beyond_curve(old)).startswith("The figures by age end at one year")
    assert beyond_curve(demand()) is None


def test_the_level_is_the_textbook_posterior():
    ratios = [0.8, 0.7, 0.9]
    logs = np.log(ratios)
    mean, unsure, nightly = learn_level(ratios)
    precision = 1 / 0.3**2 + 3 / nightly**2
    assert mean == pytest.approx(logs.mean() * (3 / nightly**2) / precision)
    assert unsure == pytest.approx(precision**-0.5)
    assert nightly**2 == pytest.approx((5 * 0.3**2 + ((logs - logs.mean()) ** 2).sum()) / 7)


@pytest.mark.parametrize(
    ("nightly", "nights"), [(0.3, 1), (0.3, 5), (0.25, 5), (0.4, 5), (0.25, 14), (0.3, 14), (0.4, 14)]
)
def test_most_nights_means_about_eight_in_ten(nightly, nights):
    chance = np.random.default_rng(7)
    inside = []
    for _ in range(800):
        own = chance.normal(0, 0.3)
        *seen, tonight = np.exp(own + chance.normal(0, nightly, nights + 1))
        mean, unsure, spread = learn_level(seen)
        inside.append(abs(np.log(tonight) - mean) < 1.2816 * np.hypot(unsure, spread))
    assert 0.72 < np.mean(inside) < 0.87


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(2, 10), st.integers(0, 6)), max_size=16), st.integers(0, 60))
def test_every_answer_is_ordered_finite_and_never_negative(nights, age):
    answer = demand(log(*nights) if nights else (), today=TODAY + timedelta(days=age))
    for estimate in (answer.stretch, answer.night_feeds, answer.hands_on, answer.night_wakings):
        assert 0 <= estimate.low <= estimate.mean <= estimate.high < 100


@settings(max_examples=20)
@given(st.permutations(log(*[(3.0, 2), (4.0, 1), (2.5, 3)])))
def test_the_order_of_the_log_does_not_matter(records):
    assert demand(records) == demand(log((3.0, 2), (4.0, 1), (2.5, 3)))


def test_a_band_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        CURVE[0].night_feeds = 1
