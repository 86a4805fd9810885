"""Asking once more who holds the phone, before something that cannot be undone."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nearward.domain.pin import LONGEST
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core.clock import now
from nearward.web.people import lock, pins
from nearward.web.people.models import Person

ASKED = "confirmation_asked"


class ConfirmationForm(forms.Form):
    """One field for the PIN or the passphrase: no passphrase is as short, or all digits."""

    secret = forms.CharField(
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, with_pin: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["secret"].label = _("Your PIN, or your passphrase") if with_pin else _("Your passphrase")
        missing = _("Type your PIN or your passphrase.") if with_pin else _("Give your passphrase.")
        self.fields["secret"].error_messages["required"] = missing


def confirm(request: HttpRequest, person: Person, secret: str) -> None:
    """Raise `Refused` unless `secret` is the person's PIN or passphrase, or when it was tried too often."""
    digits = secret.strip()
    if digits.isdigit() and len(digits) <= LONGEST and pins.has_pin(person):
        pins.check(person, digits)
        return
    try:
        right = get_adapter(request).reauthenticate(person, secret)
    except ValidationError as error:
        raise Refused(str(error.message)) from None
    if not right:
        raise Refused(N_("That is not your passphrase."))


def ask(request: HttpRequest, person: Person) -> bool:
    """Return whether the person showed a passkey or the passphrase since this was first asked, just now.

    Else ask from this moment on: what was shown before, to open something else, does not count.
    """
    asked = request.session.get(ASKED)
    if asked is not None and lock.just_authenticated(request, since=asked):
        return True
    if has_passkey(person):
        request.session[ASKED] = now().timestamp()
    return False


def has_passkey(person: Person) -> bool:
    """Whether this person has a passkey."""
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).exists())
