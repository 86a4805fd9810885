"""The sign-in library's forms, with our words and one field less to type."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from nearward.domain.refused import Refused
from nearward.web.people import tries
from nearward.web.people.desk_lock import APP, keys_of
from nearward.web.people.models import Person
from nearward.web.ui.words import translated

NEEDS_SCRIPT = _("A passkey needs script in this browser. Your name and passphrase work without it.")
NAME_LONGEST = 60


def _word(field: forms.Field, label: Any, missing: Any) -> None:
    """Give a field our label and sentence; a label needs no placeholder beside it."""
    field.label, field.help_text = label, ""
    field.widget.attrs.pop("placeholder", None)
    field.error_messages["required"] = missing


class SignInForm(LoginForm):  # type: ignore[misc]
    """Name and passphrase."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["login"], _("The name you sign in with"), _("Give the name you sign in with."))
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        _word(self.fields["password"], _("Passphrase"), _("Give your passphrase."))

    def clean_login(self) -> str:
        """Sign-in names are kept in lower case."""
        return str(super().clean_login()).lower()


class AgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The passphrase once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["password"], _("Passphrase"), _("Give your passphrase."))


@contextmanager
def told() -> Iterator[None]:
    """Turn a refusal into a form's error."""
    try:
        yield
    except Refused as refusal:
        raise forms.ValidationError(translated(refusal.args[0])) from None


class ChangePassphraseForm(ChangePasswordForm):  # type: ignore[misc]
    """The old passphrase and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _word(self.fields["oldpassword"], _("Your passphrase now"), _("Give the passphrase you have now."))
        missing = _("Choose a passphrase of at least ten characters.")
        _word(self.fields["password1"], _("A new passphrase"), missing)

    def clean_oldpassword(self) -> str:
        """Check the old one, counted like every other try of it."""
        counters = tries.passphrase_counters(context.request, self.user.sign_in_name)
        with told(), tries.counted(*counters):
            return str(super().clean_oldpassword())


class _CodeInGroups(forms.Form):
    """A recovery code may be typed as it is shown: in groups of four. An app's code goes into the same field."""

    user: Person

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = keys_of(self.user)
        if APP in self.keys:
            _word(self.fields["code"], _("A code from your app, or a recovery code"), _("Give one of your codes."))
        else:
            _word(self.fields["code"], _("One of your recovery codes"), _("Give one of your recovery codes."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        """Take the spaces out, then check it, a few times in a while."""
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        with told(), tries.counted(tries.code_counter(context.request, self.user)):
            return str(super().clean_code())  # type: ignore[misc]


class CodeForm(_CodeInGroups, AuthenticateForm):  # type: ignore[misc]
    """A recovery code as the second step."""


class CodeAgainForm(_CodeInGroups, ReauthenticateByCodeForm):  # type: ignore[misc]
    """A recovery code before something that matters."""


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app, which shows that it was set up right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], _("The code your app shows now"), _("Give the code your app shows."))
        self.fields["code"].widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"})


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey opens the door by itself, so it always asks for a finger, a face or a PIN."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label=_("What you call it"), max_length=NAME_LONGEST, required=False)
        self.fields["credential"].error_messages["required"] = NEEDS_SCRIPT


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    name = forms.CharField(
        label=_("What you call it"), max_length=NAME_LONGEST,
        error_messages={
            "required": _("Give it a name you will know again."),
            "max_length": _("A name holds up to 60 characters."),
        },
    )  # fmt: skip


class PasskeyForm(LoginWebAuthnForm):  # type: ignore[misc]
    """The passkey's answer, made by the browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages["required"] = NEEDS_SCRIPT


class MakeCodesForm(GenerateRecoveryCodesForm):  # type: ignore[misc]
    """Recovery codes are for everyone, with a passkey or without."""

    def clean(self) -> dict[str, Any]:
        """Ask for nothing."""
        return dict(self.cleaned_data)
