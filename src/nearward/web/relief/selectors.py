"""The reads of calls: one's own, those that ask me to take over, and whose phone rings."""

from dataclasses import dataclass
from datetime import datetime

from nearward.domain.relief import Reach, rings
from nearward.web.nights.on_duty import helpers_on_duty
from nearward.web.nights.selectors import resting_until
from nearward.web.notify import selectors as phones
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle
from nearward.web.watch.models import Call
from nearward.web.watch.selectors import WatchSeen, baby_at_home, callers, own_call, watch_now


@dataclass(frozen=True)
class Called:
    """Someone a call reaches, and whether their phone rings."""

    person: Caregiver
    rings: bool


def calls_to(circle: Circle, *, now: datetime) -> list[Caregiver]:
    """Return the partners who ask `circle.me` to take over now; a helper is asked only while on duty."""
    me = circle.me
    others = [one for one in callers(circle) if one != me]
    if others and me.role == Caregiver.Role.HELPER and me not in helpers_on_duty(circle, now=now):
        return []
    return others


def reached_by(circle: Circle, call: Call | None, *, now: datetime) -> list[Called]:
    """Return whom a call of `circle.me` reaches, the partner first, and whose phone rings."""
    people = [*([circle.partner] if circle.partner else []), *helpers_on_duty(circle, now=now)]
    said = call.as_said if call else None
    return [Called(one, rings(_reach(circle, one, now), said)) for one in people]


def to_signal(circle: Circle, *, now: datetime) -> list[Caregiver]:
    """Return whose phones to signal for a call of `circle.me`."""
    return [one.person for one in reached_by(circle, None, now=now) if one.rings]


def _reach(circle: Circle, person: Caregiver, now: datetime) -> Reach:
    helper = person.role == Caregiver.Role.HELPER
    rests = not helper and bool(resting_until(circle, person, now=now))
    return Reach(
        has_phone=phones.any_phone_rings(person.person),
        sleep_protected=rests,
        may_ring_in_sleep=rests and phones.may_ring_in_sleep(person.person),
    )


@dataclass(frozen=True)
class OnToday:
    """What Today says of calls: who asks me, my own open call, who has the baby by their own tap."""

    baby: str
    callers: tuple[Caregiver, ...]
    called: bool
    watch: WatchSeen | None

    def may_take_back(self, me: Caregiver) -> bool:
        """Whether I was relieved, and may say that I have the baby again."""
        return self.watch is not None and self.watch.relieved == me


def on_today(circle: Circle, *, now: datetime) -> OnToday:
    """Gather it for one caregiver; a helper hears of a call on duty alone, and of nobody else's turn."""
    partner = circle.me.role == Caregiver.Role.PARTNER
    watch = watch_now(circle, now=now)
    return OnToday(
        baby=baby_at_home(circle),
        callers=tuple(calls_to(circle, now=now)),
        called=partner and own_call(circle) is not None,
        watch=watch if watch and (partner or watch.holder == circle.me) else None,
    )
