"""What a reading says, as the person meets it."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nearward.domain.babylog.reading import FileReading, Reading
from nearward.domain.words import N_
from nearward.web.babylog.packing import LeftOut
from nearward.web.ui.words import translated

ROWS_SHOWN = 12
FORMULA = ("=", "+", "-", "@", "\t", "\r")
HOLDS = {
    "sleep": N_("Sleep"), "feeding": N_("Feeds"), "diaper change": N_("Changes"), "pumping": N_("Pumping"),
    "tummy time": N_("Tummy time"), "medication": N_("Medication"), "note": N_("Notes"),
    "temperature": N_("Temperature"), "weight": N_("Weight"), "height": N_("Height"),
    "head circumference": N_("Head circumference"), "BMI": N_("BMI"), "tag": N_("Tags"), "child": N_("Children"),
}  # fmt: skip


@dataclass(frozen=True)
class FileSeen:
    """One file of a log: what it holds, the counts in a sentence, and why rows stay out or are uncertain."""

    name: str
    holds: str
    counts: str
    reasons: list[str]


def files_seen(reading: Reading) -> list[FileSeen]:
    """Return the files of a reading as they are shown."""
    return [FileSeen(file.file, _(HOLDS[file.holds]), _counts(file), _reasons(file)) for file in reading.files]


def counts_of(file: dict[str, object]) -> FileSeen:
    """Return a file of an import that came in, as it is shown."""
    told = {name: int(str(file[name])) for name in ("rows", "new", "known", "skipped")}
    holds = _(HOLDS.get(str(file["holds"]), str(file["holds"])))
    return FileSeen(str(file["file"]), holds, _said(bool(file["kind"]), **told, verb=_("came in")), [])


def _counts(file: FileReading) -> str:
    return _said(
        file.kind is not None, rows=file.rows, new=len(file.new), known=file.known, skipped=len(file.skipped),
        verb=_("new"),
    )  # fmt: skip


def _said(needed: bool, *, rows: int, new: int, known: int, skipped: int, verb: str) -> str:
    total = ngettext("%(rows)s row", "%(rows)s rows", rows) % {"rows": rows}
    if not needed:
        return total
    parts = [f"{new} {verb}"]
    parts += [_("%(known)s here already") % {"known": known}] if known else []
    parts += [_("%(skipped)s left out") % {"skipped": skipped}] if skipped else []
    return f"{total}: {', '.join(parts)}"


def _reasons(file: FileReading) -> list[str]:
    rows: dict[str, list[int]] = defaultdict(list)
    for skipped in file.skipped:
        rows[translated(skipped.reason)].append(skipped.row)
    for noted in file.notes:
        rows[translated(noted.note)].append(noted.row)
    if file.kind is None:
        return list(rows)
    return [f"{_numbers(numbers)}: {reason}" for reason, numbers in rows.items()]


def _numbers(rows: list[int]) -> str:
    shown = ", ".join(map(str, rows[:ROWS_SHOWN]))
    more = len(rows) - ROWS_SHOWN
    label = ngettext("Row %(rows)s", "Rows %(rows)s", len(rows)) % {"rows": shown}
    return label + (_(" and %(more)s more") % {"more": more} if more > 0 else "")


def left_out_csv(rows: Iterable[LeftOut]) -> str:
    """Return left-out rows as a CSV file: where, why, and what was read; no cell can act as a formula."""
    rows = list(rows)
    columns = list(dict.fromkeys(column for row in rows for column in row.cells))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["file", "row", "reason", *columns])
    for row in rows:
        cells = (row.cells.get(column, "") for column in columns)
        writer.writerow(map(_plain_cell, [row.file, str(row.row), translated(row.reason), *cells]))
    return out.getvalue()


def _plain_cell(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
