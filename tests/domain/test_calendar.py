"""What stands in a person's own calendar: true times also where the clock changes, and neutral words."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.calendar import TITLES, entries_of_night, entry_of_handover, turns
from nearward.domain.nights import NightPlan, Protected
from nearward.domain.nights.clock import slots_between

MADRID = ZoneInfo("Europe/Madrid")
SAID = datetime(2026, 3, 1, tzinfo=UTC)


@given(st.lists(st.integers(0, 2), max_size=28))
def test_turns_cover_each_slot_of_a_person_once_and_never_touch(duty: list[int]) -> None:
    for person in range(3):
        found = turns(duty, person)
        slots = [slot for start, end in found for slot in range(start, end)]
        assert slots == [slot for slot, one in enumerate(duty) if one == person]
        assert all(found[at][1] < found[at + 1][0] for at in range(len(found) - 1))


@pytest.mark.parametrize(
    ("evening", "hours"), [(date(2026, 3, 28), 12), (date(2026, 10, 24), 14), (date(2026, 3, 10), 13)]
)
def test_a_night_is_as_long_as_it_is_when_the_clock_changes(evening: date, hours: int) -> None:
    slots = slots_between(evening, MADRID)
    plan = NightPlan(duty=(0,) * (slots // 2) + (1,) * (slots - slots // 2))
    found = [
        entry
        for person in (0, 1)
        for entry in entries_of_night(plan, person, evening=evening, zone=MADRID, said_at=SAID)
    ]
    assert sum((entry.end - entry.start for entry in found), timedelta()) == timedelta(hours=hours)
    assert found[0].start.astimezone(MADRID).hour == 20
    assert found[-1].end.astimezone(MADRID).hour == 9
    assert all(entry.start.utcoffset() == timedelta(0) for entry in found)


def test_a_protected_block_is_rest_and_one_without_sleep_is_nothing() -> None:
    plan = NightPlan(duty=(0, 0, 1, 1), protected=((0, Protected(2, 4, 60)), (1, Protected(0, 2, 0))))
    whats = [
        [entry.what for entry in entries_of_night(plan, who, evening=date(2026, 3, 10), zone=MADRID, said_at=SAID)]
        for who in (0, 1)
    ]
    assert whats == [["duty", "rest"], ["duty"]]


def test_a_hand_over_begins_on_the_minute_and_needs_one() -> None:
    at = datetime(2026, 3, 10, 19, 5, 44, 7, tzinfo=UTC)
    entry = entry_of_handover("x", mine=False, given_at=at, until=at + timedelta(hours=1))
    assert entry is not None
    assert (entry.start.second, entry.start.microsecond, entry.what) == (0, 0, "other")
    assert entry_of_handover("x", mine=True, given_at=at, until=at.replace(second=45)) is None


def test_titles_are_three_and_say_nothing() -> None:
    assert sorted(TITLES.values()) == ["Nearward", "Nearward: on duty", "Nearward: resting"]
