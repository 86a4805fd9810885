"""The only writes of people, families, children and invites."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction

from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core import live, vault
from nearward.web.people import known_browsers
from nearward.web.people.models import (
    Caregiver,
    Child,
    Counselor,
    Family,
    Invite,
    Person,
    PersonKey,
    Practice,
)
from nearward.web.people.passphrases import refuse_weak
from nearward.web.people.selectors import CLOSED, hash_token, in_force

INVITE_LASTS = timedelta(hours=48)


PARTED = N_(
    "One of you has left this family, so nobody new comes in as a partner. A new family is one tap away; "
    "the baby’s log can come along."
)
NAME_TAKEN = N_("Someone here already signs in with that name. Please choose another.")


@dataclass(frozen=True)
class NewPerson:
    """What someone says of themselves when they come in."""

    name: str
    sign_in_name: str
    passphrase: str
    language: str = "en"
    zone: str = "UTC"
    country: str = ""


@transaction.atomic
def create_person(new: NewPerson) -> Person:
    """Make a person with a key of their own. Raises `Refused` for a taken name or a weak passphrase."""
    if Person.objects.filter(sign_in_name=new.sign_in_name.lower()).exists():
        raise Refused(NAME_TAKEN, field="sign_in_name")
    refuse_weak(new.passphrase)
    person = Person(
        sign_in_name=new.sign_in_name.lower(),
        name=new.name,
        language=new.language,
        zone=new.zone,
        country=new.country,
    )
    person.set_password(new.passphrase)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:  # someone else took the name at the same moment
        raise Refused(NAME_TAKEN, field="sign_in_name") from None
    PersonKey.objects.create(person=person, wrapped=vault.new_wrapped_key(person.pk))
    return person


def invite(
    *, kind: str, by: Caregiver | None, now: datetime, helper_until: datetime | None = None, printed: bool = False
) -> tuple[Invite, str]:
    """Make a single-use link. Returns the invite and its token, which is shown once and kept only as a hash.

    A new invite takes the place of an unused earlier one of the same kind by the same person.
    """
    if kind == Invite.For.HELPER and (helper_until is None or helper_until <= now):
        raise Refused(N_("Choose the day this helper's access ends."))
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        if by is not None:
            if kind == Invite.For.PARTNER:
                _let_a_partner_in(by.family_id, now)
            Invite.objects.filter(by=by, kind=kind, used_at__isnull=True).delete()
        made = Invite.objects.create(
            family_id=by.family_id if by else None,
            by=by,
            kind=kind,
            token_hash=hash_token(token),
            created_at=now,
            expires_at=now + INVITE_LASTS,
            helper_until=helper_until,
            printed=printed,
        )
    return made, token


@transaction.atomic
def end_printed_links() -> None:
    """End the links for the first family that earlier starts of the server printed and nobody used."""
    Invite.objects.filter(printed=True, used_at__isnull=True).delete()


def _let_a_partner_in(family_id: UUID, now: datetime) -> None:
    """Raise `Refused` where two partners are here, or where one has left: what those two said stays theirs."""
    hold_family(family_id)
    if Family.objects.filter(pk=family_id, parted=True).exists():
        raise Refused(PARTED)
    if _partners(family_id, now) >= 2:
        raise Refused(N_("This family already has two partners."))


def invite_counselor(*, practice: str, phone: str, now: datetime) -> str:
    """Make a single-use link to a desk of this practice, which is made if it is new; returns its token."""
    name = practice.strip()
    if not 0 < len(name) <= 120:
        raise Refused(N_("Give the practice a name of up to 120 characters."))
    if len(phone) > 40:
        raise Refused(N_("A telephone number holds up to 40 characters."))
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        where, made = Practice.objects.get_or_create(name=name, defaults={"phone": phone.strip()})
        if phone and not made:
            where.phone = phone.strip()
            where.save(update_fields=["phone"])
        Invite.objects.create(
            kind=Invite.For.COUNSELOR, practice=where, token_hash=hash_token(token),
            created_at=now, expires_at=now + INVITE_LASTS,
        )  # fmt: skip
    return token


@transaction.atomic
def take_a_desk(*, invite: Invite, person: Person, now: datetime) -> Counselor:
    """Use a link to a desk. Raises `Refused` for someone in a family: a desk has a name of its own."""
    if person.places.exists() or Counselor.objects.filter(person=person).exists():
        raise Refused(N_("A desk has a name of its own. Sign out, open the link again, and choose another name."))
    _use(invite, now)
    assert invite.practice is not None
    return Counselor.objects.create(person=person, practice=invite.practice, joined_at=now)


def _use(invite: Invite, now: datetime) -> None:
    taken = Invite.objects.filter(pk=invite.pk, used_at__isnull=True, expires_at__gt=now).exclude(CLOSED)
    if not taken.update(used_at=now):
        raise Refused(N_("This link was already used or is too old. Ask for a new one."))


def revoke_invite(*, invite: Invite) -> None:
    """Close an invite that nobody used."""
    invite.delete()


def _partners(family_id: UUID | None, now: datetime) -> int:
    return Caregiver.objects.filter(in_force(now), family=family_id, role=Caregiver.Role.PARTNER).count()


@transaction.atomic
def join(*, invite: Invite, person: Person, now: datetime) -> Caregiver:
    """Use an invite: start a family, or take a place in one. Raises `Refused` when it no longer opens."""
    if Counselor.objects.filter(person=person).exists():
        raise Refused(N_("This name belongs to a desk. Sign out, open the link again, and choose another name."))
    if invite.family_id and invite.kind == Invite.For.PARTNER:
        hold_family(invite.family_id)  # whoever leaves at this moment closes it first, or sees who came in
    _use(invite, now)
    family = invite.family or Family.objects.create(created_at=now, zone=person.zone)
    try:
        with transaction.atomic():
            place = Caregiver.objects.create(
                family=family,
                person=person,
                role=Caregiver.Role.HELPER if invite.kind == Invite.For.HELPER else Caregiver.Role.PARTNER,
                seat=_free_seat(family, now) if invite.kind != Invite.For.HELPER else 0,
                joined_at=now,
                until=invite.helper_until,
            )
    except IntegrityError:
        raise Refused(N_("You already have a place in this family, or it has two partners now.")) from None
    live.ring(people_of(family.pk, now))
    return place


def _free_seat(family: Family, now: datetime) -> int:
    seats = Caregiver.objects.filter(in_force(now), family=family, role=Caregiver.Role.PARTNER)
    return 1 if seats.filter(seat=0).exists() else 0


def people_of(family_id: UUID, now: datetime, *, partners_only: bool = False) -> list[UUID]:
    """Return the ids of the persons in a family now: those whose open pages may hear of a change."""
    places = Caregiver.objects.filter(in_force(now), family=family_id)
    if partners_only:
        places = places.filter(role=Caregiver.Role.PARTNER)
    return list(places.values_list("person_id", flat=True))


def hold_family(family_id: UUID) -> None:
    """Hold a family's row until this transaction ends, so that what two people decide at once is decided in turn.

    SQLite's transactions are in turn by themselves. Rows that only point to the family may be added meanwhile.
    """
    list(Family.objects.select_for_update(no_key=True).filter(pk=family_id).values_list("pk"))


def ring_partners(family_id: UUID, now: datetime) -> None:
    """Tell both partners' open pages that something they may see changed."""
    live.ring(people_of(family_id, now, partners_only=True))


