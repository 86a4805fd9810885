"""The writes of Us."""

import json
from datetime import datetime

from django.db import transaction

from nearward.domain import four
from nearward.domain.cycle import accept_words
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core import vault
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, circle_of, wrapped_key
from nearward.web.people.services import hold_family, must_go_on, ring_partners
from nearward.web.us import wordings
from nearward.web.us.models import CyclePart, Wording


def agree_to_cycle(*, me: Caregiver, partner: Caregiver, now: datetime) -> None:
    """Say that one would look at the cycle together; the partner may read it."""
    must_go_on(me.family_id)
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


def propose_wording(*, me: Caregiver, lines: four.Lines, seen: int, now: datetime) -> None:
    """Put words for the four sentences to the other; those that stand go on standing until the other agrees."""
    with transaction.atomic():
        circle, found = _now(me, now)
        row = Wording(author=me, to=circle.partner, number=four.propose(found, lines, seen=seen), said_at=now)
        row.sealed = vault.seal_text(
            json.dumps(lines), wrapped=wrapped_key(me.person_id), place=wordings.place_of(row)
        )
        row.save(force_insert=True)
        ring_partners(me.family_id, now)


def agree_to_wording(*, me: Caregiver, seen: int, now: datetime) -> None:
    """Agree to exactly the words one read; they open Us for both from now on."""
    with transaction.atomic():
        circle, found = _now(me, now)
        number = four.agree(found, seen=seen)
        wordings.between(circle).filter(number=number).update(agreed_at=now)
        ring_partners(me.family_id, now)


def _now(me: Caregiver, now: datetime) -> tuple[Circle, list[four.Wording]]:
    hold_family(me.family_id)
    circle = circle_of(me, now=now)
    if circle.partner is None:
        raise Refused(N_("These words need two, and nobody else is here now."))
    return circle, wordings.all_of(circle)
