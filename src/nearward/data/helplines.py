"""The help lines: data, of which only verified rows are shown."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from nearward.data.help_words import Way, plain_words, ways
from nearward.data.host_file import COUNTRY, VERIFIED, Fault, HostFile, Row, is_country, is_day, read
from nearward.domain.sentence import Sentence

EMERGENCY, SUICIDE, ABUSE, PERINATAL = "emergency", "suicide", "ipv", "perinatal"
ORDER = (EMERGENCY, SUICIDE, PERINATAL, "health", "parents", ABUSE)
STALE_AFTER_DAYS = 180
COLUMNS = ("country", "kind", "name", "number", "channel_hours", "languages", "verified", "last_checked", "source")
LONGEST_NAME = 80


@dataclass(frozen=True)
class Line:
    """One verified help line."""

    country: str
    kind: str
    name: str
    number: str
    hours: str
    last_checked: date

    @property
    def says(self) -> tuple[str | Sentence, ...]:
        """Return when and how it answers; of an emergency number it goes unsaid that it always answers."""
        return plain_words(self.hours)[1:] if self.kind == EMERGENCY else plain_words(self.hours)

    @property
    def ways(self) -> tuple[Way, ...]:
        """Return each way to call or text it."""
        return ways(self.number, self.hours)


@cache
def all_lines(own: str = "") -> tuple[Line, ...]:
    """Return the verified lines; of each country that a host's own file names, its rows. Raises `Refused`.

    While a row of that file has a fault, ours stand in where it leaves a country without a line of some kind: a
    slip in the row of the emergency number must not leave a country without one.
    """
    bundled = list(csv.DictReader((files("nearward.data") / "helplines.csv").read_text("utf-8").splitlines()))
    host = own_file(Path(own)) if own else HostFile((), ())
    rows = [*_ours(bundled, host), *host.rows]
    return tuple(_line(row) for row in rows if _shown(row))


def _ours(bundled: Iterable[Row], host: HostFile) -> list[Row]:
    named = {row["country"] for row in host.rows}
    filled = {(row["country"], row["kind"]) for row in host.rows if _shown(row)}
    return [
        row
        for row in bundled
        if row["country"] not in named or (host.faults and (row["country"], row["kind"]) not in filled)
    ]


@cache
def countries(own: str = "") -> tuple[str, ...]:
    """Return the countries with at least one verified line."""
    return tuple(sorted({line.country for line in all_lines(own)}))


def lines_for(country: str, own: str = "") -> tuple[Line, ...]:
    """Return a country's verified lines, the most urgent first."""
    mine = (line for line in all_lines(own) if line.country == country)
    return tuple(sorted(mine, key=lambda line: ORDER.index(line.kind)))


def own_file(path: Path) -> HostFile:
    """Read a host's own lines. Raises `Refused` when the file cannot be read at all."""
    return read(path, COLUMNS, _fault)


def _shown(row: Row) -> bool:
    return row["verified"] == "yes"


def _line(row: Row) -> Line:
    return Line(
        row["country"], row["kind"], row["name"], row["number"], row["channel_hours"],
        date.fromisoformat(row["last_checked"]),
    )  # fmt: skip


def _fault(row: Row) -> Fault | None:
    """Return what is wrong with a row. One that is not shown may be half filled."""
    if not is_country(row["country"]):
        return COUNTRY
    if row["kind"] not in ORDER:
        return "kind", f"expected one of {', '.join(ORDER)}."
    if row["verified"] not in {"yes", "no"}:
        return VERIFIED
    if not _shown(row):
        return None
    if not 0 < len(row["name"].strip()) <= LONGEST_NAME:
        return "name", f"expected a name of up to {LONGEST_NAME} characters."
    if not ways(row["number"], row["channel_hours"]):
        return "number", "expected a number a telephone can call or text."
    if not is_day(row["last_checked"]):
        return "last_checked", "expected the day someone read the number in its source, such as 2026-03-14."
    return None
