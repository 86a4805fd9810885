"""Days are paired by the calendar, and of the partner only what was said openly is read."""

import numpy as np

from nearward.domain.direction.series import paired

from .people import ANA, BEN, NAN, Said, diaries


def of(series, who, column):
    return getattr(series, column)[series.person == who].tolist()


def test_it_pairs_by_date_and_never_by_position():
    rows = [Said(ANA, 100, 3, 5), Said(ANA, 103, 4, 6), Said(BEN, 101, need=9), Said(BEN, 103, need=2)]
    series = paired(diaries(rows))
    assert np.isnan(of(series, ANA, "need")[0])
    assert of(series, ANA, "need")[1] == 2


def test_yesterday_is_the_calendar_day_before():
    rows = [Said(ANA, 100, 3, 5), Said(ANA, 101, 4, 6), Said(ANA, 103, 4, 7)]
    before = of(paired(diaries(rows)), ANA, "move_before")
    assert np.isnan(before[0])
    assert before[1] == 5
    assert np.isnan(before[2])


def test_yesterday_is_the_mean_of_its_check_ins():
    rows = [Said(ANA, 100, 2, 4, minute=420), Said(ANA, 100, 6, 8, minute=1200), Said(ANA, 101, 5, 5)]
    series = paired(diaries(rows))
    assert of(series, ANA, "stress_before")[-1] == 4
    assert of(series, ANA, "move_before")[-1] == 6


def test_with_times_the_partners_need_is_the_latest_said_by_then():
    rows = [Said(BEN, 100, need=2, minute=420), Said(BEN, 100, need=8, minute=900)]
    rows += [Said(ANA, 100, 5, 5, minute=at) for at in (400, 420, 899, 900, 1300)]
    need = of(paired(diaries(rows)), ANA, "need")
    assert np.isnan(need[0])
    assert need[1:] == [2, 2, 8, 8]


def test_a_latest_need_does_not_carry_over_midnight():
    rows = [Said(BEN, 99, need=2, minute=1200), Said(ANA, 100, 5, 5, minute=700)]
    assert np.isnan(of(paired(diaries(rows)), ANA, "need")[0])


def test_without_times_the_partners_need_is_that_days_mean():
    rows = [Said(BEN, 100, need=2, minute=420), Said(BEN, 100, need=8), Said(ANA, 100, 5, 5)]
    assert of(paired(diaries(rows)), ANA, "need") == [5]


def test_a_timed_row_falls_back_on_what_was_said_without_a_time():
    rows = [Said(BEN, 100, need=4), Said(BEN, 100, need=9, minute=1200), Said(ANA, 100, 5, 5, minute=700)]
    assert of(paired(diaries(rows)), ANA, "need") == [4]


def test_an_event_without_stress_and_a_row_without_move_are_not_used():
    rows = [Said(ANA, 100, NAN, 5, event=True), Said(ANA, 101, 5, NAN)]
    rows += [Said(ANA, 102, NAN, 5), Said(ANA, 103, 4, 5, event=True)]
    assert of(paired(diaries(rows)), ANA, "day") == [102, 103]


def test_last_days_come_latest_first_and_once_each():
    rows = [Said(ANA, day, 5, 5, minute=at) for day in (100, 104, 109) for at in (420, 1200)]
    series = paired(diaries(rows))
    assert series.last_days(3).tolist() == [[109, 104, 100], [0, 0, 0]]
    assert series.first_day.tolist() == [100, 0]


def test_a_person_taken_out_is_the_person():
    rows = [Said(who, 100 + day, day, who, 3) for day in range(5) for who in (ANA, BEN)]
    series = paired(diaries(rows))
    ben = series.between(BEN, BEN + 1)
    assert ben.people == 1
    assert ben.move.tolist() == of(series, BEN, "move")
    assert set(ben.person.tolist()) == {0}
