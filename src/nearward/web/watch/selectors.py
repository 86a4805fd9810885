"""The reads of who has the baby right now, and of who asks to be relieved."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nearward.web.people.models import Caregiver, Child
from nearward.web.people.selectors import Circle, zone_of
from nearward.web.watch.models import Call, Watch


@dataclass(frozen=True)
class WatchSeen:
    """Who has the baby, until when, and who was relieved by that."""

    holder: Caregiver
    since: datetime
    until: datetime
    ends: str  # `until` as the family's clock shows it, like the hours of every night
    relieved: Caregiver | None = None


def watch_now(circle: Circle, *, now: datetime) -> WatchSeen | None:
    """Return who has the baby right now by their own tap, while they are in the family."""
    people = {one.pk: one for one in (*circle.partners, *circle.helpers)}
    row: Watch | None = circle.watch
    if row is None or row.until <= now or row.holder_id not in people:
        return None
    relieved = people.get(row.relieved_id) if row.relieved_id else None
    ends = date_format(row.until.astimezone(zone_of(circle.me.family)), "H:i")
    return WatchSeen(people[row.holder_id], row.since, row.until, ends, relieved)


def babies_at_home(circle: Circle) -> list[Child]:
    """Return the babies who are born and at home."""
    return [child for child in circle.children if child.born_on and child.home]


def baby_at_home(circle: Circle) -> str:
    """Return the name of the baby at home; of several "the babies"; "" when there is none to take."""
    home = babies_at_home(circle)
    if not home:
        return ""
    return home[0].name or _("the baby") if len(home) == 1 else _("the babies")


def own_call(circle: Circle) -> Call | None:
    """Return my open call."""
    return next((row for row in _open(circle) if row.author_id == circle.me.pk), None)


def callers(circle: Circle) -> list[Caregiver]:
    """Return the partners with an open call, in seat order."""
    authors = {row.author_id for row in _open(circle)}
    return [one for one in circle.partners if one.pk in authors]


def _open(circle: Circle) -> list[Call]:
    """Return the open calls of this family; one made in a family that was left is none of it."""
    return [row for row in circle.calls if row.family_id == circle.me.family_id]


def spent_since(circle: Circle, since: datetime, *, now: datetime) -> list[Caregiver]:
    """Return the partners who could not go on since then: their call is open, or they were relieved."""
    spent = {row.author_id for row in _open(circle) if row.began_at >= since}
    watch = watch_now(circle, now=now)
    if watch is not None and watch.relieved is not None:
        spent.add(watch.relieved.pk)
    return [one for one in circle.partners if one.pk in spent]
