"""The PIN of the room Mine: set, checked, never shown."""

from django.contrib.auth.hashers import check_password, make_password

from nearward.domain.pin import accept_pin
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core import vault
from nearward.web.people import tries
from nearward.web.people.models import Person, Pin
from nearward.web.people.selectors import wrapped_key


def has_pin(person: Person) -> bool:
    """Whether this person chose a PIN."""
    return Pin.objects.filter(person=person).exists()


def set_pin(*, person: Person, pin: str) -> None:
    """Choose a PIN, or another one. Raises `Refused` for one that is too short or the first anybody would try."""
    hashed = make_password(accept_pin(pin))
    sealed = vault.seal_text(hashed, wrapped=wrapped_key(person.pk), place=_place(person))
    Pin.objects.update_or_create(person=person, defaults={"sealed": sealed})


def fits(person: Person, pin: str) -> bool:
    """Whether this is the person's PIN; without one nothing fits."""
    row = Pin.objects.filter(person=person).first()
    if row is None:
        return False
    hashed = vault.open_text(row.sealed, wrapped=wrapped_key(person.pk), place=_place(person))
    return check_password(pin, hashed)


def check(person: Person, pin: str) -> None:
    """Raise `Refused` unless this is the person's PIN, or when it was tried too often lately."""
    with tries.counted(tries.pin_counter(person)):
        if not fits(person, pin):
            raise Refused(N_("That is not your PIN."))


def _place(person: Person) -> vault.Place:
    return vault.Place("people.Pin", "sealed", person.pk, person.pk)
