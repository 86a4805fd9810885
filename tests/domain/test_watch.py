"""Who has the baby by their own tap: until when, and what becomes of an agreed night."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from nearward.domain import watch
from nearward.domain.nights.plan import NightPlan, Protected

MADRID = ZoneInfo("Europe/Madrid")
SLOTS = 26


def local(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=MADRID)


def test_at_night_it_lasts_until_the_night_ends_and_by_day_until_the_evening() -> None:
    assert watch.lasts_until(local(10, 23), MADRID) == local(11, 9)
    assert watch.lasts_until(local(11, 3), MADRID) == local(11, 9)
    assert watch.lasts_until(local(11, 9), MADRID) == local(11, 20)
    assert watch.lasts_until(local(11, 20), MADRID) == local(12, 9)


@given(st.integers(0, 365 * 24 * 60))
def test_it_always_ends_within_a_night_also_where_the_clock_changes(minutes: int) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    assert now < watch.lasts_until(now, MADRID) <= now + timedelta(hours=14)


plans = st.lists(st.integers(0, 1), min_size=SLOTS, max_size=SLOTS)


@given(plans, st.integers(-3, SLOTS + 3), st.integers(0, 1))
def test_what_has_been_stays_and_the_rest_is_the_holders(duty: list[int], slot: int, holder: int) -> None:
    plan = NightPlan(tuple(duty), protected=((0, Protected(2, 12, 300)), (1, Protected(14, 24, 300))))
    changed = watch.handed_over(plan, slot, holder, slot_minutes=30, sleeps=[1 - holder])
    start = min(max(slot, 0), SLOTS)
    assert changed.duty is not None
    assert list(changed.duty[:start]) == duty[:start]
    assert set(changed.duty[start:]) <= {holder}
    assert changed.block(holder).end <= max(start, changed.block(holder).start)
    assert changed.block(1 - holder).minutes == (SLOTS - start) * 30


def test_a_night_nobody_covers_stays_one() -> None:
    plan = NightPlan(None)
    assert watch.handed_over(plan, 3, 0, slot_minutes=30, sleeps=[1]) is plan
