"""The only writes of taps: one set for a baby, or for twins together, which goes into the log."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from nearward.domain import night_taps as rules
from nearward.domain.night_taps import Act, Tap, Taps
from nearward.web.babylog.models import RecentTaps
from nearward.web.babylog.packing import pack_taps, unpack_taps
from nearward.web.babylog.services import keep_end, one_at_a_time, write_tapped
from nearward.web.babylog.taps_seen import tapped_for
from nearward.web.core import live
from nearward.web.core.forget import forget_soon
from nearward.web.people.selectors import Circle, zone_of
from nearward.web.people.services import hold_family


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
        for child in tapped_for(circle.children, now=now):
            one_at_a_time(child)
            write_tapped(child, after)
            keep_end(child)
        live.ring(rings)


def _held(circle: Circle) -> RecentTaps:
    """Return the family's row, or a new one; nobody else writes it until this transaction ends."""
    family = circle.me.family_id
    hold_family(family)
    return RecentTaps.objects.filter(family=family).first() or RecentTaps(family_id=family)


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
