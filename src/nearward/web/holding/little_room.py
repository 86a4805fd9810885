"""Where a hand-over or an invitation waited for a week and nobody was asked: the weekly review then says so."""

from datetime import datetime, timedelta

from django.db.models import F

from nearward.domain import waiting as rules
from nearward.web.checkins.selectors import rooms_said
from nearward.web.holding.inviting import carries_least
from nearward.web.holding.models import Offer
from nearward.web.holding.waiting import RoomsSaid
from nearward.web.people.selectors import Circle


def rests_between(circle: Circle, start: datetime, end: datetime, *, now: datetime) -> list[datetime]:
    """Return when something offered to either of the two ended without having reached them.

    One query where neither was without room for seven days on end.
    """
    if circle.partner is None or circle.grieves:
        return []
    until = min(end, now + timedelta(microseconds=1))
    said = rooms_said(circle.partners, since=start - rules.WAITS - rules.FRESH, now=now)
    weeks = {one.pk: rules.none_for_a_week(said[one.pk], start, until) for one in circle.partners}
    if not any(weeks.values()):
        return []
    rests = _offers_at_rest(circle, RoomsSaid(said), start, until, now)
    least = carries_least(circle, now=now)
    invited = weeks[least.pk] if least else None
    return [*rests, invited] if invited else rests


def _offers_at_rest(
    circle: Circle, rooms: RoomsSaid, start: datetime, end: datetime, now: datetime
) -> list[datetime]:
    made = Offer.objects.filter(
        by__in=circle.partners, to__in=circle.partners, takes=False, made_at__gte=start - rules.WAITS,
        made_at__lt=end - rules.WAITS,
    ).exclude(ended_at__lt=F("made_at") + rules.WAITS)  # fmt: skip
    ends = (rules.rested_at(rooms.of(offer), offer.made_at, now) for offer in made)
    return [at for at in ends if at is not None]
