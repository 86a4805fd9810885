"""The writes of Mine: show one result, and take it back."""

import json
from datetime import datetime

from django.db import transaction

from nearward.domain.direction.telling import ShownResult
from nearward.web.core import vault
from nearward.web.core.forget import forget_soon
from nearward.web.mine.models import Shown
from nearward.web.mine.selectors import place_of_shown
from nearward.web.people.models import Caregiver, Person
from nearward.web.people.selectors import wrapped_key
from nearward.web.people.services import must_share, ring_partners


def show(*, me: Caregiver, to: Caregiver, result: ShownResult, now: datetime) -> None:
    """Show this partner this one result, as it is today; a later one takes its place only when it is shown."""
    must_share(me)
    place = place_of_shown(me)
    sealed = vault.seal_text(json.dumps(result.as_json()), wrapped=wrapped_key(me.person_id), place=place)
    with transaction.atomic():
        Shown.objects.update_or_create(author=me, defaults={"to": to, "sealed": sealed})
        ring_partners(me.family_id, now)


def keep_to_oneself(*, me: Caregiver, by_myself: bool) -> None:
    """Have exercises for oneself alone, or for two again. Nobody hears of either, and nothing of others changes."""
    Person.objects.filter(pk=me.person_id).update(by_myself=by_myself)


def take_back(*, me: Caregiver, now: datetime) -> None:
    """Stop showing it, at once and without a word."""
    with transaction.atomic():
        deleted, _rows = Shown.objects.filter(author=me).delete()
        if deleted:
            ring_partners(me.family_id, now)
    forget_soon()
