"""Whether an agreed night was planned before what was said since, and what planning it again changed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.core.cache import caches

from nearward.domain.need_forecast import Forecast
from nearward.domain.nights import moved as rules
from nearward.domain.refused import Refused
from nearward.domain.rounding import half_up
from nearward.domain.sentence import Sentence, say
from nearward.web.nights.needs import needs_ahead
from nearward.web.nights.selectors import NightSeen
from nearward.web.nights.services import one_night_of
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle


def look_again(circle: Circle, seen: NightSeen | None, *, now: datetime) -> bool:
    """Return whether an open word said after an agreed night was planned would change it, for a partner to look.

    Asked only until the first protected block begins: what has been is not planned again.
    """
    if seen is None or not seen.holds or circle.me.role != Caregiver.Role.PARTNER or len(circle.partners) < 2:
        return False
    begins = min((block.start for _at, block in seen.plan.protected if block.minutes), default=0)
    if seen.slot_at(now) >= begins:
        return False
    needs = needs_ahead(circle, now=now)
    latest = [one.latest_at for one in needs.values() if one.latest_at]
    if not latest or max(latest) <= seen.row.made_at:
        return False
    return _remembered(_key(seen, needs), lambda: _would_move(circle, seen, now=now))


def _key(seen: NightSeen, needs: Mapping[UUID, Forecast]) -> str:
    """Return a digest of the night and of what was openly said for it; nothing can be read off it."""
    tonight = [
        (needs[one.pk].nights[0].weight, half_up(needs[one.pk].nights[0].room, 1)) for one in _partners(seen)
    ]
    return sha256(repr((seen.row.pk, seen.row.plan["duty"], tonight)).encode()).hexdigest()


def _partners(seen: NightSeen) -> list[Caregiver]:
    return [one for one in seen.people if one.role == Caregiver.Role.PARTNER]


def _remembered(key: str, work_out: Callable[[], bool]) -> bool:
    """Return an answer of the last five minutes, or work it out: Today is opened far more often than it changes."""
    found = caches["answers"].get(key)
    if found is None:
        found = work_out()
        caches["answers"].set(key, found)
    return bool(found)


def _would_move(circle: Circle, seen: NightSeen, *, now: datetime) -> bool:
    """Return whether planning this night now would move it enough to be worth asking."""
    try:
        problem, people = one_night_of(circle, seen, (), now=now, zone=seen.zone)
    except Refused:
        return False
    if [one.pk for one in people] != [one.pk for one in seen.people]:
        return False
    move = rules.moves(problem, [seen.plan])[0]
    return move is not None and move.worth_asking


def what_changed(circle: Circle, before: NightSeen, after: NightSeen, *, now: datetime) -> tuple[Sentence, ...]:
    """Say what planning a night again changed, or that nothing did."""
    if after.row.pk == before.row.pk or before.plan.duty is None:
        return (say(rules.NOTHING_NEW),) if after.row.pk == before.row.pk else ()
    places = {one.pk: at for at, one in enumerate(after.people)}
    if before.row.zone != after.row.zone or any(one.pk not in places for one in before.people):
        return ()
    problem, people = one_night_of(circle, after, (), now=now, zone=after.zone)
    if [one.pk for one in people] != [one.pk for one in after.people]:
        return ()
    old = rules.with_blocks(before.plan, [places[one.pk] for one in before.people])
    return tuple(rules.changed(problem, 0, old, after.plan))
