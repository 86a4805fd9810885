"""Baby Buddy's CSV: one file per model, from its admin export or its import templates, in any version."""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from nearward.domain.babylog.moments import RowError, check_order, hours, instant, wall_time
from nearward.domain.babylog.records import Change, Feed, Kind, Pumping, Record, Sleep
from nearward.domain.babylog.source import Cells, Named, Shape
from nearward.domain.babylog.text import plain
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

LONGEST_SLEEP = timedelta(hours=24)
LONGEST_FEED = timedelta(hours=6)
TYPES = frozenset({"breast milk", "formula", "fortified breast milk", "solid food"})
METHODS = frozenset({"bottle", "left breast", "right breast", "both breasts", "parent fed", "self fed"})

_CHILD = frozenset({"child_id", "child", "child_first_name", "child_last_name"})
_COMMON = _CHILD | {"id", "notes", "tags", "amount", "start", "end", "duration", "time"}
_EXTRA = frozenset({"birth_time", "slug", "picture", "image", "last_used", "wakeups"})

# What tells one file from another: all of the first set, any of the second. The first that fits is it.
_SHAPES: tuple[tuple[Shape, frozenset[str], frozenset[str]], ...] = (
    (Shape("feeding", Kind.FEEDING), frozenset({"start"}), frozenset({"type", "method"})),
    (Shape("sleep", Kind.SLEEP), frozenset({"start"}), frozenset({"nap"})),
    (Shape("tummy time"), frozenset({"start"}), frozenset({"milestone"})),
    (Shape("diaper change", Kind.CHANGE), frozenset({"time"}), frozenset({"wet", "solid", "color"})),
    (Shape("medication"), frozenset({"time"}), frozenset({"dosage", "dosage_unit", "medication"})),
    (Shape("pumping", Kind.PUMPING), frozenset({"amount"}), frozenset({"start", "time"})),
    (Shape("note"), frozenset({"note"}), frozenset({"time"})),
    (Shape("temperature"), frozenset({"temperature"}), frozenset({"time"})),
    (Shape("weight"), frozenset({"weight"}), frozenset({"date"})),
    (Shape("height"), frozenset({"height"}), frozenset({"date"})),
    (Shape("head circumference"), frozenset({"head_circumference"}), frozenset({"date"})),
    (Shape("BMI"), frozenset({"bmi"}), frozenset({"date"})),
    (Shape("tag"), frozenset({"name", "color"}), frozenset({"name"})),
    (Shape("child"), frozenset({"birth_date"}), frozenset({"first_name", "last_name"})),
)
_OWN: Final = frozenset().union(*(all_of | any_of for _, all_of, any_of in _SHAPES)) | _COMMON | _EXTRA
_BY_FILE_NAME = {
    "sleep": Shape("sleep", Kind.SLEEP),
    "feeding": Shape("feeding", Kind.FEEDING),
    "pumping": Shape("pumping", Kind.PUMPING),
    "tummytime": Shape("tummy time"),
}
_BOOLEANS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": None}


class BabyBuddy:
    """https://docs.baby-buddy.net: CSV made by its admin; times are naive, in the exporter's zone."""

    name = "baby buddy"
    columns = _CHILD | {"start", "end", "time", "nap", "type", "method", "wet", "solid"}

    def owns(self, header: tuple[str, ...]) -> bool:
        """Whether the header may be Baby Buddy's: it names a child as that does, or has its columns only."""
        named = frozenset(header)
        return bool(named & _CHILD) or named <= _OWN

    def recognise(self, header: tuple[str, ...], file: str = "") -> Shape | None:
        """What the header says the file is; where it fits several, the name of the file decides."""
        named = frozenset(header)
        if not self.owns(header):
            return None
        for shape, all_of, any_of in _SHAPES:
            if all_of <= named and any_of & named:
                return shape
        return _by_name(file) if "start" in named and named <= _COMMON else None

    def child(self, cells: Cells) -> Named:
        """Who the row is about: admin exports give names, templates an id, most give both."""
        name = f"{cells.get('child_first_name', '')} {cells.get('child_last_name', '')}"
        ident = cells.get("child_id", "") or cells.get("child", "")
        return Named(plain(ident, 40), plain(name, 80))

    def record(self, kind: Kind, cells: Cells, zone: ZoneInfo) -> tuple[Record, tuple[Sentence, ...]]:
        """The row as a record, with notes on what was uncertain."""
        start, end, notes = _span(cells, zone)
        match kind:
            case Kind.SLEEP:
                return _sleep(start, end, cells), notes
            case Kind.CHANGE:
                return Change(start, _boolean(cells, "wet"), _boolean(cells, "solid")), notes
            case Kind.FEEDING:
                end, more = _believable(start, end)
                type_, method = _word(cells, "type", TYPES), _word(cells, "method", METHODS)
                return Feed(start, end, type_, method), notes + more
            case Kind.PUMPING:
                end, more = _believable(start, end)
                return Pumping(start, end), notes + more


def _by_name(file: str) -> Shape | None:
    plain = file.casefold().replace("-", "").replace("_", "").replace(" ", "")
    return next((shape for word, shape in _BY_FILE_NAME.items() if word in plain), None)


def _span(cells: Cells, zone: ZoneInfo) -> tuple[datetime, datetime | None, tuple[Sentence, ...]]:
    column = "start" if cells.get("start", "").strip() else "time"
    if not cells.get(column, "").strip():
        raise RowError(say(N_("It has no time.")))
    start, note = instant(wall_time(cells[column], column), zone)
    end, end_note = None, None
    if cells.get("end", "").strip():
        end, end_note = instant(wall_time(cells["end"], "end"), zone, after=start)
        check_order(start, end)
    return start, end, tuple(said for said in (note, end_note) if said)


def _sleep(start: datetime, end: datetime | None, cells: Cells) -> Sleep:
    if end is None:
        raise RowError(say(N_("The sleep has no end; it may still have been running.")))
    if end == start:
        raise RowError(say(N_("The sleep ends when it starts.")))
    if end - start > LONGEST_SLEEP:
        raise RowError(
            say(N_("The sleep lasts %(hours)s hours; a timer was probably left on."), hours=hours(end - start))
        )
    return Sleep(start, end, _boolean(cells, "nap"))


def _believable(start: datetime, end: datetime | None) -> tuple[datetime | None, tuple[Sentence, ...]]:
    """The end of a feed or of pumping, left out with a note when a timer was clearly left on."""
    if end is None or end - start <= LONGEST_FEED:
        return end, ()
    return None, (say(N_("It lasts %(hours)s hours, so only its start was kept."), hours=hours(end - start)),)


def _boolean(cells: Cells, column: str) -> bool | None:
    cell = cells.get(column, "").strip().casefold()
    if cell not in _BOOLEANS:
        raise RowError(say(N_("“%(column)s” must be 1, 0 or empty."), column=column))
    return _BOOLEANS[cell]


def _word(cells: Cells, column: str, known: frozenset[str]) -> str:
    cell = " ".join(cells.get(column, "").split()).casefold()
    return cell if cell in known else ""
