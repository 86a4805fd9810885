"""Days and nights, needs, check-ins, hand-overs and the plain split."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.checkin import Open, Private, accept
from nearward.domain.daytime import day_of, is_lamp_time, next_local
from nearward.domain.handover import HandOver, accept_handover
from nearward.domain.needs import NEEDS, need10, strongest, weight
from nearward.domain.refused import Refused
from nearward.domain.tonight import ENDS, STARTS, plain_split

MADRID = ZoneInfo("Europe/Madrid")
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
levels = st.fixed_dictionaries({need: st.integers(0, 4) for need in NEEDS})
instants = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_a_check_in_at_three_belongs_to_the_day_before() -> None:
    assert day_of(datetime(2026, 3, 10, 2, 30, tzinfo=UTC), MADRID) == date(2026, 3, 9)
    assert day_of(datetime(2026, 3, 10, 3, 0, tzinfo=UTC), MADRID) == date(2026, 3, 10)


@given(instants, st.times(), st.sampled_from(["Europe/Madrid", "America/New_York", "Asia/Kolkata", "UTC"]))
def test_the_next_wall_time_is_ahead_and_within_a_day_and_a_bit(after: datetime, clock: time, zone: str) -> None:
    found = next_local(after, clock.replace(fold=0), ZoneInfo(zone))
    assert after < found <= after + timedelta(hours=26)


def test_a_wall_time_that_the_clock_change_skips_is_met_an_hour_later() -> None:
    night = datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert next_local(night, time(2, 30), MADRID).astimezone(MADRID).time() == time(3, 30)


def test_the_lamp_is_lit_from_half_past_eight_to_seven() -> None:
    assert is_lamp_time(datetime(2026, 3, 10, 20, tzinfo=UTC), MADRID)
    assert not is_lamp_time(NOON, MADRID)


@given(levels)
def test_need_is_on_its_scale_and_its_weight_between_one_and_two(said: dict[str, int]) -> None:
    assert 0 <= need10(said) <= 10
    assert 1 <= weight(need10(said)) <= 2


@given(levels, st.sampled_from(NEEDS))
def test_saying_more_never_lowers_the_need(said: dict[str, int], need: str) -> None:
    more = {**said, need: min(4, said[need] + 1)}
    assert need10(more) >= need10(said)
    assert all(said[name] >= 2 for name in strongest(said))


@given(levels, st.sampled_from(NEEDS), st.sampled_from(NEEDS))
def test_no_need_is_left_out_that_was_said_as_strongly_as_one_that_is_told(
    said: dict[str, int], one: str, other: str
) -> None:
    told = strongest(said)
    if one in told and said[other] >= said[one]:
        assert other in told
    if "sleep" in told:
        assert all(said[need] > said["sleep"] for need in told[: told.index("sleep")])
    assert [said[need] for need in told] == sorted((said[need] for need in told), reverse=True)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"hands": 4, "sleep": 4, "heard": 4}, ["sleep", "hands", "heard"]),
        ({"hands": 4, "sleep": 3, "heard": 2}, ["hands", "sleep"]),
        ({"hands": 4, "sleep": 3, "heard": 3}, ["hands"]),
        (dict.fromkeys(NEEDS, 2), ["sleep", "recover", "reassurance", "track", "hands", "heard", "calm"]),
        (dict.fromkeys(NEEDS, 1), []),
    ],
)
def test_all_at_the_top_are_told_and_sleep_first_among_equals(said: dict[str, int], told: list[str]) -> None:
    assert strongest(said) == told


def test_nothing_said_is_refused_and_one_thing_is_enough() -> None:
    with pytest.raises(Refused, match="at least one thing"):
        accept(Open(), Private())
    accept(Open(), Private(stress=0))


@given(st.integers(-50, 50))
def test_stress_and_move_stay_on_their_scale(value: int) -> None:
    for kept in (Private(stress=value), Private(move=value)):
        if 0 <= value <= 10:
            accept(Open(), kept)
        else:
            with pytest.raises(Refused):
                accept(Open(), kept)


@given(st.integers(-100, 2000))
def test_a_hand_over_ends_within_a_day(minutes: int) -> None:
    given_ = HandOver("bedtime", NOON + timedelta(minutes=minutes))
    if 0 < minutes <= 1440:
        accept_handover(given_, now=NOON)
    else:
        with pytest.raises(Refused):
            accept_handover(given_, now=NOON)


@given(st.floats(0, 10), st.floats(0, 10))
def test_the_plain_split_covers_the_night_and_who_needs_more_sleeps_first(a: float, b: float) -> None:
    first, second = plain_split((a, b))
    assert (first.start, first.end, second.end) == (STARTS, second.start, ENDS)
    assert {first.caregiver, second.caregiver} == {0, 1}
    if a != b:
        assert first.caregiver == (0 if a < b else 1)


def test_one_alone_has_the_whole_night() -> None:
    (turn,) = plain_split((4.0,))
    assert (turn.caregiver, turn.start, turn.end) == (0, STARTS, ENDS)
