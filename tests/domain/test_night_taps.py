"""What a sequence of taps means: tolerant of what was not tapped, and nothing made up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.babylog.records import Feed, Sleep
from nearward.domain.night_log import BELIEVABLE
from nearward.domain.night_taps import (
    KEPT,
    UNDO_LASTS,
    Act,
    Tap,
    Taps,
    is_night,
    line_lasts_until,
    may_undo,
    records_of,
    standing,
    still_kept,
    tapped,
    undone,
    what_has_been,
    with_side,
)
from nearward.domain.refused import Refused

EIGHT = datetime(2026, 3, 10, 20, tzinfo=UTC)
MADRID = ZoneInfo("Europe/Madrid")
AWAKE, FED, ASLEEP = Act.AWAKE, Act.FED, Act.ASLEEP


def at(clock: str) -> datetime:
    """Return a time of the night that begins at 20:00."""
    hour, minute = (int(part) for part in clock.split(":"))
    return EIGHT.replace(hour=hour, minute=minute) + timedelta(days=hour < 20)


def night(*said: str) -> Taps:
    """Return taps written as "asleep 20:00"."""
    taps: Taps = ()
    for number, one in enumerate(said):
        act, clock = one.split()
        taps = tapped(taps, Tap(Act(act), at(clock), f"key {number}"))
    return taps


def sleeps(taps: Taps) -> list[tuple[datetime, datetime]]:
    return [(record.start, record.end) for record in records_of(taps) if isinstance(record, Sleep)]


def said(taps: Taps, now: str) -> str:
    return " ".join(map(str, what_has_been(taps, now=at(now), zone=ZoneInfo("UTC"))))


WAY = st.lists(st.tuples(st.sampled_from(Act), st.integers(0, 240), st.sampled_from(["", "left", "right"])))


@st.composite
def a_night(draw: st.DrawFn) -> Taps:
    """Draw taps in order of time, with gaps of up to four hours, some of them undone."""
    taps: Taps = ()
    now = EIGHT
    for number, (act, minutes, side) in enumerate(draw(WAY)):
        now += timedelta(minutes=minutes)
        taps = tapped(taps, Tap(act, now, f"key {number}", side if act == FED else ""))
        if draw(st.integers(0, 5)) == 0:
            taps = undone(taps, f"key {number}", now=now)
    return taps


def test_a_night_is_read_as_it_was_tapped() -> None:
    taps = night("asleep 20:10", "awake 02:00", "fed 02:10", "asleep 02:40", "awake 06:10")
    assert records_of(taps) == (
        Sleep(at("20:10"), at("02:00")),
        Feed(at("02:10")),
        Sleep(at("02:40"), at("06:10")),
    )


@pytest.mark.parametrize(
    ("taps", "expected"),
    [
        (night("asleep 20:00"), []),
        (night("asleep 20:00", "asleep 22:00", "awake 01:00"), [("22:00", "01:00")]),
        (night("asleep 20:00", "awake 01:00", "awake 03:00"), [("20:00", "01:00")]),
        (night("asleep 20:00", "fed 22:30", "awake 02:00"), [("20:00", "02:00")]),
        (night("asleep 20:00", "fed 02:10", "fed 02:20", "asleep 02:40"), [("20:00", "02:10")]),
        (night("awake 01:00", "fed 01:10"), []),
    ],
)
def test_what_was_not_tapped_is_not_made_up(taps: Taps, expected: list[tuple[str, str]]) -> None:
    assert sleeps(taps) == [(at(start), at(end)) for start, end in expected]


def test_a_sleep_whose_end_was_forgotten_makes_no_record() -> None:
    asleep = Tap(ASLEEP, EIGHT, "one")
    assert records_of((asleep, Tap(AWAKE, EIGHT + BELIEVABLE, "two")))
    assert not records_of((asleep, Tap(AWAKE, EIGHT + BELIEVABLE + timedelta(seconds=1), "two")))


@given(a_night())
def test_every_sleep_runs_from_asleep_to_a_tap_that_says_it_ended(taps: Taps) -> None:
    for start, end in sleeps(taps):
        inside = [tap for tap in standing(taps) if start <= tap.at <= end]
        assert any(tap.act == ASLEEP and tap.at == start for tap in inside)
        assert any(tap.act in {AWAKE, FED} and tap.at == end for tap in inside)
        assert timedelta(0) < end - start <= BELIEVABLE


@given(a_night())
def test_sleeps_never_overlap_and_each_feed_counts_once(taps: Taps) -> None:
    runs = sleeps(taps)
    assert all(end <= start for (_, end), (start, _) in pairwise(runs))
    feeds = [record.start for record in records_of(taps) if isinstance(record, Feed)]
    assert feeds == [tap.at for tap in standing(taps) if tap.act == FED]


@given(a_night(), st.integers(0, 59))
def test_two_who_tap_the_same_within_a_minute_tap_once(taps: Taps, seconds: int) -> None:
    twice = taps
    for tap in standing(taps):
        twice = tapped(twice, replace(tap, key=f"{tap.key} of the other", at=tap.at + timedelta(seconds=seconds)))
    assert twice == taps


@given(a_night())
def test_a_form_sent_again_adds_nothing_even_after_undo(taps: Taps) -> None:
    for tap in taps:
        assert tapped(taps, replace(tap, at=tap.at + timedelta(hours=1), undone=False)) == taps


@given(a_night(), st.sampled_from(Act))
def test_undo_leaves_what_was_before_the_tap(taps: Taps, act: Act) -> None:
    now = max((tap.at for tap in taps), default=EIGHT) + timedelta(minutes=2)
    after = undone(tapped(taps, Tap(act, now, "new")), "new", now=now)
    assert standing(after) == standing(taps)
    assert records_of(after) == records_of(taps)


def test_undo_takes_the_last_tap_alone_and_for_an_hour() -> None:
    taps = night("awake 02:00", "fed 02:10")
    assert undone(taps, "key 0", now=at("02:15")) == taps
    assert undone(taps, "key 1", now=at("02:10") + UNDO_LASTS) == taps
    once = undone(taps, "key 1", now=at("02:15"))
    assert undone(once, "key 1", now=at("02:15")) == once, "the button pressed twice takes one"
    assert may_undo(once, now=at("02:15")) == taps[0]


def test_a_side_is_said_of_the_last_feed_and_may_be_said_otherwise() -> None:
    taps = night("awake 02:00", "fed 02:10")
    left = with_side(taps, "key 1", "left", now=at("02:12"))
    assert said(left, "02:15") == "Fed 02:10, left side. Awake since 02:00."
    right = with_side(left, "key 1", "right", now=at("02:13"))
    assert [record.method for record in records_of(right) if isinstance(record, Feed)] == ["right breast"]
    assert with_side(taps, "key 0", "left", now=at("02:12")) == taps
    with pytest.raises(Refused):
        with_side(taps, "key 1", "both", now=at("02:12"))


def test_one_line_says_what_has_been() -> None:
    assert said((), "02:00") == ""
    taps = with_side(night("awake 02:00", "fed 02:10"), "key 1", "left", now=at("02:12"))
    assert (
        said(tapped(taps, Tap(ASLEEP, at("02:40"), "last")), "03:00") == "Fed 02:10, left side. Asleep since 02:40."
    )


def test_a_feed_in_the_sleep_leaves_open_whether_the_baby_woke() -> None:
    assert said(night("asleep 20:00", "fed 22:30"), "22:40") == "Fed 22:30."


def test_old_taps_are_told_no_more() -> None:
    taps = night("fed 20:00", "asleep 20:30")
    assert said(taps, "08:30") == "Asleep since 20:30."
    assert what_has_been(taps, now=at("20:30") + BELIEVABLE, zone=MADRID) == ()


@given(a_night(), st.integers(0, 48))
def test_the_taps_of_a_day_write_the_records_that_begin_in_it_as_all_taps_do(taps: Taps, hours: int) -> None:
    kept = still_kept(taps, now=EIGHT + timedelta(hours=hours))
    if not kept:
        return
    since = min(tap.at for tap in kept)
    assert records_of(kept) == tuple(record for record in records_of(taps) if record.start >= since)


def test_a_sleep_still_running_is_never_forgotten_before_it_may_end() -> None:
    assert KEPT > BELIEVABLE + UNDO_LASTS


def test_the_night_and_the_line_go_by_the_familys_clock() -> None:
    evening = datetime(2026, 3, 10, 19, 0, tzinfo=UTC)  # 20:00 in Madrid
    assert is_night(evening, MADRID) and not is_night(evening - timedelta(seconds=1), MADRID)
    assert line_lasts_until(evening, MADRID) == datetime(2026, 3, 11, 8, 0, tzinfo=UTC)
