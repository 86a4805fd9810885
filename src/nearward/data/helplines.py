"""The help lines: data, of which only verified rows are shown."""

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from nearward.data.help_words import Way, plain_words, ways
from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence

EMERGENCY, SUICIDE, ABUSE, PERINATAL = "emergency", "suicide", "ipv", "perinatal"
ORDER = (EMERGENCY, SUICIDE, PERINATAL, "health", "parents", ABUSE)
STALE_AFTER_DAYS = 180
COLUMNS = ("country", "kind", "name", "number", "channel_hours", "languages", "verified", "last_checked", "source")
LARGEST_FILE, LONGEST_NAME = 200_000, 80
Row = dict[str, str]


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
    """Read the verified lines; of each country that a host's own file names, its rows alone. Raises `Refused`."""
    bundled = _rows((files("nearward.data") / "helplines.csv").read_text(encoding="utf-8"))
    rows = own_rows(Path(own)) if own else []
    named = {row["country"] for row in rows}
    return tuple(
        _line(row) for row in [*(row for row in bundled if row["country"] not in named), *rows] if _shown(row)
    )


@cache
def countries(own: str = "") -> tuple[str, ...]:
    """Return the countries with at least one verified line."""
    return tuple(sorted({line.country for line in all_lines(own)}))


def lines_for(country: str, own: str = "") -> tuple[Line, ...]:
    """Return a country's verified lines, the most urgent first."""
    mine = (line for line in all_lines(own) if line.country == country)
    return tuple(sorted(mine, key=lambda line: ORDER.index(line.kind)))


def own_rows(path: Path) -> list[Row]:
    """Read a host's own lines, or raise `Refused` with the row that is not as it must be."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(f"{path.name}: expected at most {LARGEST_FILE // 1000} kB.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Refused(f"{path.name}: expected a CSV file in UTF-8.") from None
    rows = _rows(text)
    if not rows or set(rows[0]) - {"more"} != set(COLUMNS):
        raise Refused(f"{path.name}: expected the columns {', '.join(COLUMNS)}, and a row.")
    for number, row in enumerate(rows, start=2):
        if fault := _fault(row):
            raise Refused(f"{path.name}, row {number}: {fault}")
    return rows


def _rows(text: str) -> list[Row]:
    return list(csv.DictReader(text.splitlines(), restkey="more", restval=""))


def _shown(row: Row) -> bool:
    return row["verified"] == "yes"


def _line(row: Row) -> Line:
    return Line(
        row["country"], row["kind"], row["name"], row["number"], row["channel_hours"],
        date.fromisoformat(row["last_checked"]),
    )  # fmt: skip


def _fault(row: Row) -> str:
    """Say what is wrong with a row; "" when nothing is. A row that is not shown may be half filled."""
    if "more" in row:
        return "expected no more cells than columns."
    if not re.fullmatch("[A-Z]{2}", row["country"]) or row["kind"] not in ORDER:
        return f"expected a country such as ES, and a kind out of {', '.join(ORDER)}."
    if row["verified"] not in {"yes", "no"}:
        return "verified: expected yes or no."
    if not _shown(row):
        return ""
    try:
        date.fromisoformat(row["last_checked"])
    except ValueError:
        return "last_checked: expected the day someone read the number in its source, such as 2026-03-14."
    if not 0 < len(row["name"].strip()) <= LONGEST_NAME or not ways(row["number"], row["channel_hours"]):
        return "expected a name of up to 80 characters, and a number a telephone can call or text."
    return ""
