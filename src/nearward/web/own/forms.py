"""Forms of what one keeps, and of a time of one's own."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy

from nearward.domain import asks, own
from nearward.domain.daytime import at_local
from nearward.domain.words import N_
from nearward.web.ui.forms import OUT_OF_DATE, SentForm, clean_text
from nearward.web.ui.keeping import KeptForm

A_DAY = N_("Give the day as year-month-day, such as 2026-03-14.")
A_TIME = N_("Give the time as hours and minutes, such as 18:30.")
AN_ANSWER = N_("Choose one of the answers.")


def _wrong(said: str, *kinds: str) -> dict[str, Any]:
    return dict.fromkeys(kinds, gettext_lazy(said))


def _day(**kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    wrong = _wrong(A_DAY, "required", "invalid")
    return forms.DateField(label=gettext_lazy("Day"), widget=widget, error_messages=wrong, **kwargs)


def _clock(label: Any, **kwargs: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(
        label=label, widget=widget, error_messages=_wrong(A_TIME, "required", "invalid"), **kwargs
    )


class PlaceForm(KeptForm):
    """What one keeps in one place."""

    words = forms.CharField(
        label=gettext_lazy("In your own words"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip

    def clean_words(self) -> str:
        """Keep them as typed."""
        return clean_text(self.cleaned_data["words"])


class TimeForm(SentForm):
    """From when to when, and open words if one wishes."""

    day = _day()
    start = _clock(gettext_lazy("From"))
    until = _clock(gettext_lazy("Until"))
    words = forms.CharField(
        label=gettext_lazy("What for, if you wish to say"), required=False, strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def clean_words(self) -> str:
        """Keep them on one line."""
        return " ".join(clean_text(self.cleaned_data["words"]).split())

    def time(self, zone: ZoneInfo) -> own.Time:
        """Return the time in `zone`; one that ends before it starts ends on the day after."""
        day, start, until = (self.cleaned_data[name] for name in ("day", "start", "until"))
        last = day + timedelta(days=1) if until <= start else day
        return own.Time(at_local(day, start, zone), at_local(last, until, zone))


class AnswerForm(forms.Form):
    """One of three answers; the button says which."""

    how = forms.ChoiceField(
        choices=[("here", ""), ("at", ""), ("but", "")],
        error_messages=_wrong(AN_ANSWER, "required", "invalid_choice"),
    )
    seen = forms.IntegerField(
        min_value=0, max_value=2**15 - 2, widget=forms.HiddenInput,
        error_messages=_wrong(OUT_OF_DATE, "required", "invalid", "min_value", "max_value"),
    )  # fmt: skip
    day = _day(required=False)
    start = _clock(gettext_lazy("From"), required=False)
    words = forms.CharField(label=gettext_lazy("I can't, but…"), required=False, strip=False)

    def clean(self) -> None:
        """Ask for a day and a time where the answer is another time."""
        if self.cleaned_data.get("how") == "at":
            for name, said in (("day", A_DAY), ("start", A_TIME)):
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, gettext_lazy(said))

    def answer(self, zone: ZoneInfo) -> asks.Answer:
        """Return the answer as the domain of asks knows it."""
        match self.cleaned_data["how"]:
            case "at":
                at: datetime = at_local(self.cleaned_data["day"], self.cleaned_data["start"], zone)
                return asks.At(at)
            case "but":
                return asks.But(clean_text(self.cleaned_data["words"]))
            case _:
                return asks.Here()
