"""Forms of asking, answering and taking something on."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nearward.domain import asks, handover, space
from nearward.domain.daytime import at_local, next_local
from nearward.domain.words import N_
from nearward.web.ui.forms import OUT_OF_DATE, SentForm, clean_text

AN_ANSWER = N_("Choose one of the answers.")
A_DAY = N_("Give the day as year-month-day, such as 2026-03-14.")
A_TIME = N_("Give the time as hours and minutes, such as 18:30.")


class AskForm(SentForm):
    """Need × kind × when, or own words."""

    need = forms.CharField(required=False)
    kind = forms.CharField(required=False)
    when = forms.CharField(required=False)
    words = forms.CharField(
        label=_("In your own words"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def ask(self) -> asks.Ask:
        """Return the ask as the domain knows it."""
        taken = {name: self.cleaned_data[name] for name in ("need", "kind", "when")}
        return asks.Ask(**taken, words=_as_offered(clean_text(self.cleaned_data["words"])))


def _as_offered(words: str) -> str:
    """Return a sentence the house offered as it is kept, so that the other reads it in their own language."""
    return next((opener.ask.words for opener in asks.OPENERS if words == gettext(opener.ask.words)), words)


class AnswerForm(SentForm):
    """One of three answers; the button says which."""

    how = forms.ChoiceField(
        choices=[("here", ""), ("at", ""), ("but", "")],
        error_messages={"required": _(AN_ANSWER), "invalid_choice": _(AN_ANSWER)},
    )
    time = forms.TimeField(label=_("Time"), required=False, error_messages={"invalid": _(A_TIME)})
    day = forms.DateField(label=_("Day"), required=False, error_messages={"invalid": _(A_DAY)})
    words = forms.CharField(label=_("I can't, but…"), required=False, strip=False)
    seen = forms.IntegerField(required=False, error_messages={"invalid": _(OUT_OF_DATE)})

    def clean(self) -> None:
        """Ask for a time where the answer is one."""
        if self.cleaned_data.get("how") == "at" and not self.cleaned_data.get("time") and "time" not in self.errors:
            self.add_error("time", _(A_TIME))

    def answer(self, *, now: datetime, zone: ZoneInfo) -> asks.Answer:
        """Return the answer as the domain knows it; a time without a day is the next time it comes round."""
        match self.cleaned_data["how"]:
            case "at":
                clock, day = self.cleaned_data["time"], self.cleaned_data.get("day")
                return asks.At(at_local(day, clock, zone) if day else next_local(now, clock, zone))
            case "but":
                return asks.But(clean_text(self.cleaned_data["words"]))
            case _:
                return asks.Here()


class HandOverForm(SentForm):
    """What one takes on, and until when."""

    what = forms.CharField(required=False)
    words = forms.CharField(
        label=_("What you take on"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    until = forms.TimeField(
        label=_("Until"), required=True,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Choose until when."), "invalid": _(A_TIME)},
    )  # fmt: skip

    def given(self, *, now: datetime, zone: ZoneInfo) -> handover.HandOver:
        """Return the hand-over as the domain knows it."""
        until = next_local(now, self.cleaned_data["until"], zone)
        words = clean_text(self.cleaned_data["words"])
        return handover.HandOver("" if words else self.cleaned_data["what"], until, words)


class SpaceForm(SentForm):
    """When one is back: in so many minutes, or at a time; and a sentence that holds until then."""

    minutes = forms.IntegerField(required=False, min_value=1, max_value=1440)
    time = forms.TimeField(
        label=_("Back at"), required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), error_messages={"invalid": _(A_TIME)},
    )  # fmt: skip
    words = forms.CharField(
        label=_("What holds until then"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    baby_with = forms.CharField(required=False)

    def back_at(self, *, now: datetime, zone: ZoneInfo) -> datetime:
        """Return when one is back; a time that was typed goes before the minutes."""
        if self.cleaned_data["time"]:
            return next_local(now, self.cleaned_data["time"], zone)
        minutes = self.cleaned_data["minutes"]
        return space.rounded(now + (timedelta(minutes=minutes) if minutes else space.DEFAULT))

    def taken(self, *, now: datetime, zone: ZoneInfo) -> space.Space:
        """Return the space as the domain knows it."""
        words, baby_with = clean_text(self.cleaned_data["words"]), self.cleaned_data["baby_with"]
        return space.Space(self.back_at(now=now, zone=zone), words, baby_with)


def next_half_hours(now: datetime, zone: ZoneInfo) -> list[time]:
    """Return two near times to answer with: the next half hour at least 20 minutes off, and 90 minutes on."""
    local = (now + timedelta(minutes=20)).astimezone(zone)
    first = local.replace(minute=0, second=0, microsecond=0) + timedelta(minutes=30 * (local.minute // 30 + 1))
    return [first.time(), (first + timedelta(minutes=90)).time()]
