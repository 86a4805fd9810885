"""One row at a time: what comes in, what is skipped with a reason, what is noted."""

from zoneinfo import ZoneInfo

import pytest

from nearward.domain.babylog.records import Change, Feed, Pumping, Sleep
from tests.domain.babylog.logs import fixture, log, one, reasons, sleeps, utc

NIGHT = "1,2026-03-09 21:40:00,2026-03-10 00:55:00,0,"
SLEPT = Sleep(utc(2026, 3, 9, 20, 40), utc(2026, 3, 9, 23, 55), nap=False)


def test_a_sleep_is_read_in_the_zone_of_the_exporter():
    assert sleeps(NIGHT).new == (SLEPT,)


def test_a_time_with_its_own_offset_is_taken_at_its_word():
    assert sleeps("1,2026-03-09T20:40:00Z,2026-03-10T00:55:00+01:00,0,").new == (SLEPT,)


def test_each_kind_keeps_what_planning_uses_and_no_more():
    feed = one(fixture("feeding.csv")[1]).new[-1]
    assert feed == Feed(
        utc(2020, 2, 17, 2, 4, 9), utc(2020, 2, 17, 2, 12, 9), "fortified breast milk", "right breast"
    )
    assert one(fixture("diaperchange.csv")[1]).new[-1] == Change(utc(2020, 2, 17, 2, 54, 9), True, False)
    assert one(fixture("pumping.csv")[1]).new[-1] == Pumping(utc(2020, 2, 17, 8, 31, 49))
    assert one(fixture("admin/Pumping-2026-03-10.csv")[1]).new == (
        Pumping(utc(2026, 3, 9, 9), utc(2026, 3, 9, 9, 20)),
    )


def test_no_note_amount_or_tag_is_kept_anywhere():
    reading = log(fixture("admin/Sleep-2026-03-10.csv"), fixture("feeding.csv"))
    assert "pram" not in repr(reading)
    assert "Determine vote" not in repr(reading)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_do_not_matter(ends, mark):
    text = ends.join(["child_id,start,end,nap,notes", NIGHT, ""])
    assert one(mark + text.encode()).new == (SLEPT,)


def test_a_note_over_two_lines_is_one_row():
    file = sleeps('1,2026-03-08 21:40:00,2026-03-09 00:55:00,0,"two\nlines, ""quoted"""', NIGHT)
    assert (file.rows, len(file.new)) == (2, 2)


def test_a_broken_row_costs_itself_only():
    rows = [NIGHT, '1,2026-03-08 21:40:00,2026-03-09 00:55:00,0,"never closed', *(
        f"1,2026-02-{day:02} 21:40:00,2026-02-{day:02} 23:55:00,0,said {day}" for day in range(1, 20)
    )]  # fmt: skip
    file = sleeps(*rows)
    assert len(file.new) == 20
    assert reasons(file) == [(3, "The row is broken: its quotes or columns do not add up.")]


def test_an_open_quote_that_a_later_one_closes_swallows_nothing_silently():
    file = sleeps(
        '1,2026-03-07 21:40:00,2026-03-07 23:55:00,0,"open',
        NIGHT,
        '1,2026-03-08 21:40:00,2026-03-09 00:55:00,0,""',
    )
    assert len(file.new) == 2
    assert [row for row, _ in reasons(file)] == [2]


def test_too_many_cells_and_zero_bytes_are_broken_and_blank_lines_are_nothing():
    file = sleeps("1,2026-03-08 21:40:00,x,0,,,,more", NIGHT, "", ",,,,", "1,2026\x00,,,")
    assert len(file.new) == 1
    assert file.rows == 3
    assert [row for row, _ in reasons(file)] == [2, 6]


def test_a_row_shorter_than_the_header_is_read_as_far_as_it_goes():
    assert sleeps("1,2026-03-09 21:40:00,2026-03-10 00:55:00").new == (Sleep(SLEPT.start, SLEPT.end),)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,,2026-03-10 00:55:00,0,", "It has no time."),
        ("1,2026-03-09 21:40:00,,0,", "The sleep has no end; it may still have been running."),
        ("1,2026-03-09 21:40:00,2026-03-09 21:40:00,0,", "The sleep ends when it starts."),
        ("1,2026-03-09 21:40:00,2026-03-09 21:00:00,0,", "It ends before it starts."),
        (
            "1,2026-03-09 21:40:00,2026-03-11 21:00:00,0,",
            "The sleep lasts 47 hours; a timer was probably left on.",
        ),
        (
            "1,2026-07-09 21:40:00,2026-07-09 23:40:00,0,",
            "It lies in the future. If many rows do, the time zone may be wrong.",
        ),
        ("1,1999-03-09 21:40:00,1999-03-09 23:00:00,0,", "The start lies before the year 2000."),
        ("1,0001-01-01 00:00:00,0001-01-01 01:00:00,0,", "The year 1 is too far away."),
        (
            "1,09/03/2026 21:40,10/03/2026 00:55,0,",
            "“start” is “09/03/2026 21:40”; expected a time like 2026-02-17 03:54:09.",
        ),
        ("1,2026-02-30 9:40,,0,", "“start” is “2026-02-30 9:40”; expected a time like 2026-02-17 03:54:09."),
        ("1,2026-02-30 09:40,,,", "“start” is “2026-02-30 09:40”; expected a time like 2026-02-17 03:54:09."),
        ("1,2026-03-09 21:40:00,2026-03-10 00:55:00,maybe,", "“nap” must be 1, 0 or empty."),
        (",2026-03-09 21:40:00,2026-03-10 00:55:00,0,", "It does not say which child it is about."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_come_in_says_why(row, reason):
    assert reasons(sleeps(NIGHT.replace("-09 ", "-05 ").replace("-10 ", "-06 "), row)) == [(3, reason)]


def test_a_feed_whose_timer_was_left_on_keeps_its_start():
    file = one("child_id,start,end,type,method\n1,2026-03-09 21:40:00,2026-03-10 09:40:00,Formula,spoon\n")
    assert file.new == (Feed(SLEPT.start, None, "formula", ""),)
    assert str(file.notes[0].note) == "It lasts 12 hours, so only its start was kept."


def test_rows_before_the_birth_are_skipped():
    file = sleeps(NIGHT, born=utc(2026, 3, 10).date())
    assert reasons(file) == [(2, "It lies before the birth.")]


def test_a_wall_time_that_does_not_exist_is_read_after_the_change_and_said():
    file = sleeps("1,2026-03-29 02:30:00,2026-03-29 05:00:00,0,")
    assert file.new == (Sleep(utc(2026, 3, 29, 1, 30), utc(2026, 3, 29, 3), False),)
    assert "does not exist in Europe/Amsterdam" in str(file.notes[0].note)


def test_a_wall_time_that_came_twice_is_the_first_and_said():
    file = sleeps("1,2025-10-26 02:30:00,2025-10-26 05:00:00,0,")
    assert file.new == (Sleep(utc(2025, 10, 26, 0, 30), utc(2025, 10, 26, 4), False),)
    assert "The first one was taken." in str(file.notes[0].note)


def test_an_end_that_came_twice_is_the_one_after_the_start():
    file = sleeps("1,2025-10-26 02:50:00,2025-10-26 02:10:00,0,")
    assert file.new == (Sleep(utc(2025, 10, 26, 0, 50), utc(2025, 10, 26, 1, 10), False),)
    assert len(file.notes) == 2


def test_zones_ahead_of_us_are_right_too():
    assert sleeps(NIGHT, zone=ZoneInfo("Pacific/Kiritimati")).new[0].start == utc(2026, 3, 9, 7, 40)
