"""Take a copy of a baby's log along into another family. It is a log of its own from then on."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

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
    """
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
        entries = _entries(imports, of, kept)
        while some := list(islice(entries, ROWS_AT_ONCE)):
            LogEntry.objects.bulk_create(some)
    if sources:
        keep_end(to)


def _entries(imports: list[Import], of: Child, kept: Import) -> Iterator[LogEntry]:
    for entry in LogEntry.objects.filter(brought_in__in=imports, kind__in=OF_THE_BABY).iterator(ROWS_AT_ONCE):
        yield LogEntry(
            family_id=kept.family_id, child_id=kept.child_id, brought_in=kept, kind=entry.kind,
            key=entry.key.replace(str(of.pk), str(kept.child_id)), start=entry.start, end=entry.end,
            nap=entry.nap, wet=entry.wet, solid=entry.solid, type=entry.type, method=entry.method,
        )  # fmt: skip
