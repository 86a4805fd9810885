"""How the sign-in library meets this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from nearward.web.core import live, vault
from nearward.web.people.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: a person comes by an invite."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no; `/join/` is the way in."""
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: Nearward knows no e-mail address."""

    def logout(self, request: HttpRequest) -> None:
        """End the session and the open lines with it."""
        person = request.user
        super().logout(request)
        if isinstance(person, Person):
            live.hang_up(person.pk)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Seals recovery seeds at rest and names the passkey after the person."""

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
