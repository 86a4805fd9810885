"""The only writes of check-ins."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from nearward.domain.checkin import Open, Private, accept
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.checkins.models import CheckIn, Said
from nearward.web.checkins.selectors import note_place
from nearward.web.core import live, vault
from nearward.web.core.forget import forget_soon
from nearward.web.core.once import once
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import today_of, wrapped_key
from nearward.web.people.services import ring_partners


def check_in(*, me: Caregiver, said: Open, kept: Private, key: UUID, now: datetime, event: bool = False) -> UUID:
    """Take a check-in and return its id. The partner's page hears of it only if something was said openly.

    An `event` is the one tap after something happened; it says nothing openly.
    """
    accept(said, kept)

    def make() -> UUID:
        checkin = CheckIn(family_id=me.family_id, author=me, at=now, zone=me.person.zone, event=event)
        checkin.day = today_of(me, now=now)
        checkin.said = _say(me, said, now) if said else None
        _keep(checkin, me, kept)
        return checkin.pk

    return once(
        author=me.person, key=key, body=["event" if event else "check-in", vars(said), vars(kept)], make=make
    )


def correct(*, me: Caregiver, checkin: CheckIn, said: Open, kept: Private, now: datetime) -> None:
    """Correct one's own check-in; its time stays. The open part is touched only if it changed."""
    accept(said, kept)
    if me.paused and checkin.said is not None and not checkin.said.held and _changed(checkin.said, said):
        raise Refused(N_("Sharing is paused. What you said openly stays as it was said, until you share again."))
    with transaction.atomic():
        if checkin.said is not None and not said:
            checkin.said.delete()
            checkin.said = None
            _ring(me, now)
        elif checkin.said is None and said:
            checkin.said = _say(me, said, checkin.at)
            _ring(me, now)
        elif checkin.said is not None and _changed(checkin.said, said):
            checkin.said.levels, checkin.said.room = dict(said.levels), said.room
            checkin.said.save(update_fields=["levels", "room"])
            _ring(me, now)
        _keep(checkin, me, kept)
    forget_soon()


def _changed(row: Said, said: Open) -> bool:
    return (row.levels, row.room) != (dict(said.levels), said.room)


def delete(*, me: Caregiver, checkin: CheckIn, now: datetime) -> None:
    """Delete one's own check-in, its open part too; nothing of it stays in the file."""
    with transaction.atomic():
        said = checkin.said
        checkin.delete()
        if said is not None:
            said.delete()
            _ring(me, now)
    forget_soon()


def _say(me: Caregiver, said: Open, at: datetime) -> Said:
    row = Said.objects.create(
        family_id=me.family_id, author=me, at=at, levels=dict(said.levels), room=said.room, held=me.paused
    )
    _ring(me, at)
    return row


def _ring(me: Caregiver, now: datetime) -> None:
    live.ring([me.person_id]) if me.paused else ring_partners(me.family_id, now)


def take_along(place: Caregiver) -> None:
    """Move one's own check-ins to the family one is in now."""
    Said.objects.filter(author=place).update(family=place.family_id)
    CheckIn.objects.filter(author=place).update(family=place.family_id)


def _keep(checkin: CheckIn, me: Caregiver, kept: Private) -> None:
    checkin.stress, checkin.move, checkin.sleep_minutes = kept.stress, kept.move, kept.sleep_minutes
    place = note_place(checkin, me.person_id)
    checkin.note = vault.seal_text(kept.note, wrapped=wrapped_key(me.person_id), place=place)
    checkin.save()
