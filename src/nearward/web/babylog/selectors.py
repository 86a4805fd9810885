"""The only reads of a baby's log, and the only door to an import or a preview."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from nearward.domain.babylog.doubles import LONGEST, NEAR
from nearward.domain.babylog.records import Feed, Kind, Record, Sleep
from nearward.domain.night_log import reach_back
from nearward.web.babylog.models import Import, LogEntry, Preview, RecentLog
from nearward.web.babylog.packing import pack_nights
from nearward.web.people.models import Caregiver, Child

PREVIEW_LASTS = timedelta(hours=1)
SHOWN = 12


def children_with_a_log(me: Caregiver) -> list[Child]:
    """Return the children a log can be brought in for: born and not lost, in the order they were entered."""
    living = Child.objects.filter(family=me.family_id, lost_at__isnull=True, born_on__isnull=False)
    return list(living.order_by("created_at", "pk"))


def _imports(me: Caregiver) -> QuerySet[Import]:
    return Import.objects.filter(family=me.family_id, child__lost_at__isnull=True).select_related("child")


def imports_of(me: Caregiver) -> list[Import]:
    """Return what was brought in for the family's children, newest first; bounded."""
    return list(_imports(me).defer("left_out").order_by("-at")[:SHOWN])


def import_seen_by(me: Caregiver, import_id: UUID) -> Import:
    """Return an import of `me`'s family, or 404."""
    return get_object_or_404(_imports(me), pk=import_id)


def preview_of(me: Caregiver, preview_id: UUID, *, now: datetime) -> Preview:
    """Return a preview that `me` made within the hour, or 404."""
    fresh = Preview.objects.filter(author=me, family=me.family_id, made_at__gt=now - PREVIEW_LASTS)
    return get_object_or_404(fresh, pk=preview_id)


def known_keys(child: Child) -> frozenset[str]:
    """Return the keys of everything that already came in for a child."""
    return frozenset(LogEntry.objects.filter(child=child).values_list("key", flat=True))


def latest_import(child: Child, *, since: datetime) -> Import | None:
    """Return the newest import for a child since a moment: what a form sent twice has already made."""
    return Import.objects.filter(child=child, at__gte=since).order_by("-at").first()


def recent_log(children: Iterable[Child]) -> dict[UUID, str]:
    """Return the packed end of each child's log, in one query of one row a child, whatever the history."""
    rows = RecentLog.objects.filter(child__in=[child.pk for child in children])
    return dict(rows.values_list("child_id", "rows"))


def end_of_log(child: Child) -> str:
    """Return the sleeps and feeds that care demand reads, packed: those since shortly before the log's end."""
    entries = LogEntry.objects.filter(child=child, kind__in=(Kind.SLEEP, Kind.FEEDING)).order_by("start", "kind")
    last = entries.values_list("start", flat=True).last()
    if last is None:
        return ""
    return pack_nights(entries.filter(start__gte=reach_back(last)).values_list("kind", "start", "end"))


def records_around(child: Child, records: Sequence[Record], *, tapped_here: bool) -> list[Record]:
    """Return the sleeps and feeds of a child's log near these: those tapped here, or those brought in."""
    if not records:
        return []
    since = min(record.start for record in records) - LONGEST - NEAR
    until = max(record.end or record.start for record in records) + NEAR
    near = LogEntry.objects.filter(
        child=child,
        kind__in=(Kind.SLEEP, Kind.FEEDING),
        brought_in__isnull=tapped_here,
        start__range=(since, until),
    )
    rows = near.values_list("kind", "start", "end")
    return [Sleep(start, end) if kind == Kind.SLEEP and end else Feed(start, end) for kind, start, end in rows]
