"""Bring people in, and let them speak, through the real services. Django must be set up before this is imported."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator

from nearward.domain import asks
from nearward.domain.checkin import Open, Private
from nearward.domain.consent import Grant
from nearward.web.asks import services as asking
from nearward.web.checkins import services as checkins
from nearward.web.core import vault
from nearward.web.grants import services as granting
from nearward.web.grants.models import Counsel
from nearward.web.grants.selectors import link_for
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver, Counselor, Invite, Person
from nearward.web.people.selectors import circle_of, invite_for

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
PASSPHRASE = "warm lamp slow boat"


def come_in(name: str, kind: str, by: Caregiver | None = None, *, at: datetime = NOON) -> Caregiver:
    """Bring a person in through a real invite."""
    until = at + timedelta(days=30) if kind == Invite.For.HELPER else None
    _made, token = people.invite(kind=kind, by=by, now=at, helper_until=until)
    invite = invite_for(token, now=at)
    assert invite is not None
    new = people.NewPerson(name, name.lower(), PASSPHRASE, zone="Europe/Madrid", country="ES")
    person: Person = people.join_as_new(invite=invite, new=new, now=at)
    return Caregiver.objects.select_related("person", "family").get(person=person)


def at_a_desk(name: str, practice: str = "The Harbor", *, at: datetime = NOON, key: str = "totp") -> Counselor:
    """Bring a counselor to a desk through a real link, with a second key ("" for none)."""
    token = people.invite_counselor(practice=practice, phone="+34 900 000 000", now=at)
    invite = invite_for(token, now=at)
    assert invite is not None
    new = people.NewPerson(name, name.lower(), PASSPHRASE, zone="Europe/Madrid")
    person = people.join_as_new(invite=invite, new=new, now=at)
    if key:
        Authenticator.objects.create(user=person, type=key, data={"secret": vault.seal_secret("JBSWY3DPEHPK3PXP")})
    return Counselor.objects.select_related("person", "practice").get(person=person)


def let_in(who: Caregiver, desk: Counselor, grants: Iterable[Grant] = (), *, at: datetime = NOON) -> Counsel:
    """Let a counselor in by a partner's own link, and give these."""
    link = link_for(granting.make_link(me=who, now=at), now=at)
    assert link is not None
    counsel = granting.take_link(counsel=link, desk=desk, now=at)
    granting.give(counsel=counsel, grants=grants, shown=False, now=at)
    return counsel


def say(
    who: Caregiver, *, at: datetime, levels: dict[str, int] | None = None, room: int | None = None, **kept: object
) -> UUID:
    """Check in as `who`."""
    return checkins.check_in(
        me=who, said=Open(levels or {}, room), kept=Private(**kept), key=uuid4(), now=at  # type: ignore[arg-type]
    )  # fmt: skip


def ask_of(who: Caregiver, *, at: datetime, what: asks.Ask = asks.OPENERS[0].ask) -> UUID:
    """Ask the partner of `who`."""
    partner = circle_of(who, now=at).partner
    assert partner is not None
    return asking.ask(me=who, partner=partner, what=what, key=uuid4(), now=at)
