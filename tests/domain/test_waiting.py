"""Nothing is asked of a person who said there is no room; it waits, and after a week nobody is asked."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nearward.domain import waiting

MADE = datetime(2026, 3, 10, 18, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
rooms = st.lists(
    st.tuples(st.integers(-60, 400).map(lambda hours: MADE + hours * HOUR), st.integers(0, 4)), max_size=20
)
moments = st.integers(0, 24 * 16).map(lambda hours: MADE + hours * HOUR)


def none_every_day(days: int) -> list[tuple[datetime, int]]:
    """Say none each evening, an hour before the hour of the offer."""
    return [(MADE - HOUR + day * DAY, 0) for day in range(days)]


def test_what_is_offered_to_someone_with_room_arrives_at_once_and_fades_after_a_week() -> None:
    for said in ([], [(MADE - HOUR, 1)], [(MADE - 37 * HOUR, 0)], [(MADE - HOUR, 0), (MADE - HOUR, 2)]):
        assert waiting.arrives_at(said, MADE) == MADE
        assert waiting.fades_at(said, MADE) == MADE + 7 * DAY


def test_none_protects_for_36_hours_and_some_room_ends_it_at_once() -> None:
    none = (MADE - HOUR, 0)
    assert waiting.arrives_at([none], MADE) == MADE + 35 * HOUR
    assert waiting.arrives_at([none, (MADE + 2 * HOUR, 1)], MADE) == MADE + 2 * HOUR
    assert waiting.standing([none], MADE, MADE + 34 * HOUR) == "waits"
    assert waiting.standing([none], MADE, MADE + 35 * HOUR) == "open"
    assert waiting.fades_at([none], MADE) == MADE + 35 * HOUR + 7 * DAY


def test_after_seven_days_of_none_nobody_is_asked() -> None:
    said = none_every_day(8)
    assert waiting.arrives_at(said, MADE) is None
    assert waiting.standing(said, MADE, MADE + 7 * DAY - HOUR) == "waits"
    assert waiting.standing(said, MADE, MADE + 7 * DAY) == "over"
    assert waiting.rested_at(said, MADE, MADE + 7 * DAY - HOUR) is None
    assert waiting.rested_at(said, MADE, MADE + 7 * DAY) == MADE + 7 * DAY
    assert waiting.standing([*said, (MADE + 7 * DAY + HOUR, 4)], MADE, MADE + 8 * DAY) == "over"


def test_room_on_the_last_day_still_gives_a_whole_week_to_answer() -> None:
    said = [*none_every_day(6), (MADE + 6 * DAY, 2)]
    assert waiting.fades_at(said, MADE) == MADE + 13 * DAY


def test_a_later_bad_evening_puts_it_off_without_making_it_last_longer() -> None:
    said = [(MADE + 2 * DAY, 0)]
    assert waiting.standing(said, MADE, MADE + 2 * DAY) == "waits"
    assert waiting.standing(said, MADE, MADE + 4 * DAY) == "open"
    assert waiting.fades_at(said, MADE) == MADE + 7 * DAY
    assert waiting.rested_at(said, MADE, MADE + 30 * DAY) is None


def test_a_week_of_none_is_over_once_seven_days_have_passed_and_again_while_it_goes_on() -> None:
    said = none_every_day(12)
    began = MADE - HOUR
    assert waiting.none_for_a_week(said, MADE, MADE + 7 * DAY) == began + 7 * DAY
    assert waiting.none_for_a_week(said, MADE, began + 7 * DAY) is None
    assert waiting.none_for_a_week(said, MADE + 9 * DAY, MADE + 16 * DAY) == MADE + 9 * DAY
    assert waiting.none_for_a_week(said, MADE + 14 * DAY, MADE + 21 * DAY) is None
    assert waiting.none_for_a_week([*said, (MADE + 3 * DAY, 1)], MADE, MADE + 7 * DAY) is None


@given(rooms, moments)
def test_a_person_without_room_is_never_shown_an_offer(said: list[tuple[datetime, int]], now: datetime) -> None:
    if waiting.has_no_room(said, now):
        assert waiting.standing(said, MADE, now) != "open"
    elif waiting.standing(said, MADE, now) == "waits":
        raise AssertionError("It waits although there is room.")


@given(rooms)
def test_an_offer_waits_at_most_a_week_and_lasts_at_most_two(said: list[tuple[datetime, int]]) -> None:
    arrives, fades = waiting.arrives_at(said, MADE), waiting.fades_at(said, MADE)
    assert MADE + 7 * DAY <= fades < MADE + 14 * DAY
    if arrives is not None:
        assert MADE <= arrives < MADE + 7 * DAY
        assert not waiting.has_no_room(said, arrives)
        assert fades == arrives + 7 * DAY
    else:
        assert all(waiting.has_no_room(said, MADE + hour * HOUR) for hour in range(7 * 24))


@given(rooms, moments)
def test_what_is_said_later_changes_nothing_of_now(said: list[tuple[datetime, int]], now: datetime) -> None:
    by_now = [one for one in said if one[0] <= now]
    assert waiting.has_no_room(said, now) == waiting.has_no_room(by_now, now)
    assert (waiting.standing(said, MADE, now) == "open") == (waiting.standing(by_now, MADE, now) == "open")
    assert waiting.rested_at(said, MADE, now) == waiting.rested_at(by_now, MADE, now)


@given(rooms, moments)
def test_a_week_of_none_is_a_week_without_an_hour_of_room(
    said: list[tuple[datetime, int]], start: datetime
) -> None:
    found = waiting.none_for_a_week(said, start, start + 7 * DAY)
    hours = [start + hour * HOUR for hour in range(7 * 24)]
    weeks = [all(waiting.has_no_room(said, at - back * HOUR) for back in range(7 * 24 + 1)) for at in hours]
    assert (found is not None) == any(weeks)
    if found is not None:
        assert found == hours[weeks.index(True)]


@given(rooms, moments)
def test_rooms_of_long_ago_do_not_bear_on_it(said: list[tuple[datetime, int]], start: datetime) -> None:
    late = [one for one in said if one[0] > start - 7 * DAY - waiting.FRESH]
    end = start + 7 * DAY
    assert (waiting.none_for_a_week(said, start, end) is None) == (
        waiting.none_for_a_week(late, start, end) is None
    )
