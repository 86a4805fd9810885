"""A whole log at once: several files, one child, one time zone; what comes in, what does not, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from nearward.domain.babylog.children import Children, LogChild
from nearward.domain.babylog.files import Line, LogFile
from nearward.domain.babylog.moments import RowError, check_reach
from nearward.domain.babylog.records import Kind, Noted, Record, Skipped, source_key
from nearward.domain.babylog.source import Named
from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

NOT_NEEDED = N_("Not needed for planning; nothing of it is kept.")
KEPT = N_(
    "Kept: when the baby slept, ate, was changed and when milk was pumped. "
    "Left out: notes, amounts, tags, and the names of adults."
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decides first. `baby` is the child a log is for, `who` is that child in the log."""

    zone: ZoneInfo
    now: datetime
    baby: str = ""
    who: str = ""
    born: date | None = None
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file gives; rows = new + known + skipped for a file that planning needs."""

    file: str
    holds: str
    kind: Kind | None
    rows: int
    new: tuple[Record, ...] = ()
    known: int = 0
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[Noted, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a log gives: its files in the order handed in, its children, and its first and last local day."""

    source: str
    files: tuple[FileReading, ...]
    children: tuple[LogChild, ...]
    child: LogChild | None
    first: date | None
    last: date | None

    @property
    def new(self) -> tuple[Record, ...]:
        return tuple(record for file in self.files for record in file.new)


@dataclass(slots=True)
class _Sorted:
    """Rows of one file while they are being sorted."""

    good: list[tuple[int, Record]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[Noted] = field(default_factory=list)


def children_of(files: Iterable[LogFile]) -> Children:
    """Who the files are about."""
    return Children(line.named for file in files for line in file.lines)


def read(files: Sequence[LogFile], choices: Choices) -> Reading:
    """Read a log for one child; raises `Refused` when that child is not in it."""
    children = children_of(files)
    chosen = choose(children, choices.who)
    known = set(choices.known)
    results, days = [], set[date]()
    for file in files:
        sorted_ = _sort(file, children, chosen, choices)
        kept = _once_each(sorted_)
        results.append(_against(known, file, kept, sorted_, choices))
        days |= {record.start.astimezone(choices.zone).date() for _, record in kept}
    source = files[0].source.name if files else ""
    return Reading(
        source, tuple(results), children.listed(), chosen, min(days, default=None), max(days, default=None)
    )


def choose(children: Children, who: str) -> LogChild | None:
    """The child `who` names, else the one with most rows; None when the log names nobody."""
    listed = children.listed()
    if not who:
        return listed[0] if listed else None
    found = children.find(who)
    if listed and found is None:
        names = ", ".join(child.label for child in listed)
        raise Refused(say(N_("The log is about %(names)s, not %(who)s."), names=names, who=who))
    return found


def _sort(file: LogFile, children: Children, chosen: LogChild | None, choices: Choices) -> _Sorted:
    out = _Sorted()
    for line in file.lines:
        try:
            _check_child(line, file, children, chosen)
            record, notes = _record(line, file, choices)
        except RowError as error:
            out.skipped.append(Skipped(line.number, error.reason))
        else:
            out.good.append((line.number, record))
            out.notes += [Noted(line.number, note) for note in notes]
    return out


def _record(line: Line, file: LogFile, choices: Choices) -> tuple[Record, tuple[Sentence, ...]]:
    if file.shape.kind is None:
        raise RowError(say(NOT_NEEDED))
    record, notes = file.source.record(file.shape.kind, line.cells, choices.zone)
    check_reach(record.start, record.end, choices.now)
    if choices.born and record.start.astimezone(choices.zone).date() < choices.born:
        raise RowError(say(N_("It lies before the birth.")))
    return record, notes


def _check_child(line: Line, file: LogFile, children: Children, chosen: LogChild | None) -> None:
    if line.problem is not None:
        raise RowError(line.problem)
    if not file.names_child or chosen is None:
        return
    if line.named == Named():
        raise RowError(say(N_("It does not say which child it is about.")))
    child = children.resolve(line.named)
    if child != chosen.named:
        other = LogChild(child, 0).label
        raise RowError(say(N_("It is about another child: %(child)s."), child=other))


def _once_each(rows: _Sorted) -> list[tuple[int, Record]]:
    """One record per kind and start: the longest, whatever the order of the rows; the others are skipped."""
    best: dict[datetime, tuple[int, Record]] = {}
    for number, record in rows.good:
        held = best.get(record.start)
        if held is None or _preferred((number, record)) > _preferred(held):
            best[record.start] = (number, record)
    rows.skipped += [_doubled(record, *best[record.start], number) for number, record in rows.good
                     if best[record.start][0] != number]  # fmt: skip
    gone = {skipped.row for skipped in rows.skipped}
    rows.notes = [note for note in rows.notes if note.row not in gone]
    return sorted(best.values(), key=lambda pair: pair[1].start)


def _preferred(row: tuple[int, Record]) -> tuple[datetime, str, int]:
    number, record = row
    return record.end or record.start, repr(record), -number


def _doubled(record: Record, kept: int, other: Record, number: int) -> Skipped:
    if record == other:
        return Skipped(number, say(N_("It is the same as row %(row)s."), row=kept))
    return Skipped(number, say(N_("Row %(row)s has the same start and is kept instead."), row=kept))


def _against(
    known: set[str], file: LogFile, kept: list[tuple[int, Record]], rows: _Sorted, choices: Choices
) -> FileReading:
    """Part what is new from what is known, and remember it for the files that follow."""
    keys = [(source_key(file.source.name, choices.baby, record), record) for _, record in kept]
    new = tuple(record for key, record in keys if key not in known)
    known |= {key for key, _ in keys}
    holds = file.shape.word
    skipped = tuple(sorted(rows.skipped, key=lambda skipped: skipped.row))
    notes = (Noted(1, say(NOT_NEEDED)),) if file.shape.kind is None else tuple(rows.notes)
    return FileReading(file.name, holds, file.shape.kind, file.rows, new, len(kept) - len(new), skipped, notes)