def end_place(*, place: Caregiver, now: datetime) -> None:
    """End a caregiver's place: a helper's access, or one's own. Open pages of that person close at once."""
    with transaction.atomic():
        Caregiver.objects.filter(pk=place.pk, ended_at__isnull=True).update(ended_at=now)
        live.hang_up(place.person_id)
        live.ring(people_of(place.family_id, now))


PAUSED = N_("Sharing is paused. Share again first, and this can be shown.")


def must_share(me: Caregiver) -> None:
    """Raise `Refused` while this person has paused sharing: what is written stays with them."""
    if me.paused:
        raise Refused(PAUSED)


RESTING = N_("Exercises for two rest for now. What you write stays with you.")


def rests(family_id: UUID) -> bool:
    """Whether a counselor has paused exercises for two; asked where the family's row is held."""
    return Family.objects.filter(pk=family_id, resting=True).exists()


def must_go_on(family_id: UUID) -> None:
    """Raise `Refused` while exercises for two are paused, for both alike."""
    if rests(family_id):
        raise Refused(RESTING)


def pause_sharing(*, place: Caregiver, paused: bool) -> None:
    """Keep what one says and does from now on to oneself, or share again. Nobody else is told of either."""
    Caregiver.objects.filter(pk=place.pk).update(paused=paused)


