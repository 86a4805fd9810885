"""The check-in form: every part is optional, and an untouched scale says nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nearward.domain.checkin import NOTE_LONGEST, SLEEP_LONGEST, Open, Private
from nearward.domain.needs import NEEDS
from nearward.web.ui.forms import SentForm, clean_text


def _scale() -> forms.IntegerField:
    """Return a scale that may stay untouched; the domain says how far it goes."""
    wrong = _("Choose one of the stops of the scale.")
    return forms.IntegerField(required=False, error_messages={"invalid": wrong})


class CheckInForm(SentForm):
    """Stress, move, seven needs, room, longest sleep stretch, a private note."""

    stress = _scale()
    move = _scale()
    room = _scale()
    sleep_hours = forms.DecimalField(
        label=_("Longest stretch of sleep, in hours"),
        min_value=0, max_value=SLEEP_LONGEST // 60, decimal_places=2, required=False, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "invalid": _("Write the hours as a number, such as 3 or 3.5."),
            "max_value": _("The longest stretch of sleep goes up to 16 hours."),
            "min_value": _("The longest stretch of sleep cannot be less than nothing."),
        },
    )  # fmt: skip
    note = forms.CharField(
        label=_("A note for yourself"),
        required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for need in NEEDS:
            self.fields[need] = _scale()

    def clean_note(self) -> str:
        """Keep the note as typed, and say how long it may be."""
        note = clean_text(self.cleaned_data["note"])
        if len(note) > NOTE_LONGEST:
            raise forms.ValidationError(_("A note holds up to 4,000 characters. Please shorten it."))
        return note

    def said(self) -> Open:
        """Return the open part."""
        levels = {need: self.cleaned_data[need] for need in NEEDS if self.cleaned_data[need] is not None}
        return Open(levels=levels, room=self.cleaned_data["room"])

    def kept(self) -> Private:
        """Return the private part."""
        hours = self.cleaned_data["sleep_hours"]
        return Private(
            stress=self.cleaned_data["stress"],
            move=self.cleaned_data["move"],
            sleep_minutes=None if hours is None else round(hours * 60),
            note=self.cleaned_data["note"],
        )

    def value(self, name: str) -> int | None:
        """Return what a scale shows: what was sent, else where it starts."""
        raw = self.data.get(name) if self.is_bound else self.initial.get(name)
        text = str(raw)
        return int(text) if text.isdecimal() and len(text) < 3 else None


class EventForm(SentForm):
    """One tap in a small field: how hard it got, and which way one moved."""

    tap = forms.RegexField(r"^(10|\d)-(10|\d)$", error_messages={"required": _("Tap one of the dots.")})

    def kept(self) -> Private:
        """Return what the tap says."""
        stress, move = self.cleaned_data["tap"].split("-")
        return Private(stress=int(stress), move=int(move))
