"""The only writes of a baby's log: looked at for an hour, brought in whole, undone whole."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from nearward.domain.babylog.doubles import Told
from nearward.domain.babylog.reading import Choices, FileReading, Reading, read
from nearward.domain.babylog.records import Change, Feed, Record, Sleep, source_key
from nearward.domain.babylog.text import MAX_ROWS
from nearward.domain.night_taps import Taps, records_of
from nearward.domain.refused import Refused
from nearward.domain.sentence import say
from nearward.domain.words import N_
from nearward.web.babylog.models import Import, LogEntry, Preview, RecentLog, RecentTaps
from nearward.web.babylog.packing import Opened, left_out_of, pack_files, pack_left_out, unpack_files, unpack_taps
from nearward.web.babylog.selectors import PREVIEW_LASTS, end_of_log, known_keys, records_around
from nearward.web.babylog.taps_seen import tapped_for
from nearward.web.core import live
from nearward.web.core.forget import forget_soon
from nearward.web.people.models import Caregiver, Child
from nearward.web.people.services import people_of

FILES_AT_ONCE = 20
ROWS_AT_ONCE = 500
TAPPED_HERE = "here"  # the source of what was tapped, beside the names of other programs


@dataclass(frozen=True)
class Chosen:
    """What a person decided: for which child, which child of the log that is, and where its clock stood."""

    child: Child
    zone: ZoneInfo
    who: str = ""

    def choices(self, now: datetime) -> Choices:
        """Return the choices as the domain takes them."""
        return Choices(
            zone=self.zone, now=now, baby=str(self.child.pk), who=self.who, born=self.child.born_on
        )  # fmt: skip


@dataclass(frozen=True)
class Brought:
    """What came in: the reading as it was taken, and the import, or None when all of it was here already."""

    reading: Reading
    made: Import | None


def keep_preview(*, me: Caregiver, files: Sequence[Opened], earlier: Preview | None, now: datetime) -> Preview:
    """Keep opened files for the hour in which they are looked at; a new file takes the place of its namesake."""
    names = {file.log.name for file in files}
    before = unpack_files(earlier.files) if earlier else []
    together = {file.sha256: file for file in [*before, *files] if file in files or file.log.name not in names}
    if len(together) > FILES_AT_ONCE or sum(file.log.rows for file in together.values()) > MAX_ROWS:
        raise Refused(
            say(
                N_("That is more than %(files)s files or %(rows)s rows at once. Bring them in by parts."),
                files=FILES_AT_ONCE,
                rows=f"{MAX_ROWS:,}",
            )
        )
    with transaction.atomic():
        forget_previews(now=now)
        if earlier:
            Preview.objects.filter(pk=earlier.pk).delete()
        return Preview.objects.create(
            family_id=me.family_id, author=me, made_at=now, files=pack_files(together.values())
        )


def forget_previews(*, now: datetime) -> None:
    """Delete every preview older than an hour, whoever made it."""
    if Preview.objects.filter(made_at__lte=now - PREVIEW_LASTS).delete()[0]:
        forget_soon()


def look(*, files: Sequence[Opened], chosen: Chosen, now: datetime) -> Reading:
    """Read a log against what already came in, changing nothing. Raises `Refused`."""
    return _as_it_stands(_read(files, chosen, now), chosen.child)


def import_records(*, files: Sequence[Opened], chosen: Chosen, by: Caregiver | None, now: datetime) -> Brought:
    """Bring a log in: all of it or, if anything fails, none. A second run adds nothing. Raises `Refused`.

    The files are read before the transaction begins, so that other writers wait for the writing only.
    """
    child = chosen.child
    reading = _read(files, chosen, now)
    with transaction.atomic():
        one_at_a_time(child)
        reading = _as_it_stands(reading, child)
        if not reading.new:
            return Brought(reading, None)
        made = _keep_import(reading, files, chosen, by, now)
        rows = [_entry(record, made, reading.source) for record in reading.new]
        LogEntry.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
        keep_end(child)
        live.ring(people_of(child.family_id, now))
    return Brought(reading, made)


def undo_import(*, me: Caregiver, made: Import, now: datetime) -> None:
    """Take an import back whole: its entries, what was left out, and files still being looked at."""
    with transaction.atomic():
        Child.objects.select_for_update().get(pk=made.child_id)
        LogEntry.objects.filter(brought_in=made).delete()
        _write_tapped_again(made.child, now)
        keep_end(made.child)
        made.delete()
        Preview.objects.filter(family=me.family_id).delete()
        live.ring(people_of(me.family_id, now))
        forget_soon()


def one_at_a_time(child: Child) -> None:
    """Let one writer of a child's log finish before the next begins; raises `Refused` for a lost child."""
    if not Child.objects.select_for_update().filter(pk=child.pk, lost_at__isnull=True).exists():
        raise Refused(N_("Nothing can be brought in for this child."))


