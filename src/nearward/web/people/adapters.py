"""How the sign-in library meets this house."""

from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nearward.domain.refused import Refused
from nearward.web.core import live, vault
from nearward.web.people import known_browsers, tries
from nearward.web.people.devices import device_name
from nearward.web.people.models import Person
from nearward.web.ui.words import translated

WRONG_CODE = _("That code does not fit, or was used already.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: a person comes by an invite."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This place is closed."),
        "username_password_mismatch": _("That name and passphrase do not fit together."),
        "incorrect_password": _("That is not your passphrase."),
        "enter_current_password": _("That is not your passphrase now."),
        "incorrect_code": WRONG_CODE,
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try of a passphrase, in the database and by browser; the library's own counters are off."""
        try:
            self.counted = tries.count(*tries.passphrase_counters(request, credentials["username"]))
        except Refused as refusal:
            raise ValidationError(translated(refusal.args[0]), code="too_many_login_attempts") from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """Check a name and passphrase; only wrong tries stay counted."""
        person: Person | None = super().authenticate(request, **credentials)
        if person is not None:
            tries.take_back(self.counted)
        return person

    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign in, and know this browser again."""
        super().login(request, user)
        known_browsers.remember(request, user)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no; `/join/` is the way in."""
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: Nearward knows no e-mail address."""

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        """Say that this place is closed, on the page one came from."""
        messages.error(request, str(self.error_messages["account_inactive"]))
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to one's own page."""
        return reverse("you")

    def set_password(self, user: Person, password: str) -> None:
        """Change the passphrase, which ends every other session, and their open lines at once.

        Browsers known before are known no longer; this one is, by a new cookie.
        """
        super().set_password(user, password)
        known_browsers.forget(user)
        known_browsers.remember(self.request, user)
        live.hang_up(user.pk)

    def logout(self, request: HttpRequest) -> None:
        """End the session and the open lines with it."""
        person = request.user
        super().logout(request)
        if isinstance(person, Person):
            live.hang_up(person.pk)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Seals recovery seeds at rest and names the passkey after the person and the phone."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That did not fit. Try once more."),
    }

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        """Suggest what this browser is called."""
        return device_name(self.request.headers.get("User-Agent", "")) if self.request else ""

    def get_totp_label(self, user: Person) -> str:
        """Name the person in their app."""
        return user.sign_in_name

    def build_totp_svg(self, url: str) -> str:
        """Draw the code an app's camera reads, as every other code here is drawn."""
        return segno.make(url, error="m").svg_inline(border=0, scale=5, omitsize=True)

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        return vault.seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        return vault.open_secret(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name this server in the passkey prompt."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Nearward"}

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        """Name the person in the passkey prompt."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.name, "name": user.sign_in_name}
