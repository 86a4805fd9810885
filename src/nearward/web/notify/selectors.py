"""The reads of phones."""

from nearward.web.notify.models import Phone
from nearward.web.people.models import Person


def phone_here(person: Person, session: str) -> bool:
    """Whether the browser with this sign-in gets signals."""
    return Phone.objects.filter(person=person, session=session).exists()


def any_phone(person: Person) -> bool:
    """Whether any browser of this person gets signals."""
    return Phone.objects.filter(person=person).exists()
