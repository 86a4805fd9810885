"""Countries and time zones: their names, what a browser suggests, and what a person may type."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from nearward.web.core.help_lines import countries

COUNTRY_NAMES = {
    "AU": _("Australia"), "CA": _("Canada"), "CH": _("Switzerland"), "DE": _("Germany"), "ES": _("Spain"),
    "FR": _("France"), "GB": _("United Kingdom"), "IE": _("Ireland"), "NZ": _("New Zealand"),
    "US": _("United States"),
}  # fmt: skip


def country_choices() -> list[tuple[str, Any]]:
    """Return the countries with checked help lines by name, after "another"."""
    named = [(code, COUNTRY_NAMES.get(code, code)) for code in countries()]
    return [("", _("Another country")), *sorted(named, key=lambda pair: str(pair[1]))]


def country_from(accept_language: str) -> str:
    """Return the first country we know in a browser's languages, or nothing."""
    for tag in accept_language.split(","):
        language, _dash, region = tag.split(";")[0].strip().partition("-")
        if language and region.upper() in countries():
            return region.upper()
    return ""


@cache
def zones() -> tuple[str, ...]:
    """Return the zones a person may choose, such as Europe/Madrid."""
    named = (name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return (*sorted(named), "UTC")


def zone_choices() -> list[tuple[str, str]]:
    """Return the zones as a list to choose from."""
    return [(zone, zone.replace("_", " ")) for zone in zones()]


@cache
def _by_ending() -> dict[str, str]:
    """Return each zone by its lower-case name and, where that is one place only, by its city."""
    cities: dict[str, list[str]] = {}
    for zone in zones():
        cities.setdefault(zone.rpartition("/")[2].lower(), []).append(zone)
    return {city: found[0] for city, found in cities.items() if len(found) == 1} | {z.lower(): z for z in zones()}


def zone_typed(text: str) -> str:
    """Return the zone someone typed: a zone's name or its city, in any case; nothing when there is none."""
    return _by_ending().get("_".join(text.lower().split()), "")
