"""Who has the baby now, and who sleeps: by an agreed plan, or by their own tap."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from nearward.domain.night_taps import is_night
from nearward.domain.nights import family as rules
from nearward.web.nights.selectors import NightSeen, tonight_of
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle
from nearward.web.watch.selectors import WatchSeen, watch_now


@dataclass(frozen=True)
class RightNow:
    """Who has the baby now, and each partner whose sleep is protected now, with the instant it ends."""

    holder: Caregiver | None
    asleep: tuple[tuple[Caregiver, datetime], ...] = ()


def right_now(seen: NightSeen | None, watch: WatchSeen | None, *, now: datetime) -> RightNow:
    """Return it from tonight as one caregiver sees it; nothing agreed and nobody's tap: nobody is named."""
    holder = watch.holder if watch else None
    if seen is None or not seen.holds:
        return RightNow(holder)
    if holder is None:
        holder = next((one for one in seen.people if seen.is_on_now(one, now=now)), None)
    ends = [(one, rest_end(seen, one, now=now)) for one in seen.people]
    return RightNow(holder, tuple((one, end) for one, end in ends if end is not None and one != holder))


def rest_end(seen: NightSeen | None, person: Caregiver, *, now: datetime) -> datetime | None:
    """Return when a person's protected sleep of this moment ends, by an agreed night; None outside of it."""
    if seen is None or not seen.holds:
        return None
    slot = seen.slot_at(now)
    for at, one in seen.plan.protected:
        if seen.people[at].pk == person.pk and one.start <= slot < one.end:
            return rules.slot_start(seen.row.evening, ZoneInfo(seen.row.zone), one.end)
    return None


def rests_until(circle: Circle, person: Caregiver, *, now: datetime) -> datetime | None:
    """Return until when this person's sleep is protected now."""
    return rest_end(tonight_of(circle, now=now), person, now=now)


def helpers_on_duty(circle: Circle, *, now: datetime) -> list[Caregiver]:
    """Return the helpers who have the baby now."""
    if not circle.helpers:
        return []
    holder = right_now(tonight_of(circle, now=now), watch_now(circle, now=now), now=now).holder
    return [one for one in circle.helpers if one == holder]


@dataclass(frozen=True)
class Turn:
    """Who has the baby now by an agreed night, until when on its clock, and who comes after, if anyone."""

    holder: Caregiver
    until: str
    after: Caregiver | None = None


def turn_now(seen: NightSeen | None, *, now: datetime) -> Turn | None:
    """Return the turn of this moment; None outside of a night that was agreed."""
    duty, slot = (seen.plan.duty or (), seen.slot_at(now)) if seen and seen.holds else ((), 0)
    if seen is None or not 0 <= slot < len(duty):
        return None
    end = next((at for at in range(slot, len(duty)) if duty[at] != duty[slot]), len(duty))
    after = seen.people[duty[end]] if end < len(duty) else None
    return Turn(seen.people[duty[slot]], seen.night.clock[end], after)


def on_this_night(circle: Circle, seen: NightSeen | None, *, now: datetime) -> list[Caregiver]:
    """Return who looks after the baby in the night that is on now: both partners, and a helper who is on it.

    A helper is on it by the agreed night, or by their own tap.
    """
    watch = watch_now(circle, now=now)
    agreed = seen if seen and seen.holds and is_night(now, seen.zone) else None
    helpers = [one for one in circle.helpers if (agreed and agreed.is_on(one)) or (watch and watch.holder == one)]
    return [*circle.partners, *helpers]
