"""What `nearward import` prints: one JSON object, or tables for a person."""

from collections import defaultdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from nearward.domain.babylog.reading import KEPT, FileReading, Reading

ROWS_SHOWN = 6


def as_json(reading: Reading) -> dict[str, object]:
    """The contract of `nearward import --json`."""
    return {
        "source": reading.source,
        "child": reading.child.label if reading.child else None,
        "files": [_file(file) for file in reading.files],
        "from": reading.first.isoformat() if reading.first else None,
        "to": reading.last.isoformat() if reading.last else None,
    }


def _file(file: FileReading) -> dict[str, object]:
    return {
        "file": file.file,
        "kind": file.kind or file.holds,
        "rows": file.rows,
        "new": len(file.new),
        "known": file.known,
        "skipped": [{"row": skipped.row, "reason": str(skipped.reason)} for skipped in file.skipped],
        "notes": [{"row": noted.row, "note": str(noted.note)} for noted in file.notes],
    }


def as_table(reading: Reading, zone: str, *, came_in: bool) -> None:
    """Counts per file, then why rows stay out, then what is kept."""
    console = Console(highlight=False)
    console.print(_counts(reading, "came in" if came_in else "new"))
    for file in reading.files:
        for reason, rows in _reasons(file).items():
            console.print(Text(f"{file.file}, {_rows(rows)}: {reason}"))
    console.print(Text(_summary(reading, zone)))
    console.print(Text(KEPT))


def _counts(reading: Reading, new: str) -> Table:
    table = Table("file", "holds", box=None, pad_edge=False)
    for column in ("rows", new, "known", "skipped"):
        table.add_column(column, justify="right")
    for file in reading.files:
        counts = (file.rows, len(file.new), file.known, len(file.skipped))
        table.add_row(Text(file.file), file.holds, *map(str, counts))
    return table


def _reasons(file: FileReading) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = defaultdict(list)
    for skipped in file.skipped:
        rows[str(skipped.reason)].append(skipped.row)
    for noted in file.notes:
        rows[str(noted.note)].append(noted.row)
    return rows


def _rows(rows: list[int]) -> str:
    if rows == [1]:
        return "the whole file"
    shown = ", ".join(map(str, rows[:ROWS_SHOWN]))
    more = len(rows) - ROWS_SHOWN
    return f"row {shown}" + (f" and {more} more" if more > 0 else "")


def _summary(reading: Reading, zone: str) -> str:
    who = f"About {reading.child.label}" if reading.child else "About a child the log does not name"
    others = [child.label for child in reading.children if child != reading.child]
    span = f", {reading.first} to {reading.last}" if reading.first else ""
    also = f" The log also holds {', '.join(others)}: choose with --child." if others else ""
    return f"{who}{span}, times read as in {zone}.{also}"
