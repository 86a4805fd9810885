"""Taps go into the log like a log that was brought in, and neither is counted twice."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from nearward.domain.babylog.records import Feed, Record, Sleep
from nearward.domain.night_taps import Act, Tap
from nearward.web.babylog import services, taps
from nearward.web.babylog.care import cares_now
from nearward.web.babylog.exporting import log_of
from nearward.web.babylog.models import Import, LogEntry, RecentLog, RecentTaps
from nearward.web.babylog.packing import unpack_taps
from nearward.web.core.models import Submission
from nearward.web.nights.models import PlannedNight
from nearward.web.nights.services import propose_nights
from nearward.web.people import services as people
from nearward.web.people.models import Child, Family
from nearward.web.people.selectors import Circle, circle_of, zone_of
from tests.conftest import Cast
from tests.web.babylog.logs import FEED, log

UTC_ZONE = ZoneInfo("UTC")
NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)
AWAKE, FED, ASLEEP = Act.AWAKE, Act.FED, Act.ASLEEP


def circle(cast: Cast) -> Circle:
    return circle_of(cast.alice, now=NOON)


def do(cast: Cast, act: Act, at: datetime) -> None:
    taps.tap(circle=circle(cast), act=act, key=uuid4(), rings=(), now=at)


def live_a_night(cast: Cast, evening: datetime, hours: float) -> None:
    """Tap one night: asleep at 21:00, awake after `hours`, fed, asleep again, awake at 06:30, fed."""
    start = evening.replace(hour=21, minute=0)
    woke = start + timedelta(hours=hours)
    for act, at in [
        (FED, start - timedelta(minutes=20)), (ASLEEP, start), (AWAKE, woke), (FED, woke + timedelta(minutes=4)),
        (ASLEEP, woke + timedelta(minutes=31)), (AWAKE, start + timedelta(hours=9.5)),
        (FED, start + timedelta(hours=9.6)),
    ]:  # fmt: skip
        do(cast, act, at)


def ten_nights(cast: Cast) -> None:
    for back in range(10, 0, -1):
        live_a_night(cast, NOON - timedelta(days=back), hours=2.5 + back % 3 / 4)


def as_csv(records: list[Record]) -> list[object]:
    """Return two files of another program that hold these records."""
    slept = [f"1,Kit,,{one.start:%Y-%m-%d %H:%M:%S},{one.end:%Y-%m-%d %H:%M:%S},," for one in records
             if isinstance(one, Sleep)]  # fmt: skip
    fed = [f"1,Kit,,{one.start:%Y-%m-%d %H:%M:%S},,,,," for one in records if isinstance(one, Feed)]
    return [*log(*slept), *log(*fed, name="feeds.csv", header=FEED)]


def bring_in(cast: Cast, *records: Record) -> services.Brought:
    chosen = services.Chosen(cast.kit, UTC_ZONE)
    return services.import_records(files=as_csv(list(records)), chosen=chosen, by=cast.bob, now=NOON)


def in_the_log(cast: Cast) -> list[Record]:
    rows = LogEntry.objects.filter(child=cast.kit).order_by("start").values_list("kind", "start", "end")
    return [Sleep(start, end) if kind == "sleep" else Feed(start, end) for kind, start, end in rows]


@pytest.fixture
def cast(cast: Cast) -> Cast:
    people.save_child(
        me=cast.alice, facts=people.ChildFacts("Kit", born_on=(NOON - timedelta(days=40)).date()), now=NOON,
        child=cast.kit,
    )  # fmt: skip
    cast.kit.refresh_from_db()
    return cast


def plan_and_demand(cast: Cast) -> tuple[object, ...]:
    """Return what the log changes: care demand, and tonight as it is planned from it."""
    care = cares_now(circle(cast).children, now=NOON, zone=zone_of(cast.alice.family))
    PlannedNight.objects.all().delete()
    propose_nights(circle=circle(cast), now=NOON, days=1)
    return [one.demand for one in care], PlannedNight.objects.get().plan


def forget_the_log() -> None:
    for table in (LogEntry, RecentTaps, RecentLog, Import):
        table.objects.all().delete()


def test_the_plan_and_the_care_demand_change_exactly_as_with_the_same_log_brought_in(cast: Cast) -> None:
    from_age = plan_and_demand(cast)
    ten_nights(cast)
    by_taps, records = plan_and_demand(cast), in_the_log(cast)
    forget_the_log()
    assert plan_and_demand(cast) == from_age
    bring_in(cast, *records)
    assert in_the_log(cast) == records
    assert plan_and_demand(cast) == by_taps
    assert by_taps[0] != from_age[0] and by_taps[1] != from_age[1], "ten short nights change both"


def test_the_end_of_the_log_is_the_same_row_either_way(cast: Cast) -> None:
    live_a_night(cast, NOON - timedelta(days=1), 3.0)
    kept, records = RecentLog.objects.get().rows, in_the_log(cast)
    assert records == [
        Feed(NOON.replace(day=19, hour=20, minute=40)),
        Sleep(NOON.replace(day=19, hour=21), NOON.replace(day=20, hour=0)),
        Feed(NOON.replace(hour=0, minute=4)),
        Sleep(NOON.replace(hour=0, minute=31), NOON.replace(hour=6, minute=30)),
        Feed(NOON.replace(hour=6, minute=36)),
    ]
    forget_the_log()
    bring_in(cast, *records)
    assert RecentLog.objects.get().rows == kept


def test_a_feed_tapped_here_is_not_brought_in_a_second_time(cast: Cast) -> None:
    live_a_night(cast, NOON - timedelta(days=1), 3.0)
    tapped = in_the_log(cast)
    ten_minutes_before = [
        replace(one, start=one.start - timedelta(minutes=10)) for one in tapped if isinstance(one, Feed)
    ]
    an_hour_later = Feed(NOON.replace(hour=8))
    brought = bring_in(cast, *ten_minutes_before, *[one for one in tapped if isinstance(one, Sleep)], an_hour_later)
    assert in_the_log(cast) == [*tapped, an_hour_later]
    assert [(len(one.new), one.known) for one in brought.reading.files] == [(0, 2), (1, 3)]


def test_a_feed_brought_in_is_not_tapped_a_second_time(cast: Cast) -> None:
    bring_in(cast, Feed(NOON.replace(hour=2, minute=5)))
    do(cast, FED, NOON.replace(hour=2, minute=20))
    do(cast, FED, NOON.replace(hour=5))
    assert in_the_log(cast) == [Feed(NOON.replace(hour=2, minute=5)), Feed(NOON.replace(hour=5))]


def test_a_feed_left_out_for_an_import_is_there_again_when_that_is_taken_back(cast: Cast) -> None:
    made = bring_in(cast, Feed(NOON.replace(hour=2, minute=5))).made
    do(cast, FED, NOON.replace(hour=2, minute=20))
    assert made is not None
    services.undo_import(me=cast.alice, made=made, now=NOON)
    assert in_the_log(cast) == [Feed(NOON.replace(hour=2, minute=20))]


def test_undoing_an_import_leaves_what_was_tapped(cast: Cast) -> None:
    do(cast, FED, NOON.replace(hour=2, minute=20))
    made = bring_in(cast, Feed(NOON.replace(hour=5))).made
    assert made is not None
    services.undo_import(me=cast.alice, made=made, now=NOON)
    assert in_the_log(cast) == [Feed(NOON.replace(hour=2, minute=20))]


def test_undo_takes_a_feed_out_of_the_log_and_a_side_goes_into_it(cast: Cast) -> None:
    at = NOON.replace(hour=2)
    do(cast, FED, at)
    key = unpack_taps(RecentTaps.objects.get().taps)[0].key
    taps.say_side(circle=circle(cast), tap=key, side="left", rings=(), now=at)
    assert LogEntry.objects.get().method == "left breast"
    taps.undo_tap(circle=circle(cast), tap=key, rings=(), now=at)
    assert not LogEntry.objects.exists() and not RecentLog.objects.exists()


def test_of_twins_both_logs_hold_the_one_set_of_taps_and_an_older_child_none(cast: Cast) -> None:
    for name, born in (("Kai", cast.kit.born_on), ("Ola", cast.kit.born_on - timedelta(days=800))):
        people.save_child(me=cast.alice, facts=people.ChildFacts(name, born_on=born), now=NOON)
    do(cast, FED, NOON.replace(hour=2))
    assert sorted(LogEntry.objects.values_list("child__name", flat=True)) == ["Kai", "Kit"]


def test_a_copy_to_take_along_holds_what_was_tapped_like_any_entry(cast: Cast) -> None:
    do(cast, FED, NOON.replace(hour=2))
    assert log_of(cast.kit) == [{"kind": "feeding", "start": NOON.replace(hour=2)}]


def test_no_column_of_what_was_tapped_points_to_an_adult() -> None:
    for table in (LogEntry, RecentTaps, RecentLog):
        told = {field.related_model for field in table._meta.get_fields() if field.is_relation}
        assert told <= {Family, Child, Import}
    assert {field.name for field in fields(Tap)} == {"act", "at", "key", "side", "undone"}


def test_a_tap_leaves_no_mark_of_who_sent_it(cast: Cast) -> None:
    do(cast, FED, NOON)
    assert not Submission.objects.exists()
