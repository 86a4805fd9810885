"""Forms of words and plans."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nearward.domain import together as rules
from nearward.domain.daytime import WEEKDAYS
from nearward.domain.words import N_
from nearward.web.ui.forms import OUT_OF_DATE, SentForm, clean_text

A_TIME = N_("Give the time as hours and minutes, such as 18:30.")
A_DAY = N_("Give the day as year-month-day, such as 2026-03-14.")


def _few_words(label: str) -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy(label), required=False, strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class WordingForm(forms.Form):
    """Words to agree on, and which ones one read."""

    seen = forms.IntegerField(
        min_value=0, max_value=2**15 - 2, widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), gettext_lazy(OUT_OF_DATE)),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("In our words"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def clean_words(self) -> str:
        """Keep the words as typed."""
        return clean_text(self.cleaned_data["words"])


class SmallForm(SentForm):
    """One small thing, and for which week."""

    thing = forms.CharField(required=False, max_length=20)
    words = _few_words(N_("Or something of your own"))
    weeks = forms.ChoiceField(choices=[("0", "0"), ("1", "1")], required=False)

    def clean_words(self) -> str:
        """Keep the words as typed."""
        return clean_text(self.cleaned_data["words"])


class TimeForm(SentForm):
    """A time of every week, until when, and whether it needs the other."""

    weekday = forms.TypedChoiceField(label=gettext_lazy("Every"), coerce=int)
    start = forms.TimeField(
        label=gettext_lazy("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=dict.fromkeys(("required", "invalid"), gettext_lazy(A_TIME)),
    )  # fmt: skip
    end = forms.TimeField(
        label=gettext_lazy("To"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=dict.fromkeys(("required", "invalid"), gettext_lazy(A_TIME)),
    )  # fmt: skip
    until = forms.DateField(
        label=gettext_lazy("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=dict.fromkeys(("required", "invalid"), gettext_lazy(A_DAY)),
    )  # fmt: skip
    words = _few_words(N_("What it is for, if you wish to say"))
    holds = forms.BooleanField(required=False)

    def __init__(self, *args: object, holds: str = "", today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["weekday"]
        field.choices = [(str(at), _(day)) for at, day in enumerate(WEEKDAYS)]  # type: ignore[attr-defined]
        self.fields["until"].initial = today + rules.USUAL_LENGTH
        self.fields["holds"].label = holds

    def kept(self) -> rules.Kept:
        """Return the time as the domain knows it."""
        said = self.cleaned_data
        return rules.Kept(
            said["weekday"], said["start"], said["end"], said["until"], clean_text(said["words"]), said["holds"]
        )


class AnswerForm(forms.Form):
    """An answer to a plan, in one tap, with a few words where they are needed."""

    how = forms.CharField(required=False, max_length=6)
    words = _few_words(N_("A few words"))

    def clean_words(self) -> str:
        """Keep the words as typed."""
        return clean_text(self.cleaned_data["words"])
