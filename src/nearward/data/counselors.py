"""Where a perinatal couples counselor can be found: a host's own places, of which only checked rows are shown."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nearward.data.host_file import COUNTRY, VERIFIED, Fault, HostFile, Row, is_country, is_day, read
from nearward.domain.refused import Refused

COLUMNS = ("country", "name", "way", "languages", "verified", "last_checked")
LONGEST_NAME = 120
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
    """Return the checked places of a host's file; none without one. Raises `Refused` when it cannot be read."""
    rows = own_file(Path(own)).rows if own else ()
    shown = (row for row in rows if row["verified"] == "yes")
    return tuple(Place(row["country"], row["name"].strip(), row["way"].strip(), row["languages"]) for row in shown)


def places_for(country: str, own: str) -> tuple[Place, ...]:
    """Return the checked places of a country; none from a file that cannot be read (`nearward check` says why)."""
    try:
        return tuple(place for place in all_places(own) if place.country == country)
    except Refused:
        return ()


def own_file(path: Path) -> HostFile:
    """Read a host's own places. Raises `Refused` when the file cannot be read at all."""
    return read(path, COLUMNS, _fault)


def _fault(row: Row) -> Fault | None:
    """Return what is wrong with a row. One that is not shown may be half filled."""
    if row["verified"] not in {"yes", "no"}:
        return VERIFIED
    if row["verified"] == "no":
        return None
    if not is_country(row["country"]):
        return COUNTRY
    if not 0 < len(row["name"].strip()) <= LONGEST_NAME:
        return "name", f"expected a name of up to {LONGEST_NAME} characters."
    if not WAY.fullmatch(row["way"].strip()):
        return "way", "expected an https:// address or a telephone number."
    if not is_day(row["last_checked"]):
        return "last_checked", "expected the day someone looked at it, such as 2026-03-14."
    return None
