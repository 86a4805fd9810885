"""The help lines of this server: those shipped, and a host's own in place of the countries they name."""

from functools import cache

from django.conf import settings

from nearward.data import helplines
from nearward.data.helplines import Line
from nearward.domain.refused import Refused


@cache
def _own(path: str) -> str:
    """Return the path of a host's own lines; "" when they cannot be read, and then ours stand."""
    try:
        helplines.all_lines(path)
    except Refused:
        return ""
    return path


def all_lines() -> tuple[Line, ...]:
    """Return every verified line."""
    return helplines.all_lines(_own(settings.HELPLINES))


def countries() -> tuple[str, ...]:
    """Return the countries with at least one verified line."""
    return helplines.countries(_own(settings.HELPLINES))


def lines_for(country: str) -> tuple[Line, ...]:
    """Return a country's verified lines, the most urgent first."""
    return helplines.lines_for(country, _own(settings.HELPLINES))
