"""The most urgent lines of one place."""

from dataclasses import dataclass

from nearward.data.helplines import ABUSE, EMERGENCY, PERINATAL, SUICIDE, Line
from nearward.web.core.help_lines import lines_for
from nearward.web.people.places_on_earth import COUNTRY_NAMES


@dataclass(frozen=True)
class Urgent:
    """A country's emergency and crisis lines; a missing one is never another country's."""

    country: str
    name: str
    emergency: tuple[Line, ...]
    crisis: tuple[Line, ...]


def urgent_for(country: str) -> Urgent:
    """Return the urgent lines of a country; none where it is not known."""
    lines = lines_for(country)
    return Urgent(
        country, str(COUNTRY_NAMES.get(country, country)),
        tuple(line for line in lines if line.kind == EMERGENCY),
        tuple(line for line in lines if line.kind == SUICIDE),
    )  # fmt: skip


def line_to_ring(country: str) -> Line | None:
    """Return the line of a country for two who have no room left: for parents after a birth before any other.

    A crisis line comes last, and a country without a verified line has none.
    """
    lines = [line for line in lines_for(country) if line.ways and line.kind not in {EMERGENCY, ABUSE}]
    return min(lines, key=lambda line: (line.kind == SUICIDE, line.kind != PERINATAL), default=None)
