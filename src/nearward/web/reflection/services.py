"""The writes of reflections. Nobody hears of what is written; the partner does when a sentence is shown."""

import json
from datetime import datetime

from django.db import transaction

from nearward.domain import reflection as rules
from nearward.web.core import vault
from nearward.web.core.drafts import Page
from nearward.web.core.forget import forget_soon
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import wrapped_key
from nearward.web.people.services import hold_family, must_share, ring_partners
from nearward.web.reflection import selectors
from nearward.web.reflection.models import Draft, Shown
from nearward.web.reflection.selectors import Learned


def answer(*, me: Caregiver, chosen: rules.Answers, asked: tuple[rules.Situation, ...], page: Page) -> int:
    """Keep what one does in the situations asked, and return the number of this save."""
    with transaction.atomic():
        hold_family(me.family_id)
        kept = rules.accept(selectors.own(me).answers, chosen, asked)
        return _write(me, Draft.Part.SITUATIONS, json.dumps(kept, sort_keys=True), page)


def say_learned(*, me: Caregiver, learned: Learned, page: Page) -> int:
    """Keep where one may have learned it, and return the number of this save."""
    accepted = Learned(learned.places, rules.accept_words(learned.words))
    with transaction.atomic():
        hold_family(me.family_id)
        return _write(me, Draft.Part.LEARNED, accepted.as_text(), page)


def _write(me: Caregiver, part: str, text: str, page: Page) -> int:
    draft = Draft.objects.filter(author=me, part=part).first() or Draft(author=me, part=part)
    draft.write(text, owner=me.person_id, wrapped=wrapped_key(me.person_id), seen=page.seen, key=page.key)
    draft.save()
    return draft.number


def show(*, me: Caregiver, to: Caregiver, words: str, now: datetime) -> None:
    """Show this partner this one sentence; a later one takes its place."""
    must_share(me)
    sentence, place = rules.accept_sentence(words), selectors.place_of_shown(me, to)
    sealed = vault.seal_text(sentence, wrapped=wrapped_key(me.person_id), place=place)
    with transaction.atomic():
        Shown.objects.update_or_create(author=me, defaults={"to": to, "sealed": sealed})
        ring_partners(me.family_id, now)


def take_back(*, me: Caregiver, now: datetime) -> None:
    """Stop showing it, at once and without a word."""
    with transaction.atomic():
        deleted, _rows = Shown.objects.filter(author=me).delete()
        if deleted:
            ring_partners(me.family_id, now)
    forget_soon()
