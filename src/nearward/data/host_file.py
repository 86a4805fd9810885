"""Reads a CSV file that a host keeps. A row with a fault is named and left out; all the others are used."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nearward.domain.refused import Refused

LARGEST = 200_000  # bytes
COUNTRY = ("country", "expected two letters, such as ES.")
VERIFIED = ("verified", "expected yes or no.")
Row = dict[str, str]
Fault = tuple[str, str]  # the column, and what was expected in it


@dataclass(frozen=True)
class HostFile:
    """The rows that can be used, and one sentence for each that cannot."""

    rows: tuple[Row, ...]
    faults: tuple[str, ...]


def read(path: Path, columns: Sequence[str], fault_of: Callable[[Row], Fault | None]) -> HostFile:
    """Read a file row by row. Raises `Refused` when it cannot be read at all, or has other columns."""
    header, *lines = re.split(r"\r\n|\r|\n", _text(path))
    names = _cells(header) or []
    if sorted(names) != sorted(columns) or not any(line.strip() for line in lines):
        raise Refused(f"{path.name}, row 1: expected the columns {', '.join(columns)}, and a row below.")
    rows, faults = [], []
    for number, row in _rows(names, lines):
        fault = row if isinstance(row, str) else _named(fault_of(row))
        if fault:
            faults.append(f"{path.name}, row {number}{fault}")
        elif isinstance(row, dict):
            rows.append(row)
    return HostFile(tuple(rows), tuple(faults))


def is_country(text: str) -> bool:
    """Return whether this may be a country's code."""
    return bool(re.fullmatch("[A-Z]{2}", text))


def is_day(text: str) -> bool:
    """Return whether this is a day as 2026-03-14."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(f"{path.name}: expected at most {LARGEST // 1000} kB.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Refused(f"{path.name}: expected a CSV file in UTF-8.") from None


def _rows(names: Sequence[str], lines: Sequence[str]) -> Iterator[tuple[int, Row | str]]:
    """Yield each row with its number, or what is wrong with it as a whole. A row is one line, so that a quote left
    open costs its own row only."""
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        cells = _cells(line)
        if cells is None:
            yield number, ": expected quotes in pairs, and the whole row on one line."
        elif len(cells) > len(names):
            yield (
                number,
                f", column {len(names) + 1}: expected no more than {len(names)} cells, found {len(cells)}.",
            )
        else:
            yield number, dict(zip(names, cells + [""] * (len(names) - len(cells)), strict=True))


def _cells(line: str) -> list[str] | None:
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return None


def _named(fault: Fault | None) -> str:
    return f", {fault[0]}: {fault[1]}" if fault else ""
