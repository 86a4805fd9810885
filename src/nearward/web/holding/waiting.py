"""Which offers wait for the room of the person they were made to, by what that person said openly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nearward.domain import waiting as rules
from nearward.web.checkins.selectors import rooms_said
from nearward.web.holding.models import Offer
from nearward.web.people.models import Caregiver

REACH = rules.WAITS + rules.LASTS + rules.FRESH  # the oldest word that can bear on an offer that still stands


@dataclass(frozen=True)
class RoomsSaid:
    """The rooms that some people said openly of late, by caregiver id; nobody else has said any."""

    by_person: Mapping[UUID, rules.Rooms]

    def has_none(self, person: Caregiver, now: datetime) -> bool:
        """Return whether the person has no room now."""
        return rules.has_no_room(self.by_person.get(person.pk, ()), now)

    def of(self, offer: Offer) -> rules.Rooms:
        """Return the rooms an offer waits for: none for an offer to take something from the person."""
        return () if offer.takes else self.by_person.get(offer.to_id, ())

    def fades_at(self, offer: Offer) -> datetime:
        """Return when an offer ends by itself."""
        return min(offer.fades_at, rules.fades_at(self.of(offer), offer.made_at))

    def waits(self, offer: Offer, now: datetime) -> bool:
        """Return whether an offer that stands is kept from the person it was made to."""
        return rules.has_no_room(self.of(offer), now)


def rooms_of(people: Iterable[Caregiver], *, now: datetime) -> RoomsSaid:
    """Return what these people said openly of their room of late; one query."""
    return RoomsSaid(rooms_said(people, since=now - REACH, now=now))


def latest_end(offer: Offer) -> datetime:
    """Return the latest moment an offer can stand until, whatever its person says of their room."""
    may_wait = not offer.takes and offer.to.role == Caregiver.Role.PARTNER
    return offer.made_at + (rules.WAITS + rules.LASTS if may_wait else rules.LASTS)