def write_tapped(child: Child, taps: Taps) -> None:
    """Let the log of a child hold what the taps kept say. Entries older than these taps stand as they are.

    What a log brought in tells already is not written a second time.
    """
    records, since = records_of(taps), min(tap.at for tap in taps)
    told = Told(records_around(child, records, tapped_here=False))
    LogEntry.objects.filter(child=child, brought_in__isnull=True, start__gte=since).delete()
    LogEntry.objects.bulk_create(
        entry_of(one, child, source_key(TAPPED_HERE, str(child.pk), one))
        for one in records
        if not told.tells_of(one)
    )


def _write_tapped_again(child: Child, now: datetime) -> None:
    """Write what was tapped in the last day and left out, because a log that is now taken back told it, too."""
    row = RecentTaps.objects.filter(family=child.family_id).first()
    here = Child.objects.filter(family=child.family_id, lost_at__isnull=True)
    if row and row.taps and child in tapped_for(here, now=now):
        write_tapped(child, unpack_taps(row.taps))


def keep_end(child: Child) -> None:
    """Keep the end of the log where Today reads it."""
    rows = end_of_log(child)
    if rows:
        RecentLog.objects.update_or_create(child=child, defaults={"family_id": child.family_id, "rows": rows})
    else:
        RecentLog.objects.filter(child=child).delete()


def _read(files: Sequence[Opened], chosen: Chosen, now: datetime) -> Reading:
    return read([file.log for file in files], chosen.choices(now))


def _as_it_stands(reading: Reading, child: Child) -> Reading:
    """Part what is new from what already came in, and from what was tapped here."""
    known, tapped = known_keys(child), Told(records_around(child, reading.new, tapped_here=True))

    def is_new(record: Record) -> bool:
        return source_key(reading.source, str(child.pk), record) not in known and not tapped.tells_of(record)

    return replace(reading, files=tuple(_still_new(file, is_new) for file in reading.files))


def _still_new(file: FileReading, is_new: Callable[[Record], bool]) -> FileReading:
    new = tuple(record for record in file.new if is_new(record))
    return replace(file, new=new, known=file.known + len(file.new) - len(new))


def _keep_import(
    reading: Reading, files: Sequence[Opened], chosen: Chosen, by: Caregiver | None, now: datetime
) -> Import:
    return Import.objects.create(
        family_id=chosen.child.family_id, child=chosen.child, by=by, at=now, source=reading.source,
        zone=chosen.zone.key, who=reading.child.label if reading.child else "",
        first_day=reading.first, last_day=reading.last, files=_provenance(reading.files, files),
        left_out=pack_left_out(left_out_of(reading, files)),
    )  # fmt: skip


def _provenance(told: Iterable[FileReading], files: Iterable[Opened]) -> list[dict[str, object]]:
    return [
        {
            "file": file.file, "sha256": from_.sha256, "holds": file.holds, "kind": file.kind, "rows": file.rows,
            "new": len(file.new), "known": file.known, "skipped": len(file.skipped),
        }
        for file, from_ in zip(told, files, strict=True)
    ]  # fmt: skip


def _entry(record: Record, made: Import, source: str) -> LogEntry:
    entry = entry_of(record, made.child, source_key(source, str(made.child_id), record))
    entry.brought_in = made
    return entry


def entry_of(record: Record, child: Child, key: str) -> LogEntry:
    """Return a record as it is kept in a child's log."""
    entry = LogEntry(
        family_id=child.family_id, child_id=child.pk, key=key, kind=record.kind.value,
        start=record.start, end=record.end,
    )  # fmt: skip
    match record:
        case Sleep(nap=nap):
            entry.nap = nap
        case Change(wet=wet, solid=solid):
            entry.wet, entry.solid = wet, solid
        case Feed(type=type_, method=method):
            entry.type, entry.method = type_, method
    return entry
