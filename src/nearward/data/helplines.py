"""The help lines: data, of which only verified rows are shown."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from nearward.data.help_words import Way, plain_words, ways
from nearward.domain.sentence import Sentence

EMERGENCY, SUICIDE, ABUSE = "emergency", "suicide", "ipv"
ORDER = (EMERGENCY, SUICIDE, "perinatal", "health", "parents", ABUSE)
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
    def says(self) -> tuple[str | Sentence, ...]:
        """Return when and how it answers; of an emergency number it goes unsaid that it always answers."""
        return plain_words(self.hours)[1:] if self.kind == EMERGENCY else plain_words(self.hours)

    @property
    def ways(self) -> tuple[Way, ...]:
        """Return each way to call or text it."""
        return ways(self.number, self.hours)


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
    """Return a country's verified lines, the most urgent first."""
    mine = (line for line in all_lines() if line.country == country)
    return tuple(sorted(mine, key=lambda line: ORDER.index(line.kind)))
