"""A signed sign-in link for the made-up family of `nearward demo`; it opens nothing anywhere else."""

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from nearward.web.people.models import Person

SALT = "nearward sign-in link"
LASTS = timedelta(hours=12)


def sign_in_link(person: Person) -> str:
    """Return the path of a link that signs this person in; a changed passphrase ends it."""
    mark = person.get_session_auth_hash()[:16]
    return reverse("sign_in_by_link", args=[signing.dumps([str(person.pk), mark], salt=SALT)])


def person_of_link(token: str) -> Person | None:
    """Return whom the link signs in, or None."""
    try:
        pk, mark = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    person = Person.objects.filter(pk=pk, is_active=True).first()
    return person if person and person.get_session_auth_hash()[:16] == mark else None
