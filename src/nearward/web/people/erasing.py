"""How a person's account goes when they erase everything of theirs."""

from datetime import datetime
from secrets import token_hex
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from nearward.web.core import live, vault
from nearward.web.core.models import Submission
from nearward.web.people.models import (
    Caregiver,
    Family,
    Invite,
    KnownBrowser,
    Person,
    PersonKey,
    Pin,
    Tries,
    ZoneSuggestion,
)
from nearward.web.people.parting import close_invites
from nearward.web.people.services import people_of


def end_sessions_of(person: Person) -> None:
    """End every session of this person, known to the list of devices or not."""
    mine = [row.pk for row in Session.objects.iterator() if row.get_decoded().get(SESSION_KEY) == str(person.pk)]
    Session.objects.filter(pk__in=mine).delete()
    UserSession.objects.filter(user=person).delete()
    live.hang_up(person.pk)


def destroy_key_of(person: Person) -> None:
    """Destroy the person's key: whatever it sealed, anywhere, opens no more with this database."""
    PersonKey.objects.filter(person=person).delete()
    vault.unwrap.cache_clear()


def erase_account(person: Person) -> None:
    """Delete how the person signs in and what they sent; their row stays for the caller to remove or empty."""
    end_sessions_of(person)
    destroy_key_of(person)
    Authenticator.objects.filter(user=person).delete()
    Pin.objects.filter(person=person).delete()
    Tries.objects.filter(person=person).delete()
    KnownBrowser.objects.filter(person=person).delete()
    Submission.objects.filter(author=person).delete()
    Invite.objects.filter(by__person=person).delete()


def remove_place(place: Caregiver, *, keep_husk: bool, keep_family: bool, now: datetime) -> None:
    """Remove a person's place. `keep_husk` leaves it empty and ended, since the other's entries point to it.

    A family in which nobody else is a partner goes whole, unless (`keep_family`) words of one who left lie in it.
    An empty place that has to stay then stands in a family of its own, in which there is nothing.
    """
    ZoneSuggestion.objects.filter(by=place).delete()
    others = Caregiver.objects.filter(family=place.family_id, role=Caregiver.Role.PARTNER).exclude(pk=place.pk)
    if place.role == Caregiver.Role.PARTNER and not (keep_family or _known(others)):
        if keep_husk:
            alone = Family.objects.create(created_at=now)
            Caregiver.objects.filter(pk=place.pk).update(family=alone, ended_at=now)
        _remove_family(place, now)
        return
    if place.role == Caregiver.Role.PARTNER:
        close_invites(place.family_id, by=place)
    if keep_husk:
        Caregiver.objects.filter(pk=place.pk, ended_at__isnull=True).update(ended_at=now)
    else:
        Caregiver.objects.filter(pk=place.pk).delete()
    live.ring(people_of(place.family_id, now))


def _known(others: QuerySet[Caregiver]) -> bool:
    return others.filter(person__vault_key__isnull=False).exists()


def remove_empty_place(place: Caregiver) -> None:
    """Remove an empty place that nothing points to any more, and the empty family it stood in."""
    stood_in = list(Caregiver.objects.filter(pk=place.pk).values_list("family", flat=True))
    Caregiver.objects.filter(pk=place.pk).delete()
    Family.objects.filter(pk__in=stood_in, caregivers__isnull=True).delete()


def _remove_family(place: Caregiver, now: datetime) -> None:
    live.ring(people_of(place.family_id, now))
    emptied = list(Person.objects.filter(places__family=place.family_id, vault_key__isnull=True))
    Family.objects.filter(pk=place.family_id).delete()
    for person in emptied:
        if person.pk != place.person_id and not person.places.exists():
            person.delete()


def remove_person(person_id: UUID) -> None:
    """Delete the person; while an empty place of theirs has to stay, empty their row instead."""
    row = Person.objects.filter(pk=person_id)
    if not Caregiver.objects.filter(person=person_id).exists():
        row.delete()
        return
    row.update(
        name="", by_myself=False, country="", language="en", zone="UTC", sign_in_name=f"erased-{token_hex(16)}",
        password=make_password(None), is_active=False, last_login=None,
    )  # fmt: skip
