"""The rehearsed night: worked out when the page is opened, and kept nowhere."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from nearward.data.care_curve import care_curve
from nearward.domain.care_demand import Demand
from nearward.domain.nights.family import Feeding, Sleeper, evening_of
from nearward.domain.nights.rehearsal import Rehearsal, rehearse
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.babylog.care import cares_now, in_hospital
from nearward.web.nights import selectors as nights
from nearward.web.nights.models import PlannedNight
from nearward.web.nights.needs import sleepers_of
from nearward.web.nights.selectors import NightSeen
from nearward.web.people.selectors import Circle, zone_of

WARD = N_("A child of yours is in hospital, so no night is planned here, not even to rehearse.")


def rehearsed_night(circle: Circle, *, turned: bool, now: datetime) -> NightSeen:
    """Return a night with the newborn who is expected, as the planner would have it with this family's hours.

    Raises `Refused` while a child is in hospital.
    """
    if in_hospital(circle.children):
        raise Refused(WARD)
    zone, hours = zone_of(circle.me.family), nights.hours_of(circle)
    helpers = [person for person in circle.helpers if person.pk in hours and hours[person.pk].evenings]
    people = (*circle.partners, *helpers[:2])
    sleepers = sleepers_of(circle, people, hours, now=now)
    beside = tuple(care.demand for care in cares_now(circle.children, now=now, zone=zone))
    newborns = sum(child.born_on is None for child in circle.children)
    evening = evening_of(now, zone)
    made = _rehearsed(sleepers, nights.feeding_of(circle), evening, zone, newborns, beside, turned)
    row = PlannedNight(evening=evening, zone=str(zone))  # never saved: a rehearsal is no plan
    words = {"reasons": list(made.reasons), "problems": list(made.problems)}
    return NightSeen(row, made.night, made.plan, words, people, (), mine=False)


@lru_cache(maxsize=32)
def _rehearsed(
    sleepers: tuple[Sleeper, ...], feeding: Feeding, evening: date, zone: ZoneInfo, newborns: int,
    beside: tuple[Demand, ...], turned: bool,
) -> Rehearsal:  # fmt: skip
    """Work one night out; the same hours on the same day are worked out once."""
    return rehearse(
        sleepers, feeding, evening, zone=zone, curve=care_curve(), newborns=newborns, beside=beside, turned=turned
    )
