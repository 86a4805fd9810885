"""The only reads of calendar links, and what a link shows: agreed things, as its owner may see them."""

from datetime import datetime, timedelta

from nearward.domain.calendar import DAYS_BACK, Entry, entries_of_night, entry_of_handover
from nearward.domain.nights.family import MOST_AHEAD, evening_of
from nearward.web.asks.selectors import handovers_since
from nearward.web.feed.models import FeedLink
from nearward.web.nights.selectors import NightSeen, nights_from
from nearward.web.people.middleware import zone_named
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, circle_of, hash_token, in_force, zone_of


def link_of(me: Caregiver) -> FeedLink | None:
    """Return one's own calendar link."""
    return FeedLink.objects.filter(caregiver=me).first()


def circle_of_link(secret: str, *, now: datetime) -> Circle | None:
    """Return the circle of whom this link belongs to; None alike for an unknown, an ended and a left one."""
    place = (
        Caregiver.objects.filter(in_force(now), feedlink__token_hash=hash_token(secret))
        .select_related("person", "family")
        .first()
    )
    return circle_of(place, now=now) if place else None


def entries_of(circle: Circle, *, now: datetime) -> list[Entry]:
    """Return what stands in `circle.me`'s calendar, in order; after a loss nothing does."""
    if circle.grieves:
        return []
    found = [*_of_nights(circle, now), *_of_handovers(circle, now)]
    return sorted(found, key=lambda entry: (entry.start, entry.key))


def _of_nights(circle: Circle, now: datetime) -> list[Entry]:
    """Return the agreed nights; with no baby at home there are none."""
    first = evening_of(now, zone_of(circle.me.family)) - timedelta(days=DAYS_BACK)
    nights = nights_from(circle, first, days=DAYS_BACK + MOST_AHEAD)
    return [entry for seen in nights if seen.holds for entry in _of_night(seen, circle.me)]


def _of_night(seen: NightSeen, me: Caregiver) -> list[Entry]:
    row, places = seen.row, [one.pk for one in seen.people]
    if me.pk not in places:
        return []
    return entries_of_night(
        seen.plan, places.index(me.pk),
        evening=row.evening, zone=zone_named(row.zone), said_at=row.made_at.replace(microsecond=0),
    )  # fmt: skip


def _of_handovers(circle: Circle, now: datetime) -> list[Entry]:
    rows = handovers_since(circle, now - timedelta(days=DAYS_BACK))
    found = [
        entry_of_handover(
            str(row.pk), mine=row.giver_id == circle.me.pk, given_at=row.given_at, until=row.until
        )
        for row in rows
    ]  # fmt: skip
    return [entry for entry in found if entry is not None]
