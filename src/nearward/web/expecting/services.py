"""The writes of expecting, by the rules of the weekly review: sealed until both finish, then open at once."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from nearward.domain import review
from nearward.domain.reflection import accept_parts
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core import vault
from nearward.web.core.forget import forget_soon
from nearward.web.expecting import selectors
from nearward.web.expecting.models import Draft, Opened
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, circle_of, wrapped_key
from nearward.web.people.services import hold_family, ring_partners


@dataclass(frozen=True)
class Page:
    """What stands on the page one writes on: its words, the save it was opened on, and its key."""

    words: selectors.Words
    seen: int
    key: UUID


def write(*, me: Caregiver, page: Page, now: datetime) -> int:
    """Keep what one expects as it is written, and return the number of this save; nobody hears of it."""
    with transaction.atomic():
        return _write(_hold(me, now), page).number


def _hold(me: Caregiver, now: datetime) -> Circle:
    """Hold the family and return who is in it at this moment, before birth."""
    hold_family(me.family_id)
    circle = circle_of(me, now=now)
    if not circle.expects:
        raise Refused(N_("Nobody is expected now, so this stands as it is."))
    return circle


def _write(circle: Circle, page: Page) -> Draft:
    me, words = circle.me, accept_parts(page.words)
    review.write(selectors.own_side(me, circle.partner).side, anything=any(words.values()))
    draft = Draft.objects.filter(author=me).first() or Draft(author=me)
    wrapped = wrapped_key(me.person_id)
    draft.write(json.dumps(words), owner=me.person_id, wrapped=wrapped, seen=page.seen, key=page.key)
    draft.save()
    return draft


def finish(*, me: Caregiver, page: Page, now: datetime) -> bool:
    """Say that one has finished, with the words on the page; return whether both opened with that."""
    with transaction.atomic():
        circle = _hold(me, now)
        if circle.partner is None:
            raise Refused(N_("There is nobody here to open it with. What you write stays with you."))
        if not selectors.own_side(me, circle.partner).side.rests:
            _write(circle, page)
        review.finish(selectors.own_side(me, circle.partner).side)
        Draft.objects.filter(author=me).update(finished_at=now)
        return _open_if_both_have(me, circle.partner, now)


def _open_if_both_have(me: Caregiver, partner: Caregiver, now: datetime) -> bool:
    mine, theirs = selectors.own_side(me, partner), selectors.own_side(partner, me)
    if not review.opens(mine.side, theirs.side):
        return False
    for author, to, side in ((me, partner, mine), (partner, me, theirs)):
        row = Opened(author=author, to=to, said_at=now)
        place, text = selectors.place_of(row, author), json.dumps(side.words)
        row.sealed = vault.seal_text(text, wrapped=wrapped_key(author.person_id), place=place)
        row.save(force_insert=True)
    Draft.objects.filter(author__in=(me, partner)).delete()
    ring_partners(me.family_id, now)
    forget_soon()
    return True


def take_back(*, me: Caregiver, now: datetime) -> None:
    """Write on after all. That one had finished was never shown."""
    with transaction.atomic():
        circle = _hold(me, now)
        review.take_back(selectors.own_side(me, circle.partner).side)
        Draft.objects.filter(author=me).update(finished_at=None)
