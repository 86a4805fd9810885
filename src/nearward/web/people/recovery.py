"""A way back in without e-mail: one recovery code, then a new passphrase."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core import live
from nearward.web.people import known_browsers
from nearward.web.people.models import Person
from nearward.web.people.passphrases import refuse_weak

WRONG = N_("That name and code do not fit together. Check both, or use another code.")


@transaction.atomic
def recover(*, sign_in_name: str, code: str, passphrase: str) -> Person:
    """Use up one recovery code and set a new passphrase; passkeys and apps of lost phones are removed.

    Raises `Refused`, with the same sentence whether the name or the code is wrong.
    """
    refuse_weak(passphrase)
    person = Person.objects.filter(sign_in_name=sign_in_name, is_active=True).first()
    codes = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    if person is None or codes is None:
        raise Refused(WRONG)
    if not codes.wrap().validate_code("".join(code.split())):
        raise Refused(WRONG)
    Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES).delete()
    person.set_password(passphrase)
    person.save(update_fields=["password"])
    known_browsers.forget(person)
    live.hang_up(person.pk)
    return person
