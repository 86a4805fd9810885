"""The sleep a person gives to the plan, by their own tap; open to the other from then on, and taken back alike."""

from datetime import datetime

from django.db import transaction

from nearward.domain.nights import family as rules
from nearward.web.core.forget import forget_soon
from nearward.web.nights.models import GivenSleep
from nearward.web.people.models import Caregiver
from nearward.web.people.services import ring_partners


def give_sleep(*, me: Caregiver, minutes: int, now: datetime) -> None:
    """Give a number of sleep to the coming plans; it replaces the one before and ends by itself in seven days."""
    rules.accept_given_sleep(minutes)
    with transaction.atomic():
        GivenSleep.objects.update_or_create(caregiver=me, defaults={"minutes": minutes, "at": now})
        ring_partners(me.family_id, now)


def take_back_sleep(*, me: Caregiver, now: datetime) -> None:
    """Take the number back; nothing of it is kept."""
    with transaction.atomic():
        GivenSleep.objects.filter(caregiver=me).delete()
        ring_partners(me.family_id, now)
    forget_soon()
