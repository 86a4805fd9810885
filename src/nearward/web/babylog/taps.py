"""The only writes of taps: one set for a baby, or for twins together, which goes into the log."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from nearward.domain import night_taps as rules
from nearward.domain.babylog.doubles import Told
from nearward.domain.babylog.records import Record, source_key
from nearward.domain.night_taps import Act, Tap, Taps
from nearward.web.babylog.models import LogEntry, RecentTaps
from nearward.web.babylog.packing import pack_taps, unpack_taps
from nearward.web.babylog.selectors import records_around
from nearward.web.babylog.services import entry_of, keep_end
from nearward.web.babylog.taps_seen import tapped_for
from nearward.web.core import live
from nearward.web.core.forget import forget_soon
from nearward.web.people.models import Child
from nearward.web.people.selectors import Circle, zone_of
from nearward.web.people.services import hold_family

SOURCE = "here"


def tap(*, circle: Circle, act: Act, key: UUID, rings: Iterable[UUID], now: datetime) -> None:
    """Keep a tap, once for each form and once a minute, whoever taps."""
    one = Tap(act, now.replace(microsecond=0), str(key))
    _change(circle, lambda taps: rules.tapped(taps, one), rings, now)


def undo_tap(*, circle: Circle, tap: str, rings: Iterable[UUID], now: datetime) -> None:
    """Take back the last tap, where it is this one."""
    _change(circle, lambda taps: rules.undone(taps, tap, now=now), rings, now)


def say_side(*, circle: Circle, tap: str, side: str, rings: Iterable[UUID], now: datetime) -> None:
    """Say which side a feed ended on. Raises `Refused`."""
    _change(circle, lambda taps: rules.with_side(taps, tap, side, now=now), rings, now)


def _change(circle: Circle, change: Callable[[Taps], Taps], rings: Iterable[UUID], now: datetime) -> None:
    """Change the taps and what the log holds of them; where nothing changes, nothing is written."""
    with transaction.atomic():
        row = _held(circle)
        before = unpack_taps(row.taps)
        changed = change(before)
        if changed == before:
            return
        after = rules.still_kept(changed, now=now)
        row.taps = pack_taps(after)
        row.save()
        for child in tapped_for(circle):
            _write_entries(child, after)
        live.ring(rings)


def _held(circle: Circle) -> RecentTaps:
    """Return the family's row, or a new one; nobody else writes it until this transaction ends."""
    family = circle.me.family_id
    hold_family(family)
    return RecentTaps.objects.filter(family=family).first() or RecentTaps(family_id=family)


def _write_entries(child: Child, taps: Taps) -> None:
    """Let the log of a child hold what the taps kept say. Entries older than these taps stand as they are.

    What a log brought in tells already is not written a second time.
    """
    Child.objects.select_for_update().get(pk=child.pk)
    records, since = rules.records_of(taps), min(tap.at for tap in taps)
    told = Told(records_around(child, records, tapped_here=False))
    LogEntry.objects.filter(child=child, brought_in__isnull=True, start__gte=since).delete()
    LogEntry.objects.bulk_create(_entries(child, [one for one in records if not told.tells_of(one)]))
    keep_end(child)


def _entries(child: Child, records: Sequence[Record]) -> list[LogEntry]:
    return [entry_of(record, child, source_key(SOURCE, str(child.pk), record)) for record in records]


def leave_line(*, circle: Circle, line: str, rings: Iterable[UUID], now: datetime) -> None:
    """Leave a line for whoever takes over, in place of the one before; an empty one leaves none."""
    with transaction.atomic():
        row = _held(circle)
        row.line = line
        row.line_until = rules.line_lasts_until(now, zone_of(circle.me.family)) if line else None
        row.save()
        forget_soon()
        live.ring(rings)


def forget_line(family_id: UUID) -> None:
    """Delete a family's line, whoever left it."""
    _empty(RecentTaps.objects.filter(family=family_id).exclude(line=""))


def forget_lines(*, now: datetime) -> None:
    """Delete each line whose night is over; with none, nothing is written."""
    past = RecentTaps.objects.filter(line_until__lte=now)
    if past.exists():
        _empty(past)


def _empty(rows: QuerySet[RecentTaps]) -> None:
    if rows.update(line="", line_until=None):
        forget_soon()
