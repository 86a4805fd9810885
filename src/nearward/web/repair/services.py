"""The writes of repairs. What depends on how far the other is holds the family's row: two at once are in turn."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from nearward.domain import repair as rules
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core import vault
from nearward.web.core.forget import forget_soon
from nearward.web.core.once import once
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import circle_of, wrapped_key
from nearward.web.people.services import hold_family, must_go_on, must_share, ring_partners
from nearward.web.repair import selectors
from nearward.web.repair.models import Draft, Left, Proposal, Repair, Shared
from nearward.web.repair.selectors import Said


@dataclass(frozen=True)
class Page:
    """What stands on the page one writes on: its words, the save it was opened on, and its key."""

    said: Said
    seen: int
    key: UUID


def start(*, me: Caregiver, other: Caregiver | None, about: str, key: UUID, now: datetime) -> UUID:
    """Start a repair, or one for oneself alone; return its id. The partner can see it, and need do nothing."""
    accepted = rules.accept_about(about)

    def make() -> UUID:
        if other is not None:
            hold_family(me.family_id)
            must_go_on(me.family_id)
        repair = Repair(family_id=me.family_id, starter=me, other=other, started_at=now)
        place = selectors.place_of_about(repair, me)
        repair.about = vault.seal_text(accepted, wrapped=wrapped_key(me.person_id), place=place)
        repair.save(force_insert=True)
        if other is not None:
            ring_partners(me.family_id, now)
        return repair.pk

    return once(author=me.person, key=key, body=["repair", about, other and other.pk], make=make)


def write(*, me: Caregiver, repair: Repair, step: str, page: Page) -> int:
    """Keep one's own words of a step, and return the number of this save; nobody hears of it."""
    with transaction.atomic():
        hold_family(me.family_id)
        return _write(me, repair, step, page).number


def _write(me: Caregiver, repair: Repair, step: str, page: Page) -> Draft:
    said = Said(rules.accept_words(page.said.words), page.said.feelings)
    if step in selectors.shared_steps(repair, me):
        raise Refused(N_("You have shared this step. Take it back first, then change it."))
    own = Draft.objects.filter(repair=repair, author=me, step=step)
    draft = own.first() or Draft(repair=repair, author=me, step=step)
    wrapped = wrapped_key(me.person_id)
    draft.write(said.as_text(), owner=me.person_id, wrapped=wrapped, seen=page.seen, key=page.key)
    draft.save()
    return draft


def share(*, me: Caregiver, repair: Repair, step: str, page: Page, now: datetime) -> None:
    """Share one step, with the words on the page; empty, it is a step left out."""
    must_share(me)
    with transaction.atomic():
        hold_family(me.family_id)
        must_go_on(me.family_id)
        rules.share(selectors.turns_of(repair, circle_of(me, now=now)), step)
        _write(me, repair, step, page)
        row, said = Shared(repair=repair, author=me, step=step, shared_at=now), page.said
        text = Said(rules.accept_words(said.words), said.feelings).as_text()
        row.sealed = vault.seal_text(text, wrapped=wrapped_key(me.person_id), place=selectors.place_of(row, me))
        row.save(force_insert=True)
        ring_partners(me.family_id, now)


def take_back(*, me: Caregiver, repair: Repair, step: str, now: datetime) -> None:
    """Take back the step one shared last, at once and without a word; it is one's own again, as it was written."""
    with transaction.atomic():
        hold_family(me.family_id)
        rules.take_back(selectors.turns_of(repair, circle_of(me, now=now)), step)
        Shared.objects.filter(repair=repair, author=me, step=step).delete()
        ring_partners(me.family_id, now)
        forget_soon()


def leave(*, me: Caregiver, repair: Repair, now: datetime) -> None:
    """Leave a repair. The other sees that it rests, and neither who nor why."""
    with transaction.atomic():
        Left.objects.get_or_create(repair=repair, author=me)
        ring_partners(me.family_id, now)


def come_back(*, me: Caregiver, repair: Repair, now: datetime) -> None:
    """Come back to a repair one left."""
    with transaction.atomic():
        Left.objects.filter(repair=repair, author=me).delete()
        ring_partners(me.family_id, now)


def propose(*, me: Caregiver, repair: Repair, words: str, seen: int, now: datetime) -> None:
    """Put words for the one agreement to the other; they take the place of the words before, and both stay."""
    with transaction.atomic():
        hold_family(me.family_id)
        must_go_on(me.family_id)
        latest = selectors.latest_proposal(repair)
        state, turns = selectors.agreement_of(latest, me), selectors.turns_of(repair, circle_of(me, now=now))
        accepted = rules.propose(turns, state, words=words, seen=seen)
        row = Proposal(repair=repair, author=me, number=seen + 1, said_at=now)
        place = selectors.place_of(row, me)
        row.sealed = vault.seal_text(accepted, wrapped=wrapped_key(me.person_id), place=place)
        row.save(force_insert=True)
        ring_partners(me.family_id, now)


def agree(*, me: Caregiver, repair: Repair, seen: int, now: datetime) -> None:
    """Agree to exactly the words one read."""
    with transaction.atomic():
        hold_family(me.family_id)
        must_go_on(me.family_id)
        latest = selectors.latest_proposal(repair)
        rules.agree(
            selectors.turns_of(repair, circle_of(me, now=now)), selectors.agreement_of(latest, me), seen=seen
        )
        Proposal.objects.filter(repair=repair, number=seen).update(agreed_at=now)
        ring_partners(me.family_id, now)
