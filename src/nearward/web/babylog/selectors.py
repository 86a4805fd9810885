"""The only reads of a baby's log, and the only door to an import or a preview."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from nearward.domain.babylog.records import Feed, Kind, Record, Sleep
from nearward.domain.care_demand import FRESH_DAYS
from nearward.domain.night_log import reach_back
from nearward.web.babylog.models import Import, LogEntry, Preview
from nearward.web.people.models import Caregiver, Child

PREVIEW_LASTS = timedelta(hours=1)
SHOWN = 12
NIGHT_KINDS = (Kind.SLEEP.value, Kind.FEEDING.value)


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


def recent_log(children: Iterable[Child], *, now: datetime) -> dict[UUID, list[Record]]:
    """Return each child's sleeps and feeds that care demand reads, in one query bounded by their age.

    A log whose last night is older than `FRESH_DAYS` is not used, so nothing further back can matter.
    """
    since = reach_back(now - timedelta(days=FRESH_DAYS + 1))
    rows = LogEntry.objects.filter(
        child__in=[child.pk for child in children], kind__in=NIGHT_KINDS, start__gte=since
    )
    log: dict[UUID, list[Record]] = defaultdict(list)
    for child_id, kind, start, end in rows.values_list("child_id", "kind", "start", "end"):
        log[child_id].append(Sleep(start, end) if kind == Kind.SLEEP and end else Feed(start, end))
    return log


def log_ends(child: Child) -> datetime | None:
    """Return when the child's newest sleep or feed began; None without a log."""
    newest = LogEntry.objects.filter(child=child, kind__in=NIGHT_KINDS).order_by("-start")
    return newest.values_list("start", flat=True).first()
