"""Entries as an iCalendar text (RFC 5545, 7986). What is not said here is in no calendar."""

import hmac
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneStandard

from nearward.domain.calendar import TITLES, Entry

NAME = "Nearward"
KIND = "text/calendar; charset=utf-8"
ASK_AGAIN = timedelta(hours=1)
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  # a time zone's own start has no zone


def calendar_text(entries: Iterable[Entry], *, secret: str) -> bytes:
    """Return the calendar; the same entries under the same link are the same bytes."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Nearward//Nearward//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", NAME)
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    events = [_event(entry, secret) for entry in entries]
    for event in events:
        calendar.add_component(event)
    if not events:
        calendar.add_component(_utc())
    return bytes(calendar.to_ical(sorted=False))


def _event(entry: Entry, secret: str) -> Event:
    """Say when, and a title that tells a passer-by nothing; it takes up no time where others see one's hours."""
    event = Event()
    event.add("uid", _uid(entry, secret))
    event.add("dtstamp", entry.said_at.astimezone(UTC))
    event.add("dtstart", entry.start.astimezone(UTC))
    event.add("dtend", entry.end.astimezone(UTC))
    event.add("summary", _(TITLES[entry.what]))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _uid(entry: Entry, secret: str) -> str:
    """Return a name that only the link's own secret makes, so that it tells no id and links to no other feed."""
    return hmac.new(secret.encode(), entry.key.encode(), "sha256").hexdigest()[:32] + "@nearward"


def _utc() -> Timezone:
    """Return the one component an empty calendar carries, since the standard wants one."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    standard.add("dtstart", EPOCH)
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone.add_component(standard)
    return zone
