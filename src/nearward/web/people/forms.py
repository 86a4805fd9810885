"""Forms of people."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from nearward.web.people.places_on_earth import country_choices, zone_typed
from nearward.web.ui.forms import OUT_OF_DATE


def a_day(label: Any, *, required: Any) -> forms.DateField:
    """Return a field for a day of these years; `required` is False, or the sentence said when it is missing."""
    far = _("That day is too far away. Please check the year.")
    return forms.DateField(
        label=label, required=bool(required), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(date(2000, 1, 1), far), MaxValueValidator(date(2100, 1, 1), far)],
        error_messages={
            "required": required or "",
            "invalid": _("Give the day as year-month-day, such as 2026-03-14."),
        },
    )  # fmt: skip


def zone_field(label: Any) -> forms.CharField:
    """Return a field for a zone, typed by its city; the page lists the zones."""
    return forms.CharField(
        label=label, max_length=64,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Give your time zone, such as Europe/Madrid."),
            "max_length": _("A time zone is shorter than that, such as Europe/Madrid."),
        },
    )  # fmt: skip


def known_zone(typed: str) -> str:
    """Return the zone someone typed by its name or its city, or refuse it."""
    zone = zone_typed(typed)
    if not zone:
        raise forms.ValidationError(_("That zone is not known here. Try the nearest large city."))
    return zone


class AboutForm(forms.Form):
    """What a person says of themselves."""

    name = forms.CharField(
        label=_("Your name, as the others read it"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={
            "required": _("Say what you are called."),
            "max_length": _("A name holds up to 60 characters."),
        },
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)
    zone = zone_field(_("Time zone, by its city"))
    country = forms.ChoiceField(label=_("Country, for help lines"), choices=country_choices, required=False)

    def clean_zone(self) -> str:
        """Take a zone by its name or its city."""
        return known_zone(self.cleaned_data["zone"])


class ClockForm(forms.Form):
    """Another clock for the family, and which suggestion was read."""

    seen = forms.IntegerField(
        min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _(OUT_OF_DATE)),
    )  # fmt: skip
    zone = zone_field(_("The city whose clock you would go by"))

    def clean_zone(self) -> str:
        """Take a zone by its name or its city; an answer to a suggestion carries none."""
        typed = self.cleaned_data["zone"]
        return known_zone(typed) if typed or self.fields["zone"].required else ""


class JoinForm(AboutForm):
    """A new person: what they are called, and how they sign in."""

    sign_in_name = forms.RegexField(
        r"^[\w.@+-]+$", label=_("A name to sign in with"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "required": _("Choose a name to sign in with."),
            "invalid": _("Use letters, digits and . @ + - _ only, without spaces."),
            "max_length": _("A sign-in name holds up to 60 characters."),
        },
    )  # fmt: skip
    passphrase = forms.CharField(
        label=_("A passphrase"), strip=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={
            "required": _("Choose a passphrase of at least ten characters."),
            "max_length": _("A passphrase holds up to 200 characters."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].widget.attrs["data-zone"] = ""
        if len(settings.LANGUAGES) == 1:
            self.fields["language"].widget = forms.HiddenInput()

    def clean_sign_in_name(self) -> str:
        """Keep the name in small letters; a few letters grow when they are made small."""
        name = str(self.cleaned_data["sign_in_name"]).lower()
        if len(name) > 60:
            raise forms.ValidationError(_("A sign-in name holds up to 60 characters."))
        return name

    field_order = ("name", "sign_in_name", "passphrase", "language", "zone", "country")


class ChildForm(forms.Form):
    """A baby, expected or born."""

    name = forms.CharField(
        label=_("Name, or what you call your baby for now"), max_length=60, required=False,
        error_messages={"max_length": _("A name holds up to 60 characters.")},
    )  # fmt: skip
    born_on = a_day(_("Born on"), required=False)
    due_on = a_day(_("Expected on"), required=False)
    home = forms.BooleanField(label=_("At home with you (not in hospital)"), required=False)


class HelperInviteForm(forms.Form):
    """Until when a helper may see what they need on duty."""

    until = a_day(_("Access ends after"), required=_("Choose the day this helper's access ends."))


class RecoverForm(forms.Form):
    """A recovery code in place of a lost passphrase or passkey."""

    sign_in_name = forms.CharField(
        label=_("The name you sign in with"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": _("Give the name you sign in with.")},
    )  # fmt: skip
    code = forms.CharField(
        label=_("One of your recovery codes"), max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Give one of your recovery codes.")},
    )  # fmt: skip
    passphrase = forms.CharField(
        label=_("A new passphrase"), strip=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a passphrase of at least ten characters.")},
    )  # fmt: skip


def _pin_field(label: Any) -> forms.CharField:
    digits = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 8}
    return forms.CharField(
        label=label, max_length=60, strip=True, widget=forms.PasswordInput(attrs=digits),
        error_messages={"required": _("Type your PIN."), "max_length": _("A PIN has four to eight digits.")},
    )  # fmt: skip


class OpenMineForm(forms.Form):
    """The PIN that opens Mine."""

    pin = _pin_field(_("Your PIN"))


class PinForm(forms.Form):
    """A new PIN for Mine, with the old one where there is one and nothing else was shown just now."""

    pin_now = _pin_field(_("Your PIN now"))
    pin = _pin_field(_("A new PIN, four to eight digits"))

    def __init__(self, *args: Any, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["pin_now"]
