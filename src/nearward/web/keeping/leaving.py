"""Pause sharing, or leave: alone, at once, and without a word to anyone."""

from datetime import datetime

from django.db import transaction

from nearward.web.babylog import erasing as babylog
from nearward.web.babylog.copying import copy_log
from nearward.web.checkins import services as checkins
from nearward.web.core.forget import forget_soon
from nearward.web.expecting import services as expecting
from nearward.web.grants import erasing as grants
from nearward.web.holding import services as holding
from nearward.web.mine import erasing as mine
from nearward.web.own import erasing as own
from nearward.web.people import parting
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver
from nearward.web.reflection import erasing as reflection
from nearward.web.review import services as review
from nearward.web.us import erasing as us
from nearward.web.watch import erasing as watch


@transaction.atomic
def pause(*, place: Caregiver, paused: bool, now: datetime) -> None:
    """Keep what one says and does from now on to oneself, or share again.

    What was said meanwhile stays with its author. What both had finished opens once sharing goes on.
    """
    people.hold_family(place.family_id)
    people.pause_sharing(place=place, paused=paused)
    place.paused = paused
    if not paused:
        review.open_what_waits(me=place, now=now)
        expecting.open_what_waits(me=place, now=now)


@transaction.atomic
def leave(*, place: Caregiver, now: datetime, copy: bool = False) -> None:
    """Leave. One's own things come along; what was shown or offered ends; what the two shared is sealed.

    `copy`: a partner takes a copy of the children and of their log along, as they stand at this moment.
    """
    left = place.family_id
    watch.erase_of(place)
    babylog.end_of(place)
    if place.role == Caregiver.Role.PARTNER:
        mine.erase_of(place)
        us.end_of(place)
        reflection.end_of(place)
        own.end_of(place)
        holding.end_offers_of(place, now=now)
        grants.end_of(place)
    parting.leave_family(place=place, now=now)
    checkins.take_along(place)
    if copy and place.role == Caregiver.Role.PARTNER:
        for child, its_copy in parting.copy_children(of=left, to=place.family_id):
            copy_log(of=child, to=its_copy, now=now)
    forget_soon()
