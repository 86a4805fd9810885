"""The writes of reflection: keep one's own words, share one sentence, take it back."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from nearward.domain import reflection as rules
from nearward.web.core import vault
from nearward.web.core.forget import forget_soon
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import wrapped_key
from nearward.web.people.services import hold_family, ring_partners
from nearward.web.reflection import selectors
from nearward.web.reflection.models import Draft, Shared


def keep(*, me: Caregiver, about: str, said: Mapping[str, Any], seen: int, key: UUID) -> int:
    """Keep one's own words as they are written, and return the number of this save; nobody hears of it."""
    with transaction.atomic():
        hold_family(me.family_id)
        draft = Draft.objects.filter(author=me, about=about).first() or Draft(author=me, about=about)
        draft.write(json.dumps(said), owner=me.person_id, wrapped=wrapped_key(me.person_id), seen=seen, key=key)
        draft.save()
        return draft.number


def answer_situation(*, me: Caregiver, name: str, chosen: Iterable[str], key: UUID) -> None:
    """Keep what one would do in one situation; nothing chosen leaves it out. The other situations stay."""
    accepted = rules.accept_answers(chosen)
    with transaction.atomic():
        hold_family(me.family_id)
        kept = selectors.own(me, Draft.About.WAYS)
        said = {**kept.said, name: accepted} if accepted else {k: v for k, v in kept.said.items() if k != name}
        keep(me=me, about=Draft.About.WAYS, said=said, seen=kept.number, key=key)


def share(*, me: Caregiver, to: Caregiver, words: str, now: datetime) -> None:
    """Share one sentence with this partner; a later one takes its place only when it is shared."""
    accepted, place = rules.accept_sentence(words), selectors.place_of_shared(me)
    sealed = vault.seal_text(accepted, wrapped=wrapped_key(me.person_id), place=place)
    with transaction.atomic():
        Shared.objects.update_or_create(author=me, defaults={"to": to, "sealed": sealed})
        ring_partners(me.family_id, now)
    forget_soon()


def take_back(*, me: Caregiver, now: datetime) -> None:
    """Stop sharing it, at once and without a word."""
    with transaction.atomic():
        deleted, _rows = Shared.objects.filter(author=me).delete()
        if deleted:
            ring_partners(me.family_id, now)
    forget_soon()
