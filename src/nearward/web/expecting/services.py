"""The writes of what is expected. What decides whether it opens holds the family's row: two at once are in turn."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from nearward.data.expecting import asked
from nearward.domain import expecting as rules
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core import vault
from nearward.web.core.forget import forget_soon
from nearward.web.expecting import selectors
from nearward.web.expecting.models import Draft, Opened
from nearward.web.people.models import Caregiver, Child
from nearward.web.people.selectors import circle_of, wrapped_key
from nearward.web.people.services import hold_family, must_share, ring_partners

HERE = N_("Your baby is here. What you expected stays yours, as it was.")


@dataclass(frozen=True)
class Page:
    """What stands on the page one writes on: its words, the save it was opened on, and its key."""

    words: rules.Words
    seen: int
    key: UUID


def write(*, me: Caregiver, child: Child, page: Page) -> int:
    """Keep one's own side as it is written, and return the number of this save; nobody hears of it."""
    with transaction.atomic():
        _hold(me, child)
        return _write(me, child, page).number


def _hold(me: Caregiver, child: Child) -> None:
    """Hold the family, and refuse once the child is here or lost: another may have said so just now."""
    hold_family(me.family_id)
    if not Child.objects.filter(pk=child.pk, born_on__isnull=True, lost_at__isnull=True).exists():
        raise Refused(HERE)


def _write(me: Caregiver, child: Child, page: Page) -> Draft:
    words = rules.accept_words(page.words, asked())
    rules.write(selectors.own_side(me, child).side, anything=any(words.values()))
    return _keep(me, child, Draft.Part.SIDE, json.dumps(words), page.seen, page.key)


def _keep(me: Caregiver, child: Child, part: str, text: str, seen: int, key: UUID) -> Draft:
    own = Draft.objects.filter(author=me, child=child, part=part)
    draft = own.first() or Draft(author=me, child=child, part=part)
    draft.write(text, owner=me.person_id, wrapped=wrapped_key(me.person_id), seen=seen, key=key)
    draft.save()
    return draft


def finish(*, me: Caregiver, child: Child, page: Page, now: datetime) -> bool:
    """Say that one has finished, with the words on the page; return whether both sides opened with that."""
    must_share(me)
    with transaction.atomic():
        _hold(me, child)
        partner = circle_of(me, now=now).partner
        if partner is None:
            raise Refused(N_("There is nobody here to open it with. What you write stays with you."))
        if not selectors.own_side(me, child).side.rests:
            _write(me, child, page)
        rules.finish_side(selectors.own_side(me, child).side)
        Draft.objects.filter(author=me, child=child, part=Draft.Part.SIDE).update(finished_at=now)
        return _open_if_both_finished(me, partner, child, now)


def _open_if_both_finished(me: Caregiver, partner: Caregiver, child: Child, now: datetime) -> bool:
    mine, theirs = selectors.own_side(me, child), selectors.own_side(partner, child)
    if me.paused or partner.paused or theirs.side.opened or not rules.opens(mine.side, theirs.side):
        return False
    for author, to, own in ((me, partner, mine), (partner, me, theirs)):
        row = Opened(author=author, to=to, child=child, opened_at=now)
        place = selectors.place_of_opened(row, author)
        row.sealed = vault.seal_text(
            json.dumps(dict(own.words)), wrapped=wrapped_key(author.person_id), place=place
        )
        row.save(force_insert=True)
        Draft.objects.filter(author=author, child=child, part=Draft.Part.SIDE).delete()
    ring_partners(me.family_id, now)
    forget_soon()
    return True


def open_what_waits(*, me: Caregiver, now: datetime) -> None:
    """Open what both have finished, where that waited because one of them had paused sharing."""
    circle = circle_of(me, now=now)
    child = selectors.expected_child(circle)
    if circle.partner is not None and child is not None:
        _open_if_both_finished(me, circle.partner, child, now)


def take_back(*, me: Caregiver, child: Child) -> None:
    """Write on after all. That one had finished was never shown."""
    with transaction.atomic():
        _hold(me, child)
        rules.take_back(selectors.own_side(me, child).side)
        Draft.objects.filter(author=me, child=child, part=Draft.Part.SIDE).update(finished_at=None)


def write_note(*, me: Caregiver, child: Child, words: str, seen: int, key: UUID) -> int:
    """Keep one's own note on the pattern, and return the number of this save; nobody hears of it, ever."""
    with transaction.atomic():
        _hold(me, child)
        return _keep(me, child, Draft.Part.PATTERN, rules.accept_note(words), seen, key).number