def save_profile(*, person: Person, name: str, language: str, zone: str, country: str) -> None:
    """Change what a person says of themselves."""
    person.name, person.language, person.zone, person.country = name, language, zone, country
    person.save(update_fields=["name", "language", "zone", "country"])


@dataclass(frozen=True)
class ChildFacts:
    """What a family says of a baby; either date may be missing, not both."""

    name: str = ""
    due_on: date | None = None
    born_on: date | None = None
    home: bool = True


def save_child(*, me: Caregiver, facts: ChildFacts, now: datetime, child: Child | None = None) -> Child:
    """Add a baby, expected or born, or correct what was said. Raises `Refused` without any date."""
    if facts.born_on is None and facts.due_on is None:
        raise Refused(N_("Give the day your baby was born, or the day your baby is expected."))
    if facts.born_on and facts.born_on > now.date() + timedelta(days=1):
        raise Refused(N_("That day is still to come. Put it under “expected” until your baby is here."))
    child = child or Child(family_id=me.family_id, created_at=now)
    if child.born_on and facts.home and not child.home:
        child.home_since = now
    child.name, child.due_on, child.born_on, child.home = facts.name, facts.due_on, facts.born_on, facts.home
    with transaction.atomic():
        child.save()
        live.ring(people_of(me.family_id, now))
    return child


def record_loss(*, me: Caregiver, child: Child | None, now: datetime) -> Child:
    """Stop every prompt, plan and baby text for a child who was lost; what was written stays.

    A loss before anything was entered is kept as a child without a name or a date.
    """
    child = child or Child(family_id=me.family_id, created_at=now)
    with transaction.atomic():
        child.lost_at = now
        child.save()
        live.ring(people_of(me.family_id, now))
    return child


def take_back_loss(*, me: Caregiver, child: Child, now: datetime) -> None:
    """Undo a tap that was a mistake."""
    with transaction.atomic():
        if child.born_on or child.due_on:
            child.lost_at = None
            child.save(update_fields=["lost_at"])
        else:
            child.delete()
        live.ring(people_of(me.family_id, now))


@transaction.atomic
def join_as_new(*, invite: Invite, new: NewPerson, now: datetime) -> Person:
    """Make a person and use their invite, or do neither."""
    person = create_person(new)
    enter = take_a_desk if invite.kind == Invite.For.COUNSELOR else join
    enter(invite=invite, person=person, now=now)
    return person


def end_sessions(*, person: Person, sessions: list[UserSession], here: str, which: str) -> None:
    """End one of a person's sessions by its id, or with `others` all but this one; their open lines end too.

    The browsers they are in are known no longer; with `others` that goes for those signed out before, too.
    """
    others = which == "others"
    ended = [one for one in sessions if (others and one.session_key != here) or str(one.pk) == which]
    if others:
        known_browsers.forget(person, keep=known_browsers.of_sessions([here]))
    else:
        known_browsers.forget(person, only=known_browsers.of_sessions([one.session_key for one in ended]))
    for session in ended:
        session.end()
    live.hang_up(person.pk)
