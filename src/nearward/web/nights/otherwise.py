"""What if someone else took these hours: said before anything is proposed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nearward.domain.nights import Pin
from nearward.domain.nights.plan import NightPlan
from nearward.domain.nights.why_not import why_not
from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence
from nearward.domain.words import N_
from nearward.web.nights.selectors import NightSeen
from nearward.web.nights.services import one_night_of
from nearward.web.people.selectors import Circle


@dataclass(frozen=True)
class Otherwise:
    """One change of a night: who takes which hours, what it would mean, and whether it can be."""

    who: str
    start: str
    end: str
    said: Sentence
    can_be: bool


def pin_of(seen: NightSeen, who: str, start: str, end: str) -> Pin:
    """Return the hours as a pin of this night. Raises `Refused` for a person or hours that are not in it."""
    clock = seen.night.clock
    person = next((at for at, one in enumerate(seen.people) if str(one.pk) == who), None)
    if person is None:
        raise Refused(N_("Choose who would take these hours."))
    if start not in clock[:-1] or end not in clock[1:] or clock.index(start) >= _end(clock, end):
        raise Refused(N_("Choose hours of this night, from earlier to later."))
    return Pin(person, clock.index(start), _end(clock, end) - clock.index(start))


def _end(clock: tuple[str, ...], label: str) -> int:
    """Return the later slot of a time; when the clock goes back, one comes twice."""
    return max(at for at, one in enumerate(clock) if one == label)


def otherwise(*, circle: Circle, seen: NightSeen, who: str, start: str, end: str, now: datetime) -> Otherwise:
    """Say what the night would be with these hours pinned, beside the plan that stands."""
    pin = pin_of(seen, who, start, end)
    problem, people = one_night_of(circle, seen, (), now=now, zone=seen.zone)
    here = {person.pk: at for at, person in enumerate(people)}
    taker = seen.people[pin.person].pk
    if taker not in here:
        raise Refused(N_("Someone in this night is no longer here. Plan it anew first."))
    contrast = why_not(problem, [_among(seen, here)], 0, Pin(here[taker], pin.slot, pin.slots))
    return Otherwise(who, start, end, contrast.sentence, contrast.plan.duty is not None)


def _among(seen: NightSeen, here: dict[UUID, int]) -> NightPlan:
    """Return the plan that stands, with each protected block at its person's place now."""
    blocks = [(seen.people[at], block) for at, block in seen.plan.protected]
    return NightPlan(
        seen.plan.duty, protected=tuple((here[one.pk], block) for one, block in blocks if one.pk in here)
    )
