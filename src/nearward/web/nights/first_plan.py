"""The first plan of a family: what it rests on is asked for once, on one screen."""

from datetime import datetime

from django.db import transaction

from nearward.web.nights import services
from nearward.web.nights.forms import FirstPlanForm
from nearward.web.nights.models import PlannedNight
from nearward.web.people.selectors import Circle


def has_planned(circle: Circle) -> bool:
    """Return whether any night of this family was ever planned."""
    return PlannedNight.objects.filter(family=circle.me.family_id).exists()


def plan_first(*, circle: Circle, said: FirstPlanForm | None, now: datetime) -> None:
    """Save what was said, then propose the nights; with nothing said, the proposal names what it assumes.

    Raises `Refused` where it cannot be saved or planned; nothing is kept then.
    """
    with transaction.atomic():
        if said is not None:
            services.save_hours(person=circle.me, sleeper=said.sleeper(circle.me), now=now)
            services.save_feeding(circle=circle, bottles=said.count(), breast=said.feeders(), now=now)
        services.propose_nights(circle=circle, now=now)
