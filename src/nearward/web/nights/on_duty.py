"""Who has the baby now, and who sleeps: by an agreed plan, or by their own tap."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

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
