"""Where a perinatal couples counselor can be found: a host's own places, of which only checked rows are shown."""

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from nearward.domain.refused import Refused

COLUMNS = ("country", "name", "way", "languages", "verified", "last_checked")
LARGEST_FILE, LONGEST = 200_000, 120
WAY = re.compile(r"https://[^\s\"<>]{4,}|\+?[0-9][0-9 ()-]{2,30}")


@dataclass(frozen=True)
class Place:
    """A practice or a directory, and its address or telephone."""

    country: str
    name: str
    way: str
    languages: str

    @property
    def href(self) -> str:
        """Return where a tap leads."""
        return self.way if self.way.startswith("https://") else "tel:" + re.sub(r"[^0-9+]", "", self.way)


@cache
def all_places(own: str) -> tuple[Place, ...]:
    """Read the checked rows of a host's file; none without one. Raises `Refused` naming the row that is wrong."""
    if not own:
        return ()
    rows = _rows(Path(own))
    for number, row in enumerate(rows, start=2):
        if fault := _fault(row):
            raise Refused(f"{Path(own).name}, row {number}: {fault}")
    shown = (row for row in rows if row["verified"] == "yes")
    return tuple(Place(row["country"], row["name"].strip(), row["way"].strip(), row["languages"]) for row in shown)


def places_for(country: str, own: str) -> tuple[Place, ...]:
    """Return the checked places of a country; a file with a fault has none, and `nearward check` says why."""
    try:
        return tuple(place for place in all_places(own) if place.country == country)
    except Refused:
        return ()


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(f"{path.name}: expected at most {LARGEST_FILE // 1000} kB.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Refused(f"{path.name}: expected a CSV file in UTF-8.") from None
    rows = list(csv.DictReader(text.splitlines(), restkey="more", restval=""))
    if not rows or set(rows[0]) - {"more"} != set(COLUMNS):
        raise Refused(f"{path.name}: expected the columns {', '.join(COLUMNS)}, and a row.")
    return rows


def _fault(row: dict[str, str]) -> str:
    """Say what is wrong with a row; "" when nothing is. A row that is not shown may be half filled."""
    if "more" in row:
        return "expected no more cells than columns."
    if row["verified"] not in {"yes", "no"}:
        return "verified: expected yes or no."
    if row["verified"] == "no":
        return ""
    if not re.fullmatch("[A-Z]{2}", row["country"]):
        return "expected a country such as ES."
    if not 0 < len(row["name"].strip()) <= LONGEST or not WAY.fullmatch(row["way"].strip()):
        return "expected a name of up to 120 characters, and an https:// address or a telephone number."
    try:
        date.fromisoformat(row["last_checked"])
    except ValueError:
        return "last_checked: expected the day someone looked at it, such as 2026-03-14."
    return ""
