"""The writes of Us."""

from datetime import datetime

from django.db import transaction

from nearward.domain.cycle import accept_words
from nearward.web.people.models import Caregiver
from nearward.web.people.services import ring_partners
from nearward.web.us.models import CyclePart


def agree_to_cycle(*, me: Caregiver, partner: Caregiver, now: datetime) -> None:
    """Say that one would look at the cycle together; the partner may read it."""
    _save(me, partner, now, agreed_at=now)


def stop_cycle(*, me: Caregiver, partner: Caregiver, now: datetime) -> None:
    """Switch the cycle off for both, at once, without a reason; one's own words are kept for oneself."""
    _save(me, partner, now, agreed_at=None)


def say_inside(*, me: Caregiver, partner: Caregiver, words: str, now: datetime) -> None:
    """Keep one's own words for what happens inside; the partner reads them while both look at the cycle."""
    _save(me, partner, now, words=accept_words(words))


def _save(me: Caregiver, partner: Caregiver, now: datetime, **changed: object) -> None:
    with transaction.atomic():
        CyclePart.objects.filter(author=me).exclude(partner=partner).delete()
        CyclePart.objects.update_or_create(author=me, partner=partner, defaults=changed)
        ring_partners(me.family_id, now)
