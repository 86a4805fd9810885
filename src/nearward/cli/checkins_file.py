"""Read CHECKINS.csv for `nearward need`; what is wrong is one sentence with file, row and column."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from nearward.cli.table import Table
from nearward.domain.need_forecast import Statement
from nearward.domain.needs import NEEDS, exact_need10

COLUMNS = ("caregiver", "at", *NEEDS, "room")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?", re.ASCII)
_LEVEL = re.compile(r"([0-4])(\.0*)?", re.ASCII)
EXPECTED_MOMENT = "a local date and time such as 2026-11-24T21:00"
EXPECTED_LEVEL = "a whole number from 0 to 4, or nothing"


@dataclass(frozen=True, slots=True)
class Caregiver:
    """One caregiver of the file and what they said, in the order of its rows."""

    name: str
    statements: list[Statement] = field(default_factory=list)


def read(path: Path) -> tuple[list[Caregiver], list[str]]:
    """Return the caregivers in order of first appearance, and the columns that were not read."""
    table = Table(path, COLUMNS)
    at = {name: table.header.index(name) for name in COLUMNS}
    caregivers: dict[str, Caregiver] = {}
    for row, cells in table.rows():
        said = {name: cells[place].strip() for name, place in at.items()}
        if not said["caregiver"]:
            raise table.wrong(row, "caregiver", "a name", "")
        known = caregivers.setdefault(said["caregiver"], Caregiver(said["caregiver"]))
        known.statements.append(_statement(table, row, said))
    return list(caregivers.values()), [name for name in table.header if name not in COLUMNS]


def moment(text: str) -> datetime | None:
    """Return a local date and time without a zone, or None where it is none."""
    try:
        return datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        return None


def _statement(table: Table, row: int, said: dict[str, str]) -> Statement:
    at = moment(said["at"])
    if at is None:
        raise table.wrong(row, "at", EXPECTED_MOMENT, said["at"])
    levels = {need: _level(table, row, need, said[need]) or 0 for need in NEEDS}
    room = _level(table, row, "room", said["room"])
    return Statement(at, exact_need10(levels), None if room is None else Fraction(room))


def _level(table: Table, row: int, column: str, text: str) -> int | None:
    match = _LEVEL.fullmatch(text)
    if text and match is None:
        raise table.wrong(row, column, EXPECTED_LEVEL, text)
    return int(match[1]) if match else None
