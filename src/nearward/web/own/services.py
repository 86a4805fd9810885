"""The writes of what one keeps. Nobody hears of a place; what is done to a time holds the family's row."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from nearward.domain import asks
from nearward.domain import own as rules
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core import vault
from nearward.web.core.drafts import Page
from nearward.web.core.forget import forget_soon
from nearward.web.core.once import once
from nearward.web.own import selectors
from nearward.web.own.models import Answered, Draft, OwnTime
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import circle_of, wrapped_key, zone_of
from nearward.web.people.services import hold_family, must_share, ring_partners

HOW: dict[type, rules.How] = {asks.Here: "here", asks.At: "at", asks.But: "but"}


def write(*, me: Caregiver, place: str, words: str, page: Page) -> int:
    """Keep what one wrote in one place, and return the number of this save."""
    accepted = rules.accept_words(words)
    with transaction.atomic():
        hold_family(me.family_id)
        kept = Draft.objects.filter(author=me, place_named=place)
        draft = kept.first() or Draft(author=me, place_named=place)
        draft.write(accepted, owner=me.person_id, wrapped=wrapped_key(me.person_id), seen=page.seen, key=page.key)
        draft.save()
        return draft.number


def ask_for(
    *, me: Caregiver, partner: Caregiver | None, time: rules.Time, words: str, key: UUID, now: datetime
) -> UUID:
    """Ask the partner for a time of one's own, or keep it alone where nobody is to be asked; return its id."""
    zone = zone_of(me.family)

    def make() -> UUID:
        hold_family(me.family_id)
        taken = selectors.weeks_taken(circle_of(me, now=now))
        accepted = rules.accept_time(time, words, taken=taken, zone=zone, now=now)
        OwnTime.objects.filter(author=me, week=time.week(zone)).delete()  # asked of an earlier partner
        row = OwnTime(
            author=me, to=partner, week=time.week(zone),
            starts_at=time.starts, ends_at=time.ends,
        )  # fmt: skip
        place = selectors.place_of(row, "words", me)
        row.words = vault.seal_text(accepted, wrapped=wrapped_key(me.person_id), place=place)
        row.save(force_insert=True)
        ring_partners(me.family_id, now)
        return row.pk

    body = ["own time", time.starts, time.ends, words, partner and partner.pk]
    return once(author=me.person, key=key, body=body, make=make)


def answer(*, me: Caregiver, row: OwnTime, given: asks.Answer, seen: int, now: datetime) -> None:
    """Answer the other's question: yes, at another time, or can't, but. A later answer takes its place."""
    if row.to_id != me.pk:
        raise Refused(N_("Only the person who was asked can answer."))
    must_share(me)
    with transaction.atomic():
        row = _held(me, row)
        zone = zone_of(me.family)
        state = rules.answer(row.state, given, row.time, seen=seen, zone=zone, now=now)
        said = given.words.strip() if isinstance(given, asks.But) else ""
        _keep_before(me, row, now)
        row.but = vault.seal_text(said, wrapped=wrapped_key(me.person_id), place=selectors.place_of(row, "but", me))
        row.at = given.at if isinstance(given, asks.At) else None
        row.answered_at = now
        _save(me, row, state, now)


def _keep_before(me: Caregiver, row: OwnTime, now: datetime) -> None:
    """Keep the answer that stood: the other has read it."""
    if row.how:
        wrapped, place = wrapped_key(me.person_id), selectors.place_of(row, "but", me)
        kept = Answered(time=row, author=me, how=row.how, at=row.at, said_at=row.answered_at or now)
        words = vault.open_text(row.but, wrapped=wrapped, place=place)
        kept.but = vault.seal_text(words, wrapped=wrapped, place=selectors.place_of_earlier(kept, me))
        kept.save(force_insert=True)


def take_other(*, me: Caregiver, row: OwnTime, seen: int, now: datetime) -> None:
    """Say yes to the other time the partner offered."""
    _own_or_refuse(me, row)
    must_share(me)
    with transaction.atomic():
        row = _held(me, row)
        state = rules.take_other(row.state, row.time, seen=seen, now=now)
        time = row.time.moved(row.at) if row.at else row.time
        row.starts_at, row.ends_at, row.at = time.starts, time.ends, None
        _save(me, row, state, now)


def take_back(*, me: Caregiver, row: OwnTime, now: datetime) -> None:
    """Let a time go, at once and without a word; another can be asked for in that week."""
    _own_or_refuse(me, row)
    with transaction.atomic():
        OwnTime.objects.filter(pk=row.pk).delete()
        ring_partners(me.family_id, now)
    forget_soon()


def _own_or_refuse(me: Caregiver, row: OwnTime) -> None:
    if row.author_id != me.pk:
        raise Refused(N_("Only the person who asked can do this."))


def _held(me: Caregiver, row: OwnTime) -> OwnTime:
    hold_family(me.family_id)
    found = OwnTime.objects.select_related("author__person").filter(pk=row.pk).first()
    if found is None:
        raise Refused(rules.OVER)
    return found


def _save(me: Caregiver, row: OwnTime, state: rules.State, now: datetime) -> None:
    row.number, row.how = state.number, state.how
    row.save(update_fields=["number", "how", "at", "but", "answered_at", "starts_at", "ends_at"])
    ring_partners(me.family_id, now)
