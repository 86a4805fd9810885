"""The made-up family's counselor: a desk, and what each of the two gives."""

from datetime import datetime, timedelta
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret

from nearward.domain.consent import Grant, What
from nearward.web.core import vault
from nearward.web.grants import services
from nearward.web.grants.selectors import link_for
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver, Counselor, Person
from nearward.web.people.selectors import invite_for

NAME, SIGN_IN, PRACTICE, PHONE = "Dr. Ruiz", "ruiz", "The Harbor, couples counseling", "+34 900 000 000"
LASTS = timedelta(days=84)
GIVEN = (
    (What.NEED_ROOM, What.STRESS_MOVE, What.DIRECTION, What.REVIEWS, What.PLANS),
    (What.NEED_ROOM, What.REVIEWS, What.PLANS, What.REFLECTION),
)
OFFERED = (
    "One evening this week, say the kind of help before you say what is wrong. The other says back what they heard."
)


def counsel(maya: Caregiver, jonas: Caregiver, at: datetime) -> Person:
    """Bring a counselor in, let both of the two see them together, and return who it is."""
    token = people.invite_counselor(practice=PRACTICE, phone=PHONE, now=at)
    invite = invite_for(token, now=at)
    assert invite is not None
    new = people.NewPerson(NAME, SIGN_IN, str(uuid4()), zone=maya.person.zone)
    person = people.join_as_new(invite=invite, new=new, now=at)
    secret = vault.seal_secret(generate_totp_secret())
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": secret})
    for who, whats in zip((maya, jonas), GIVEN, strict=True):
        _let_in(who, person.desk, whats, at)
    return person


def _let_in(who: Caregiver, desk: Counselor, whats: tuple[What, ...], at: datetime) -> None:
    link = link_for(services.make_link(me=who, now=at), now=at)
    assert link is not None
    taken = services.take_link(counsel=link, desk=desk, now=at)
    day = at.date()
    grants = [Grant(what, day + LASTS, day - timedelta(days=28), _item(what)) for what in whats]
    services.give(counsel=taken, grants=grants, shown=True, now=at)
    services.offer_homework(counsels=[taken], words=OFFERED, now=at)


def _item(what: What) -> str:
    return "learned" if what is What.REFLECTION else ""
