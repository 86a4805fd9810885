"""Take a copy of a baby's log along into another family. It is a log of its own from then on."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet

from nearward.domain.babylog.records import Kind
from nearward.web.babylog.models import Import, LogEntry
from nearward.web.babylog.packing import pack_left_out
from nearward.web.babylog.services import ROWS_AT_ONCE, keep_end
from nearward.web.people.models import Child

# Pumping stays behind: it says something of a body, not of the baby.
OF_THE_BABY = (Kind.SLEEP, Kind.FEEDING, Kind.CHANGE)


def copy_log(*, of: Child, to: Child, now: datetime) -> None:
    """Copy what was logged of one child to its copy: the entries alone, under one import for each source.

    The files, their names, the rows left out, how the log calls the child, and who brought it in are forgotten.
    What was tapped here has no import there either; the taps of the last day and the line beside them stay behind.
    """
    log = LogEntry.objects.filter(child=of, kind__in=OF_THE_BABY)
    sources: dict[str, list[Import]] = {}
    for made in Import.objects.filter(child=of).defer("left_out").order_by("at", "pk"):
        sources.setdefault(made.source, []).append(made)
    for source, imports in sources.items():
        kept = Import.objects.create(
            family_id=to.family_id, child=to, by=None, at=now, source=source, zone=imports[-1].zone, files=[],
            first_day=min((made.first_day for made in imports if made.first_day), default=None),
            last_day=max((made.last_day for made in imports if made.last_day), default=None),
            left_out=pack_left_out(()),
        )  # fmt: skip
        _copy(log.filter(brought_in__in=imports), to, kept)
    _copy(log.filter(brought_in__isnull=True), to, None)
    keep_end(to)


def _copy(log: QuerySet[LogEntry], to: Child, kept: Import | None) -> None:
    entries = _entries(log, to, kept)
    while some := list(islice(entries, ROWS_AT_ONCE)):
        LogEntry.objects.bulk_create(some)


def _entries(log: QuerySet[LogEntry], to: Child, kept: Import | None) -> Iterator[LogEntry]:
    for entry in log.iterator(ROWS_AT_ONCE):
        yield LogEntry(
            family_id=to.family_id, child_id=to.pk, brought_in=kept, kind=entry.kind,
            key=entry.key.replace(str(entry.child_id), str(to.pk)), start=entry.start, end=entry.end,
            nap=entry.nap, wet=entry.wet, solid=entry.solid, type=entry.type, method=entry.method,
        )  # fmt: skip
