"""A family with a year of days, written in bulk, for measuring what history costs."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import numpy as np

from nearward.domain.needs import NEEDS
from nearward.web.asks.models import Answer, Ask
from nearward.web.checkins.models import CheckIn, Said
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver, Invite
from nearward.web.people.selectors import invite_for

PASSPHRASE = "a slow boat in fog"


def family(now: datetime, days: int, names: tuple[str, str]) -> tuple[Caregiver, Caregiver]:
    """Make two partners with a child and `days` days of check-ins (two a day each) and asks (one a day)."""
    start = now - timedelta(days=days + 2)
    one = come_in(names[0], Invite.For.FAMILY, None, start)
    two = come_in(names[1], Invite.For.PARTNER, one, start)
    people.save_child(me=one, facts=people.ChildFacts("Noor", born_on=start.date()), now=now)
    chance = np.random.default_rng(3)
    for place in (one, two):
        check_ins(place, now, days, chance)
    asks(one, two, now, days)
    return one, two


def come_in(name: str, kind: str, by: Caregiver | None, at: datetime) -> Caregiver:
    """Bring a person in by a real invite."""
    _made, token = people.invite(kind=kind, by=by, now=at)
    invite = invite_for(token, now=at)
    assert invite is not None
    new = people.NewPerson(name, name.lower(), PASSPHRASE, zone="Europe/Madrid", country="ES")
    person = people.join_as_new(invite=invite, new=new, now=at)
    return Caregiver.objects.select_related("person", "family").get(person=person)


def check_ins(place: Caregiver, now: datetime, days: int, chance: np.random.Generator) -> None:
    """Write two check-ins a day."""
    said, kept = [], []
    for back in range(days * 2):
        at = now - timedelta(hours=12 * back + 1)
        levels = dict(zip(NEEDS, map(int, chance.integers(0, 5, 7)), strict=True))
        row = Said(family=place.family, author=place, at=at, levels=levels, room=int(chance.integers(0, 5)))
        said.append(row)
        kept.append(
            CheckIn(
                family=place.family, author=place, said=row, at=at, zone="Europe/Madrid", day=at.date(),
                stress=int(chance.integers(0, 11)), move=int(chance.integers(0, 11)),
            )
        )  # fmt: skip
    Said.objects.bulk_create(said, batch_size=500)
    CheckIn.objects.bulk_create(kept, batch_size=500)


def asks(one: Caregiver, two: Caregiver, now: datetime, days: int) -> None:
    """Write one answered, faded ask a day, and one that is open."""
    rows = [_ask(one, two, now - timedelta(days=back), uuid4()) for back in range(1, days)]
    Ask.objects.bulk_create(rows, batch_size=500)
    Answer.objects.bulk_create(
        [Answer(ask=row, number=1, how="here", said_at=row.asked_at) for row in rows], batch_size=500
    )
    _ask(one, two, now, uuid4()).save(force_insert=True)


def _ask(one: Caregiver, two: Caregiver, at: datetime, pk: UUID) -> Ask:
    return Ask(
        pk=pk, family=one.family, asker=one, asked=two, need="hands", kind="do", when="now",
        asked_at=at, fades_at=at + timedelta(hours=3),
    )  # fmt: skip
