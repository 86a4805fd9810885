"""The writes of the review. What decides whether it opens holds the family's row: two at once are in turn."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from nearward.domain import review
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core import vault
from nearward.web.core.forget import forget_soon
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import circle_of, wrapped_key
from nearward.web.people.services import hold_family, must_go_on, must_share, rests, ring_partners
from nearward.web.review import selectors
from nearward.web.review.models import Agreed, Draft, Meeting, Opened


@dataclass(frozen=True)
class Page:
    """What stands on the page one writes on: its words, the save it was opened on, and its key."""

    words: review.Words
    seen: int
    key: UUID


def write(*, me: Caregiver, week: date, page: Page) -> int:
    """Keep one's side of a week as it is written, and return the number of this save; nobody hears of it."""
    with transaction.atomic():
        hold_family(me.family_id)
        return _write(me, week, page).number


def _write(me: Caregiver, week: date, page: Page) -> Draft:
    words = review.accept_words(page.words)
    review.write(selectors.own_side(me, week).side, anything=any(words.values()))
    draft = Draft.objects.filter(author=me, week=week).first() or Draft(author=me, week=week)
    wrapped = wrapped_key(me.person_id)
    draft.write(json.dumps(words), owner=me.person_id, wrapped=wrapped, seen=page.seen, key=page.key)
    draft.save()
    return draft


def finish(*, me: Caregiver, week: date, page: Page, now: datetime) -> bool:
    """Say that one has finished, with the words on the page; return whether the week opened with that."""
    must_share(me)
    with transaction.atomic():
        partner = _partner_now(me, now)
        _keep_page(me, week, page)
        review.finish(selectors.own_side(me, week).side)
        Draft.objects.filter(author=me, week=week).update(finished_at=now)
        return _open_if_both_want(me, partner, week, now)


def agree(*, me: Caregiver, week: date, page: Page, today: date, now: datetime) -> bool:
    """Agree to open what there is, as it stands; the partner sees that. Return whether the week opened."""
    must_share(me)
    with transaction.atomic():
        partner = _partner_now(me, now)
        _keep_page(me, week, page)
        must_go_on(me.family_id)
        day = selectors.day_of_meeting(me, week)
        review.agree(selectors.own_side(me, week).side, day=day, today=today)
        Agreed.objects.get_or_create(author=me, week=week)
        ring_partners(me.family_id, now)
        return _open_if_both_want(me, partner, week, now)


def _partner_now(me: Caregiver, now: datetime) -> Caregiver:
    """Hold the family and return who the partner is at this moment."""
    hold_family(me.family_id)
    partner = circle_of(me, now=now).partner
    if partner is None:
        raise Refused(N_("There is nobody here to open it with. What you write stays with you."))
    return partner


def _keep_page(me: Caregiver, week: date, page: Page) -> None:
    if not selectors.own_side(me, week).side.rests:
        _write(me, week, page)


def _open_if_both_want(me: Caregiver, partner: Caregiver, week: date, now: datetime) -> bool:
    mine, theirs = selectors.own_side(me, week), selectors.own_side(partner, week)
    if me.paused or partner.paused or rests(me.family_id) or not review.opens(mine.side, theirs.side):
        return False
    _open(me, partner, week, mine.words, now)
    _open(partner, me, week, theirs.words, now)
    ring_partners(me.family_id, now)
    forget_soon()
    return True


def open_what_waits(*, me: Caregiver, now: datetime) -> None:
    """Open the weeks both have finished, where that waited for sharing, or exercises, to go on."""
    for week in Draft.objects.filter(author=me, finished_at__isnull=False).values_list("week", flat=True):
        partner = circle_of(me, now=now).partner
        if partner is not None:
            _open_if_both_want(me, partner, week, now)


def _open(author: Caregiver, to: Caregiver, week: date, words: review.Words, now: datetime) -> None:
    _say(Opened(author=author, to=to, week=week, said_at=now), author, words)
    Draft.objects.filter(author=author, week=week).delete()
    Agreed.objects.filter(author=author, week=week).delete()


def _say(row: Opened, author: Caregiver, words: review.Words) -> None:
    place = selectors.place_of_opened(row, author)
    row.sealed = vault.seal_text(json.dumps(words), wrapped=wrapped_key(author.person_id), place=place)
    row.save(force_insert=True)


def take_back(*, me: Caregiver, week: date, now: datetime) -> None:
    """Write on after all. That one had finished was never shown; that one agreed is not shown any more."""
    with transaction.atomic():
        hold_family(me.family_id)
        review.take_back(selectors.own_side(me, week).side)
        Draft.objects.filter(author=me, week=week).update(finished_at=None)
        deleted, _rows = Agreed.objects.filter(author=me, week=week).delete()
        if deleted:
            ring_partners(me.family_id, now)


def choose_day(*, me: Caregiver, week: date, day: date, now: datetime) -> None:
    """Choose the day on which the two would look at a week together."""
    review.accept_day(day, week)
    with transaction.atomic():
        hold_family(me.family_id)
        Meeting.objects.update_or_create(family_id=me.family_id, week=week, defaults={"day": day})
        ring_partners(me.family_id, now)


def change(*, me: Caregiver, week: date, words: review.Words, seen: int, now: datetime) -> None:
    """Change one's side after it opened: what it said before stays, for both to see."""
    with transaction.atomic():
        hold_family(me.family_id)
        latest = Opened.objects.filter(author=me, week=week).order_by("-number").first()
        if latest is None:
            raise Refused(N_("This week has not opened yet."))
        if latest.number != seen:
            raise Refused(N_("You changed this on another device just now. Here is how it stands."))
        accepted = review.accept_change(selectors.opened_words(latest, me, wrapped_key(me.person_id)), words)
        row = Opened(author=me, to_id=latest.to_id, week=week, number=latest.number + 1, said_at=now)
        _say(row, me, accepted)
        ring_partners(me.family_id, now)
