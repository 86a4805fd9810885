"""The help lines: data, of which only verified rows are shown."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

EMERGENCY, SUICIDE = "emergency", "suicide"
STALE_AFTER_DAYS = 180


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
    def tel(self) -> str:
        """Return the number to dial, or nothing where the line is not one number to call."""
        digits = self.number.replace(" ", "").replace("-", "")
        return digits if digits.isdecimal() and "call" in self.hours else ""


@cache
def all_lines() -> tuple[Line, ...]:
    """Read the verified lines."""
    text = (files("nearward.data") / "helplines.csv").read_text(encoding="utf-8")
    return tuple(
        Line(
            row["country"], row["kind"], row["name"], row["number"], row["channel_hours"],
            date.fromisoformat(row["last_checked"]),
        )
        for row in csv.DictReader(text.splitlines())
        if row["verified"] == "yes"
    )  # fmt: skip


@cache
def countries() -> tuple[str, ...]:
    """Return the countries with at least one verified line."""
    return tuple(sorted({line.country for line in all_lines()}))


def lines_for(country: str) -> tuple[Line, ...]:
    """Return a country's verified lines."""
    return tuple(line for line in all_lines() if line.country == country)
