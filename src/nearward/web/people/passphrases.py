"""What makes a passphrase good enough, said in our words."""

from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
from django.utils.translation import gettext as _

from nearward.domain.refused import Refused


class WeakPassphrase(Refused):
    """A passphrase that is too short or too common; the sentence belongs beside its field."""

    field = "passphrase"


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
