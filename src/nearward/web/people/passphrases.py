"""What makes a passphrase good enough, said in our words."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nearward.domain.refused import Refused


def refuse_weak(passphrase: str) -> None:
    """Raise `Refused` for a passphrase that is too short or too common."""
    try:
        validate_password(passphrase)
    except ValidationError as error:
        raise Refused(error.messages[0], field="passphrase") from None


class LongEnough(MinimumLengthValidator):
    """Asks for ten characters."""

    def get_error_message(self) -> str:
        """Return the sentence for the person."""
        return _("Use at least %(number)d characters. Four plain words are good.") % {"number": self.min_length}

    def get_help_text(self) -> str:
        """Return the same as a hint."""
        return self.get_error_message()


class NotCommon(CommonPasswordValidator):
    """Refuses what everybody tries first."""

    def get_error_message(self) -> str:
        """Return the sentence for the person."""
        return _("That one is among the first that anyone would try. Choose another.")

    def get_help_text(self) -> str:
        """Return the same as a hint."""
        return self.get_error_message()
